//! FLAC (RFC 9639): the encoder's crate reads the tags, Symphonia the sound, because the
//! encoder's crate panics on damaged frames.

use std::fs::File;
use std::io::{BufReader, Seek};

use anyhow::{Context, Result};
use flac_codec::metadata::{BlockList, VorbisComment};
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::default::codecs::FlacDecoder;
use symphonia::default::formats::FlacReader;

use super::{Decoding, comments, packets};

pub(super) fn start(mut file: File) -> Result<Decoding> {
    let blocks = BlockList::read(BufReader::new(&mut file)).context("it is not a FLAC file")?;
    let comments = blocks.get::<VorbisComment>();
    let tags = comments::tags(comments.map_or(&[], |it| &it.fields));
    file.rewind()?;
    packets::start(
        "a FLAC file",
        file,
        tags,
        FlacReader::try_new,
        |parameters| FlacDecoder::try_new(parameters, &AudioDecoderOptions::default()),
    )
}
