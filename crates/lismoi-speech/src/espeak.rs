//! eSpeak NG: the only file that calls it.
//!
//! Spoken text in, a [`Take`] out. eSpeak NG keeps static counters that no call clears
//! (wavegen.c), so a take is reproducible only if it is the first of its process.
//! `worker.rs` forks a process for each take.

#![expect(unsafe_code, reason = "eSpeak NG is C; nothing of it leaves this file")]

use std::ffi::{CStr, CString, c_int, c_short, c_void};
use std::marker::PhantomData;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use espeak_rs_sys as c;

use crate::synthesizer::EngineIdentity;
use crate::take::{Take, TakeWord};
use crate::voice::Voice;
use crate::voice_data;

/// Samples per second of eSpeak NG (mono, 16 bit).
const SAMPLE_RATE: u32 = 22_050;

static IDENTITY: LazyLock<EngineIdentity> = LazyLock::new(|| {
    let version = env!("LISMOI_ENGINE_VERSION");
    EngineIdentity {
        name: "eSpeak NG",
        version: format!("{version}, data {}", &voice_data::ESPEAK.hash[..16]),
        sample_rate: SAMPLE_RATE,
        licence: None,
    }
});

/// The engine of this build, known without starting it.
pub fn identity() -> &'static EngineIdentity {
    &IDENTITY
}

/// The length of the buffers in which eSpeak NG returns sound, in milliseconds. Its list of
/// events has room for 200 a second and 20 more (speech.c); French has at most 40.
const BUFFER_MS: c_int = 200;

/// The files that eSpeak NG reads only where a word is English.
const READ_LATE: [&str; 3] = [
    "espeak-ng-data/en_dict",
    "espeak-ng-data/lang/gmw/en",
    "espeak-ng-data/lang/gmw/en-US",
];

/// Why eSpeak NG did not speak.
#[derive(Debug, thiserror::Error)]
pub enum EspeakError {
    /// A second engine in one process would share the state of the first.
    #[error("eSpeak NG is already running in this process")]
    AlreadyRunning,
    /// `espeak_Initialize` found no data, or data of another version.
    #[error("eSpeak NG found no usable voice data")]
    NoVoiceData,
    /// `espeak_SetVoiceByName` does not know the voice.
    #[error("eSpeak NG has no voice '{0}'")]
    NoVoice(String),
    /// The text holds a NUL character, which ends a string in C.
    #[error("the text holds a NUL character")]
    Nul,
    /// Any other status, with the name of the function.
    #[error("eSpeak NG failed in {0}")]
    Call(&'static str),
}

/// The engine, ready to speak with one voice. Neither `Send` nor `Clone`, because eSpeak NG
/// keeps its state in static variables.
#[derive(Debug)]
pub struct Espeak {
    not_send: PhantomData<*const ()>,
}

static RUNNING: AtomicBool = AtomicBool::new(false);

impl Espeak {
    /// Starts eSpeak NG with the data in `./espeak-ng-data`. The path is relative because
    /// eSpeak NG truncates paths at 160 bytes.
    ///
    /// # Errors
    /// The data are missing or unusable, the voice is unknown, or an engine runs in this process.
    pub fn start(voice: &Voice) -> Result<Espeak, EspeakError> {
        if RUNNING.swap(true, Ordering::SeqCst) {
            return Err(EspeakError::AlreadyRunning);
        }
        let options = c::espeakINITIALIZE_PHONEME_EVENTS
            | c::espeakINITIALIZE_PHONEME_IPA
            | c::espeakINITIALIZE_DONT_EXIT;
        // SAFETY: the path is a NUL-terminated string that eSpeak NG copies, and
        // `RUNNING` makes this the only call of the process.
        let sample_rate = unsafe {
            c::espeak_Initialize(
                c::espeak_AUDIO_OUTPUT_AUDIO_OUTPUT_SYNCHRONOUS,
                BUFFER_MS,
                c".".as_ptr(),
                options.cast_signed(),
            )
        };
        // A failure is 0, not the documented -1.
        if u32::try_from(sample_rate) != Ok(SAMPLE_RATE) {
            return Err(EspeakError::NoVoiceData);
        }
        set_voice(voice)?;
        // SAFETY: the callback has the type that the header requires and is valid as long as
        // the program runs; it is called only inside `espeak_Synth`.
        unsafe { c::espeak_SetSynthCallback(Some(record)) };
        // SAFETY: a plain integer argument. Without it, breath noise is seeded from the clock.
        unsafe { c::espeak_ng_SetRandSeed(1) };
        Ok(Espeak {
            not_send: PhantomData,
        })
    }

    /// Speaks one utterance: plain text, no SSML; `[[` and `]]` enclose phoneme mnemonics.
    ///
    /// # Errors
    /// The text holds a NUL character, or eSpeak NG fails.
    pub fn speak(&mut self, text: &str) -> Result<Take, EspeakError> {
        let spoken = text;
        let text = CString::new(text).map_err(|_| EspeakError::Nul)?;
        let size = text.as_bytes_with_nul().len();
        let flags = c::espeakCHARS_UTF8 | c::espeakPHONEMES | c::espeakENDPAUSE;
        let mut take = Take::empty(SAMPLE_RATE);
        // SAFETY: `text` is NUL-terminated and `size` bytes long; in synchronous mode the call
        // returns after the last callback, so `take` outlives every use of its address.
        let status = unsafe {
            c::espeak_Synth(
                text.as_ptr().cast(),
                size,
                0,
                c::espeak_POSITION_TYPE_POS_CHARACTER,
                0,
                flags,
                std::ptr::null_mut(),
                (&raw mut take).cast(),
            )
        };
        ensure_ok(status, "espeak_Synth")?;
        // Without them it would have spoken, but otherwise.
        if READ_LATE.iter().any(|file| !Path::new(file).exists()) {
            return Err(EspeakError::NoVoiceData);
        }
        join_to_letters(&mut take.words, spoken);
        Ok(take)
    }
}

fn set_voice(voice: &Voice) -> Result<(), EspeakError> {
    let unknown = || EspeakError::NoVoice(voice.name.clone());
    let name = CString::new(by_file(&voice.name)).map_err(|_| unknown())?;
    // SAFETY: eSpeak NG reads the NUL-terminated name during the call only.
    let status = unsafe { c::espeak_SetVoiceByName(name.as_ptr()) };
    if status != c::espeak_ERROR_EE_OK {
        return Err(unknown());
    }
    let parameters = [
        (c::espeak_PARAMETER_espeakRATE, voice.rate_wpm.cast_signed()),
        (c::espeak_PARAMETER_espeakPITCH, voice.pitch.cast_signed()),
        // At 150 and above, samples reach full scale.
        (c::espeak_PARAMETER_espeakVOLUME, 100),
    ];
    for (parameter, value) in parameters {
        // SAFETY: plain integers; eSpeak NG checks the range.
        let status = unsafe { c::espeak_SetParameter(parameter, value, 0) };
        ensure_ok(status, "espeak_SetParameter")?;
    }
    Ok(())
}

/// The name under which eSpeak NG finds the file of a voice. A language alone is no file: to find
/// it by name, eSpeak NG reads the some 250 files of all its voices.
fn by_file(name: &str) -> String {
    match name.strip_prefix("fr") {
        Some(variant) if variant.is_empty() || variant.starts_with('+') => {
            format!("roa/fr{variant}")
        }
        _ => name.to_owned(),
    }
}

/// Joins phonemes in brackets to the letters directly before them, as in `petit[[t2]]`, which
/// eSpeak NG reports as a word of its own.
fn join_to_letters(words: &mut Vec<TakeWord>, text: &str) {
    if !text.contains("[[") {
        return;
    }
    let characters: Vec<char> = text.chars().collect();
    let mut joined: Vec<TakeWord> = Vec::with_capacity(words.len());
    for word in words.drain(..) {
        let start = (word.character as usize).min(characters.len());
        let is_joined = matches!(
            characters[..start],
            [.., before, '[', '['] if !before.is_whitespace()
        );
        match joined.last_mut().filter(|_| is_joined) {
            Some(last) => last.ipa.push_str(&word.ipa),
            None => joined.push(word),
        }
    }
    *words = joined;
}

fn ensure_ok(status: c::espeak_ERROR, call: &'static str) -> Result<(), EspeakError> {
    if status == c::espeak_ERROR_EE_OK {
        Ok(())
    } else {
        Err(EspeakError::Call(call))
    }
}

/// `t_espeak_callback`: called with each buffer of sound and its events; returns 0 to go on.
/// The `user_data` of every event points to the [`Take`].
unsafe extern "C" fn record(
    wave: *mut c_short,
    count: c_int,
    events: *mut c::espeak_EVENT,
) -> c_int {
    // SAFETY: the list has at least the terminating event, with `user_data` set.
    let user_data: *mut c_void = unsafe { (*events).user_data };
    // SAFETY: it is the address of the `Take` in `speak`, which waits for this call.
    let take = unsafe { &mut *user_data.cast::<Take>() };
    if let (false, Ok(count)) = (wave.is_null(), usize::try_from(count)) {
        // SAFETY: eSpeak NG passes `count` samples at `wave`.
        take.samples
            .extend_from_slice(unsafe { std::slice::from_raw_parts(wave, count) });
    }
    let mut event = events;
    loop {
        // SAFETY: `event` is not past the terminating event.
        let current = unsafe { &*event };
        match current.type_ {
            c::espeak_EVENT_TYPE_espeakEVENT_LIST_TERMINATED => return 0,
            c::espeak_EVENT_TYPE_espeakEVENT_WORD => take.words.push(TakeWord {
                // The header counts characters from 1.
                character: u32::try_from(current.text_position - 1).unwrap_or(0),
                start: u32::try_from(current.sample).unwrap_or(0),
                ipa: String::new(),
            }),
            c::espeak_EVENT_TYPE_espeakEVENT_PHONEME => add_phoneme(take, current),
            _ => {}
        }
        // SAFETY: `current` is not the terminating event, so another follows.
        event = unsafe { event.add(1) };
    }
}

/// Adds the name of a phoneme event to the last word.
fn add_phoneme(take: &mut Take, event: &c::espeak_EVENT) {
    // SAFETY: phoneme events hold a string of at most 8 bytes in `id`.
    let name: [_; 8] = unsafe { event.id.string };
    let bytes: &[u8] = bytemuck::cast_slice(&name);
    let bytes = CStr::from_bytes_until_nul(bytes).map_or(bytes, CStr::to_bytes);
    if take.words.is_empty() {
        take.words.push(TakeWord::default());
    }
    if let Some(word) = take.words.last_mut() {
        word.ipa.push_str(&String::from_utf8_lossy(bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phonemes_directly_behind_letters_are_theirs() {
        let word = |character, ipa: &str| TakeWord {
            character,
            start: 0,
            ipa: ipa.to_owned(),
        };
        let mut words = vec![word(0, "pətˈi"), word(7, "t"), word(14, "ɑ̃fˈɑ̃")];
        join_to_letters(&mut words, "petit[[t2]] [[A~f'A~]]");
        assert_eq!(words, [word(0, "pətˈit"), word(14, "ɑ̃fˈɑ̃")]);
    }
}
