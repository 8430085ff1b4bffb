//! The first frame of an MP3 file, which holds no sound but what players must know: the length,
//! where to seek, and how many samples to drop at both ends.
//!
//! LAME writes it for what one encoder has made. What differs for blocks of several encoders is
//! put in its place (Mp3 Info Tag revision 1, gabriel.mp3-tech.org/mp3infotag.html).

use super::frames::Frames;

/// Positions from the identifier `Xing` or `Info` on, in bytes.
const FRAMES: usize = 8;
const BYTES: usize = 12;
const CONTENTS: usize = 16;
const DELAYS: usize = 141;
const MUSIC_LENGTH: usize = 148;
const MUSIC_CRC: usize = 152;
const TAG_CRC: usize = 154;

/// The number of places in the table of contents: one for each hundredth of the time.
const PLACES: usize = 100;

/// What is known of the frames that were written.
pub(super) struct Info {
    padding: u64,
    /// LAME's own frame; empty before the first block.
    frame: Vec<u8>,
    /// The number of frames and of bytes at the end of each block.
    ends: Vec<(u64, u64)>,
    crc: u16,
    last: Vec<u8>,
}

impl Info {
    /// `padding` is the number of samples to drop at the end.
    pub(super) fn new(padding: u64) -> Info {
        Info {
            padding,
            frame: Vec::new(),
            ends: Vec::new(),
            crc: 0,
            last: Vec::new(),
        }
    }

    /// Adds the next frames, and returns what is to be written for them: before the first ones
    /// also room for this frame.
    pub(super) fn add(&mut self, frames: Frames) -> &[u8] {
        let (count, bytes) = self.end();
        let length = frames.bytes.len() as u64;
        self.ends.push((count + frames.count, bytes + length));
        self.crc = crc16(self.crc, &frames.bytes);
        self.last.clear();
        if self.frame.is_empty() {
            self.last.resize(frames.lame_tag.len(), 0);
        }
        self.last.extend(frames.bytes);
        self.frame = frames.lame_tag;
        &self.last
    }

    fn end(&self) -> (u64, u64) {
        self.ends.last().copied().unwrap_or_default()
    }

    /// The frame.
    pub(super) fn finish(&self) -> Vec<u8> {
        let mut frame = self.frame.clone();
        let is_name = |bytes: &[u8]| bytes == b"Info" || bytes == b"Xing";
        let Some(at) = frame.windows(4).position(is_name) else {
            return frame;
        };
        let (count, bytes) = self.end();
        // A file of more than 4 GiB has no place for its length.
        let length = u32::try_from(bytes + frame.len() as u64).unwrap_or(u32::MAX);
        let mut put = |place: usize, value: &[u8]| {
            frame[at + place..at + place + value.len()].copy_from_slice(value);
        };
        put(FRAMES, &(count as u32).to_be_bytes());
        put(BYTES, &length.to_be_bytes());
        put(CONTENTS, &self.contents());
        let delays = (super::frames::DELAY << 12) | self.padding.min(0xfff);
        put(DELAYS, &(delays as u32).to_be_bytes()[1..]);
        put(MUSIC_LENGTH, &length.to_be_bytes());
        put(MUSIC_CRC, &self.crc.to_be_bytes());
        let crc = crc16(0, &frame[..at + TAG_CRC]);
        frame[at + TAG_CRC..at + TAG_CRC + 2].copy_from_slice(&crc.to_be_bytes());
        frame
    }

    /// For each hundredth of the time the place in the bytes, in 256ths.
    fn contents(&self) -> [u8; PLACES] {
        let (count, bytes) = self.end();
        let mut blocks = [(0, 0)].into_iter().chain(self.ends.iter().copied());
        let mut start = blocks.next().unwrap_or_default();
        let mut end = blocks.next().unwrap_or(start);
        std::array::from_fn(|place| {
            let frame = place as u64 * count / PLACES as u64;
            while frame >= end.0
                && let Some(next) = blocks.next()
            {
                (start, end) = (end, next);
            }
            let share = (frame - start.0) as f64 / (end.0 - start.0).max(1) as f64;
            let at = start.1 as f64 + share * (end.1 - start.1) as f64;
            (256.0 * at / bytes.max(1) as f64) as u8
        })
    }
}

/// CRC-16/ARC, as the tag asks for: the polynomial 0x8005, the lowest bit first.
fn crc16(crc: u16, bytes: &[u8]) -> u16 {
    bytes.iter().fold(crc, |crc, byte| {
        (crc >> 8) ^ CRC_OF_BYTE[usize::from(crc as u8 ^ byte)]
    })
}

const CRC_OF_BYTE: [u16; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        let mut crc = byte as u16;
        let mut bit = 0;
        while bit < 8 {
            crc = (crc >> 1) ^ if crc & 1 == 1 { 0xa001 } else { 0 };
            bit += 1;
        }
        table[byte] = crc;
        byte += 1;
    }
    table
};

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use mp3lame_encoder::{FlushGap, MonoPcm, max_required_buffer_size};

    use super::super::{frames, lame};
    use super::*;
    use crate::encode::options::Bitrate;
    use crate::encode::tests::{RATE, sound};

    #[test]
    fn the_frame_is_the_one_that_lame_writes_for_a_single_encoder() {
        for (samples, bitrate) in [
            (500_000, Bitrate::Constant(64)),
            (20_161, Bitrate::Constant(128)),
            (300_000, Bitrate::Variable(5)),
        ] {
            let mut lame = lame::start(RATE, bitrate).unwrap();
            let mut bytes = Vec::with_capacity(max_required_buffer_size(samples as usize));
            let pcm: Vec<f32> = sound(samples)
                .iter()
                .map(|it| f32::from(*it) / 4e4)
                .collect();
            lame.encode_to_vec(MonoPcm(&pcm), &mut bytes).unwrap();
            bytes.reserve(10_000);
            lame.flush_to_vec::<FlushGap>(&mut bytes).unwrap();
            let mut lame_tag = Vec::with_capacity(lame.lame_tag_size());
            lame.lame_tag_encode_to_vec(&mut lame_tag).unwrap();
            let mut info = Info::new(frames::padding(samples, RATE));
            let count = frames::count(samples, RATE);
            let bytes = bytes.split_off(lame_tag.len());
            info.add(Frames {
                count,
                bytes,
                lame_tag: lame_tag.clone(),
            });
            let ours = info.finish();
            let contents = lame_tag
                .windows(4)
                .position(|it| it == b"Info" || it == b"Xing");
            let contents = contents.unwrap() + CONTENTS;
            let contents = contents..contents + PLACES;
            for (ours, theirs) in ours[contents.clone()]
                .iter()
                .zip(&lame_tag[contents.clone()])
            {
                // LAME counts from the end of a frame; within a block, bytes are in proportion.
                assert!(
                    u64::from(ours.abs_diff(*theirs)) <= 4 + 256 / count,
                    "{ours} {theirs}, {samples}, {bitrate:?}"
                );
            }
            let start = contents.start;
            assert_eq!(ours[..start], lame_tag[..start]);
            let tag_crc = start - CONTENTS + TAG_CRC;
            assert_eq!(ours[contents.end..tag_crc], lame_tag[contents.end..tag_crc]);
        }
    }
}
