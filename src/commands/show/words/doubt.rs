//! How sure the pronunciation of a word is.

use lismoi_french::normalization::acronyms;
use lismoi_french::pronunciation::PronunciationRule;
use lismoi_french::pronunciation::word::{Case, Word};

/// Why a pronunciation may be wrong, the most doubtful first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// A name that no table has: its letters are read as French.
    Name,
    /// An acronym with a vowel that no table has: it is spelled or said by its shape.
    Acronym,
    /// A name or word read by the letters of another language.
    Foreign,
    /// A homograph told apart by neighbours that do not decide it alone.
    Homograph,
}

/// Rules on homographs that look at nouns and verbs, which are not always what they seem. The
/// others look at function words.
const WEAK_RULES: [&str; 9] = [
    "ace or has",
    "goal or drank",
    "noun or infinitive",
    "noun or verb in -ent",
    "noun or verb in -tions",
    "one or several",
    "plane or throw",
    "proud or trust",
    "son or threads",
];

impl Doubt {
    /// Its name in the output, the same in every language.
    pub(super) fn name(self) -> &'static str {
        match self {
            Doubt::Name => "name",
            Doubt::Acronym => "acronym",
            Doubt::Foreign => "foreign",
            Doubt::Homograph => "homograph",
        }
    }

    /// The doubt about a word that is said by this rule alone.
    pub(super) fn of(word: &str, rule: Option<PronunciationRule>) -> Option<Doubt> {
        match (rule, Word::new(word, None).case) {
            (Some(PronunciationRule::User | PronunciationRule::BuiltIn), _) => None,
            (_, Case::Upper) => (!acronyms::is_certain(word)).then_some(Doubt::Acronym),
            (Some(PronunciationRule::Letters(_)), _) => Some(Doubt::Foreign),
            (Some(PronunciationRule::Homograph(_)), _) => None,
            (None, Case::Capital) => Some(Doubt::Name),
            (None, Case::Lower) => None,
        }
    }

    /// The doubt about a homograph by the rule that told it apart.
    pub(super) fn of_homograph(rule: &str) -> Option<Doubt> {
        WEAK_RULES.contains(&rule).then_some(Doubt::Homograph)
    }
}
