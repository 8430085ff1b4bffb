//! The abbreviations that end in a full stop, by what follows them: a table, and one
//! question.
//!
//! The words are those of the Lexique des règles typographiques en usage à l'Imprimerie
//! nationale, of dictionaries and of the press. What is more often itself than an
//! abbreviation ("long", "fin", "mer") is left out.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What follows an abbreviation, and so where it may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A name: "M. Dupont". Never ends a sentence.
    Title,
    /// A number, a name or the rest of a phrase: "p. 5", "cf. Dupont". Never ends a
    /// sentence.
    Reference,
    /// As [`Class::Reference`], but it is a word as well: "l'art. 5", and "C'est de
    /// l'art. Il peint." Ends a sentence before a word that starts one.
    AlsoWord,
    /// A number: "no. 7", "sept. 2020". Elsewhere it is a word.
    Numbered,
    /// The day of a month: "jeu. 12 mars". Elsewhere it is a word.
    Day,
    /// The rest of a name, or nothing: "Apple Inc. Tim Cook". Ends a sentence before a
    /// word that starts one.
    Company,
    /// Nothing new: "etc." Ends a sentence before a capital.
    Trailing,
}

/// A word in small letters stands for every spelling; one with a capital only for itself,
/// because in small letters it is something else: "m." is a metre, "me" a pronoun.
const TABLE: &[(Class, &str)] = &[
    (
        Class::Title,
        "M MM Me Mes mme mmes mlle mlles mgr mgrs dr drs pr prs st ste sts stes vve mr mrs ms Cte Ctesse Vte Vtesse \
         Exc Em Ém Mis Mise bne cdt cdts cne ltn brig sgt adj-ch Maj Gal Col Lt Cap Amb Abbé Sr RP R.P S.E S.M S.A.R S.S \
         Alph Benj Bern Ch Chr Edm Eug Fr Geo Guill Jac Jos Jul Ph Th",
    ),
    (
        Class::Reference,
        "pp ff fo fos arts al chap cf sect § parag fasc liv coll éd édit éds trad ill n° nº nᵒ janv fév févr fevr \
         avr juil oct nov déc c.-à-d c-à-d càd c.à.d p.-ex i.e e.g a.k.a op s.l s.n s.d av ap apr approx ca tél \
         bd bld blvd boul imp rte vs réf réfs rééd rév suppl annot introd préf biblio bibl impr univ dépt \
         arrt prov rég dist temp superf moy nbre qté jurisp cass décr adv subst masc fém plur sing inf subj \
         prép conj pron étym anc hist géogr géol phys chim biol bot zool mus théol philos psychol sociol écon litt \
         angl esp ital néerl port. mss bull mém ann arch doct secr adm gén N.B P.-S rem obs ant syn",
    ),
    (
        Class::AlsoWord,
        "p hab env arr dép nb alex phil théo fréd vict aug p.s art vol fig ex tab tabl prof col cap gal lt com dir fax ch app prés max min maxi mini lat alt pop fam \
         conf pl add pers par ind agr dip lib lic adj all amir apt appt auj bât card chem coord cons déf dest éq esc ét exp \
         faub féd fol gouv gr grat ing inscr jud jur lieut méd num obj orig ouv partic prop qq qqch qqf \
         qqn rens réimpr rép rés sc sén spéc stat synd th trim vols C.civ C.trav C.pén",
    ),
    (
        Class::Numbered,
        "n no nos t l r d vers cols pt pts sept lun mar ven sam dim ligne str v f",
    ),
    (Class::Day, "mer jeu"),
    (
        Class::Company,
        "inc ltd ltée corp co cie jr sen bros gmbh plc llc assoc éts ets sté sarl S.A S.A.S S.A.R.L S.N.C",
    ),
    (Class::Trailing, "etc cit ibid id ib loc sq sqq suiv tot"),
];

/// Abbreviated only after a number: "300 m.", spelled so and not otherwise.
const UNITS: &str = "m cm mm km dm g kg mg l L cl ml dl hl h H hr min mn s sec t q ha a ca j kW kWh MW MWh GW GWh W Wh V kV \
                     Hz kHz MHz GHz Ko ko Mo mo Go go To kcal cal ch CV cv dB F fr frs pts °C";

static CLASSES: LazyLock<FxHashMap<&str, Class>> = LazyLock::new(|| {
    let entries = TABLE
        .iter()
        .flat_map(|(class, words)| words.split_whitespace().map(|word| (word, *class)));
    entries.collect()
});

/// No abbreviation of the tables is longer, in bytes.
const LONGEST: usize = 12;

/// The class of the word that stands before a full stop; `None` where it is a word.
pub(super) fn class(word: &str) -> Option<Class> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let class = CLASSES.get(word).or_else(|| {
        // "R." is no "r.": it is an initial.
        let may_differ = word.len() > 1 && word.contains(char::is_uppercase);
        may_differ
            .then(|| CLASSES.get(word.to_lowercase().as_str()))
            .flatten()
    });
    class.copied()
}

/// Whether a word is a unit of measure, after a number.
pub(super) fn is_unit(word: &str) -> bool {
    word.len() <= 4 && UNITS.split_whitespace().any(|unit| unit == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_abbreviation_stands_in_the_table_once() {
        let mut words: Vec<&str> = TABLE
            .iter()
            .flat_map(|(_, words)| words.split_whitespace())
            .collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        assert!(words.iter().all(|word| word.len() <= LONGEST));
    }

    #[test]
    fn capitals_tell_monsieur_from_metres() {
        assert_eq!(class("M"), Some(Class::Title));
        assert_eq!(class("m"), None);
        assert_eq!(class("Me"), Some(Class::Title));
        assert_eq!(class("me"), None);
        assert_eq!(class("Etc"), Some(Class::Trailing));
        assert_eq!(class("DR"), Some(Class::Title));
    }
}
