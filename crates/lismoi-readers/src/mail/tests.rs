//! Messages in, outlines out.

use proptest::prelude::*;

use super::*;
use crate::invariants;
use crate::markup::outline::outline;

fn read_all(message: &str) -> Result<Vec<Article>, ReadError> {
    read(message.as_bytes().to_vec(), None, ReadOptions::default())
}

fn outlines(message: &str) -> String {
    let articles = read_all(message).expect("readable");
    let outlines = articles
        .iter()
        .map(|(source, document)| outline(source, document));
    outlines.collect::<Vec<_>>().join("\n---\n")
}

fn plain(subject: &str, text: &str) -> String {
    format!(
        "From: Marie <m@a.example>\nSubject: {subject}\nDate: Mon, 3 Jun 2024 10:12:00 +0200\n\n{text}"
    )
}

fn page(html: &str) -> String {
    format!("From: m@a.example\nSubject: Un\nContent-Type: text/html; charset=utf-8\n\n{html}")
}

#[test]
fn an_answer_is_read_without_what_it_quotes_and_the_signature() {
    let text = "Bonjour,\n\nLe marché ouvre à six heures,\net il ferme à midi.\n\n\
        Le lun. 3 juin 2024 à 09:00, Jean <j@a.example>\na écrit :\n> Quand ouvre-t-il ?\n\n-- \nMarie\n";
    insta::assert_snapshot!(outlines(&plain("Re: Le marché", text)), @r"
    title Le marché
    paragraph Bonjour,
    paragraph Le marché ouvre à six heures,
    paragraph et il ferme à midi.
    drop Le lun. 3 juin 2024 à 09:00, Jean <j@a.example> a écrit : > Quand ouvre-t-il ? (quoted message)
    drop -- Marie (signature)
    ");
}

#[test]
fn a_message_that_is_passed_on_is_read() {
    let text = "-----Message d'origine-----\nDe : Jean\nObjet : Le marché\n\nLe marché ouvre.\n";
    let expected = "title Le marché\n\
        drop -----Message d'origine----- De : Jean Objet : Le marché (metadata)\n\
        paragraph Le marché ouvre.";
    assert_eq!(outlines(&plain("TR : Le marché", text)), expected);
    // Nothing else is in it.
    assert_eq!(outlines(&plain("Le marché", text)), expected);
    let marked = "> Le marché ouvre ce matin à six heures, et il ferme à midi, sauf le\n\
        > dimanche, où il ouvre un peu plus tard que les autres jours.\n";
    assert!(!outlines(&plain("Fwd: Le marché", marked)).contains('>'));
    let quoted = "Vois :\n\n-----Message d'origine-----\nDe : Jean\n\nLe marché ouvre.\n";
    insta::assert_snapshot!(outlines(&plain("Le marché", quoted)), @r"
    title Le marché
    paragraph Vois :
    drop -----Message d'origine----- De : Jean Le marché ouvre. (quoted message)
    ");
}

#[test]
fn quoted_messages_and_signatures_of_mail_programs_are_known() {
    let html = "<div>Oui.</div><div class=gmail_signature>Marie</div>\
        <div class=gmail_quote><div class=gmail_attr>Le 3 juin, Jean a écrit :</div><blockquote>Vient-elle ?</blockquote></div>";
    insta::assert_snapshot!(outlines(&page(html)), @r"
    title Un
    paragraph Oui.
    drop Marie (signature)
    drop Le 3 juin, Jean a écrit : Vient-elle ? (quoted message)
    ");
    let html = "<div><p>Oui.</p><div><p><b>De :</b> Jean<br><b>Envoyé :</b> lundi</p></div><p>Vient-elle ?</p></div>";
    insta::assert_snapshot!(outlines(&page(html)), @r"
    title Un
    paragraph Oui.
    drop De : Jean Envoyé : lundi Vient-elle ? (quoted message)
    ");
    let html = "<p>Oui.</p><p>Le 3 juin 2024, Jean a écrit :</p><blockquote type=cite>Vient-elle ?</blockquote>";
    insta::assert_snapshot!(outlines(&page(html)), @r"
    title Un
    paragraph Oui.
    drop Le 3 juin 2024, Jean a écrit : Vient-elle ? (quoted message)
    ");
}

#[test]
fn of_two_forms_of_a_text_html_is_read_and_the_other_is_hidden_where_it_differs() {
    let message = "From: =?iso-8859-1?Q?Zo=E9?= <z@a.example>\nSubject: =?utf-8?B?w4l0w6k=?=\n\
        Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=iso-8859-1\n\
        Content-Transfer-Encoding: quoted-printable\n\nUn =E9t=E9.\n\nVersion texte.\n--b\n\
        Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
        <p>Un =E9t=E9.</p><p><a href=3Dx>Se d=E9sabonner de cette lettre</a></p>\n--b--\n";
    insta::assert_snapshot!(outlines(message), @r"
    title Été
    paragraph Un été.
    drop Se désabonner de cette lettre (invitation to subscribe)
    drop Version texte. (hidden)
    ");
    let articles = read_all(message).expect("readable");
    assert_eq!(articles[0].1.metadata.authors, ["Zoé"]);
}

#[test]
fn a_mailbox_gives_an_article_for_each_message() {
    let mailbox = format!(
        "From a@b Thu Jan  1 00:00:00 2024\n{}\nFrom a@b Thu Jan  1 00:00:00 2024\n{}",
        plain("Un", "Oui."),
        plain("Un", "Non.\n>From ici.")
    );
    insta::assert_snapshot!(outlines(&mailbox), @r"
    title Un
    paragraph Oui.
    ---
    title Un
    paragraph Non.
    paragraph From ici.
    ");
    let articles = read_all(&mailbox).expect("readable");
    let names = articles.iter().map(|(source, _)| source.name.as_deref());
    assert_eq!(
        names.collect::<Vec<_>>(),
        [Some("Un.html"), Some("Un (2).html")]
    );
    assert_eq!(articles[0].1.metadata.date.as_deref(), Some("2024-06-03"));
}

#[test]
fn attachments_are_listed_or_read_where_there_is_nothing_else() {
    let attached =
        "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nLe rapport.";
    let mixed = |body: &str, attached: &str| {
        format!(
            "Subject: Un\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n{body}\n--b\n{attached}\n--b--\n"
        )
    };
    assert_eq!(
        outlines(&mixed("Voici.", attached)),
        "title Un\nparagraph Voici.\ndrop Le rapport. (not in the article)"
    );
    let file = "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\n%PDF";
    assert_eq!(
        outlines(&mixed("Voici.", file)),
        "title Un\nparagraph Voici.\ndrop a.pdf (not in the article)"
    );
    let message = "Content-Type: message/rfc822\n\nSubject: Deux\n\nLe marché ouvre.";
    assert_eq!(
        outlines(&mixed("", message)),
        "title Deux\nparagraph Le marché ouvre."
    );
}

#[test]
fn encrypted_messages_are_refused() {
    for kind in [
        "multipart/encrypted; boundary=b",
        "application/pkcs7-mime; smime-type=enveloped-data",
    ] {
        let error = read_all(&format!(
            "Subject: Un\nContent-Type: {kind}\n\n--b\n\nx\n--b--\n"
        ));
        assert_eq!(error.expect_err("refused").to_string(), "it is encrypted");
    }
    let armored = plain(
        "Un",
        "-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n",
    );
    assert!(read_all(&armored).is_err());
    let signed = "Subject: Un\nContent-Type: multipart/signed; boundary=b\n\n--b\n\nOui.\n--b\n\
        Content-Type: application/pgp-signature; name=s.asc\n\nx\n--b--\n";
    assert_eq!(
        outlines(signed),
        "title Un\nparagraph Oui.\ndrop s.asc (not in the article)"
    );
    let signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOui.\n-----BEGIN PGP SIGNATURE-----\n\nx\n";
    insta::assert_snapshot!(outlines(&plain("Un", signed)), @r"
    title Un
    drop -----BEGIN PGP SIGNED MESSAGE----- Hash: SHA256 (metadata)
    paragraph Oui.
    drop -----BEGIN PGP SIGNATURE----- x (signature)
    ");
}

#[test]
fn deep_and_wide_messages_are_refused() {
    let deep = "Content-Type: message/rfc822\n\n".repeat(100_000);
    let wide = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(100_000);
    for message in [deep, wide] {
        assert!(read_all(&message).is_err());
    }
}

proptest! {
    #[test]
    fn every_line_of_a_message_is_printed_once(
        lines in prop::collection::vec(prop_oneof![
            prop::sample::select(vec![
                "", "> ", "-- ", "De : Jean", "Envoyé : lundi", "-----Message d'origine-----", "- un",
                "Le 3 juin 2024, Jean", "a écrit :", "CHAPITRE", "[1] Une note", "Voir[1]", "12 commentaires",
            ]).prop_map(str::to_owned),
            "[a-zA-Zé.>, ]{0,30}",
        ], 0..25),
    ) {
        let text = lines.join("\n");
        let message = plain("Zut", &text);
        for (source, document) in read_all(&message).expect("readable") {
            invariants::check(&source, &document)?;
            let printed = invariants::letters(&source.text);
            prop_assert_eq!(printed, invariants::letters(&format!("Zut{text}")), "{}", text);
        }
    }

    #[test]
    fn any_parts_are_printed(
        parts in prop::collection::vec(prop::sample::select(vec![
            "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: multipart/alternative; boundary=c\n",
            "Content-Type: text/html\n", "Content-Type: text/plain; format=flowed\n", "Content-Type: message/rfc822\n",
            "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "\n", "--b\n", "--c\n",
            "--b--\n", "Subject: Un\n", "<p>Oui.</p>\n", "T3VpLg==\n", "=E9 =\n", "> Non. \n", "From x\n",
        ]), 0..30),
    ) {
        for (source, document) in read_all(&parts.concat()).unwrap_or_default() {
            invariants::check(&source, &document)?;
        }
    }
}
