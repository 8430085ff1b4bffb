//! Packs the voice data of the engines into archives inside the program, and links libsonic,
//! which eSpeak NG calls.
//!
//! In: the data folder of the `espeak-rs-sys` build, whose path comes from eSpeak NG, because
//! cargo does not pass the output folders of dependencies to build scripts; and the sources of
//! `ttspico-sys`, which ship the voice of SVOX Pico.
//! Out: in `OUT_DIR`, `voice-data` and `pico-data`, each `.tar.gz` and `.tsv` (the names,
//! lengths and hashes of its files); in the environment, `LISMOI_VOICE_DATA_HASH`, `LISMOI_PICO_DATA_HASH`
//! (of the files, not of the archives) and `LISMOI_ENGINE_VERSION`.

#![expect(unsafe_code, reason = "only eSpeak NG knows where its data were built")]

use std::env;
use std::error::Error;
use std::ffi::CStr;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

// The library of eSpeak NG refers to libsonic; this links it into the build script.
#[link(name = "sonic")]
unsafe extern "C" {}

/// The files that French needs: the phoneme tables, French, and English, which eSpeak NG uses
/// for foreign words.
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

/// The folder of the sources of the pinned version in a registry, that of its voices in it, and
/// the French voice: text analysis and signal generation.
const PICO_SOURCES: &str = "ttspico-sys-0.1.5";
const PICO_FOLDER: &str = "build/pico/lang";
const PICO_FILES: [&str; 2] = ["fr-FR_nk0_sg.bin", "fr-FR_ta.bin"];
/// The name under which eSpeak NG looks for its data.
const DATA: &str = "espeak-ng-data";
const DATA_FOLDERS: [&str; 2] = ["lang/roa", "voices/!v"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    link_sonic();
    let (version, data) = espeak()?;
    let hash = archive("voice-data", DATA, &data, &needed_files(&data)?)?;
    println!("cargo:rustc-env=LISMOI_VOICE_DATA_HASH={hash}");
    println!("cargo:rustc-env=LISMOI_ENGINE_VERSION={version}");
    let hash = archive(
        "pico-data",
        "pico",
        &pico_data()?,
        &PICO_FILES.map(String::from),
    )?;
    println!("cargo:rustc-env=LISMOI_PICO_DATA_HASH={hash}");
    Ok(())
}

/// Writes `NAME.tar.gz` and `NAME.tsv` with the files `files` of `data`, under `folder`, and
/// returns their SHA-256.
fn archive(
    name: &str,
    folder: &str,
    data: &Path,
    files: &[String],
) -> Result<String, Box<dyn Error>> {
    let (mut hash, mut names, mut index) = (Sha256::new(), String::new(), String::new());
    for file in files {
        let contents = fs::read(data.join(file))?;
        writeln!(names, "{folder}/{file}\t{}", contents.len())?;
        hash.update(names.len().to_le_bytes());
        let of_file = hex(&Sha256::digest(&contents));
        writeln!(index, "{folder}/{file}\t{}\t{of_file}", contents.len())?;
        hash.update(contents);
    }
    hash.update(&names);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(
        out.join(format!("{name}.tar.gz")),
        pack(folder, data, files)?,
    )?;
    fs::write(out.join(format!("{name}.tsv")), index)?;
    Ok(hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The folder of `ttspico-sys` that ships the voices. Cargo tells a build script where the
/// outputs of its dependencies are, but not their sources: they are looked for in the registry,
/// then asked for. `LISMOI_PICO_DATA` names the folder where neither helps.
fn pico_data() -> Result<PathBuf, Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=LISMOI_PICO_DATA");
    if let Some(folder) = env::var_os("LISMOI_PICO_DATA") {
        return Ok(folder.into());
    }
    let is_voice = |folder: &PathBuf| folder.join(PICO_FILES[0]).is_file();
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or(home);
    let registries = cargo_home.map(|home| fs::read_dir(home.join("registry/src")));
    for registry in registries.into_iter().flatten().flatten() {
        let folder = registry?.path().join(PICO_SOURCES).join(PICO_FOLDER);
        if is_voice(&folder) {
            return Ok(folder);
        }
    }
    sources_by_metadata()?
        .map(|sources| sources.join(PICO_FOLDER))
        .filter(is_voice)
        .ok_or_else(|| {
            "the voice of SVOX Pico was not found; set LISMOI_PICO_DATA to the folder build/pico/lang of ttspico-sys".into()
        })
}

/// The folder of the sources of `ttspico-sys`, by `cargo metadata`: vendored, for example.
fn sources_by_metadata() -> Result<Option<PathBuf>, Box<dyn Error>> {
    let mut command = Command::new(env::var("CARGO")?);
    command.args(["metadata", "--format-version=1", "--locked"]);
    command.arg(format!("--filter-platform={}", env::var("TARGET")?));
    let output = command.output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let pico = packages
        .into_iter()
        .find(|package| package["name"] == "ttspico-sys");
    let manifest = pico.and_then(|package| package["manifest_path"].as_str());
    Ok(manifest
        .and_then(|path| Path::new(path).parent())
        .map(Path::to_owned))
}

/// Links libsonic statically where a static library exists (Debian, Homebrew), so that the
/// binary runs where libsonic is not installed. `LISMOI_LIBSONIC` names the folder above `lib`
/// where it is another one, as in a build for another system.
fn link_sonic() {
    println!("cargo:rerun-if-env-changed=LISMOI_LIBSONIC");
    let named = env::var_os("LISMOI_LIBSONIC").map(|folder| PathBuf::from(folder).join("lib"));
    let usual = [
        "/usr/lib",
        "/usr/lib64",
        "/usr/local/lib",
        "/opt/homebrew/lib",
    ];
    let mut folders: Vec<PathBuf> = named.into_iter().chain(usual.map(PathBuf::from)).collect();
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
            // The whole archive, because the library that needs it, that of eSpeak NG, comes
            // later on the linker's command line.
            println!("cargo:rustc-link-lib=static:+whole-archive=sonic");
        }
        None => println!("cargo:rustc-link-lib=sonic"),
    }
}

/// The version of eSpeak NG, and the folder of its compiled data.
fn espeak() -> Result<(String, PathBuf), Box<dyn Error>> {
    // SAFETY: a null path means the folder that was compiled in; nothing else in this process
    // uses eSpeak NG.
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
    // SAFETY: eSpeak NG is initialised; it stores a pointer to a static string in `path`,
    // and returns another.
    let version = unsafe { espeak_rs_sys::espeak_Info(&raw mut path) };
    // SAFETY: a NUL-terminated string that is never freed.
    let version = unsafe { CStr::from_ptr(version) };
    // SAFETY: as above; the pointer was just set.
    let path = unsafe { CStr::from_ptr(path) };
    Ok((version.to_str()?.to_owned(), PathBuf::from(path.to_str()?)))
}

/// The files to pack, sorted, as paths in the data folder.
fn needed_files(data: &Path) -> Result<Vec<String>, Box<dyn Error>> {
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
    Ok(names)
}

/// A gzipped tar archive of the files, without times and owners, so that equal data give equal
/// bytes.
fn pack(folder: &str, data: &Path, names: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    archive.mode(tar::HeaderMode::Deterministic);
    for name in names {
        let mut file = File::open(data.join(name))?;
        archive.append_file(format!("{folder}/{name}"), &mut file)?;
    }
    Ok(archive.into_inner()?.finish()?)
}
