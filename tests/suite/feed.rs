//! The library as a podcast: what is written, and what real podcast clients make of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use roxmltree::{Document, Node};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::environment::{Environment, files_below};
use crate::tools;

const BASE: &str = "https://exemple.fr/podcast";

const ITUNES: &str = "http://www.itunes.com/dtds/podcast-1.0.dtd";
const PODCAST: &str = "https://podcastindex.org/namespace/1.0";
const PSC: &str = "http://podlove.org/simple-chapters";

/// A library of two articles, the first one with two sections and a title that markup trips over.
fn library() -> Environment {
    let environment = Environment::new();
    let first = "Sel & <vent>\n\nLe vent se lève sur la plaine. Les arbres plient.\n\n\
        Deuxième partie\n\nIl pleut depuis ce matin. Personne ne sort.\n";
    environment.write("sel.txt", first);
    environment.write(
        "été.txt",
        "L'été\n\nLa mer est calme. Les bateaux dorment.\n",
    );
    environment.succeed(&["add", "-q", "sel.txt"]);
    environment.succeed(&["add", "-q", "été.txt", "--format", "opus"]);
    environment
}

fn feed(environment: &Environment, base: &str) -> String {
    environment.succeed(&["feed", "--base", base]);
    fs::read_to_string(environment.path("output/feed/feed.xml")).unwrap()
}

fn child<'a>(node: Node<'a, 'a>, namespace: &str, name: &'a str) -> Node<'a, 'a> {
    let mut found = node.children();
    let is_it = |node: &Node<'_, '_>| {
        node.tag_name().name() == name && node.tag_name().namespace().unwrap_or("") == namespace
    };
    found
        .find(is_it)
        .unwrap_or_else(|| panic!("no {name} in {node:?}"))
}

fn items<'a>(document: &'a Document<'a>) -> Vec<Node<'a, 'a>> {
    let all = document.descendants();
    all.filter(|node| node.has_tag_name("item")).collect()
}

/// The bytes of the file at an address of the feed; the address has their hash in it.
fn at(environment: &Environment, address: &str) -> Vec<u8> {
    let path = address.strip_prefix(BASE).unwrap().replace("%C3%A9", "é");
    let bytes = fs::read(environment.path(&format!("output/feed{path}"))).unwrap();
    let hash = format!("{:x}", HexOf(&Sha256::digest(&bytes)));
    assert!(address.contains(&hash[..32]), "{address}: {hash}");
    bytes
}

struct HexOf<'a>(&'a [u8]);

impl std::fmt::LowerHex for HexOf<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

#[test]
fn a_feed_leads_to_the_files_that_it_states() {
    let environment = library();
    let xml = feed(&environment, BASE);
    let document = Document::parse(&xml).unwrap();
    let channel = document.root_element().first_element_child().unwrap();
    for (namespace, name, text) in [
        ("", "language", "fr"),
        (ITUNES, "block", "yes"),
        (PODCAST, "block", "yes"),
        (PODCAST, "medium", "podcast"),
    ] {
        assert_eq!(child(channel, namespace, name).text(), Some(text), "{name}");
    }
    let cover = child(channel, ITUNES, "image").attribute("href").unwrap();
    let cover = at(&environment, cover);
    // PNG, 3rd edition, 11.2.1: width and height behind the signature and the head of a chunk.
    assert_eq!(cover[16..24], [0, 0, 5, 120, 0, 0, 5, 120], "1400 x 1400");
    let items = items(&document);
    assert_eq!(items.len(), 2);
    for (item, name) in items.iter().zip(["été", "sel"]) {
        let manifest = environment.manifest(name);
        let guid = child(*item, "", "guid");
        assert_eq!(guid.text(), manifest["source"]["sha256"].as_str());
        assert_eq!(guid.attribute("isPermaLink"), Some("false"));
        let enclosure = child(*item, "", "enclosure");
        let mp3 = at(&environment, enclosure.attribute("url").unwrap());
        let own = environment.path(&format!("output/{name}/{name}.mp3"));
        assert_eq!(mp3, fs::read(own).unwrap());
        assert_eq!(enclosure.attribute("length"), Some(&*mp3.len().to_string()));
        assert_eq!(enclosure.attribute("type"), Some("audio/mpeg"));
        let seconds = manifest["samples"].as_f64().unwrap() / 22_050.0;
        let duration = child(*item, ITUNES, "duration").text().unwrap();
        assert_eq!(duration.parse::<f64>().unwrap(), seconds.round());
        let chapters = child(*item, PODCAST, "chapters").attribute("url").unwrap();
        let chapters: Value = serde_json::from_slice(&at(&environment, chapters)).unwrap();
        let simple = child(*item, PSC, "chapters").children();
        let simple = simple.filter(Node::is_element).map(|chapter| {
            let start: Vec<f64> = chapter
                .attribute("start")
                .unwrap()
                .split(':')
                .map(|part| part.parse().unwrap())
                .collect();
            let seconds = (start[0] * 60.0 + start[1]) * 60.0 + start[2];
            (seconds, chapter.attribute("title").unwrap().to_owned())
        });
        let json = chapters["chapters"].as_array().unwrap().iter();
        let json = json.map(|chapter| {
            let title = chapter["title"].as_str().unwrap().to_owned();
            (chapter["startTime"].as_f64().unwrap(), title)
        });
        let json: Vec<_> = json.collect();
        assert_eq!(simple.collect::<Vec<_>>(), json);
        assert_eq!(json.len(), manifest["sections"].as_array().unwrap().len());
        let transcripts = item.children().filter(|node| {
            node.tag_name().name() == "transcript" && node.attribute("language") == Some("fr")
        });
        let transcripts: BTreeMap<&str, Vec<u8>> = transcripts
            .map(|node| {
                let bytes = at(&environment, node.attribute("url").unwrap());
                (node.attribute("type").unwrap(), bytes)
            })
            .collect();
        assert!(transcripts["text/vtt"].starts_with(b"WEBVTT"));
        assert!(transcripts["application/x-subrip"].starts_with(b"1\n00:00:0"));
        at(
            &environment,
            child(*item, ITUNES, "image").attribute("href").unwrap(),
        );
    }
    let alternate = child(items[0], PODCAST, "alternateEnclosure");
    assert_eq!(alternate.attribute("type"), Some("audio/ogg"));
    let opus = child(alternate, PODCAST, "source")
        .attribute("uri")
        .unwrap();
    assert!(at(&environment, opus).starts_with(b"OggS"));
    assert!(
        xml.contains("<title>Sel &amp; &lt;vent&gt;</title>"),
        "{xml}"
    );
    // The transcripts are those of an export.
    environment.succeed(&["-q", "sel.txt", "--format", "vtt,srt"]);
    let published = files_below(&environment.path("output/feed"));
    for name in ["sel.vtt", "sel.srt"] {
        let exported = fs::read(environment.path(&format!("output/sel/{name}"))).unwrap();
        let mut files = published.iter();
        let found = files.find(|(path, _)| path.ends_with(name)).unwrap().1;
        assert_eq!(*found, exported, "{name}");
    }
}

#[test]
fn the_same_library_gives_the_same_feed_and_is_left_as_it_was() {
    let environment = library();
    feed(&environment, BASE);
    let first = files_below(&environment.path("output/feed"));
    let before = environment.output();
    assert_eq!(before["sel/sel.mp3"], environment.output()["sel/sel.mp3"]);
    let run = environment.succeed(&["feed", "autre", "--base", BASE]);
    assert!(
        run.out.contains("2 articles in 'autre'") && run.out.contains(&format!("{BASE}/feed.xml")),
        "{}",
        run.out
    );
    assert_eq!(files_below(&environment.path("autre")), first);
    let run = environment.succeed(&["feed"]);
    assert!(!run.out.contains("new file"), "{}", run.out);
    assert_eq!(environment.output(), before);
    // An MP3 that the feed made is the one that a run would make.
    let run = environment.succeed(&["sel.txt", "--format", "mp3"]);
    assert!(run.out.contains("all up to date"), "{}", run.out);
    assert_eq!(environment.output(), before);
    let report = environment.succeed(&["check", "output"]).out;
    assert!(!report.contains("\"ok\": false"), "{report}");
    // The folder of the feed is no part of the library.
    let listed = environment.succeed(&["library", "list", "--json"]).out;
    assert_eq!(listed.lines().count(), 2, "{listed}");
}

#[test]
fn what_was_heard_leaves_the_feed_with_its_files() {
    let environment = library();
    feed(&environment, BASE);
    let published = files_below(&environment.path("output/feed"));
    let mp3 = published.keys().find(|path| path.ends_with("sel.mp3"));
    let folder = Path::new(mp3.unwrap()).parent().unwrap();
    let note = format!("output/feed/{}/note.txt", folder.display());
    environment.write(&note, "de moi");
    environment.succeed(&["library", "heard", "sel"]);
    let run = environment.succeed(&["feed"]);
    assert!(run.out.contains("1 article in"), "{}", run.out);
    let left = files_below(&environment.path("output/feed"));
    assert!(!left.keys().any(|path| path.contains("/sel.")), "{left:?}");
    assert!(left.keys().any(|path| path.ends_with("note.txt")));
    let is_ours = |path: &&String| !path.ends_with("note.txt");
    let dates = |xml: &[u8]| {
        let xml = String::from_utf8(xml.to_vec()).unwrap();
        let document = Document::parse(&xml).unwrap();
        let items = items(&document);
        let date = child(items[0], "", "pubDate").text();
        date.unwrap().to_owned()
    };
    assert_eq!(dates(&left["feed.xml"]), dates(&published["feed.xml"]));
    environment.succeed(&["feed", "--all"]);
    let again = files_below(&environment.path("output/feed"));
    assert_eq!(
        again.keys().filter(is_ours).collect::<Vec<_>>(),
        published.keys().collect::<Vec<_>>()
    );
}

#[test]
fn a_feed_needs_an_address_and_replaces_no_file_of_others() {
    let environment = library();
    let run = environment.run(&["feed"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("hint: ") && run.err.contains("--base"),
        "{}",
        run.err
    );
    assert!(!environment.path("output/feed/feed.xml").exists());
    let run = environment.run(&["feed", "--base", "exemple.fr"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    fs::create_dir(environment.path("site")).unwrap();
    environment.write("site/feed.xml", "de moi");
    let run = environment.run(&["feed", "site", "--base", BASE]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("not ours"), "{}", run.err);
    assert_eq!(
        fs::read(environment.path("site/feed.xml")).unwrap(),
        b"de moi"
    );
    let run = environment.run(&["feed", "output/sel", "--base", BASE]);
    assert!(
        run.err.contains("the folder of an audiobook"),
        "{}",
        run.err
    );
}

#[test]
fn planted_links_lead_no_file_elsewhere() {
    let environment = library();
    fs::create_dir_all(environment.path("site")).unwrap();
    fs::create_dir(environment.path("ailleurs")).unwrap();
    std::os::unix::fs::symlink("../ailleurs", environment.path("site/e")).unwrap();
    let run = environment.run(&["feed", "site", "--base", BASE]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("not ours"), "{}", run.err);
    assert!(files_below(&environment.path("ailleurs")).is_empty());
}

#[test]
fn an_interrupted_run_is_completed_by_the_next() {
    let environment = library();
    feed(&environment, BASE);
    let complete = files_below(&environment.path("output/feed"));
    for name in ["/sel.mp3", "/sel.vtt", "feed.xml", "cover.png"] {
        // As if the run had ended between the record and the file.
        let path = complete.keys().find(|path| path.ends_with(name)).unwrap();
        fs::remove_file(environment.path(&format!("output/feed/{path}"))).unwrap();
        let run = environment.succeed(&["feed"]);
        assert!(run.out.contains("1 new file"), "{}", run.out);
        assert_eq!(files_below(&environment.path("output/feed")), complete);
    }
    // The record names the new feed, and the old one is still there.
    environment.succeed(&["library", "heard", "sel"]);
    environment.succeed(&["feed"]);
    let record = "output/feed/.lismoi-feed.json";
    let new = fs::read(environment.path("output/feed/feed.xml")).unwrap();
    let both = {
        let text = fs::read_to_string(environment.path(record)).unwrap();
        let mut record: Value = serde_json::from_str(&text).unwrap();
        let old = format!("{:x}", HexOf(&Sha256::digest(&complete["feed.xml"])));
        let hashes = record["files"]["feed.xml"].as_array_mut().unwrap();
        hashes.insert(0, Value::String(old));
        record.to_string()
    };
    environment.write(record, both);
    environment.write("output/feed/feed.xml", &complete["feed.xml"]);
    environment.succeed(&["feed"]);
    assert_eq!(
        fs::read(environment.path("output/feed/feed.xml")).unwrap(),
        new
    );
}

#[test]
fn what_is_damaged_is_named_and_costs_no_other_article() {
    let environment = library();
    let wav = environment.manifest("sel")["sections"][0]["file"].clone();
    let wav = format!("output/sel/{}", wav.as_str().unwrap());
    let mut bytes = fs::read(environment.path(&wav)).unwrap();
    bytes[5_000] ^= 1;
    environment.write(&wav, bytes);
    let run = environment.run(&["feed", "--base", BASE]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("could not publish 'Sel & <vent>'")
            && run.err.contains("is not as it was written"),
        "{}",
        run.err
    );
    assert!(run.out.contains("1 article in"), "{}", run.out);
}

/// A folder that is served on this machine.
struct Served {
    server: Child,
    log: BufReader<ChildStdout>,
    address: String,
}

impl Served {
    /// `None` where there is no Python.
    fn folder(folder: &Path) -> Option<Served> {
        let mut server = Command::new("python3")
            .arg(clients().join("serve.py"))
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut log = BufReader::new(server.stdout.take().unwrap());
        let mut port = String::new();
        log.read_line(&mut port).unwrap();
        let address = format!("http://127.0.0.1:{}", port.trim());
        Some(Served {
            server,
            log,
            address,
        })
    }

    /// Stops, and returns a line for each request: its status, and the path.
    fn requests(mut self) -> Vec<String> {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
        let mut log = String::new();
        self.log.read_to_string(&mut log).unwrap();
        log.lines().map(str::to_owned).collect()
    }
}

fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

/// The output of a program, if it succeeds.
fn json_of(command: &mut Command) -> Option<Value> {
    let output = command.output().ok()?;
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{error}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// A library with its feed, served; `None` where there is no Python.
fn served() -> Option<(Environment, Served)> {
    let environment = library();
    fs::create_dir_all(environment.path("output/feed")).unwrap();
    let Some(served) = Served::folder(&environment.path("output/feed")) else {
        tools::missing("python3", "the feed as podcast clients read it");
        return None;
    };
    feed(&environment, &served.address);
    Some((environment, served))
}

#[test]
fn python_clients_read_the_feed() {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/python");
    let has_them = |python: &&str| {
        let mut command = Command::new(python);
        command.env("PYTHONPATH", &tools);
        let output = command.args(["-c", "import feedparser, podcastparser"]);
        output.output().is_ok_and(|output| output.status.success())
    };
    let Some(python) = ["python3", "/usr/bin/python3"].into_iter().find(has_them) else {
        return tools::missing("feedparser", "the feed as Python's clients read it");
    };
    let Some((environment, served)) = served() else {
        return;
    };
    let mut command = Command::new(python);
    command.env("PYTHONPATH", &tools);
    command.arg(clients().join("feed.py"));
    let read = json_of(command.arg(format!("{}/feed.xml", served.address))).unwrap();
    let bytes = |name: &str| {
        let path = environment.path(&format!("output/{name}/{name}.mp3"));
        fs::metadata(path).unwrap().len()
    };
    let feedparser = &read["feedparser"];
    assert_eq!(feedparser["wrong"], "");
    assert_eq!(feedparser["again"], 304);
    assert_eq!(feedparser["title"], "Articles à écouter");
    let titles = ["L'été", "Sel & <vent>"];
    let of_podcastparser = read["podcastparser"]["items"].as_array().unwrap();
    for (place, name) in ["été", "sel"].into_iter().enumerate() {
        let item = &feedparser["items"][place];
        assert_eq!(item["title"], titles[place]);
        assert_eq!(item["bytes"], bytes(name));
        // Its episodes are sorted by date.
        let guid = &item["guid"];
        let mut episodes = of_podcastparser.iter();
        let episode = episodes.find(|episode| episode["guid"] == *guid).unwrap();
        assert_eq!(episode["bytes"], bytes(name));
        let manifest = environment.manifest(name);
        let sections = manifest["sections"].as_array().unwrap();
        let chapters = episode["chapters"].as_array().unwrap();
        assert_eq!(chapters.len(), sections.len());
        assert_eq!(chapters[0][1], titles[place]);
    }
    let requests = served.requests();
    assert_eq!(
        requests,
        ["200 /feed.xml", "304 /feed.xml", "200 /feed.xml"]
    );
}

#[test]
fn node_clients_read_the_feed() {
    let clients = clients();
    if !clients.join("node_modules/feedsmith").exists() || Command::new("node").output().is_err() {
        return tools::missing("feedsmith", "the feed as Node's clients read it");
    }
    let environment = library();
    feed(&environment, BASE);
    let mut command = Command::new("node");
    command.arg(clients.join("feed.mjs"));
    let read = json_of(command.arg(environment.path("output/feed/feed.xml"))).unwrap();
    let items = &read["partytime"]["items"];
    assert_eq!(items.as_array().unwrap().len(), 2);
    assert_eq!(read["partytime"]["medium"], "podcast");
    for (place, name) in ["été", "sel"].into_iter().enumerate() {
        let manifest = environment.manifest(name);
        let files = manifest["files"].as_array().unwrap();
        let mp3 = format!("{name}.mp3");
        let mp3 = files.iter().find(|file| file["file"] == mp3).unwrap();
        assert_eq!(items[place]["guid"], manifest["source"]["sha256"]);
        assert_eq!(items[place]["bytes"], mp3["bytes"]);
        let transcripts = items[place]["transcripts"].as_array().unwrap();
        assert_eq!(transcripts.len(), 2);
        let item = &read["feedsmith"]["items"][place];
        assert_eq!(item["bytes"], mp3["bytes"]);
        let sections = manifest["sections"].as_array().unwrap();
        assert_eq!(item["chapters"].as_array().unwrap().len(), sections.len());
        assert_eq!(item["transcripts"][1], "application/x-subrip");
    }
    assert_eq!(items[0]["alternate"][0], "audio/ogg");
    assert_eq!(read["feedsmith"]["blocked"], true);
}

#[test]
fn gpodder_subscribes_updates_and_downloads() {
    if Command::new("gpo").arg("help").output().is_err() {
        return tools::missing("gpo", "the feed as gPodder reads it");
    }
    let Some((environment, served)) = served() else {
        return;
    };
    let gpo = |arguments: &[&str]| {
        let mut command = Command::new("gpo");
        command.env("GPODDER_HOME", environment.path("gpodder"));
        command.env("LC_ALL", "C.UTF-8");
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?} {output:?}");
    };
    gpo(&["subscribe", &format!("{}/feed.xml", served.address)]);
    gpo(&["update"]);
    gpo(&["download"]);
    let downloaded = files_below(&environment.path("gpodder"));
    for name in ["sel.mp3", "été.mp3"] {
        let own = format!("output/{}/{name}", name.trim_end_matches(".mp3"));
        let own = fs::read(environment.path(&own)).unwrap();
        assert!(downloaded.values().any(|bytes| *bytes == own), "{name}");
    }
    let requests = served.requests();
    let of_feed = requests.iter().filter(|line| line.ends_with("/feed.xml"));
    assert_eq!(
        of_feed.collect::<Vec<_>>(),
        ["200 /feed.xml", "304 /feed.xml"]
    );
}

#[test]
fn ffprobe_finds_length_and_chapters_at_the_address() {
    if !tools::is_installed("ffprobe", "the enclosure of the feed by FFmpeg") {
        return;
    }
    let Some((environment, served)) = served() else {
        return;
    };
    let xml = fs::read_to_string(environment.path("output/feed/feed.xml")).unwrap();
    let document = Document::parse(&xml).unwrap();
    let items = items(&document);
    let address = child(items[1], "", "enclosure").attribute("url").unwrap();
    let mut command = Command::new("ffprobe");
    command.args([
        "-v",
        "error",
        "-of",
        "json",
        "-show_chapters",
        "-show_format",
    ]);
    let probed = json_of(command.arg(address)).unwrap();
    let seconds: f64 = probed["format"]["duration"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let stated = child(items[1], ITUNES, "duration").text().unwrap();
    let stated: f64 = stated.parse().unwrap();
    assert!((seconds - stated).abs() < 0.6, "{seconds} {stated}");
    assert_eq!(probed["chapters"].as_array().unwrap().len(), 2);
    drop(served.requests());
}
