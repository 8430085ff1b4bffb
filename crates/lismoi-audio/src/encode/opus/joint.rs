//! Where the packets of one encoder give way to those of the next.
//!
//! Both have encoded the last half second of a block. A packet is decoded with what the decoder
//! remembers of the packet before; where another encoder made that one, a vowel can come out
//! more than twice as loud as it went in. In such a place another frame is taken. In 133 places
//! in speech without a pause, 1 was so; there are fewer where a block ends in a pause.

use anyhow::{Context, Result};
use opus_pure::OpusDecoder;

use super::TICKS_PER_FRAME;

/// How many frames both encoders have encoded, 0.5 s.
pub(super) const OVERLAP: usize = 25;

/// How many frames a decoder needs until it decodes like one that has decoded everything:
/// 0.2 s. The path of the signal forgets its start within 160 ms (documentation of
/// `opus_pure::parallel`).
const SETTLING: usize = 10;

/// How many frames behind the change are listened to. A peak comes at once or not at all.
const AFTER: usize = 6;

/// The highest sample that may come out, -2 dBFS: 1 dB above the limiter's ceiling.
const HIGHEST: f32 = 0.794;

pub(super) type Packet = Vec<u8>;

/// How many packets of `old` are kept. `old` ends with the last frame of its block;
/// `new` has the same [`OVERLAP`] frames at the end, and those after them. The latest change
/// that is quiet enough is taken, else the quietest.
///
/// # Errors
/// The decoder cannot decode a packet.
pub(super) fn change(old: &[Packet], new: &[Packet]) -> Result<usize> {
    let mut best = (f32::INFINITY, old.len());
    for back in 0..OVERLAP.min(old.len()) {
        let peak = peak(&old[..old.len() - back], &new[OVERLAP - back..])?;
        if peak <= HIGHEST {
            return Ok(old.len() - back);
        }
        if peak < best.0 {
            best = (peak, old.len() - back);
        }
    }
    Ok(best.1)
}

/// The highest sample around the change from `old` to `new`; full scale is 1.
fn peak(old: &[Packet], new: &[Packet]) -> Result<f32> {
    let mut decoder = OpusDecoder::new(48_000, 1).context("could not start the Opus decoder")?;
    let mut samples = vec![0.0; TICKS_PER_FRAME as usize];
    let settling = &old[old.len().saturating_sub(SETTLING)..];
    let mut peak = 0.0;
    for (number, packet) in settling.iter().chain(new.iter().take(AFTER)).enumerate() {
        let length = decoder
            .decode(packet, samples.len(), &mut samples)
            .context("could not decode what was encoded as Opus")?;
        if number >= settling.len() {
            peak = samples[..length]
                .iter()
                .copied()
                .map(f32::abs)
                .fold(peak, f32::max);
        }
    }
    Ok(peak)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::opus::blocks::{BITRATE, encoder};

    const FRAME: usize = 480;

    /// Syllables of a hard voice, in samples at 24 kHz: pulses through a resonance at 380 Hz.
    fn syllables(seconds: usize) -> Vec<f32> {
        const SYLLABLE: usize = 3_300;
        const VOICED: usize = 2_400;
        let mut ring = [0.0_f32; 2];
        let mut noise = 1_u32;
        let sample = |at: usize| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let breath = ((noise >> 16) as f32 / 65_536.0 - 0.5) * 0.01;
            let pitch = 90 + at / SYLLABLE * 37 % 90;
            let within = at % SYLLABLE;
            let is_pulse = within < VOICED && within.is_multiple_of(pitch);
            let excitation = if is_pulse { 1.0 } else { breath };
            let next = excitation + 1.98 * 0.1_f32.cos() * ring[0] - 0.9801 * ring[1];
            ring = [next, ring[0]];
            next
        };
        let sound: Vec<f32> = (0..seconds * 24_000).map(sample).collect();
        let highest = sound.iter().copied().map(f32::abs).fold(0.0, f32::max);
        sound.iter().map(|sample| sample / highest * 0.7).collect()
    }

    fn packets(sound: &[f32]) -> Vec<Packet> {
        let mut encoder = encoder(24_000, BITRATE).expect("it starts");
        let mut packet = vec![0; opus_pure::MAX_PACKET_BYTES];
        let frames = sound.chunks_exact(FRAME).map(|frame| {
            let length = encoder
                .encode(frame, FRAME, &mut packet)
                .expect("it encodes");
            packet[..length].to_vec()
        });
        frames.collect()
    }

    #[test]
    fn encoders_change_where_nothing_comes_out_loud() {
        let sound = syllables(10);
        let whole = packets(&sound);
        let mut loud = 0;
        for end in (100..450).step_by(3) {
            let new = packets(&sound[(end - 50) * FRAME..(end + 20) * FRAME]);
            let (old, new) = (&whole[end - 50..end], &new[50 - OVERLAP..]);
            let kept = change(old, new).expect("they can be decoded");
            let peak_at = |kept: usize| {
                let replaced = old.len() - kept;
                peak(&old[..kept], &new[OVERLAP - replaced..]).expect("they can be decoded")
            };
            loud += usize::from(peak_at(old.len()) > HIGHEST);
            assert!(peak_at(kept) <= HIGHEST, "{} at {end}", peak_at(kept));
        }
        assert!(loud > 0, "no place needs another change");
    }
}
