//! Samples as time, and times as audio and caption files write them.

/// The number of whole samples in `ms` milliseconds; `sample_rate` is in hertz.
pub fn samples(ms: u32, sample_rate: u32) -> u64 {
    u64::from(ms) * u64::from(sample_rate) / 1000
}

/// A number of samples in milliseconds, rounded to the nearest.
pub fn nearest_ms(samples: u64, sample_rate: u32) -> u64 {
    let rate = u128::from(sample_rate);
    saturated((u128::from(samples) * 1000 + rate / 2) / rate)
}

/// A number of samples in milliseconds, rounded down.
pub fn whole_ms(samples: u64, sample_rate: u32) -> u64 {
    saturated(u128::from(samples) * 1000 / u128::from(sample_rate))
}

/// The lengths that a file states may be any number.
fn saturated(ms: u128) -> u64 {
    u64::try_from(ms).unwrap_or(u64::MAX)
}

/// `HH:MM:SS`, `decimal_mark` (a comma in SubRip, a full stop elsewhere) and milliseconds.
pub fn timestamp(ms: u64, decimal_mark: char) -> String {
    let (seconds, ms) = (ms / 1000, ms % 1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{decimal_mark}{ms:03}")
}

/// Parses `HH:MM:SS.mmm`, `HH:MM:SS,mmm` or `MM:SS.cc` to milliseconds; `None` for anything
/// else.
pub fn parse_timestamp(text: &str) -> Option<u64> {
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

/// A length for readers: `M:SS`, or `H:MM:SS` from one hour on.
pub fn duration(seconds: u64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

/// A length at a glance: "45 s", "12 min", "1 h 05", which are the same in French and English.
/// The spaces do not break. It is that of [`duration`], rounded to the nearest minute from a
/// minute on, so that both agree.
pub fn glance(seconds: u64) -> String {
    let minutes = (seconds + 30) / 60;
    match (minutes / 60, minutes % 60) {
        _ if seconds < 60 => format!("{seconds}\u{a0}s"),
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_parsed_back_to_its_milliseconds() {
        for (ms, text) in [
            (0, "00:00:00.000"),
            (3_661_500, "01:01:01.500"),
            (360_000_007, "100:00:00.007"),
        ] {
            assert_eq!(timestamp(ms, '.'), text);
            assert_eq!(parse_timestamp(text), Some(ms));
            assert_eq!(parse_timestamp(&timestamp(ms, ',')), Some(ms));
        }
        assert_eq!(parse_timestamp("61:05.25"), Some(3_665_250));
    }

    #[test]
    fn malformed_and_overflowing_timestamps_are_none() {
        for text in [
            "",
            "00:00:00",
            "00:00:00.5",
            "a:00.000",
            "99999999999999999:00:00.000",
        ] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn samples_are_rounded_to_milliseconds_at_any_rate() {
        let nearest_at = |rate| move |samples| nearest_ms(samples, rate);
        assert_eq!([11, 12, 22_050].map(nearest_at(22_050)), [0, 1, 1000]);
        assert_eq!([7, 8, 16_000].map(nearest_at(16_000)), [0, 1, 1000]);
        let whole_at = |rate| move |samples| whole_ms(samples, rate);
        assert_eq!([22, 23, 22_049].map(whole_at(22_050)), [0, 1, 999]);
        assert_eq!([15, 16, 15_999].map(whole_at(16_000)), [0, 1, 999]);
        assert_eq!([samples(5, 22_050), samples(5, 16_000)], [110, 80]);
    }

    #[test]
    fn a_glance_is_rounded_to_the_nearest() {
        let lengths = [0, 12, 59, 60, 89, 91, 149, 150, 3_569, 3_570, 3_900];
        let lengths = lengths.map(|seconds| glance(seconds).replace('\u{a0}', " "));
        let expected = [
            "0 s", "12 s", "59 s", "1 min", "1 min", "2 min", "2 min", "3 min", "59 min", "1 h 00",
            "1 h 05",
        ];
        assert_eq!(lengths, expected);
    }

    #[test]
    fn a_duration_has_hours_only_from_one_hour_on() {
        let lengths = [7, 216, 3_599, 3_600, 86_400].map(duration);
        assert_eq!(lengths, ["0:07", "3:36", "59:59", "1:00:00", "24:00:00"]);
    }
}
