//! MP3, after its ID3 tag: the LAME tag says how many samples to leave out at both ends.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use anyhow::{Context, Result, bail};
use id3::{Tag, TagLike};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::formats::{FormatOptions, FormatReader};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions, ReadOnlySource};
use symphonia::default::codecs::MpaDecoder;
use symphonia::default::formats::MpaReader;

use super::{
    ChapterForm, ChapterList, Decoder, Decoding, Label, Mark, ensure_mono, push_first_channel,
};

pub(super) struct Mp3 {
    reader: MpaReader<'static>,
    decoder: MpaDecoder,
}

pub(super) fn start(mut file: File) -> Result<Decoding> {
    // A tag that is missing or damaged says as much as an empty one.
    let label = label(&Tag::read_from2(&mut file).unwrap_or_default());
    let frames = tag_length(&mut file)?;
    file.seek(SeekFrom::Start(frames))?;
    let source = ReadOnlySource::new(file);
    let stream = MediaSourceStream::new(Box::new(source), MediaSourceStreamOptions::default());
    let reader =
        MpaReader::try_new(stream, FormatOptions::default()).context("it is no MP3 file")?;
    let parameters = reader
        .tracks()
        .first()
        .and_then(|it| it.codec_params.as_ref());
    let Some(CodecParameters::Audio(parameters)) = parameters else {
        bail!("it holds no sound");
    };
    ensure_mono(parameters.channels.as_ref().map_or(0, |it| it.count()))?;
    let sample_rate = parameters.sample_rate.context("it has no sample rate")?;
    let options = AudioDecoderOptions::default().gapless(true);
    Ok(Decoding {
        label,
        sample_rate,
        ticks: 0,
        ticks_per_second: sample_rate,
        decoder: Decoder::Mp3(Box::new(Mp3 {
            decoder: MpaDecoder::try_new(parameters, &options)?,
            reader,
        })),
    })
}

/// ID3v2.3, 3.1: the tag's header has ten bytes, the last four of them with seven bits each
/// of the length of what follows.
fn tag_length(file: &mut File) -> Result<u64> {
    let mut header = [0; 10];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut header).context("it is no MP3 file")?;
    if !header.starts_with(b"ID3") {
        return Ok(0);
    }
    let length = header[6..].iter();
    Ok(10 + length.fold(0, |sum, byte| sum << 7 | u64::from(byte & 0x7f)))
}

fn label(tag: &Tag) -> Label {
    let marks = tag.chapters().map(|chapter| {
        let mut titles = chapter.frames.iter().filter(|frame| frame.id() == "TIT2");
        let title = titles.next().and_then(|frame| frame.content().text());
        Mark {
            title: title.unwrap_or_default().to_owned(),
            start_us: u64::from(chapter.start_time) * 1000,
            end_us: Some(u64::from(chapter.end_time) * 1000),
        }
    });
    Label {
        title: tag.title().map(str::to_owned),
        chapters: vec![ChapterList {
            form: ChapterForm::Id3,
            marks: marks.collect(),
        }],
    }
}

impl Mp3 {
    pub(super) fn next_block(&mut self, block: &mut Vec<f32>) -> Result<u64> {
        while block.is_empty() {
            let Some(packet) = self.reader.next_packet()? else {
                break;
            };
            let sound = self.decoder.decode_ref(&packet.as_packet_ref())?;
            push_first_channel(&sound, block);
        }
        Ok(block.len() as u64)
    }
}
