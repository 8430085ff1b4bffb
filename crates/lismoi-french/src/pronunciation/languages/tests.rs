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
fn places_and_people_are_listed_with_their_language() {
    for (name, ipa) in [
        ("Giessen", "ɡisɛn"),
        ("Wetzlar", "vɛtslaʁ"),
        ("Minden", "mindɛn"),
        ("Waregem", "waʁeɡɛm"),
        ("Legnica", "lɛɡnitsa"),
        ("Zlin", "zlin"),
        ("Leekens", "lekɛns"),
        ("Spindelegger", "ʃpindeleɡɛʁ"),
        ("Weltkrieg", "vɛltkʁiɡ"),
        ("Huancayo", "wankajo"),
    ] {
        assert_eq!(said(name), format!("/{ipa}/"), "{name}");
    }
}

#[test]
fn names_of_africa_and_asia_have_the_vowels_that_they_are_written_with() {
    for (name, ipa) in [
        ("Maiduguri", "majduɡuʁi"),
        ("Yusuf", "jusuf"),
        ("Kunle Afolayan", "kunle/ /afolajan"),
        ("Chebet", "t\u{361}ʃebɛt"),
        ("Obasanjo", "obasand\u{361}ʒo"),
        ("Okonkwo", "okɔnkwo"),
        ("Kharagpur", "kaʁaɡpuʁ"),
        ("Junagadh", "d\u{361}ʒunaɡad"),
    ] {
        assert_eq!(said(name), format!("/{ipa}/"), "{name}");
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
        "Bouzonville",
        "Dunkerque",
        "Kellermann",
        "Schweitzer",
        "Samuel",
    ] {
        assert!(!said(name).contains('/'), "{name} {}", said(name));
    }
}
