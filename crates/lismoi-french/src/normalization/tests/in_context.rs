//! Brackets and capitals whose meaning the words around them tell.

use super::said_in_france;

#[test]
fn letters_in_brackets_belong_to_the_word_that_they_mend() {
    for (printed, spoken) in [
        ("« [s]on avis »", "son avis"),
        ("« d[es] amis »", "des amis"),
        ("« l[a] clé »", "la clé"),
        ("pour trouv[er] mieux", "pour trouver mieux"),
        ("l'[a]ide", "l'aide"),
        ("La loi[a] est là.", "La loi est là"),
        ("le tableau[i]", "le tableau"),
    ] {
        assert_eq!(said_in_france(printed), spoken, "{printed}");
    }
}

#[test]
fn two_capitals_are_a_name_beside_years_and_behind_a_name() {
    for (printed, spoken) in [
        ("en 200 après JC", "en 200 après Jésus-Christ"),
        ("la JC d'Ivry", "la J C d'Ivry"),
        ("Pokémon GO", "Pokémon Go"),
        ("les GO", "les G O"),
    ] {
        assert_eq!(said_in_france(printed), spoken, "{printed}");
    }
}
