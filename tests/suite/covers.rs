//! Covers that are drawn.

use crate::environment::Environment;

/// A page of a site, without a picture.
fn page(site: &str) -> String {
    format!(
        "<!doctype html><html lang=fr><head><title>Le marché du matin</title>
        <meta property=\"og:site_name\" content=\"{site}\"></head><body><article>
        <h1>Le marché du matin</h1><p>Il ouvre à sept heures, et les gens du village y viennent
        chaque samedi avec leurs paniers.</p><p>On y trouve des fruits, des légumes, du pain et
        des fromages de la région.</p></article></body></html>"
    )
}

/// From the first byte of the PNG that a file holds.
fn picture(file: &[u8]) -> &[u8] {
    let start = file.windows(8).position(|it| it == b"\x89PNG\r\n\x1a\n");
    let end = file.windows(8).position(|it| it == b"IEND\xae\x42\x60\x82");
    &file[start.expect("a picture")..end.expect("its end")]
}

#[test]
fn a_drawn_cover_shows_the_site_and_is_the_same_in_every_run() {
    let cover = |site| {
        let environment = Environment::new();
        environment.write("a.html", page(site));
        environment.succeed(&["a.html", "--format", "flac"]);
        picture(&environment.output()["a/a.flac"]).to_vec()
    };
    assert!(cover("Le Journal") == cover("Le Journal"));
    assert!(cover("Le Journal") != cover("La Gazette"));
}

#[test]
fn a_page_that_draws_in_place_of_a_large_cover_follows_the_site() {
    let environment = Environment::new();
    // The start of a JPEG, up to its size.
    let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\
                 \xff\xc0\0\x0b\x08\0\x03\0\x02\x01\x01\x11\0\xff\xd9";
    environment.write("large.jpg", [&jpeg[..], &[0; 200_000]].concat());
    let run = |site| {
        environment.write("a.html", page(site));
        environment.succeed(&["a.html", "--format", "html", "--cover", "large.jpg"]);
        environment.output()["a/a.html"].clone()
    };
    let (journal, gazette) = (run("Le Journal"), run("La Gazette"));
    assert!(journal != gazette);
    assert!(run("Le Journal") == journal);
}
