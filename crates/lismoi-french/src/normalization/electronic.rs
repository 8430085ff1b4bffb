//! Web and mail addresses, @names and #tags.

use lismoi_document::word_list::WordList;

use super::Verbalization;
use super::cursor::Cursor;
use super::spelling_out::{Joint, is_sayable, spell};

/// Top-level domains.
static DOMAINS: WordList = WordList::new(include_str!("../../data/top_level_domains.txt"));

/// Parts of addresses that are said in their own way.
const PARTS: [(&str, &str); 21] = [
    ("www", "trois W"),
    ("gmail", "G mail"),
    ("lemonde", "le monde"),
    ("lefigaro", "le figaro"),
    ("leparisien", "le parisien"),
    ("lesechos", "les échos"),
    ("lepoint", "le point"),
    ("youtube", "youtube"),
    ("hotmail", "hotmail"),
    ("sncf", "S N C F"),
    ("gouv", "gouv"),
    ("html", "H T M L"),
    ("pdf", "P D F"),
    ("php", "P H P"),
    ("http", "H T T P"),
    ("https", "H T T P S"),
    ("ouestfrance", "ouest france"),
    ("francetvinfo", "france T V info"),
    ("conf", "conf"),
    ("yaml", "yamel"),
    ("foo", "foo"),
];

/// Paths that are longer, in bytes and in parts, are not read: nobody can follow them by ear.
const LONGEST_PATH: usize = 30;
const MOST_PARTS: usize = 2;

/// Paths of files that are longer, in bytes, are read as words.
const LONGEST_FILE_PATH: usize = 40;

/// "www.lemonde.fr", `https://exemple.fr/page`, "jean@free.fr".
pub(super) fn address(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.stretch();
    if let Some(said) = path(cursor, rest) {
        return Some(said);
    }
    // Behind a full stop or a stroke, a longer address has been tried already.
    let is_inside = cursor.before().ends_with(['.', '/', '@', '_', '-']);
    if !cursor.starts_word() || is_inside || !rest.contains(['.', ':']) {
        return None;
    }
    let printed = rest
        .trim_end_matches([
            '.', ',', ';', ':', '!', '?', '…', ')', ']', '»', '"', '”', '\'', '’', '>', '}',
        ])
        .split(['«', '»', '"', '<', '>', '(', '[', '“', '”'])
        .next()?;
    let bare = [
        "https://", "http://", "ftp://", "mailto:", "HTTPS://", "HTTP://",
    ]
    .iter()
    .find_map(|scheme| printed.strip_prefix(scheme));
    if let Some(said) = file(cursor, printed) {
        return Some(said);
    }
    let has_scheme = bare.is_some();
    let address = bare.unwrap_or(printed);
    let host_end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let (host, path) = address.split_at(host_end);
    let is_mail = is_mail(host);
    if !(has_scheme || is_mail || is_host(host)) || host.is_empty() || host.len() > 120 {
        return None;
    }
    // Behind "https://", "www" is as little said.
    let host = host
        .strip_prefix("www.")
        .filter(|host| has_scheme && host.contains('.'))
        .unwrap_or(host);
    let mut spoken = String::new();
    push(&mut spoken, host, is_mail);
    let path = path.trim_end_matches('/');
    if is_followed_by_ear(path) {
        push(&mut spoken, path, false);
    }
    Verbalization::new(printed.len(), spoken)
}

/// Whether the path of an address is a word or two: "/aide", "/sport/tennis".
fn is_followed_by_ear(path: &str) -> bool {
    let is_sayable = |part: &str| {
        part.chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '_'))
            || (part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let Some(parts) = path.strip_prefix('/') else {
        return false;
    };
    path.len() <= LONGEST_PATH
        && parts.split('/').count() <= MOST_PARTS
        && parts.split('/').all(is_sayable)
}

/// "/etc/nginx", "~/notes", "./configure": where a file is.
fn path(cursor: &Cursor<'_>, rest: &str) -> Option<Verbalization> {
    if !rest.starts_with(['/', '~', '.']) {
        return None;
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~');
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let printed = rest[..end].trim_end_matches(['.', '/']);
    let inside = printed
        .strip_prefix("~/")
        .or_else(|| printed.strip_prefix("./"))
        .or_else(|| {
            printed
                .strip_prefix('/')
                .filter(|inside| inside.contains('/'))
        })?;
    let follows_space = cursor.before().is_empty()
        || cursor
            .before()
            .ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '«'));
    let is_path = follows_space
        && inside.starts_with(|c: char| c.is_ascii_lowercase() || c == '.')
        && printed.len() <= LONGEST_FILE_PATH;
    if !is_path {
        return None;
    }
    Verbalization::new(printed.len(), names(printed))
}

/// The names of folders and files as they are printed, with their strokes and full stops;
/// hyphens and low lines only divide words.
fn names(path: &str) -> String {
    let mut spoken = String::new();
    for part in path.split_inclusive(['/', '.', '-', '_', '~']) {
        let name = part.trim_end_matches(['/', '.', '-', '_', '~']);
        let is_said = name != "etc" && name.contains(crate::letters::is_vowel);
        match PARTS.iter().find(|(part, _)| *part == name) {
            Some((_, said)) => spoken.push_str(said),
            None if is_said => spoken.push_str(name),
            None => spell(&mut spoken, name, Joint::Free),
        }
        spoken.push_str(match part.chars().next_back() {
            Some('/') => " slash ",
            Some('.') => " point ",
            Some('~') => " tilde ",
            _ => " ",
        });
    }
    spoken
}

/// "fichier.pdf", "un .docx", "en .fr": a file name, or its extension alone.
fn file(cursor: &Cursor<'_>, printed: &str) -> Option<Verbalization> {
    static ENDINGS: WordList = WordList::new(include_str!("../../data/file_name_endings.txt"));
    static CODE: WordList = WordList::new(include_str!("../../data/code_file_endings.txt"));
    let (name, ending) = printed.rsplit_once('.')?;
    let is_file = ENDINGS.contains(ending);
    // An ending that is no word: "mes-comptes.gsb".
    let is_abbreviated = name.contains(['-', '_'])
        && matches!(ending.len(), 2..=4)
        && ending.bytes().all(|byte| byte.is_ascii_lowercase())
        && !ending.contains(crate::letters::is_vowel)
        && !is_file
        && !DOMAINS.contains(ending);
    let is_name = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if (is_abbreviated || CODE.contains(ending)) && is_name && name.chars().count() > 1 {
        return Verbalization::new(printed.len(), names(printed));
    }
    // ".deb", ".gitignore": also such as no list has.
    let is_ending = (2..=12).contains(&ending.len())
        && ending
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && ending.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_alone =
        name.is_empty() && is_ending && !cursor.before().ends_with(|c: char| !c.is_whitespace());
    if !(is_alone || is_file && is_name && !name.is_empty()) {
        return None;
    }
    let mut spoken = String::new();
    push(&mut spoken, printed, false);
    Verbalization::new(printed.len(), spoken)
}

fn is_mail(host: &str) -> bool {
    host.split_once('@').is_some_and(|(user, domain)| {
        !user.is_empty()
            && domain.contains('.')
            && !domain.contains('@')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    })
}

/// Labels separated by full stops, the last of them a known top-level domain.
fn is_host(host: &str) -> bool {
    let Some((labels, domain)) = host.rsplit_once('.') else {
        return false;
    };
    let is_www = host.starts_with("www.") || host.starts_with("WWW.");
    let labels_end = labels.rsplit('.').next().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    (is_www || DOMAINS.contains(domain) && !is_both_genders(labels, domain))
        && labels.split('.').all(is_label)
        && (is_www || (labels_end.len() > 1 && !labels.chars().all(|c| c.is_ascii_digit())))
        && domain.chars().all(char::is_alphanumeric)
}

/// "Les étudiant.es", "intéressé.es": words of both genders, which end as few Spanish sites do.
fn is_both_genders(label: &str, domain: &str) -> bool {
    domain == "es"
        && label.chars().all(char::is_lowercase)
        && !label.ends_with(['a', 'o', 's', 'z', 'x'])
}

/// Appends an address in words. In mail, what follows figures is said one by one.
fn push(out: &mut String, text: &str, spells_figures: bool) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest
            .char_indices()
            .find(|(_, c)| !c.is_alphanumeric())
            .map_or(rest.len(), |(at, _)| at);
        if !out.is_empty() {
            out.push(' ');
        }
        if end > 0 {
            push_label(out, &rest[..end], spells_figures);
            rest = &rest[end..];
            continue;
        }
        rest = &rest[first.len_utf8()..];
        out.push_str(match first {
            '.' => "point",
            '@' => "arobase",
            '-' | '–' => "tiret",
            '_' => "tiret bas",
            '/' => "slash",
            ':' => "deux points",
            '?' => "point d'interrogation",
            '=' => "égale",
            '&' => "et",
            '#' => "dièse",
            '%' => "pour cent",
            '+' => "plusse",
            '~' => "tilde",
            _ => {
                out.truncate(out.trim_end().len());
                continue;
            }
        });
    }
}

fn push_label(out: &mut String, label: &str, spells_figures: bool) {
    let lower = label.to_lowercase();
    if let Some((_, spoken)) = PARTS.iter().find(|(part, _)| *part == lower) {
        return out.push_str(spoken);
    }
    let mut rest = lower.as_str();
    let mut is_first = true;
    while let Some(first) = rest.chars().next() {
        let is_figure = first.is_ascii_digit();
        let end = rest
            .char_indices()
            .find(|(at, c)| c.is_ascii_digit() != is_figure || *at > 30)
            .map_or(rest.len(), |(at, _)| at);
        let part = &rest[..end];
        rest = &rest[end..];
        if !is_first {
            out.push(' ');
        }
        is_first = false;
        if is_figure && (spells_figures || part.len() > 4 || part.starts_with('0')) {
            spell(out, part, Joint::Free);
        } else if is_figure || is_word(part) {
            out.push_str(part);
        } else {
            spell(out, part, Joint::Free);
        }
    }
}

fn is_word(part: &str) -> bool {
    static WORDS: WordList =
        WordList::new(include_str!("../../data/syllables_said_in_addresses.txt"));
    WORDS.contains(part) || (part.chars().count() > 3 && is_sayable(part))
}

/// "@EmmanuelMacron", "#JeSuisCharlie".
pub(super) fn tag(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let sign = match cursor.first() {
        '#' | '＃' => "hashtag",
        '@' | '＠' => "arobase",
        _ => return None,
    };
    let name = &rest[cursor.first().len_utf8()..];
    let end = name
        .char_indices()
        .find(|(_, c)| !c.is_alphanumeric() && *c != '_')
        .map_or(name.len(), |(at, _)| at);
    let name = &name[..end];
    if !cursor.starts_word() || !name.contains(char::is_alphabetic) || name.len() > 100 {
        return None;
    }
    let mut spoken = String::from(sign);
    if name.eq_ignore_ascii_case("metoo") {
        spoken.push_str(" mi tou");
        return Verbalization::new(cursor.first().len_utf8() + end, spoken);
    }
    for part in name.split('_').filter(|part| !part.is_empty()) {
        push_camel(&mut spoken, part);
    }
    Verbalization::new(cursor.first().len_utf8() + end, spoken)
}

/// The words of "JeSuisCharlie"; capitals stay together, as do figures.
fn push_camel(out: &mut String, name: &str) {
    let mut start = 0;
    let mut previous = ' ';
    let mut characters = name.char_indices().peekable();
    let mut push = |part: &str| {
        if part.is_empty() {
            return;
        }
        out.push(' ');
        let lower = part.to_lowercase();
        if part.chars().all(char::is_uppercase) && part.chars().count() > 1 {
            match super::spelling_out::listed(part) {
                Some(said) => out.push_str(&said),
                None if part.chars().count() > 3 && is_sayable(&lower) => out.push_str(&lower),
                None => spell(out, part, Joint::Free),
            }
        } else {
            out.push_str(&lower);
        }
    };
    while let Some((at, character)) = characters.next() {
        let next_is_small = characters.peek().is_some_and(|(_, c)| c.is_lowercase());
        let is_start = character.is_uppercase()
            && (previous.is_lowercase() || (previous.is_uppercase() && next_is_small))
            || character.is_ascii_digit() != previous.is_ascii_digit();
        if is_start {
            push(&name[start..at]);
            start = at;
        }
        previous = character;
    }
    push(&name[start..]);
}
