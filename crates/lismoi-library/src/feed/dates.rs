//! The moments at which the articles of a library are published in its feed.
//!
//! Podcast apps order episodes by them, and mix up those that are seconds apart.

use lismoi_book::manifest::read;
use lismoi_files::own::Folder;

use crate::{Article, Library};

/// The least time between two articles, in seconds.
const APART_S: u64 = 60;

/// For an article of which nothing is known: 1 January 2000.
const UNKNOWN_S: u64 = 946_684_800;

const DAY_S: u64 = 86_400;

/// The articles of a library in the order of its feed, the oldest first, each with its moment:
/// see [`order`].
pub fn of_library(library: &Library) -> Vec<(&Article, u64)> {
    let date_of = |article: &Article| {
        let folder = Folder::open(&library.folder.join(&article.folder)).ok()?;
        read::opening(&folder).ok()??.head.metadata?.date
    };
    let order = order(&library.articles, date_of).into_iter();
    let articles = order.map(|(place, published)| (&library.articles[place], published));
    articles.collect()
}

/// The order of the feed, the oldest first, as places in `articles`; and the moment of each, in
/// seconds since 1970. Articles that were added come in the order of the library. The others come
/// before them, by their own dates, which `date_of` knows as `YYYY-MM-DD`.
///
/// Where articles are too close, the earlier ones move back: apps hide what is of the future.
pub fn order(
    articles: &[Article],
    date_of: impl Fn(&Article) -> Option<String>,
) -> Vec<(usize, u64)> {
    let mut order = Vec::with_capacity(articles.len());
    let mut added = Vec::new();
    for (place, article) in articles.iter().enumerate() {
        match &article.state.added {
            Some(addition) => added.push((place, addition.at)),
            None => {
                let date = date_of(article);
                let own = date.and_then(|date| seconds_of_day(&date));
                order.push((place, own.unwrap_or(UNKNOWN_S)));
            }
        }
    }
    order.sort_by_key(|(_, at)| *at);
    order.extend(added);
    let mut latest = u64::MAX;
    for (_, at) in order.iter_mut().rev() {
        *at = latest.min(*at);
        latest = at.saturating_sub(APART_S);
    }
    order
}

/// The start of a day as `YYYY-MM-DD`, in seconds since 1970; `None` for anything else, and for
/// days before.
fn seconds_of_day(date: &str) -> Option<u64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_day = (1970..=9999).contains(&year) && (1..=12).contains(&month);
    (is_day && (1..=31).contains(&day)).then_some(())?;
    // The year from March on: the day that some years have more comes last.
    let year_from_march = year - i64::from(month <= 2);
    let month_from_march = (month + 9) % 12;
    let days_before_month = (153 * month_from_march + 2) / 5;
    let leap_days = year_from_march / 4 - year_from_march / 100 + year_from_march / 400;
    // 1 March of the year 0 is 719,468 days before 1 January 1970.
    let days = year_from_march * 365 + leap_days + days_before_month + day - 1 - 719_468;
    u64::try_from(days).ok().map(|days| days * DAY_S)
}

/// A moment in seconds since 1970 as RSS writes it (RFC 822, with four digits for the year):
/// "Sun, 29 Nov 2026 12:30:00 GMT".
pub fn rfc_822(seconds: u64) -> String {
    const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let days = seconds / DAY_S;
    let (year, month, day) = calendar(days);
    let (hours, minutes) = (seconds / 3_600 % 24, seconds / 60 % 60);
    format!(
        "{}, {day:02} {} {year:04} {hours:02}:{minutes:02}:{:02} GMT",
        WEEKDAYS[(days % 7) as usize],
        MONTHS[month as usize - 1],
        seconds % 60
    )
}

/// A moment in seconds since 1970 as Atom writes it (RFC 3339): "2026-11-29T12:30:00Z".
pub fn rfc_3339(seconds: u64) -> String {
    let (hours, minutes) = (seconds / 3_600 % 24, seconds / 60 % 60);
    let day = day(seconds);
    format!("{day}T{hours:02}:{minutes:02}:{:02}Z", seconds % 60)
}

/// The moment that is written so, with or without a fraction and the letter at its end; `None`
/// for anything else.
pub fn of_rfc_3339(text: &str) -> Option<u64> {
    let (day, time) = text.split_once(['T', ' '])?;
    let time = time.trim_end_matches('Z').split('.').next()?;
    let mut parts = time.split(':').map(|part| {
        let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u64>().ok()).flatten()
    });
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let is_time = parts.next().is_none() && hours < 24 && minutes < 60 && seconds <= 60;
    is_time.then_some(())?;
    Some(seconds_of_day(day)? + hours * 3_600 + minutes * 60 + seconds)
}

/// The day of a moment in seconds since 1970, as `YYYY-MM-DD`.
pub fn day(seconds: u64) -> String {
    let (year, month, day) = calendar(seconds / DAY_S);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month (from 1) and day of a day counted from 1 January 1970.
fn calendar(days: u64) -> (u64, u64, u64) {
    // From 1 March of the year 0, in cycles of 400 years: the day that some years have more
    // comes last.
    let shifted = days + 719_468;
    let (cycle, day_of_cycle) = (shifted / 146_097, shifted % 146_097);
    let leap_days = day_of_cycle / 1_460 - day_of_cycle / 36_524 + day_of_cycle / 146_096;
    let year_of_cycle = (day_of_cycle - leap_days) / 365;
    let start_of_year = 365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100;
    let day_of_year = day_of_cycle - start_of_year;
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = cycle * 400 + year_of_cycle + u64::from(month >= 10);
    (year, (month + 2) % 12 + 1, day)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::state::{Added, ArticleState};

    fn article(added: Option<u64>, place: usize) -> Article {
        let added = added.map(|at| Added {
            at,
            place,
            ..Added::default()
        });
        Article {
            id: format!("{place:064x}"),
            folder: place.to_string().into(),
            title: String::new(),
            authors: Vec::new(),
            site: None,
            address: None,
            seconds: 1.0,
            left: 1.0,
            state: ArticleState {
                added,
                ..ArticleState::default()
            },
        }
    }

    #[test]
    fn a_moment_is_written_as_mail_writes_it() {
        for (seconds, text) in [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_795_955_398, "Sun, 29 Nov 2026 12:29:58 GMT"),
            (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        ] {
            assert_eq!(rfc_822(seconds), text);
        }
        assert_eq!(seconds_of_day("2000-02-29"), Some(951_782_400));
        assert_eq!(rfc_3339(1_795_955_398), "2026-11-29T12:29:58Z");
        assert_eq!(of_rfc_3339("2026-11-29T12:29:58"), Some(1_795_955_398));
        assert_eq!(of_rfc_3339("2026-11-29T12:29:58.125Z"), Some(1_795_955_398));
        for wrong in [
            "",
            "2026-11-29",
            "T12:29:58",
            "2026-11-29T1:29:58",
            "2026-11-29T24:00:00",
        ] {
            assert_eq!(of_rfc_3339(wrong), None, "{wrong}");
        }
        assert_eq!(seconds_of_day("1969-12-31"), None);
        assert_eq!(seconds_of_day("mars"), None);
    }

    #[test]
    fn what_was_never_added_comes_before_what_was() {
        let articles = [article(None, 0), article(None, 1), article(Some(5_000), 2)];
        let date = |article: &Article| {
            let is_first = article.folder.as_os_str() == "0";
            is_first.then(|| "2020-01-01".to_owned())
        };
        let order = order(&articles, date);
        assert_eq!(order, [(1, 4_880), (0, 4_940), (2, 5_000)]);
    }

    proptest! {
        #[test]
        fn articles_are_a_minute_apart_in_the_order_of_the_library(
            known in prop::collection::vec((1_970..2_100_u32, 1..=12_u32, 1..=28_u32), 0..8),
            mut added in prop::collection::vec(1_000_000..1_003_000_u64, 0..20),
            is_sorted: bool,
        ) {
            if is_sorted {
                added.sort_unstable();
            }
            let count = known.len();
            let mut articles: Vec<Article> = (0..count).map(|place| article(None, place)).collect();
            let places = added.iter().zip(count..);
            articles.extend(places.map(|(at, place)| article(Some(*at), place)));
            let date = |article: &Article| {
                let place: usize = article.folder.to_str()?.parse().ok()?;
                let (year, month, day) = known.get(place)?;
                Some(format!("{year}-{month:02}-{day:02}"))
            };
            let order = order(&articles, date);
            prop_assert_eq!(order.len(), articles.len());
            for pair in order.windows(2) {
                let is_apart = pair[0].1 + APART_S <= pair[1].1 || pair[1].1 < APART_S;
                prop_assert!(is_apart, "{:?}", pair);
            }
            let places: Vec<usize> = order[count..].iter().map(|(place, _)| *place).collect();
            prop_assert_eq!(places, (count..articles.len()).collect::<Vec<_>>());
            for (place, at) in &order[count..] {
                prop_assert!(*at <= added[place - count], "published before it was there");
            }
        }

        #[test]
        fn the_day_that_is_written_is_the_day_that_was_read(
            year in 1_970..4_000_u64, month in 1..=12_u64, day in 1..=28_u64,
        ) {
            let seconds = seconds_of_day(&format!("{year:04}-{month:02}-{day:02}")).unwrap();
            let moment = seconds + 45_296;
            prop_assert_eq!(of_rfc_3339(&rfc_3339(moment)), Some(moment));
            prop_assert_eq!(super::day(seconds), format!("{year:04}-{month:02}-{day:02}"));
            let written = rfc_822(seconds);
            let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
            let name = &months[(month as usize - 1) * 3..month as usize * 3];
            let expected = format!("{day:02} {name} {year:04} 00:00:00 GMT");
            prop_assert!(written.ends_with(&expected), "{} {}", written, expected);
        }
    }
}
