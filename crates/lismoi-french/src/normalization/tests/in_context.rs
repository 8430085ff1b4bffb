//! Brackets and capitals whose meaning the words around them tell.

use super::said_in_france;

#[track_caller]
fn assert_said(cases: &[(&str, &str)]) {
    for (printed, spoken) in cases {
        assert_eq!(said_in_france(printed), *spoken, "{printed}");
    }
}

#[test]
fn letters_in_brackets_belong_to_the_word_that_they_mend() {
    assert_said(&[
        ("« [s]on avis »", "son avis"),
        ("« d[es] amis »", "des amis"),
        ("« l[a] clé »", "la clé"),
        ("pour trouv[er] mieux", "pour trouver mieux"),
        ("l'[a]ide", "l'aide"),
        ("La loi[a] est là.", "La loi est là"),
        ("le tableau[i]", "le tableau"),
    ]);
}

#[test]
fn two_capitals_are_a_name_beside_years_and_behind_a_name() {
    assert_said(&[
        ("en 200 après JC", "en 200 après Jésus-Christ"),
        ("la JC d'Ivry", "la J C d'Ivry"),
        ("Pokémon GO", "Pokémon Go"),
        ("les GO", "les G O"),
    ]);
}

#[test]
fn items_of_laws_are_numbered_however_many_stand_together() {
    assert_said(&[
        ("aux annexes I et II", "aux annexes 1 et 2"),
        ("prévu au I prend effet", "prévu au 1 prend effet"),
        ("le I majuscule", "le I majuscule"),
        (
            "les 2°, 4° et 9° de l'article 3",
            "les deuxième quatrième et neuvième de l'article 3",
        ),
        (
            "n° 1308/2013 du Parlement",
            "numéro 1308, 2013 du Parlement",
        ),
        ("de 1308/1313", "de 1308 à 1313"),
    ]);
}

#[test]
fn thousands_of_metres_are_no_years() {
    assert_said(&[
        ("à 1500 m d'altitude", "à 1500 mètres d'altitude"),
        ("le 1500 m", "le 1500 mètres"),
        ("un four de 2000 W", "un four de 2000 watts"),
        ("en 2010 L", "en 2010 L"),
    ]);
}
