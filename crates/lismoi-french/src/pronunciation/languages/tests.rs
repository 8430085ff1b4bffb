//! Names as they stand in the news, in the sounds of a newsreader.

use crate::Segmentation;
use crate::tests::{shown, spoken};

/// The name within a sentence, spoken.
fn said(name: &str) -> String {
    let sentence = format!("Voici {name} demain.");
    let texts: Vec<String> = spoken(&sentence, Segmentation::Whole)
        .iter()
        .map(shown)
        .collect();
    let text = texts.join(" ");
    let text = text.trim_end_matches(" demain.");
    text.split_once(' ').map_or("", |(_, name)| name).to_owned()
}

#[test]
fn the_letters_of_a_name_show_its_language() {
    for (name, ipa) in [
        ("Kaczyński", "katʃinski"),
        ("Faltýnek", "faltinɛk"),
        ("Guijarro", "ɡixaʁo"),
        ("Mourinho", "muʁiɲo"),
        ("Bonucci", "bonutʃi"),
        ("Dragović", "dʁaɡovitʃ"),
        ("Offenstadt", "ofɛnstat"),
        ("Dijkgraaf", "dɛjkɡʁaf"),
        ("Virtanen", "viʁtanɛn"),
        ("Johannesson", "joanesɔn"),
        ("Popescu", "popɛsku"),
        ("Gökçe", "ɡœktʃe"),
        ("Fukushima", "fukuʃima"),
        ("Takeshi", "takeʃi"),
    ] {
        let ipa = ipa.replace("tʃ", "t\u{361}ʃ");
        assert_eq!(said(name), format!("/{ipa}/"));
    }
}

#[test]
fn a_first_name_shows_the_language_of_the_name_after_it() {
    assert_eq!(said("Pablo Aldea"), "/pablo/ /aldea/");
    assert_eq!(said("Paul Aldea"), "Paul aldéa");
    assert_eq!(said("Jaroslav Hus"), "/jaʁoslaf/ /us/");
}

#[test]
fn a_particle_shows_the_language_of_the_name_after_it() {
    assert_eq!(said("Carl von Nauheim"), "/kaʁl/ /fɔn/ /nawajm/");
    assert_eq!(said("Piet van der Gaast"), "/pit/ van der /ɡast/");
    assert_eq!(
        said("la Torre dei Gesuati"),
        "la /toʁe/ /dɛj/ /d\u{361}ʒezwati/"
    );
    assert_eq!(said("le van Duport"), "le van Duport");
    assert_eq!(said("Pedro do Nascimento"), "/pedʁo/ /do/ /nasimɛnto/");
}

#[test]
fn french_words_and_names_stay() {
    for name in [
        "Cigogne",
        "Rendez",
        "Vaccins",
        "Âne",
        "Ajaccio",
        "Ludovic",
        "Besson",
        "Moto",
        "Emmura",
        "Espérez",
        "Sanglier",
        "Castille",
        "Pommevic",
        "Tréflévénez",
    ] {
        assert!(!said(name).contains('/'), "{name} {}", said(name));
    }
}
