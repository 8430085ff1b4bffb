//! The verbalizers, in the order in which they are tried.

use super::cursor::{Cursor, class};
use super::{
    Verbalization, abbreviations, accents, acronyms, alternatives, capitals, cardinals, characters,
    codes, currency_signs, dates, days, domains, electronic, formulas, fractions, identifiers,
    inclusive, law, life_dates, measures, mixed_case, mojibake, money, ordinals, ranges,
    references, roman, scripts, scripture, serial_numbers, signs, telephone, times, titles,
    versions, years,
};

/// A rule that turns a written form into words.
#[derive(Clone, Copy, Debug)]
pub struct Verbalizer {
    /// Its name, as `show spoken --explain` and the manifest print it.
    pub name: &'static str,
    /// An example, as printed.
    pub printed: &'static str,
    /// The words for the example.
    pub spoken: &'static str,
    /// It is tried only where the text up to the next white space has one of these classes
    /// of characters.
    pub(super) needs: u16,
    pub(super) read: fn(&Cursor<'_>) -> Option<Verbalization>,
}

const fn rule(
    name: &'static str,
    [printed, spoken]: [&'static str; 2],
    needs: u16,
    read: fn(&Cursor<'_>) -> Option<Verbalization>,
) -> Verbalizer {
    Verbalizer {
        name,
        printed,
        spoken,
        needs,
        read,
    }
}

use class::{BRACKET, CAPITAL, CAPITALS, FIGURE, FOREIGN, SHORT, SIGN, STOP};

/// All verbalizers; the first that applies wins.
pub const VERBALIZERS: [Verbalizer; 62] = [
    rule(
        "note",
        ["La loi[3] est votée.", "La loi est votée"],
        BRACKET | FIGURE,
        references::note,
    ),
    rule(
        "wrong encoding",
        ["l'Ã©tÃ©", "l'été"],
        SIGN | CAPITAL,
        mojibake::decoded,
    ),
    rule(
        "address",
        [
            "jean.dupont@free.fr",
            "jean point dupont arobase free point F R",
        ],
        STOP | SIGN,
        electronic::address,
    ),
    rule(
        "tag",
        ["#JeSuisCharlie", "hashtag je suis charlie"],
        SIGN,
        electronic::tag,
    ),
    rule(
        "emoji",
        ["Bravo 😀 !", "Bravo visage rieur"],
        SIGN,
        signs::emoji,
    ),
    rule(
        "both genders",
        ["les étudiant·e·s", "les étudiants et étudiantes"],
        STOP | SIGN | BRACKET,
        inclusive::both,
    ),
    rule(
        "ending in brackets",
        ["Le président (e)", "Le président"],
        BRACKET,
        inclusive::ending_alone,
    ),
    rule(
        "numbered item",
        ["2° Les eaux", "deuxièmement, Les eaux"],
        FIGURE,
        ordinals::item,
    ),
    rule(
        "article number",
        ["l'article 924-2", "l'article 924 tiret 2"],
        FIGURE,
        law::article_number,
    ),
    rule(
        "verse",
        ["Jn 3, 16", "Jean 3, 16"],
        CAPITAL | FIGURE,
        scripture::verse,
    ),
    rule(
        "version",
        ["la version 2.0", "la version 2 point zéro"],
        FIGURE,
        versions::version,
    ),
    rule(
        "birth or death",
        ["Hugo († 1885)", "Hugo mort en 1885"],
        SIGN,
        life_dates::born_or_dead,
    ),
    rule(
        "serial number",
        ["ISSN 1234-2678", "I S S N 1234, 2678"],
        FIGURE,
        serial_numbers::serial_number,
    ),
    rule(
        "identifier",
        ["le commit 9f86d08", "le commit 9 F 8 6, D zéro 8"],
        FIGURE,
        identifiers::identifier,
    ),
    rule(
        "formula",
        ["2x - 3 = 0", "2 X moins 3 égale 0"],
        FIGURE | SHORT | SIGN,
        formulas::formula,
    ),
    rule(
        "date in figures",
        ["le 12/03/2025", "le 12 mars 2025"],
        FIGURE,
        dates::in_figures,
    ),
    rule(
        "telephone",
        ["06 12 34 56 78", "zéro 6, 12, 34, 56, 78"],
        FIGURE,
        telephone::telephone,
    ),
    rule(
        "around the clock",
        ["ouvert 24/7", "ouvert 24 heures sur 24, 7 jours sur 7"],
        FIGURE,
        times::around_the_clock,
    ),
    rule(
        "time",
        ["à 14h30", "à 14 heures 30"],
        FIGURE,
        times::with_hours,
    ),
    rule(
        "option",
        ["la commande ls -l", "la commande ls tiret L"],
        SHORT,
        codes::option,
    ),
    rule(
        "stars",
        ["un hôtel 3*", "un hôtel 3 étoiles"],
        SIGN,
        codes::stars,
    ),
    rule(
        "minutes",
        ["en 9''58", "en 9 secondes 58"],
        FIGURE,
        times::with_minutes,
    ),
    rule(
        "clock",
        ["à 12:45", "à 12 heures 45"],
        FIGURE,
        times::with_colon,
    ),
    rule(
        "day",
        ["lundi 3 avr. 2023", "lundi 3 avril 2023"],
        FIGURE,
        dates::in_words,
    ),
    rule(
        "years",
        ["de 1914-1918", "de 1914 à 1918"],
        FIGURE,
        years::years,
    ),
    rule(
        "decade",
        ["les années 80s", "les années 80"],
        FIGURE,
        years::decade,
    ),
    rule(
        "sum",
        ["3,5 M€", "3 virgule 5 millions d'euros"],
        FIGURE,
        money::sum,
    ),
    rule(
        "sum behind its sign",
        ["$5", "5 dollars"],
        FIGURE | SIGN | CAPITAL,
        money::sum_behind_sign,
    ),
    rule(
        "abbreviation of a domain",
        ["un vent de NO", "un vent de nord-ouest"],
        FIGURE | STOP | CAPITALS | SHORT,
        domains::abbreviation,
    ),
    rule(
        "court",
        ["CE, 3 mai 2020", "conseil d'état 3 mai 2020"],
        CAPITALS,
        law::court,
    ),
    rule(
        "measure",
        ["-3 °C", "moins 3 degrés Celsius"],
        FIGURE,
        measures::measure,
    ),
    rule(
        "ordinal",
        ["la 21e édition", "la vingt et unième édition"],
        FIGURE,
        ordinals::ordinal,
    ),
    rule(
        "known name",
        ["un 4x4", "un 4 4"],
        FIGURE | SIGN,
        codes::known,
    ),
    rule(
        "fraction",
        ["2/3 des voix", "2 tiers des voix"],
        FIGURE | SIGN,
        fractions::fraction,
    ),
    rule(
        "range",
        ["pages 10-15", "pages 10 à 15"],
        FIGURE,
        ranges::range,
    ),
    rule(
        "times",
        ["4 × 100", "4 fois 100"],
        SIGN | CAPITAL | SHORT | FIGURE,
        codes::times_sign,
    ),
    rule(
        "article of a code",
        ["L. 121-1", "L 121 tiret 1"],
        STOP | CAPITALS | FIGURE,
        references::code_article,
    ),
    rule(
        "power",
        ["10^6", "10 puissance 6"],
        SIGN | FIGURE,
        signs::power,
    ),
    rule(
        "number",
        ["21 femmes", "vingt et une femmes"],
        FIGURE,
        cardinals::number,
    ),
    rule(
        "rank in Roman figures",
        ["au XIXe siècle", "au dix-neuvième siècle"],
        CAPITAL | FIGURE,
        roman::rank,
    ),
    rule(
        "Roman numeral",
        ["Louis XIV", "Louis 14"],
        CAPITAL | FIGURE,
        roman::cardinal,
    ),
    rule(
        "small Roman numeral",
        ["page xii", "page 12"],
        SHORT,
        roman::small,
    ),
    rule(
        "title",
        ["M. Dupont", "monsieur Dupont"],
        CAPITAL,
        titles::title,
    ),
    rule(
        "reference",
        ["n° 5", "numéro 5"],
        STOP | SHORT | SIGN,
        references::reference,
    ),
    rule(
        "month",
        ["en sept. 2020", "en septembre 2020"],
        STOP,
        dates::short_month,
    ),
    rule(
        "letters and figures",
        ["le CO2", "le C O 2"],
        FIGURE,
        codes::code,
    ),
    rule(
        "alternative",
        [
            "le directeur/la directrice",
            "le directeur ou la directrice",
        ],
        SIGN,
        alternatives::alternative,
    ),
    rule(
        "currency",
        ["le cours de l'€", "le cours de l'euro"],
        SIGN,
        currency_signs::sign_alone,
    ),
    rule(
        "unit",
        ["en km/h", "en kilomètres par heure"],
        SIGN | SHORT | FIGURE,
        measures::unit_alone,
    ),
    rule(
        "days",
        ["ouvert lun-ven", "ouvert lundi à vendredi"],
        STOP | SHORT,
        days::days,
    ),
    rule(
        "abbreviation",
        ["av. J.-C.", "avant Jésus-Christ"],
        STOP | SHORT | SIGN,
        abbreviations::abbreviation,
    ),
    rule(
        "initials",
        ["les U.S.A.", "les uesse A"],
        STOP,
        acronyms::dotted,
    ),
    rule(
        "family name",
        ["M. PEREZ", "monsieur Perez"],
        CAPITALS,
        capitals::family_name,
    ),
    rule(
        "acronym",
        ["L'ONU et la SNCF", "L'onu et la S N C F"],
        CAPITAL | CAPITALS,
        acronyms::acronym,
    ),
    rule(
        "capitals",
        ["AVANT L'ÉTÉ", "avant l'été"],
        CAPITALS,
        capitals::word,
    ),
    rule(
        "capitals in a word",
        ["FABrique", "Fabrique"],
        CAPITALS,
        mixed_case::stylized,
    ),
    rule(
        "joined words",
        ["TuxPaint", "Tux Paint"],
        CAPITAL,
        mixed_case::joined,
    ),
    rule("accent", ["l'Ecole", "l'École"], CAPITAL, accents::initial),
    rule(
        "other script",
        ["Москва", "moskva"],
        FOREIGN | SIGN,
        scripts::transliterated,
    ),
    rule(
        "romanization",
        ["北京", "Beijing"],
        FOREIGN | SIGN,
        scripts::romanized,
    ),
    rule(
        "sign",
        ["x ≤ 3", "x inférieur ou égal à 3"],
        SIGN | FIGURE | FOREIGN,
        signs::sign,
    ),
    rule(
        "character",
        ["voir ⑪", "voir 11"],
        SIGN | FIGURE | FOREIGN,
        characters::character,
    ),
];
