//! Packs the voice data that eSpeak NG compiled into one archive, which the
//! program carries inside itself, and links libsonic, which eSpeak NG calls.
//!
//! In: the data folder of the `espeak-rs-sys` build, asked of eSpeak NG itself
//! (cargo tells a build script nothing about its dependencies' output folders).
//! Out: `voice-data.tar.gz` in `OUT_DIR`, and its hash in `LISMOI_VOICE_DATA_HASH`.

#![expect(
    unsafe_code,
    reason = "only eSpeak NG itself knows where its data were built"
)]

use std::env;
use std::error::Error;
use std::ffi::CStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

// eSpeak NG's own library refers to libsonic; this links it into the build script.
#[link(name = "sonic")]
unsafe extern "C" {}

/// What French needs: the phoneme tables, French, and the English that eSpeak NG
/// falls back on for foreign words.
const DATA_FILES: [&str; 8] = [
    "phontab",
    "phonindex",
    "phondata",
    "intonations",
    "fr_dict",
    "en_dict",
    "lang/gmw/en",
    "lang/gmw/en-US",
];
const DATA_FOLDERS: [&str; 2] = ["lang/roa", "voices/!v"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    link_sonic();
    let data = compiled_voice_data()?;
    let archive = pack(&data)?;
    let hash: String = Sha256::digest(&archive)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    fs::write(
        Path::new(&env::var("OUT_DIR")?).join("voice-data.tar.gz"),
        &archive,
    )?;
    println!("cargo:rustc-env=LISMOI_VOICE_DATA_HASH={hash}");
    Ok(())
}

/// Links libsonic into the program itself where a static library exists (Debian,
/// Homebrew), so that the binary runs where libsonic is not installed.
fn link_sonic() {
    let mut folders: Vec<PathBuf> = [
        "/usr/lib",
        "/usr/lib64",
        "/usr/local/lib",
        "/opt/homebrew/lib",
    ]
    .map(PathBuf::from)
    .to_vec();
    if let (Ok(arch), Ok(os)) = (
        env::var("CARGO_CFG_TARGET_ARCH"),
        env::var("CARGO_CFG_TARGET_OS"),
    ) {
        folders.push(PathBuf::from(format!("/usr/lib/{arch}-{os}-gnu")));
    }
    match folders
        .iter()
        .find(|folder| folder.join("libsonic.a").exists())
    {
        Some(folder) => {
            println!("cargo:rustc-link-search=native={}", folder.display());
            // Whole, because eSpeak NG's library, which needs it, comes later on the
            // linker's command line.
            println!("cargo:rustc-link-lib=static:+whole-archive=sonic");
        }
        None => println!("cargo:rustc-link-lib=sonic"),
    }
}

/// The folder `espeak-ng-data` that the build of eSpeak NG has just compiled.
fn compiled_voice_data() -> Result<PathBuf, Box<dyn Error>> {
    // SAFETY: a null path asks for the folder compiled in; nothing else in this
    // process uses eSpeak NG.
    let sample_rate = unsafe {
        espeak_rs_sys::espeak_Initialize(
            espeak_rs_sys::espeak_AUDIO_OUTPUT_AUDIO_OUTPUT_SYNCHRONOUS,
            0,
            std::ptr::null(),
            espeak_rs_sys::espeakINITIALIZE_DONT_EXIT.cast_signed(),
        )
    };
    if sample_rate <= 0 {
        return Err("eSpeak NG was built without voice data".into());
    }
    let mut path = std::ptr::null();
    // SAFETY: eSpeak NG is initialised; it stores a pointer to a static string in `path`.
    unsafe { espeak_rs_sys::espeak_Info(&raw mut path) };
    // SAFETY: the pointer was just set to a NUL-terminated string that is never freed.
    let path = unsafe { CStr::from_ptr(path) };
    Ok(PathBuf::from(path.to_str()?))
}

/// A gzipped tar archive of the needed files, sorted and without times or owners,
/// so that equal data give equal bytes.
fn pack(data: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut names: Vec<String> = DATA_FILES.map(String::from).to_vec();
    for folder in DATA_FOLDERS {
        for entry in fs::read_dir(data.join(folder))? {
            let name = entry?.file_name();
            let name = name.to_str().ok_or("a voice file name is not UTF-8")?;
            if folder != "lang/roa" || name == "fr" || name.starts_with("fr-") {
                names.push(format!("{folder}/{name}"));
            }
        }
    }
    names.sort();
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    archive.mode(tar::HeaderMode::Deterministic);
    for name in names {
        let mut file = File::open(data.join(&name))?;
        archive.append_file(format!("espeak-ng-data/{name}"), &mut file)?;
    }
    Ok(archive.into_inner()?.finish()?)
}
