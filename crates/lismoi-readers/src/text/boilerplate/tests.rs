use super::*;

#[test]
fn boilerplate_has_a_reason_to_be_skipped() {
    for (block, expected) in [
        ("Kommentare (0)", SkipReason::CommentCounter),
        ("12 commentaires", SkipReason::CommentCounter),
        ("Laisser un commentaire", SkipReason::CommentCounter),
        ("0 comments", SkipReason::CommentCounter),
        ("Lire aussi : Poutine à Kursk", SkipReason::RelatedLink),
        ("À LIRE ÉGALEMENT", SkipReason::RelatedLink),
        ("Voir aussi : La chronologie", SkipReason::RelatedLink),
        ("Partager sur Facebook", SkipReason::Sharing),
        ("Facebook Twitter WhatsApp", SkipReason::Sharing),
        (
            "L’article Un été est apparu en premier sur Le Blog.",
            SkipReason::RelatedLink,
        ),
        ("Voir dans le navigateur", SkipReason::Navigation),
        (
            "Vous recevez ce message car vous êtes inscrit. Se désabonner",
            SkipReason::Subscription,
        ),
        (
            "Inscrivez-vous à notre newsletter !",
            SkipReason::Subscription,
        ),
        ("La suite après la publicité", SkipReason::Advertisement),
        (
            "Nous utilisons des cookies pour vous servir.",
            SkipReason::CookieNotice,
        ),
        ("Photo : AFP", SkipReason::Credit),
        ("© 2024 Le Journal", SkipReason::Credit),
        (
            "Des soldats à Kursk, le 12 mars. Jean Dupont/AFP",
            SkipReason::Caption,
        ),
        ("Temps de lecture : 3 min", SkipReason::ReadingTime),
        ("3 min de lecture", SkipReason::ReadingTime),
        ("Accueil > Monde > Europe", SkipReason::Navigation),
        ("Catégories : Histoire de Paris", SkipReason::Category),
        ("Tags : économie", SkipReason::Category),
        ("[modifier | modifier le code]", SkipReason::Navigation),
        (
            "Le roi Charles. TOBY MELVILLE / REUTERS",
            SkipReason::Caption,
        ),
        (
            "Il vous reste 60 % de cet article à lire.",
            SkipReason::Subscription,
        ),
    ] {
        assert_eq!(reason(block), Some(expected), "{block}");
    }
}

#[test]
fn text_that_resembles_boilerplate_is_kept() {
    for block in [
        "Réactions",
        "Commentaires",
        "Voir aussi",
        "Trois commentaires sur la loi",
        "Partager le pouvoir reste difficile.",
        "Photo de famille",
        "Lire Proust aujourd'hui",
        "Publicité mensongère : que faire ?",
        "Facebook",
        "La presse (AFP) le dit.",
        "2024",
        "***",
        "Recevez nos salutations distinguées.",
        "Nous et nos partenaires avons signé un accord.",
        "Inscrivez-vous à la mairie avant le 5 mai.",
        "S'abonner à une idée coûte cher.",
        "(c) Les mineurs de moins de seize ans.",
        "Les deux ont signé un accord hier soir. (Reuters/AFP)",
        "Le symbole © protège les œuvres.",
        "On a donc x > y > z.",
        "Lire : un plaisir",
        "Crédits : 5 millions d'euros pour les écoles.",
        "Vidéo : comment ça marche",
    ] {
        assert_eq!(reason(block), None, "{block}");
    }
}
