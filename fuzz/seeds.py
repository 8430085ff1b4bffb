#!/usr/bin/env python3
"""Fills the corpus of each target with small files: those that a build of lismoi makes of
article.txt, those of the tests, and one by hand for each format of texts.

    fuzz/seeds.py target/debug/lismoi
"""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile

FUZZ = pathlib.Path(__file__).resolve().parent
TESTS = FUZZ.parent / "tests"

PAGE = """<!doctype html><html lang="fr"><head><title>Un titre</title></head><body><nav>Menu</nav>
<article><h1>Un titre</h1><p>Une <b>phrase</b><sup><a href="#n">1</a></sup>.</p><ul><li>Un</li></ul>
<table><tr><td>a</td><td>b</td></tr></table><p id="n">Une note.</p></article></body></html>"""

MARKDOWN = """---
title: Un titre
author: Marie
---
# Partie

Une *phrase*[^1] et `code`.

- un
- deux

> Une citation.

[^1]: Une note.
"""

MAIL = """From: Marie <m@example.org>\r\nTo: b@example.org\r\nSubject: =?utf-8?q?Un_=C3=A9t=C3=A9?=
MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r
Content-Type: text/plain; charset=utf-8\r\n\r\nUne phrase.\r\n\r\n> Une citation.\r\n--\r\nMarie\r
--b\r\nContent-Type: text/html\r\n\r\n<p>Une phrase.</p>\r\n--b--\r\n"""

MHTML = """From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary=b\r
\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r
<p>Une phrase =C3=A9crite.</p>\r\n--b--\r\n"""

RSS = """<rss version="2.0"><channel><title>Un fil</title><item><title>Un</title><link>https://example.org/</link>
<pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;Une phrase.&lt;/p&gt;</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Un fil</title><entry><title>Un</title>
<updated>2024-03-12T10:00:00Z</updated><content type="html">&lt;p&gt;Une phrase.&lt;/p&gt;</content></entry></feed>"""

CSV = 'Title;URL;Content;Tags\n"Un titre";https://example.org/;"<h2>Ici</h2><p>Une phrase.</p>";\n'

JSON = """[{"title": "Un titre", "url": "https://example.org/", "content": "<p>Une phrase.</p>",
"published_by": ["Marie"], "language": "fr_FR", "published_at": "2024-06-03T10:00:00+0000"}]"""

PLS = """<?xml version="1.0"?><lexicon version="1.0" alphabet="ipa" xml:lang="fr"
xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"><lexeme><grapheme>Tusk</grapheme><phoneme>tusk</phoneme></lexeme>
<lexeme><grapheme>W3C</grapheme><alias>double v\u00e9 trois c\u00e9</alias></lexeme></lexicon>"""

TSV = "# les miens\nTusk\t[[tusk]]\tune note\nTrump\t/t\u0281\u0153mp/\ncoach*\tcotch*\nvol d'Air France\tvol\n"

TOML = """voice = "pico"
rate = 160
pauses = "slow"
pause-sentence = 200
loudness = "-19"
format = ["mp3", "opus"]
title = "Un titre"
author = ["Marie"]
jobs = 2
keep-all = true
notes = "end"
"""

WORD = """<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr><w:r><w:t>Un titre</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Une phrase</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>\0<w:styles xmlns:w="w"><w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>\0<w:numbering
xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>\0<w:footnotes xmlns:w="w"><w:footnote
w:id="2"><w:p><w:r><w:t>Une note.</w:t></w:r></w:p></w:footnote></w:footnotes>"""

OPEN = """<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
<text:h text:outline-level="1">Un titre</text:h><text:p>Une phrase<text:note text:note-class="footnote"><text:note-citation>1
</text:note-citation><text:note-body><text:p>Une note.</text:p></text:note-body></text:note>.</text:p><text:list><text:list-item>
<text:p>Un</text:p></text:list-item></text:list></office:text></office:body></office:document>"""

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 62>>stream
BT /F 12 Tf 20 250 Td (Un titre) Tj 0 -40 Td (Une phrase.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""



def seed(target, name, content, choices=(None,)):
    """Writes an input, once after each byte that chooses something."""
    folder = FUZZ / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    content = content.encode() if isinstance(content, str) else content
    for choice in choices:
        start = b"" if choice is None else bytes([choice])
        (folder / (name if choice is None else f"{name}.{choice}")).write_bytes(start + content)


def made(program, folder):
    """The files that lismoi makes of the article, by their names."""
    (folder / "a.txt").write_bytes((FUZZ / "article.txt").read_bytes())
    formats = "mp3,opus,m4b,flac,html,epub,srt,vtt,words-vtt,lrc,words-json"
    arguments = ["a.txt", "-q", "--from", "text", "--rate", "450", "--pauses", "tight", "--format", formats]
    subprocess.run([program, *arguments], cwd=folder, check=True)
    return {path.name: path.read_bytes() for path in (folder / "output/a").iterdir()}


def seed_texts():
    for path in sorted((TESTS / "corpus").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()[:12]
        text = "\n".join(lines)
        for target in ["sentences", "spoken_forms"]:
            seed(target, path.stem, text)
        seed("structure", path.stem, text, [0, 4])
        seed("detect", path.stem, text, [0])
    by_format = {
        "html": PAGE, "markdown": MARKDOWN, "mail": MAIL, "webarchive": MHTML, "feed": RSS, "export": CSV, "pdf": PDF,
        "docx": WORD, "odt": OPEN,
    }
    for ending, (target, content) in enumerate(by_format.items()):
        seed(target, "small", content, [0, 4])
        seed("detect", target, content, [0, 16 + ending])
    seed("feed", "atom", ATOM, [0])
    seed("export", "json", JSON, [0])
    seed("epub", "small", f"{PAGE}\0{PAGE}", [0, 4])
    seed("lexicon", "table", TSV)
    seed("lexicon", "pls", PLS)
    seed("configuration", "some", TOML)


def seed_made(files):
    for name, content in files.items():
        ending = name.split(".", 1)[1]
        if ending in ["mp3", "opus", "m4b", "flac", "wav"]:
            # The head, and sound enough for some packets: an M4B has its tables in front.
            seed(ending, name, content if ending == "m4b" else content[:20_000])
    for choice, ending in enumerate(["srt", "vtt", "words.vtt", "lrc", "words.json"]):
        seed("check_captions", ending, files[f"a.{ending}"], [choice])
    # Without the styles and the script, which are not read.
    page = files["a.html"].decode()
    seed("check_page", "page", "\n<main" + page.split("<main", 1)[1].split("<script>", 1)[0])
    seed("check_book", "book", files["a.epub"])
    seed("manifest", "manifest", files["manifest.json"])
    epub = files["a.epub"]
    with tempfile.TemporaryFile() as file:
        file.write(epub)
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.endswith(("xml", "opf", "html", "smil"))]
            seed("check_book", "texts", b"\0".join(archive.read(name) for name in names), [0])


def seed_records(files):
    lines = files["manifest.json"].decode().splitlines()
    record = json.loads(lines[1].split(',"sentences"')[0] + "}")
    record = json.dumps(record | {"key": "FINGERPRINT", "voice_key": "VOICE"})
    cue = '{"start":0,"end":100,"words":[{"start":0,"end":50,"ipa":"a"}]}'
    listed = '{"file":"a.srt","key":"","bytes":3,"sha256":""}'
    owner = '{"name":"a.txt","bytes":3,"opening":"Un","sha256":""}'
    seed("resume", "records", "\0".join([record, cue, record, cue, "RIFF", listed, owner]))
    seed("resume", "nothing", "\0" * 6)


def seed_pictures_and_voices():
    seed("cover", "png", (FUZZ.parent / "crates/lismoi-audio/src/encode/cover/pixel.png").read_bytes())
    jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x0b\x08\0\x03\0\x02\x01\x01\x11\0\xff\xd9"
    seed("cover", "jpeg", jpeg)
    words = '[22050,[{"character":0,"start":0,"ipa":"a"}]]'.encode()
    spoken = b"LMV1" + struct.pack("<BII", 2, len(words), 8) + words + b"\0\1" * 4
    asked = b"LMV1" + struct.pack("<BII", 0, 3, 0) + b"oui"
    seed("protocol", "messages", asked + spoken + b"LMV1" + struct.pack("<BII", 1, 0, 0))
    record = '{"language":"fr_FR","quality":"low","sample_rate":22050,"speakers":[],"bytes":7,"sha256":""}'
    for model in sorted((TESTS / "piper").glob("*.onnx")):
        config = model.with_name(model.name + ".json").read_bytes()
        seed("piper_voice", model.stem, b"\0".join([config, record.encode(), b"* License: CC BY 4.0"]))


def seed_network():
    ask = '{"type":"synthesize","data":{"text":"Oui."},"data_length":18}\n{"voice":{"name":0}}'
    seed("wyoming", "events", '{"type":"describe"}\n' + ask + '{"type":"audio-chunk","payload_length":2}\nab')
    article = "0123456789abcdef" * 4
    played = {"podcast": "f", "episode": f"/f/a/e/{article}/00/a.mp3", "guid": article, "action": "play",
              "timestamp": "2026-11-29T12:29:58", "started": 0, "position": 15, "total": 120}
    seed("gpodder", "played", json.dumps([played, played | {"action": "new", "timestamp": 5, "guid": None}]))
    seed("ranges", "part", struct.pack("<Q", 1000) + b'bytes=0-99\n"abc"\n"x", W/"y"')
    seed("ranges", "end", struct.pack("<Q", 1000) + b"bytes=-5")
    seed("opml", "feeds", """<opml version="2.0"><body><outline text="Un"><outline type="rss" title="Deux"
xmlUrl="https://example.org/a?b&amp;c"/></outline></body></opml>""")
    for name, content in {
        "pocket": "title,url,time_added,tags,status\nUn,https://example.org/,1700000000,a|b,unread\n",
        "instapaper": "URL,Title,Selection,Folder,Timestamp\nhttps://example.org/,Un,,Archive,1700000000\n",
        "rss": RSS, "atom": ATOM, "json": JSON, "csv": CSV,
        "feed_json": '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://example.org/"}]}',
    }.items():
        seed("listed", name, content)
    item = {"id": "0" * 32, "at": 1, "place": 1, "tags": ["a"], "failure": {"message": "non"}}
    for origin in [{"origin": "address", "address": "https://example.org/"}, {"origin": "text", "opening": "Un"},
                   {"origin": "file", "name": "a.txt"}]:
        seed("queue_item", origin["origin"], json.dumps(item | origin))


def main(program):
    seed_texts()
    seed_pictures_and_voices()
    seed_network()
    with tempfile.TemporaryDirectory() as folder:
        files = made(pathlib.Path(program).resolve(), pathlib.Path(folder))
        seed_made(files)
        seed_records(files)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
