//! SVOX Pico: the only file that calls it.
//!
//! Text with Pico's markup in, a [`Take`] out. The public interface swallows `<mark>`, so the
//! sound is read from the items that the last stage of Pico's pipeline puts out: frames of
//! samples, and the marks between them. That part of the interface is not declared by the crate;
//! its version is pinned. Like eSpeak NG, Pico keeps state from one text to the next, so a take
//! is reproducible only if it is the first of its process.

#![expect(unsafe_code, reason = "Pico is C; nothing of it leaves this file")]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use ttspico_sys as c;

use crate::synthesizer::EngineIdentity;
use crate::take::{Take, TakeWord};
use crate::voice::Voice;
use crate::voice_data;

/// Samples per second of Pico's voices (mono, 16 bit).
const SAMPLE_RATE: u32 = 16_000;

static IDENTITY: LazyLock<EngineIdentity> = LazyLock::new(|| EngineIdentity {
    name: "SVOX Pico",
    // The version of the C source that `ttspico-sys` 0.1.5 builds.
    version: format!("1.0, data {}", &voice_data::PICO.hash[..16]),
    sample_rate: SAMPLE_RATE,
    licence: None,
});

/// The engine of this build, known without starting it.
pub fn identity() -> &'static EngineIdentity {
    &IDENTITY
}

/// The memory that Pico works in, in bytes: enough for its data (1.2 MB) and its stages.
const MEMORY: usize = 2_500_000;

/// The files of the French voice: text analysis, then signal generation.
const RESOURCES: [&CStr; 2] = [c"pico/fr-FR_ta.bin", c"pico/fr-FR_nk0_sg.bin"];

/// Pico's own name for the voice that is made of these files.
const VOICE: &CStr = c"fr";

/// The length of an item's head: type, two details, length of its content (picodata.h).
const HEAD: usize = 4;

/// The most bytes that an item takes (`PICODATA_MAX_ITEMSIZE`).
const LONGEST_ITEM: u16 = 260;

/// The type of an item that holds samples (`PICODATA_ITEM_FRAME`).
const FRAME: u8 = b'f';

/// The type of a command (`PICODATA_ITEM_CMD`), and the detail of one that is a mark
/// (`PICODATA_ITEMINFO1_CMD_MARKER`).
const MARK: [u8; 2] = [b'c', b'm'];

/// What a step returns where nothing is left to do, and where the stage failed
/// (`PICODATA_PU_IDLE` and `PICODATA_PU_ERROR`).
const IDLE: c_int = 1;
const ERROR: c_int = 0;

/// How many samples a mark comes before the sound of its word, as measured for words after a
/// pause that begin with a vowel, a nasal or a liquid: 30 ms, the time that the last two
/// stages of the pipeline hold back.
const MARK_LEAD: usize = 480;

/// The status of a buffer without an item (`PICO_EOF`, picodefs.h).
const EMPTY: c::pico_Status = -1;

/// Why Pico did not speak.
#[derive(Debug, thiserror::Error)]
pub enum PicoError {
    /// A second engine in one process would share the state of the first.
    #[error("SVOX Pico is already running in this process")]
    AlreadyRunning,
    /// The data are missing or damaged, with the status.
    #[error("SVOX Pico found no usable voice data (status {0})")]
    NoVoiceData(c::pico_Status),
    /// The text holds a NUL character, which ends a text.
    #[error("the text holds a NUL character")]
    Nul,
    /// Any other status, with what was called.
    #[error("SVOX Pico failed in {0} (status {1})")]
    Call(&'static str, c::pico_Status),
}

/// The start of `picoctrl_engine_t` (picoctrl.c).
#[repr(C)]
struct EngineHead {
    magic: usize,
    raw_memory: *mut c_void,
    common: *mut c_void,
    voice: *mut c_void,
    control: *mut StageHead,
    input: *mut c_void,
    output: *mut c_void,
}

/// The start of `picodata_processing_unit_t` (picodata.h).
#[repr(C)]
struct StageHead {
    initialize: *mut c_void,
    step: unsafe extern "C" fn(*mut StageHead, i16, *mut u16) -> c_int,
}

unsafe extern "C" {
    /// Takes one item from a buffer (picodata.h); the length is 0 if it has none.
    fn picodata_cbGetItem(
        buffer: *mut c_void,
        item: *mut u8,
        longest: u16,
        length: *mut u16,
    ) -> c::pico_Status;
}

/// The engine, ready to speak with one voice. Neither `Send` nor `Clone`, because Pico keeps its
/// state in the memory that it was given.
#[derive(Debug)]
pub struct Pico {
    engine: c::pico_Engine,
    /// What every text starts with: speed and pitch.
    prologue: String,
    /// Pico's memory, aligned for its structures. Dropped after the engine.
    _memory: Box<[u64]>,
}

static RUNNING: AtomicBool = AtomicBool::new(false);

impl Pico {
    /// Starts Pico with the data in `./pico`.
    ///
    /// # Errors
    /// The data are missing or unusable, or an engine runs in this process.
    pub fn start(voice: &Voice) -> Result<Pico, PicoError> {
        if RUNNING.swap(true, Ordering::SeqCst) {
            return Err(PicoError::AlreadyRunning);
        }
        let mut memory = vec![0_u64; MEMORY / 8].into_boxed_slice();
        let mut system = ptr::null_mut();
        // SAFETY: `memory` has `MEMORY` bytes and lives as long as the engine; `RUNNING` makes
        // this the only call of the process.
        let status = unsafe {
            c::pico_initialize(memory.as_mut_ptr().cast(), MEMORY as u32, &raw mut system)
        };
        ensure_ok(status, "pico_initialize")?;
        let name: *const c::pico_Char = VOICE.as_ptr().cast();
        // SAFETY: `system` is initialised; Pico copies the NUL-terminated name.
        let status = unsafe { c::pico_createVoiceDefinition(system, name) };
        ensure_ok(status, "pico_createVoiceDefinition")?;
        for file in RESOURCES {
            load(system, file)?;
        }
        let mut engine = ptr::null_mut();
        // SAFETY: both resources of the voice are loaded.
        let status = unsafe { c::pico_newEngine(system, name, &raw mut engine) };
        ensure_ok(status, "pico_newEngine")?;
        Ok(Pico {
            engine,
            prologue: prologue(voice),
            _memory: memory,
        })
    }

    /// Speaks one utterance: text with Pico's markup, its `<mark>`s named by their places in the
    /// text in characters.
    ///
    /// # Errors
    /// The text holds a NUL character, or Pico fails.
    pub fn speak(&mut self, text: &str) -> Result<Take, PicoError> {
        let text = format!("{}{text}", self.prologue);
        // The NUL makes Pico speak what it has.
        let text = CString::new(text).map_err(|_| PicoError::Nul)?;
        let mut rest = text.as_bytes_with_nul();
        let mut take = Take::empty(SAMPLE_RATE);
        loop {
            rest = self.put(rest)?;
            let status = self.step();
            if status == ERROR {
                return Err(PicoError::Call("a step", status));
            }
            let mut item = [0; LONGEST_ITEM as usize];
            let mut is_silent = true;
            while let Some(item) = self.next_item(&mut item)? {
                add_item(&mut take, item);
                is_silent = false;
            }
            if rest.is_empty() && status == IDLE && is_silent {
                let end = u32::try_from(take.samples.len()).unwrap_or(u32::MAX);
                for word in &mut take.words {
                    word.start = word.start.min(end);
                }
                return Ok(take);
            }
        }
    }

    /// Hands over as much of the text as Pico has room for, and returns what is left.
    fn put<'a>(&mut self, text: &'a [u8]) -> Result<&'a [u8], PicoError> {
        if text.is_empty() {
            return Ok(text);
        }
        let size = i16::try_from(text.len()).unwrap_or(i16::MAX);
        let mut taken = 0;
        // SAFETY: `text` has `size` bytes, which Pico copies.
        let status =
            unsafe { c::pico_putTextUtf8(self.engine, text.as_ptr(), size, &raw mut taken) };
        ensure_ok(status, "pico_putTextUtf8")?;
        Ok(&text[usize::try_from(taken).unwrap_or(0)..])
    }

    /// Does a part of the work, as `pico_getData` does.
    fn step(&mut self) -> c_int {
        let head: *mut EngineHead = self.engine.cast();
        let mut bytes = 0;
        // SAFETY: a running engine starts with `EngineHead` in the pinned version.
        let control = unsafe { (*head).control };
        // SAFETY: the control of a running engine starts with `StageHead`.
        let step = unsafe { (*control).step };
        // SAFETY: the method of this very object; mode 0 is the only one.
        unsafe { step(control, 0, &raw mut bytes) }
    }

    /// Takes the next item that the last stage has put out, into `item`.
    fn next_item<'a>(&mut self, item: &'a mut [u8]) -> Result<Option<&'a [u8]>, PicoError> {
        let head: *mut EngineHead = self.engine.cast();
        let mut length = 0;
        // SAFETY: as in `step`.
        let output = unsafe { (*head).output };
        // SAFETY: `item` has room for the longest item.
        let status =
            unsafe { picodata_cbGetItem(output, item.as_mut_ptr(), LONGEST_ITEM, &raw mut length) };
        match status {
            c::PICO_OK if usize::from(length) >= HEAD => Ok(item.get(..usize::from(length))),
            EMPTY => Ok(None),
            status => Err(PicoError::Call("picodata_cbGetItem", status)),
        }
    }
}

/// Loads one file, and makes it a part of the voice.
fn load(system: c::pico_System, file: &CStr) -> Result<(), PicoError> {
    let mut resource = ptr::null_mut();
    // SAFETY: `system` is initialised; the path is NUL-terminated.
    let status = unsafe { c::pico_loadResource(system, file.as_ptr().cast(), &raw mut resource) };
    if status != c::PICO_OK {
        return Err(PicoError::NoVoiceData(status));
    }
    let mut name = [0 as c_char; c::PICO_RETSTRINGSIZE];
    // SAFETY: `name` has the size that Pico asks for.
    let status = unsafe { c::pico_getResourceName(system, resource, name.as_mut_ptr()) };
    ensure_ok(status, "pico_getResourceName")?;
    // SAFETY: both names are NUL-terminated.
    let status = unsafe {
        c::pico_addResourceToVoiceDefinition(system, VOICE.as_ptr().cast(), name.as_ptr().cast())
    };
    ensure_ok(status, "pico_addResourceToVoiceDefinition")
}

fn ensure_ok(status: c::pico_Status, call: &'static str) -> Result<(), PicoError> {
    match status {
        c::PICO_OK => Ok(()),
        status => Err(PicoError::Call(call, status)),
    }
}

/// Adds the samples of a frame, or a mark as the start of a word.
fn add_item(take: &mut Take, item: &[u8]) {
    let content = &item[HEAD..];
    if item[0] == FRAME {
        let (samples, _) = content.as_chunks();
        take.samples
            .extend(samples.iter().map(|sample| i16::from_ne_bytes(*sample)));
    } else if item[..2] == MARK {
        let name = String::from_utf8_lossy(content);
        take.words.push(TakeWord {
            character: name.trim_end_matches('\0').parse().unwrap_or(0),
            start: u32::try_from(take.samples.len() + MARK_LEAD).unwrap_or(u32::MAX),
            ipa: String::new(),
        });
    }
}

/// The markup for speed and pitch, which holds until the end of the text.
fn prologue(voice: &Voice) -> String {
    format!(
        "<speed level=\"{}\"><pitch level=\"{}\">",
        speed(voice.rate_wpm),
        pitch(voice.pitch)
    )
}

/// The rate of eSpeak NG at which it takes as long for the seed article as Pico at its speed of
/// 100, pauses between sentences left out.
const NATURAL_RATE_WPM: u32 = 157;

/// Pico's speed in percent, from 20 to 500.
fn speed(rate_wpm: u32) -> u32 {
    (rate_wpm * 100).div_ceil(NATURAL_RATE_WPM).clamp(20, 500)
}

/// Pico's pitch in percent, from 50 to 200: an octave down and up.
fn pitch(pitch: u32) -> u32 {
    match pitch {
        0..=50 => 50 + pitch,
        51.. => (100 + 2 * (pitch - 50)).min(200),
    }
}
