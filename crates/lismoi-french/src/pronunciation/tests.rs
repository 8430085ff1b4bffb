use crate::Segmentation;
use crate::tests::{shown, spoken};

#[track_caller]
fn assert_shown(cases: &[(&str, &str)]) {
    for (printed, expected) in cases {
        let utterances = spoken(printed, Segmentation::Whole);
        let texts: Vec<String> = utterances.iter().map(shown).collect();
        assert!(
            texts.join(" ").contains(expected),
            "{texts:?} lacks {expected}"
        );
    }
}

#[test]
fn a_listed_word_is_respelled_or_has_ipa_and_an_elided_article_is_pronounced_with_it() {
    assert_shown(&[
        ("Le dos du chat.", "Le /doz‿/ du chat."),
        ("Los Angeles", "/lɔs and͡ʒelɛs/."),
        ("l\u{2019}algorithme", "l'algoritme."),
        ("l'Est de la France", "/lɛst/ de"),
    ]);
}

#[test]
fn plus_is_more_where_a_verb_is_measured() {
    assert_shown(&[
        ("Il aime encore plus la mer.", "encore /plys/ la mer."),
        ("Il en faut bien plus encore.", "bien /plys/ encore."),
        ("Il est encore plus grand.", "encore plus grand."),
        ("Il n'aime plus la mer.", "n'aime plus la mer."),
        ("Elle est en plus très lente.", "en /plys/ très lente."),
        (
            "Il faut en savoir plus sur lui.",
            "en savoir /plys/ sur lui.",
        ),
        ("Le même en plus grand.", "en plus grand."),
    ]);
}

#[test]
fn plus_is_more_where_less_stands_against_it_or_nothing_follows() {
    assert_shown(&[
        ("Moins de mots et plus d'actes.", "et /plys/ d'actes."),
        ("Autant d'argent, si ce n'est plus.", "n'est /plys/."),
        ("Si elle n'est plus là.", "n'est plus là."),
        ("Moins cher et plus rapide.", "et plus rapide."),
        ("Moins de dix ans et plus de vingt.", "et plus de vingt."),
        ("On verra si ce n'est plus.", "n'est plus."),
    ]);
}

#[test]
fn a_word_is_told_from_its_homograph_by_the_words_around_it() {
    assert_shown(&[
        ("On a tous des souvenirs.", "a /tus/ des souvenirs."),
        ("On lit tous les livres.", "/tuz‿/ les livres."),
        ("Ben oui.", "/bɛ̃/ oui."),
        ("Ben, en fait, oui.", "/bɛ̃/, en"),
        ("« Ben oui », dit-il.", "/bɛ̃/ oui"),
        ("Ben, artiste niçois.", "/bɛn/, artiste"),
        ("Il dit « Est-ce que tu viens ».", "dit Est-ce"),
        ("Soit.", "/swat/."),
        ("« Soit », dit-il.", "Soit, dit-il."),
        ("Soit, mais il pleut.", "/swat/, mais"),
        ("Soit le début.", "Soit le début."),
        ("Il en a trois, soit…", "trois, soit"),
        ("Le livre de Job est court.", "de /ʒɔb/ est"),
        ("Un job d'été.", "/d͡ʒɔb/ d'été."),
        ("L'offre de Job étudiant.", "/d͡ʒɔb/ étudiant."),
        ("J'ai été supporter.", "été /sypɔʁtɛʁ/."),
        ("Elle a été poster la lettre.", "/pɔste/ la"),
        ("L'avis de tout supporter du club.", "/sypɔʁtɛʁ/ du"),
        ("Sans tout scanner.", "tout /skane/."),
    ]);
}

#[test]
fn the_eighties_in_words_have_no_t_and_verbs_in_ouer_have_their_vowel() {
    assert_shown(&[
        ("Quatre-vingt-neuf livres.", "quatrevin-neuf livres."),
        ("Quatre-vingt-dix-sept ans.", "quatrevin-dix-sept ans."),
        ("Il jouera, elle avouerait.", "Il joura, elle avourait."),
        ("La roue.", "La roue."),
    ]);
}

#[test]
fn first_names_are_read_with_the_accents_that_were_left_out() {
    assert_shown(&[
        (
            "Avec Andre Roux, Loic et Helene.",
            "andré Roux, loïc et hélène.",
        ),
        ("Il aime Aime.", "aime Aime."),
    ]);
}

#[test]
fn a_verb_is_told_from_a_noun_of_its_letters() {
    assert_shown(&[
        ("Lui et moi en discutions.", "en discuttions."),
        (
            "Élu en mars et ancien président d'Eure.",
            "ancien présidant d'Eure.",
        ),
    ]);
}

#[test]
fn the_east_is_told_from_the_verb() {
    assert_shown(&[
        ("Le Centre-Est gèle.", "/ɛst/ gèle."),
        ("La moitié est du parc.", "moitié /ɛst/ du parc."),
        ("La moitié est vide.", "moitié est vide."),
    ]);
}

#[test]
fn the_r_of_a_family_name_is_heard_and_that_of_an_infinitive_is_not() {
    assert_shown(&[
        ("Paul Greder rit.", "grédère rit."),
        ("Le sénateur Dober rit.", "dobère rit."),
        ("Paul Rocher veut Tomber.", "veut Tomber."),
        ("Il vit à Ebersdorf et à Bettendorf.", "bettènedorff."),
        ("Il va à Bouvillers.", "bouvilère."),
    ]);
}

#[test]
fn be_is_english_in_english_company() {
    assert_shown(&[
        ("L'île Enez Be est là.", "/be/ est"),
        ("Let It Be.", "/bi/."),
    ]);
}

#[test]
fn an_adjective_is_bound_to_the_noun_after_it_and_a_name_to_nothing() {
    assert_shown(&[
        ("Un long hiver.", "Un /lɔ̃ɡ/ hiver."),
        ("Il est long et gentil ici.", "Il est long et gentil ici."),
        ("Ce gentil enfant dort.", "Ce /ʒɑ̃tij/ enfant dort."),
        ("Thomas a dit.", "/toma/ a dit."),
        ("Les fils se touchent.", "Les /filz‿/ se touchent."),
        ("Un accord exprès.", "Un accord /ɛkspʁɛs/."),
        ("Il vient exprès.", "Il vient exprès."),
        ("Quelque homme.", "/kɛlk/ homme."),
        ("Tous candidats et tous.", "/tuz‿/ candidats et /tus/."),
        ("Douze ans et plus.", "ans et /plys/."),
        (
            "Quelque amour et quelque chose.",
            "/kɛlk/ amour et quelque chose.",
        ),
        (
            "D'ouest en est, il en est un.",
            "ouest en /ɛst/, il en est un.",
        ),
    ]);
}

#[test]
fn every_word_of_a_spoken_form_is_pronounced_by_its_own_rule() {
    assert_shown(&[
        ("En 44 av. J.-C. il meurt.", "avant /ʒezykʁi/ il meurt"),
        ("Il y a 1 593 072 961 feuilles.", "cinq cent 93 millions"),
        ("jean.dupont@free.fr", "ean point dupont"),
        ("Appelez le 06 12 34 56 78.", "zéro 6, 12, 34, 56, 78."),
        ("Los Angeles etc.", "/lɔs and͡ʒelɛs/ etcétéra."),
    ]);
}

#[test]
fn a_part_keeps_the_letters_of_the_word_with_their_capitals() {
    let utterance = &spoken("L'Est et Los Angeles.", Segmentation::Whole)[0];
    assert_eq!(utterance.spelling(), "L'Est et Los Angeles.");
}

#[test]
fn letters_that_stand_for_other_sounds_than_usual_are_respelled_by_kind() {
    assert_shown(&[
        ("Il est laid.", "est /lɛ/."),
        ("Une prophétie.", "Une /pʁofesi/."),
        ("Un bolus de 5 ml.", "Un bolusse de"),
        ("Chaque département vote.", "Chaque département vote."),
        ("La dichotomie est fausse.", "La dicotomie est fausse."),
        ("Un svelte himalayen.", "Un ssvelte himalaïen."),
        ("Des mœurs désacralisées.", "Des mœurs dessacralisées."),
        ("Une foulure à la cheville.", "à la /ʃəvij/."),
    ]);
}

#[test]
fn a_word_that_would_be_said_in_english_is_respelled() {
    assert_shown(&[
        ("C'est l'homme d'aujourd'hui.", "d'aujourdui."),
        ("Sa grand'mère dort.", "Sa grand-mère dort."),
        ("Le earlobe est rouge.", "Le eurlobe est"),
        ("Selon O'Hara.", "Selon o-hara."),
        ("Elle échoue au rideau.", "Elle échoue au rideau."),
    ]);
}

#[test]
fn the_ending_ent_is_mute_in_verbs_and_heard_in_nouns_and_names() {
    assert_shown(&[
        ("Les enfants jouent et nouent.", "enfants joue et noue."),
        ("Le Kent et Brent.", "Le kènte et brènte."),
        ("Il convient de voter.", "Il /kɔ̃vjɛ̃t‿/ de"),
        ("Ils convient leurs amis.", "Ils /kɔ̃vi/ leurs"),
        ("C'est un excellent reporter.", "excellant /ʁəpɔʁtɛʁ/."),
        ("Il veut le reporter.", "le /ʁəpɔʁte/."),
    ]);
}

#[test]
fn a_foreign_name_is_respelled_before_english_letters_are() {
    assert_shown(&[
        ("Avec Leandro et Treda.", "Avec léandro et tréda."),
        ("Selon Varus et Romulus.", "Selon varusse et romulusse."),
        ("Avec Lesage et Morguen.", "Avec leçage et morguène."),
        ("Cela va.", "Cela va."),
    ]);
}

#[test]
fn what_was_said_before_changes_nothing() {
    // "A" and "à" are plain alone, and start phrases; "the" shows that "main" is English.
    static SENTENCES: [&str; 6] = [
        "Il a un chat à la main.",
        "Il en juge a posteriori.",
        "Un vin à cassis.",
        "The main page est en ligne.",
        "La page est pleine.",
        "L'option with a deux formes.",
    ];
    let say = |sentence: &str| -> Vec<String> {
        let utterances = spoken(sentence, Segmentation::Whole);
        utterances.iter().map(shown).collect()
    };
    // Each thread has a memory of its own.
    let said = |before: &'static [&str], sentence: &'static str| {
        let thread = std::thread::spawn(move || {
            for sentence in before {
                say(sentence);
            }
            say(sentence)
        });
        thread.join().expect("it was said")
    };
    for sentence in SENTENCES {
        let alone = said(&[], sentence);
        for count in 1..=SENTENCES.len() {
            assert_eq!(said(&SENTENCES[..count], sentence), alone, "{sentence}");
        }
    }
}
