//! Saved pages, made here.

use proptest::prelude::*;

use super::*;
use crate::invariants;
use crate::markup::outline::outline;

const PAGE: &str = "<html><head><meta property=og:image content='https://a.example/p.png'></head><body>\
    <article><h1>Le marché</h1><p>Le marché de Lyon ouvre chaque matin à six heures.</p></article></body></html>";

fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    bytes.resize(SMALLEST_PICTURE, 0);
    bytes
}

fn mhtml() -> Vec<u8> {
    let head = "From: <Saved by Blink>\nSubject: Le =?utf-8?Q?march=C3=A9?=\nDate: Mon, 3 Jun 2024 10:12:00 +0200\n\
        MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\
        Content-Location: https://a.example/marche\n\n";
    let picture = "\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: binary\n\
        Content-Location: https://a.example/p.png\n\n";
    [
        head.as_bytes(),
        PAGE.as_bytes(),
        picture.as_bytes(),
        &png(),
        b"\n--b--\n",
    ]
    .concat()
}

/// A binary property list of nested arrays, dictionaries, strings and data.
#[derive(Clone)]
enum Value {
    Text(&'static str),
    Data(Vec<u8>),
    Array(Vec<Value>),
    Dictionary(Vec<(&'static str, Value)>),
}

/// Adds an object and those in it; returns its number.
fn add(objects: &mut Vec<Vec<u8>>, value: &Value) -> u8 {
    let head = |kind: u8, length: usize| {
        let length = u32::try_from(length).expect("short");
        [&[kind << 4 | 0x0F, 0x12][..], &length.to_be_bytes()].concat()
    };
    let bytes = match value {
        Value::Text(text) if text.is_ascii() => {
            [head(5, text.len()), text.as_bytes().to_vec()].concat()
        }
        Value::Text(text) => {
            let units: Vec<u16> = text.encode_utf16().collect();
            let bytes = units.iter().flat_map(|unit| unit.to_be_bytes());
            [head(6, units.len()), bytes.collect()].concat()
        }
        Value::Data(data) => [head(4, data.len()), data.clone()].concat(),
        Value::Array(values) => {
            let numbers = values.iter().map(|value| add(objects, value)).collect();
            [head(0xA, values.len()), numbers].concat()
        }
        Value::Dictionary(fields) => {
            let keys = fields
                .iter()
                .map(|(key, _)| add(objects, &Value::Text(key)))
                .collect();
            let values = fields
                .iter()
                .map(|(_, value)| add(objects, value))
                .collect();
            [head(0xD, fields.len()), keys, values].concat()
        }
    };
    objects.push(bytes);
    u8::try_from(objects.len() - 1).expect("few objects")
}

fn property_list(value: &Value) -> Vec<u8> {
    let mut objects = Vec::new();
    let top = add(&mut objects, value);
    let mut bytes = property_list::SIGNATURE.to_vec();
    let mut places = Vec::new();
    for object in &objects {
        places.extend(u32::try_from(bytes.len()).expect("short").to_be_bytes());
        bytes.extend(object);
    }
    let start = bytes.len() as u64;
    bytes.extend(places);
    bytes.extend([0, 0, 0, 0, 0, 0, 4, 1]);
    for number in [objects.len() as u64, u64::from(top), start] {
        bytes.extend(number.to_be_bytes());
    }
    bytes
}

fn safari() -> Vec<u8> {
    let resource = |data: Vec<u8>, kind, address| {
        Value::Dictionary(vec![
            ("WebResourceData", Value::Data(data)),
            ("WebResourceMIMEType", Value::Text(kind)),
            ("WebResourceURL", Value::Text(address)),
            ("WebResourceTextEncodingName", Value::Text("windows-1252")),
        ])
    };
    let page = encoding_rs::WINDOWS_1252.encode(PAGE).0.into_owned();
    property_list(&Value::Dictionary(vec![
        (
            "WebMainResource",
            resource(page, "text/html", "https://a.example/marche"),
        ),
        (
            "WebSubresources",
            Value::Array(vec![
                resource(vec![1], "image/gif", "https://a.example/é.gif"),
                resource(png(), "image/png", "https://a.example/p.png"),
            ]),
        ),
    ]))
}

#[test]
fn a_saved_page_is_read_with_its_address_and_its_picture() {
    for bytes in [mhtml(), safari()] {
        let (source, document) = read(bytes, None, ReadOptions::default()).expect("a page");
        assert_eq!(
            outline(&source, &document),
            "title Le marché\nparagraph Le marché de Lyon ouvre chaque matin à six heures."
        );
        let metadata = document.metadata;
        assert_eq!(
            metadata.address.as_deref(),
            Some("https://a.example/marche")
        );
        assert_eq!(metadata.cover.as_deref(), Some(&png()[..]));
    }
}

#[test]
fn archives_without_a_page_are_damaged() {
    let empty = property_list(&Value::Dictionary(vec![("a", Value::Text("b"))]));
    let message = b"Subject: Un\nContent-Type: text/plain\n\nOui.".to_vec();
    for bytes in [empty, message, b"bplist00".to_vec()] {
        let error = read(bytes, None, ReadOptions::default());
        assert!(matches!(error, Err(ReadError::Damaged(_))));
    }
}

proptest! {
    #[test]
    fn a_damaged_property_list_does_no_harm(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20)) {
        let mut bytes = safari();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok((source, document)) = read(bytes, None, ReadOptions::default()) {
            invariants::check(&source, &document)?;
        }
    }
}
