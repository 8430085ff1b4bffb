//! The tables of names: each name is spoken with the IPA of its line.

use super::lexicon::Lexicon;
use super::lookup::lookup_alone;
use crate::Part;

const TABLES: [&str; 5] = [
    include_str!("../../data/names_first.tsv"),
    include_str!("../../data/names_family.tsv"),
    include_str!("../../data/names_communes.tsv"),
    include_str!("../../data/names_abroad.tsv"),
    include_str!("../../data/names_firms.tsv"),
];

#[test]
fn every_name_is_spoken_with_the_ipa_of_its_line() {
    let lexicon = Lexicon::default();
    let lines = TABLES.iter().flat_map(|table| table.lines().skip(1));
    for line in lines {
        let (name, written) = line.split_once('\t').expect(line);
        let expected = written.trim_matches('/');
        let found = lookup_alone(name, &lexicon).expect(line);
        let [Part::Pronounced { letters, ipa }] = &found.parts[..] else {
            panic!("{line} is spoken as {:?}", found.parts);
        };
        assert_eq!((&**letters, ipa.as_str()), (name, expected), "{line}");
    }
}

#[test]
fn no_name_stands_in_two_tables() {
    let mut names: Vec<&str> = TABLES
        .iter()
        .flat_map(|table| table.lines().skip(1))
        .filter_map(|line| line.split('\t').next())
        .collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}
