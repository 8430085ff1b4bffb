//! The loudspeaker through the protocol of PulseAudio, which PipeWire speaks too: no library of
//! the system is linked, and one binary serves both.

use std::fs;
use std::os::unix::net::UnixStream;

use pulseaudio::protocol::stream::{BufferAttr, StreamFlags};
use pulseaudio::protocol::{
    ChannelMap, ChannelVolume, DEFAULT_SINK, PlaybackStreamParams, SampleFormat, SampleSpec,
};
use pulseaudio::{AsPlaybackSource, Client, ClientError};

use super::PlaybackError;

/// So much sound waits at the server: a key is heard after as long.
const LATENCY_MS: u32 = 100;

/// `PA_NATIVE_COOKIE_LENGTH` of PulseAudio.
const COOKIE_BYTES: usize = 256;

/// Plays what `source` fills in; see [`play`](super::play).
pub(super) fn play(
    sample_rate: u32,
    mut source: impl FnMut(&mut [i16]) -> usize + Send + 'static,
) -> Result<(), PlaybackError> {
    let client = connect().ok_or(PlaybackError::NoServer)?;
    let mut block = Vec::new();
    let fill = move |bytes: &mut [u8]| {
        block.resize(bytes.len() / 2, 0);
        let count = source(&mut block);
        for (bytes, sample) in bytes.chunks_exact_mut(2).zip(&block[..count]) {
            bytes.copy_from_slice(&sample.to_le_bytes());
        }
        count * 2
    };
    let played = async {
        let stream = client
            .create_playback_stream(parameters(sample_rate), fill.as_playback_source())
            .await?;
        stream.play_all().await
    };
    pollster::block_on(played)
        .map_err(|error: ClientError| PlaybackError::Server(error.to_string()))
}

/// A connection to the server that the environment names.
fn connect() -> Option<Client> {
    let socket = UnixStream::connect(pulseaudio::socket_path_from_env()?).ok()?;
    let cookie = pulseaudio::cookie_path_from_env().and_then(|path| fs::read(path).ok());
    // A server that asks for no cookie still wants one of the right length.
    let cookie = cookie.unwrap_or_else(|| vec![0; COOKIE_BYTES]);
    Client::new_unix(c"lismoi", socket, Some(cookie)).ok()
}

fn parameters(sample_rate: u32) -> PlaybackStreamParams {
    let latency = sample_rate * 2 * LATENCY_MS / 1000;
    PlaybackStreamParams {
        sample_spec: SampleSpec {
            format: SampleFormat::S16Le,
            channels: 1,
            sample_rate,
        },
        channel_map: ChannelMap::mono(),
        cvolume: Some(ChannelVolume::norm(1)),
        sink_name: Some(DEFAULT_SINK.to_owned()),
        buffer_attr: BufferAttr {
            max_length: u32::MAX,
            target_length: latency,
            minimum_request_length: latency / 4,
            ..BufferAttr::default()
        },
        flags: StreamFlags {
            adjust_latency: true,
            ..StreamFlags::default()
        },
        ..PlaybackStreamParams::default()
    }
}
