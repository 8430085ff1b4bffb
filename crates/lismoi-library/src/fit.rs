//! What fits into a time: every length is known, so the answer is exact.
//!
//! Articles come in the order in which they are wanted. Of all selections that fill the time
//! well, the one is chosen that has the first article if any of them has it, then the second,
//! and so on. Which totals the later articles can still make is worked out from the end
//! (subset sums, a bit for each total).

/// The share of the time that a selection fills, if any can.
pub const FILLED: f64 = 0.95;

/// The most totals that are told apart. Lengths are rounded up to them, so a selection never
/// takes longer than it says; up to 68 minutes they are seconds.
const TOTALS: usize = 4_096;

/// The most articles that are looked at: the first ones, which are wanted most.
const MOST: usize = 20_000;

/// The places of the articles to hear in `seconds`, in their order. `lengths` are those of the
/// articles in seconds, the one that is wanted most first.
pub fn choose(lengths: &[f64], seconds: f64) -> Vec<usize> {
    if !(seconds > 0.0 && seconds.is_finite()) {
        return Vec::new();
    }
    let unit = (seconds / TOTALS as f64).max(1.0);
    let limit = (seconds / unit) as usize;
    let units = |length: &f64| (length / unit).ceil().max(1.0) as usize;
    let lengths: Vec<usize> = lengths.iter().take(MOST).map(units).collect();
    let totals = reachable(&lengths, limit);
    let highest = totals[0].highest();
    let least = highest.min((FILLED * seconds / unit).ceil() as usize);
    let mut chosen = Vec::new();
    let mut total = 0;
    for (place, length) in lengths.iter().enumerate() {
        let with = total + length;
        if with <= limit && totals[place + 1].has_between(least.saturating_sub(with), limit - with)
        {
            chosen.push(place);
            total = with;
        }
    }
    chosen
}

/// For each place, and for the end, the totals up to `limit` that the articles from there on can
/// make.
fn reachable(lengths: &[usize], limit: usize) -> Vec<Totals> {
    let mut totals = vec![Totals::zero(limit)];
    for length in lengths.iter().rev() {
        let mut next = totals[totals.len() - 1].clone();
        next.add(*length);
        totals.push(next);
    }
    totals.reverse();
    totals
}

/// A set of totals, from 0 to a limit.
#[derive(Clone, Debug)]
struct Totals {
    limit: usize,
    words: Vec<u64>,
}

impl Totals {
    fn zero(limit: usize) -> Totals {
        let mut words = vec![0; limit / 64 + 1];
        words[0] = 1;
        Totals { limit, words }
    }

    fn has(&self, total: usize) -> bool {
        total <= self.limit && self.words[total / 64] >> (total % 64) & 1 == 1
    }

    /// Every total, and every total with `length` more.
    fn add(&mut self, length: usize) {
        let (words, bits) = (length / 64, length % 64);
        for at in (words..self.words.len()).rev() {
            let mut more = self.words[at - words] << bits;
            if bits > 0 && at > words {
                more |= self.words[at - words - 1] >> (64 - bits);
            }
            self.words[at] |= more;
        }
    }

    fn highest(&self) -> usize {
        (0..=self.limit)
            .rev()
            .find(|total| self.has(*total))
            .unwrap_or(0)
    }

    fn has_between(&self, least: usize, most: usize) -> bool {
        (least..=most.min(self.limit)).any(|total| self.has(total))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(lengths: &[f64], chosen: &[usize]) -> f64 {
        chosen.iter().map(|place| lengths[*place]).sum()
    }

    #[test]
    fn the_first_articles_are_taken_if_the_time_is_filled() {
        let minutes = |minutes: [f64; 5]| minutes.map(|minutes| minutes * 60.0);
        let lengths = minutes([10.0, 12.0, 9.0, 30.0, 4.0]);
        assert_eq!(choose(&lengths, 35.0 * 60.0), [0, 1, 2, 4]);
        // Without the second article, the first one and others fill it.
        assert_eq!(choose(&lengths, 40.0 * 60.0), [0, 3]);
        assert_eq!(choose(&lengths, 4.0 * 60.0), [4]);
        assert_eq!(choose(&lengths, 3.0 * 60.0), [0_usize; 0]);
        assert_eq!(choose(&lengths, 600.0 * 60.0), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn no_time_and_no_articles_choose_nothing() {
        assert_eq!(choose(&[], 600.0), [0_usize; 0]);
        for seconds in [0.0, -5.0, f64::NAN, f64::INFINITY] {
            assert_eq!(choose(&[60.0], seconds), [0_usize; 0]);
        }
    }

    /// The best share of the time that any selection fills, by trying all.
    fn best(lengths: &[f64], seconds: f64) -> f64 {
        let totals = (0..1_u32 << lengths.len()).map(|set| {
            let of_set = (0..lengths.len()).filter(|place| set >> place & 1 == 1);
            of_set.map(|place| lengths[place].ceil()).sum::<f64>()
        });
        totals.filter(|total| *total <= seconds).fold(0.0, f64::max) / seconds
    }

    proptest! {
        #[test]
        fn it_never_takes_longer_and_fills_the_time_where_that_is_possible(
            lengths in prop::collection::vec(1.0..2_000.0_f64, 0..12),
            seconds in 60_u32..4_000,
        ) {
            let seconds = f64::from(seconds);
            let chosen = choose(&lengths, seconds);
            prop_assert!(chosen.is_sorted() && total(&lengths, &chosen) <= seconds);
            let rounded: f64 = chosen.iter().map(|place| lengths[*place].ceil()).sum();
            let possible = best(&lengths, seconds).min(FILLED);
            prop_assert!(rounded / seconds >= possible - 1e-9, "{chosen:?}: {possible}");
        }

        #[test]
        fn long_times_are_filled_too(
            lengths in prop::collection::vec(60.0..1_800.0_f64, 200..300),
            hours in 2_u32..20,
        ) {
            let seconds = f64::from(hours) * 3_600.0;
            let chosen = choose(&lengths, seconds);
            let filled = total(&lengths, &chosen) / seconds;
            prop_assert!(filled <= 1.0, "{filled}");
            prop_assert!(filled >= 0.93, "{filled}");
        }
    }
}
