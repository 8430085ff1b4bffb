//! `verify`: proves that a store holds what the captions record.
//!
//! For each article of the parts: each object is there, has its length and its hash, and on
//! request can be decoded to its length. An object that no part records is not looked at: a run
//! that was killed left it, and the next run of its batch records it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use lismoi_audio::decode::Decoding;
use lismoi_audio::encode::Format;
use lismoi_speech::hash::hash_file;
use serde::Serialize;

use crate::captions::ArticleRecord;
use crate::captions::batch;
use crate::captions::part::members;
use crate::cli;
use crate::localization::{Language, message};
use crate::store::{self, Store};

/// What is wrong with an object or a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Its name in the store.
    pub file: String,
    /// What is wrong, in English.
    pub error: String,
}

/// What was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many articles.
    pub articles: u64,
    /// How many findings.
    pub findings: u64,
}

/// Checks a store, and prints a line of JSON for each finding.
///
/// # Errors
/// The store cannot be read.
pub fn run(typed: &cli::Verify, language: Language) -> Result<ExitCode> {
    ensure!(
        (0.0..=1.0).contains(&typed.share),
        "'--share' must be from 0 to 1, not {}",
        typed.share
    );
    let store = store::open(&typed.place.store)?;
    let folder = match &typed.batch {
        Some(name) => batch::folder(name)?,
        None => "c".to_owned(),
    };
    let mut out = io::stdout().lock();
    let mut print = |finding: Finding| -> Result<()> {
        writeln!(out, "{}", serde_json::to_string(&finding)?).context("could not write an answer")
    };
    let checked = verify(&*store, &folder, typed.share, typed.decode, &mut print)?;
    let report = format!(
        "{} articles checked, {} faults found",
        checked.articles, checked.findings
    );
    eprintln!("{}", message(&report, language));
    Ok(match checked.findings {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// Checks the articles of all parts below a folder of the store, or a share of them.
///
/// # Errors
/// The store cannot be read, or a finding cannot be printed.
pub fn verify(
    store: &dyn Store,
    folder: &str,
    share: f64,
    decode: bool,
    print: &mut impl FnMut(Finding) -> Result<()>,
) -> Result<Checked> {
    let mut checked = Checked::default();
    for name in store.names(folder)? {
        let part = batch::read(store, &name)?;
        for member in members(&part) {
            let record = member.and_then(|member| {
                let is_chosen = is_chosen(&member.made.key, share);
                is_chosen.then(|| member.record()).transpose()
            });
            let faults = match record {
                Ok(None) => continue,
                Ok(Some(record)) => faults(store, &record, decode)?,
                Err(error) => BTreeSet::from([(name.clone(), format!("{error:#}"))]),
            };
            checked.articles += 1;
            for (file, error) in faults {
                checked.findings += 1;
                print(Finding { file, error })?;
            }
        }
    }
    Ok(checked)
}

/// Whether an article is in the share. Keys are evenly distributed.
fn is_chosen(key: &str, share: f64) -> bool {
    let digits = key.get(..13).unwrap_or_default();
    let place = u64::from_str_radix(digits, 16).unwrap_or_default();
    // 13 digits are 52 bits, which a float has.
    (place as f64) < share * (1_u64 << 52) as f64
}

/// What is wrong with the objects of an article.
fn faults(
    store: &dyn Store,
    record: &ArticleRecord,
    decode: bool,
) -> Result<BTreeSet<(String, String)>> {
    let mut faults = BTreeSet::new();
    let mut bytes = 0;
    for (name, sha256) in record.made.files.iter().zip(&record.sha256) {
        let mut fault = |error: &str| faults.insert((name.clone(), error.to_owned()));
        let Some(file) = store.open(name)? else {
            fault("it is missing");
            continue;
        };
        let copy = file.try_clone().context("could not share a file")?;
        let (found, length) =
            hash_file(copy).with_context(|| format!("could not read '{name}'"))?;
        bytes += length;
        if found != *sha256 {
            fault("it is not as it was written");
        } else if decode && let Err(error) = decoded(name, file, record.made.seconds) {
            fault(&format!("{error:#}"));
        }
    }
    if faults.is_empty()
        && (record.made.files.len() != record.sha256.len() || bytes != record.made.bytes)
    {
        faults.insert((
            record.made.key.clone(),
            "its record is not whole".to_owned(),
        ));
    }
    Ok(faults)
}

/// Decodes an object, which must last so long.
fn decoded(name: &str, mut file: File, seconds: f64) -> Result<()> {
    use std::io::Seek;
    let formats = [Format::Opus, Format::M4b, Format::Mp3, Format::Flac];
    let ending = name.rsplit('.').next().unwrap_or_default();
    let format = formats
        .into_iter()
        .find(|format| format.extension() == ending);
    let format = format.context("its format is unknown")?;
    file.rewind()?;
    let mut decoding = Decoding::start(format, file)?;
    let mut block = Vec::new();
    while decoding.next_block(&mut block)? {}
    let found = decoding.ticks as f64 / f64::from(decoding.ticks_per_second);
    ensure!(
        (found - seconds).abs() < 0.01,
        "it lasts {found:.3} s instead of {seconds:.3} s"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_the_same_each_time_and_grows() {
        let keys: Vec<String> = (0..1000_u64)
            .map(|n| format!("{:016x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
            .collect();
        let chosen = |share| keys.iter().filter(|key| is_chosen(key, share)).count();
        assert_eq!((chosen(0.0), chosen(1.0)), (0, 1000));
        assert!((80..120).contains(&chosen(0.1)), "{}", chosen(0.1));
        let all = keys
            .iter()
            .all(|key| !is_chosen(key, 0.1) || is_chosen(key, 0.2));
        assert!(all);
    }
}
