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

/// A picture of 40 x 24 pixels.
const JPEG: &[u8] = include_bytes!("../../crates/lismoi-audio/src/encode/cover/small.jpg");

/// The same picture with comments of 200 kB before it.
fn large_jpeg() -> Vec<u8> {
    let comment = [&b"\xff\xfe\xc3\x52"[..], &[b' '; 50_000]].concat();
    [&JPEG[..2], &comment.repeat(4), &JPEG[2..]].concat()
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
    environment.write("large.jpg", large_jpeg());
    let run = |site| {
        environment.write("a.html", page(site));
        environment.succeed(&["a.html", "--format", "html", "--cover", "large.jpg"]);
        environment.output()["a/a.html"].clone()
    };
    let (journal, gazette) = (run("Le Journal"), run("La Gazette"));
    assert!(journal != gazette);
    assert!(run("Le Journal") == journal);
}

#[test]
fn a_jpeg_goes_into_a_file_without_what_follows_its_picture() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour à tous.");
    environment.write("cover.jpg", [JPEG, b"Un secret de famille."].concat());
    environment.succeed(&["a.txt", "--format", "flac", "--cover", "cover.jpg"]);
    let flac = &environment.output()["a/a.flac"];
    let holds = |bytes: &[u8]| flac.windows(bytes.len()).any(|it| it == bytes);
    assert!(holds(JPEG));
    assert!(!holds(b"secret"));
}

#[test]
fn a_jpeg_without_a_picture_is_refused_with_a_hint() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour à tous.");
    let scan = JPEG.windows(2).position(|pair| pair == b"\xff\xda");
    let header = &JPEG[..scan.expect("a scan")];
    for rest in [&b"\xff\xd9"[..], b"Un secret de famille."] {
        environment.write("cover.jpg", [header, rest].concat());
        let run = environment.run(&["a.txt", "--cover", "cover.jpg"]);
        assert_eq!(
            run.err,
            "error: the cover 'cover.jpg' is no picture that can be used: it is damaged, or not a \
             whole picture\nhint: save it as PNG or JPEG\n"
        );
        assert!(environment.output().is_empty());
    }
}
