//! Acronyms: said as words or letter by letter: "OTAN", "SNCF", "U.S.A.", "l'ONU".

use super::Said;
use super::place::{Place, is_boundary, leading};
use lismoi_document::word_list::contains;

/// Said as words although they are short or look odd; after a colon, how.
const SAID: &str = include_str!("said_acronyms.txt");

/// Spelled although they could be said.
const SPELLED: &str = " FBI PIB ADN ARN USA UE EDF IRM IVG IUT IUFM IA IP EPR EPO ESA ECG EEG AEE AOC AOP IGP ISO IBM AFP APL ARS ASE ATP \
    BIT BIP BEI BCE BPI CIA CDI CDD CEA CEE CES CIO CPI CRI DEA DGA DOI DRH ENS ERDF EELV EPHAD \
    FAI FMI FIA GIE IFI HEC HIV IAE IEP IFA IGN IHU IME IPO ISF ISS IUP LEA LEP MIT MJC NBA OCDE OMC OMI OMS ONG OPA OPE \
    ORL OVH PDG PEA PEE PEL PIA PME PMI PMA PMU PSA RER RMI RPR RSA RTE RTL SAS SCI SDI SGDL SIG SMS SOS SPA TEP TER TIG \
    TNT TPE TVA UDI UDR UEM UER UFC UFR UMP UPI UPR URL USB USM UTC UVA UVB VIH VIP VOD VTC VTT QI QG QCM GPS AMF AVC AVS BEP BTP BTS \
    CEO CFO CTO COO DUT ADSL API APN ASBL AUD CIC CIRC EURL EDI IPCC LGBT LGBTQ ODD OGM OPJ OQTF PIL TGI \
    HLM EPCI PLU AESH IGPN IGGN EFS HAS IRSN DGSE DGSI CHU IEJ ALD AME IPC RDA URL UHT UPU OAS FLN MNA UDMA \
    UCI ATP WTA ITF IAAF OGC ASM ASSE OM OL AC AJ RC FC US UK UAE EAU SAV CV CE CP TP TD DM BD DJ PV PC PS PCF LR LO LFI RN FN EI EIL \
    IDE CAUE SUV ABS EV LOA LLD DAB OIT OIF OEA OUA CEI AIEA AELE HCR CIJ CPI TPI TPIY ";

/// What stands directly before an acronym.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing that binds.
    Free,
    /// "L'", "d'".
    Elision,
    /// "Les", "un": a mute consonant that a vowel brings to life.
    Liaison,
}

/// Letters whose names eSpeak NG does not know, or binds to nothing in capitals.
fn letter(letter: char, joint: Joint) -> Option<&'static str> {
    let is_bound = joint != Joint::Free;
    Some(match letter {
        'Y' => "i grec",
        'É' | 'È' | 'Ê' | 'Ë' => "é",
        'À' | 'Â' => "a",
        'Î' | 'Ï' => "i",
        'Ô' | 'Ö' => "o",
        'Ù' | 'Û' | 'Ü' => "u",
        'Ç' => "C",
        'Œ' => "O E",
        'A' if joint == Joint::Elision => "a",
        'E' if joint == Joint::Elision => "e",
        'I' if joint == Joint::Elision => "i",
        'O' if joint == Joint::Elision => "o",
        'U' if joint == Joint::Elision => "u",
        'H' if joint == Joint::Elision => "ache",
        'F' if is_bound => "effe",
        'L' if is_bound => "elle",
        'N' if is_bound => "enne",
        'R' if is_bound => "erre",
        'S' if is_bound => "esse",
        'X' if is_bound => "ixe",
        _ => return None,
    })
}

/// The first two letters as one word: eSpeak NG makes no liaison before a lone vowel.
fn bound_pair(letters: &str) -> Option<[&'static str; 2]> {
    let mut letters = letters.chars();
    let first = match letters.next()? {
        'A' => "a",
        'I' => "i",
        'O' => "o",
        'U' => "u",
        _ => return None,
    };
    let second = match letters.next()? {
        'B' => "bé",
        'C' => "cé",
        'D' => "dé",
        'G' => "gé",
        'K' => "ka",
        'P' => "pé",
        'T' => "té",
        'V' => "vé",
        'S' if first == "u" => "esse",
        'F' if first == "u" => "effe",
        _ => return None,
    };
    Some([first, second])
}

/// Appends the names of letters, with spaces between them.
pub(super) fn spell(out: &mut String, letters: &str, joint: Joint) {
    let mut rest = letters;
    if joint == Joint::Liaison
        && let Some(pair) = bound_pair(letters)
    {
        out.extend(pair);
        rest = &letters[2..];
    }
    let mut is_first = rest.len() == letters.len();
    for character in rest.chars().filter(|c| c.is_alphanumeric()) {
        if !is_first {
            out.push(' ');
        }
        let upper = character.to_uppercase().next().unwrap_or(character);
        let joint = if is_first { joint } else { Joint::Free };
        match letter(upper, joint) {
            Some(name) => out.push_str(name),
            None => out.push(upper),
        }
        is_first = false;
    }
}

/// A word of two to six capitals.
pub(super) fn acronym(place: &Place<'_>) -> Option<Said> {
    let rest = place.rest();
    if !place.starts_word() {
        return None;
    }
    let letters = leading(rest, char::is_uppercase);
    let end = letters.len();
    let count = letters.chars().take(8).count();
    // The plural of "les DVDs" and "PMEs" is mute.
    let after = rest[end..]
        .strip_prefix('s')
        .filter(|after| is_boundary(after) && count >= 2)
        .unwrap_or(&rest[end..]);
    let length = rest.len() - after.len();
    if !(2..=7).contains(&count) || !is_boundary(after) {
        return None;
    }
    if let Some(said) = listed(letters) {
        return Said::new(length, said);
    }
    if super::capitals::is_small(letters) && super::capitals::is_among_capitals(place, after) {
        return Said::new(length, letters.to_lowercase());
    }
    let is_spelled = is_spelled(letters, count);
    if place.is_all_capitals && !is_spelled_for_sure(letters) {
        return None;
    }
    if !is_spelled {
        return Said::new(length, letters.to_lowercase());
    }
    let mut spoken = String::new();
    spell(&mut spoken, letters, joint(place));
    Said::new(length, spoken)
}

/// What an acronym is bound to.
pub(super) fn joint(place: &Place<'_>) -> Joint {
    const LIAISON: &str = " les des un aux ces mes tes ses nos vos leurs deux trois dix aucun mon ton son Les Des Un Ces Aux Mes Nos Vos Leurs ";
    let before = place.before();
    if before.ends_with(['\'', '’']) {
        Joint::Elision
    } else if before.ends_with(char::is_whitespace) && contains(LIAISON, place.previous_word()) {
        Joint::Liaison
    } else {
        Joint::Free
    }
}

/// How a listed acronym is said as a word.
pub(super) fn listed(letters: &str) -> Option<String> {
    if !letters.is_ascii() && letters.len() > 14 {
        return None;
    }
    let at = SAID.match_indices(letters).map(|(at, _)| at).find(|at| {
        SAID.as_bytes()
            .get(at.wrapping_sub(1))
            .is_none_or(|byte| matches!(byte, b' ' | b'\n'))
            && SAID
                .as_bytes()
                .get(at + letters.len())
                .is_none_or(|byte| matches!(byte, b' ' | b'\n' | b':'))
    })?;
    let entry = SAID[at..].split([' ', '\n']).next()?;
    Some(match entry.split_once(':') {
        Some((_, said)) => said.replace('_', " "),
        None => entry.to_lowercase(),
    })
}

/// Whether capitals in a text in capitals throughout are an acronym all the same.
fn is_spelled_for_sure(letters: &str) -> bool {
    !has_vowel(letters) || (contains(SPELLED, letters) && letters.len() > 2)
}

fn is_spelled(letters: &str, count: usize) -> bool {
    if contains(SPELLED, letters) || count == 2 {
        return true;
    }
    // Acronyms are printed without accents.
    if !letters.is_ascii() && is_sayable(&letters.to_lowercase()) {
        return false;
    }
    // French has few acronyms of three letters that are said; those are listed.
    count == 3 || !is_sayable(&letters.to_lowercase())
}

fn has_vowel(letters: &str) -> bool {
    letters
        .chars()
        .any(|c| is_vowel(c.to_lowercase().next().unwrap_or(c)))
}

fn is_vowel(letter: char) -> bool {
    "aeiouyàâäéèêëîïôöùûüœæ".contains(letter)
}

/// Whether a word in lower case can be said by a French mouth: no group of consonants
/// that no French word has.
pub(super) fn is_sayable(word: &str) -> bool {
    const STARTS: &str = " bl br ch cl cr dr fl fr gl gr pl pr th tr vr ph gn ps sc sp st sk sl sm sn kr kl kn wh qu sph str scr spr chr sch rh gh ts tch tw sw ";
    const ENDS: &str = " ct ft lt nt nq pt nd ns nc rt rd rs rc rm rn rk rb rg rf rp rl ls lf lk lm lp mp st sk sm sp ss ll tt ff nn mm ck ch sh th ph ng nk nx ps ts ks bs cs ds gs ms xt cht sch ntz tz tch rch rth nch lls tts nts rts nds rds mps cks ques bre tre ble ";
    let letters: Vec<char> = word.chars().collect();
    let count = letters.len();
    if !letters.iter().any(|c| is_vowel(*c)) {
        return false;
    }
    let mut start = 0;
    while start < count {
        if is_vowel(letters[start]) {
            start += 1;
            continue;
        }
        let end = (start..count)
            .find(|at| is_vowel(letters[*at]))
            .unwrap_or(count);
        let cluster: String = letters[start..end].iter().collect();
        let is_good = match (start == 0, end == count) {
            (true, _) => end - start == 1 || contains(STARTS, &cluster),
            (_, true) => {
                (end - start == 1 && !"hjvw".contains(letters[start])) || contains(ENDS, &cluster)
            }
            _ => {
                end - start <= 2
                    || (1..end - start).any(|cut| {
                        let tail: String = letters[start + cut..end].iter().collect();
                        cut <= 2 && (tail.len() == 1 || contains(STARTS, &tail))
                    })
            }
        };
        if !is_good {
            return false;
        }
        start = end;
    }
    true
}

/// "U.S.A.", "O.N.U.", "J.-P.", "J. K.": letters with full stops.
pub(super) fn dotted(place: &Place<'_>) -> Option<Said> {
    let rest = place.rest();
    if !place.starts_word() {
        return None;
    }
    let mut letters = String::new();
    let mut end = 0;
    let mut after = rest;
    let mut is_hyphened = false;
    while let Some(letter) = after.chars().next().filter(|c| c.is_uppercase()) {
        // "J.-Ph.", "Ch. Dupont" keep their small letters.
        let Some(next) = after[letter.len_utf8()..].strip_prefix('.') else {
            break;
        };
        if letters.len() > 12 {
            return None;
        }
        letters.push(letter);
        end = rest.len() - next.len();
        is_hyphened |= next.starts_with('-');
        after = next.strip_prefix(['-', '\u{2011}']).unwrap_or(next);
    }
    // "U.S.A" without its last stop.
    if let Some(letter) = after
        .chars()
        .next()
        .filter(|c| c.is_uppercase() && letters.len() > 1)
        && is_boundary(&after[letter.len_utf8()..])
        && rest[..rest.len() - after.len()].ends_with('.')
    {
        letters.push(letter);
        end = rest.len() - after.len() + letter.len_utf8();
    }
    if letters.is_empty() || (letters.chars().count() == 1 && !is_initial(rest, end)) {
        return None;
    }
    if letters.chars().count() > 1
        && !is_hyphened
        && let Some(said) = listed(&letters)
    {
        return Said::new(end, said);
    }
    let mut spoken = String::new();
    spell(&mut spoken, &letters, joint(place));
    Said::new(end, spoken)
}

/// "J. Dupont": one letter before a name.
fn is_initial(rest: &str, end: usize) -> bool {
    super::place::starts_with_capital(super::place::after_space(&rest[end..]))
        && rest[..end].starts_with('Y')
}
