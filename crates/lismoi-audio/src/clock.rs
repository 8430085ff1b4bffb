//! Samples in, the times of sound and caption files out; and those read back.

/// The number of whole samples in `ms` milliseconds, at `sample_rate` hertz.
pub fn samples(ms: u32, sample_rate: u32) -> u64 {
    u64::from(ms) * u64::from(sample_rate) / 1000
}

/// The length of `samples` at `sample_rate` hertz, to the nearest millisecond.
pub fn nearest_ms(samples: u64, sample_rate: u32) -> u64 {
    let rate = u64::from(sample_rate);
    (samples * 1000 + rate / 2) / rate
}

/// `HH:MM:SS` and thousandths after `mark`: a comma in SubRip, a full stop elsewhere.
pub fn timestamp(ms: u64, mark: char) -> String {
    let (seconds, ms) = (ms / 1000, ms % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{mark}{ms:03}")
}

/// In milliseconds, from `HH:MM:SS.mmm`, `HH:MM:SS,mmm` or `MM:SS.cc`; `None` where it is
/// none of them.
pub fn milliseconds(text: &str) -> Option<u64> {
    let (clock, fraction) = text.trim().split_once([',', '.'])?;
    let seconds = clock.split(':').try_fold(0_u64, |sum, part| {
        sum.checked_mul(60)?.checked_add(part.parse().ok()?)
    })?;
    let fraction = match (fraction.len(), fraction.parse::<u64>().ok()?) {
        (2, hundredths) => hundredths * 10,
        (3, thousandths) => thousandths,
        _ => return None,
    };
    seconds.checked_mul(1000)?.checked_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_an_hour_of_the_clock_and_comes_back() {
        for (ms, text) in [
            (0, "00:00:00.000"),
            (3_661_500, "01:01:01.500"),
            (360_000_007, "100:00:00.007"),
        ] {
            assert_eq!(timestamp(ms, '.'), text);
            assert_eq!(milliseconds(text), Some(ms));
            assert_eq!(milliseconds(&timestamp(ms, ',')), Some(ms));
        }
        assert_eq!(milliseconds("61:05.25"), Some(3_665_250));
    }

    #[test]
    fn what_is_no_time_or_too_long_is_none() {
        for text in [
            "",
            "00:00:00",
            "00:00:00.5",
            "a:00.000",
            "99999999999999999:00:00.000",
        ] {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }

    #[test]
    fn samples_are_rounded_to_the_nearest_millisecond() {
        let at = |rate| move |samples| nearest_ms(samples, rate);
        assert_eq!([11, 12, 22_050].map(at(22_050)), [0, 1, 1000]);
        assert_eq!([7, 8, 16_000].map(at(16_000)), [0, 1, 1000]);
        assert_eq!([samples(5, 22_050), samples(5, 16_000)], [110, 80]);
    }
}
