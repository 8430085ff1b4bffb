//! A PulseAudio server of a test, whose loudspeaker can be recorded.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::tools;

/// A server with one sink that nobody hears.
pub(crate) struct SoundServer {
    folder: TempDir,
    server: Child,
}

/// The format of the voice.
const RECORD: [&str; 4] = [
    "--device=null.monitor",
    "--rate=22050",
    "--channels=1",
    "--format=s16le",
];

impl SoundServer {
    /// Starts it; `None` where PulseAudio is not installed.
    pub(crate) fn start() -> Option<SoundServer> {
        let check = "what the loudspeaker gets";
        if !tools::is_installed("pulseaudio", check) || !tools::is_installed("parec", check) {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let mut command = Command::new("pulseaudio");
        command
            .args([
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
            ])
            .arg(format!(
                "--load=module-native-protocol-unix auth-anonymous=1 socket={}",
                socket.display()
            ))
            .arg("--load=module-null-sink sink_name=null rate=22050 channels=1 format=s16le")
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("HOME", folder.path())
            .stderr(Stdio::null());
        let server = SoundServer {
            server: command.spawn().unwrap(),
            folder,
        };
        let start = Instant::now();
        while !socket.exists() {
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "the server does not start"
            );
            thread::sleep(Duration::from_millis(20));
        }
        Some(server)
    }

    /// The command, so that it plays here.
    pub(crate) fn command(&self, mut command: Command) -> Command {
        let socket = self.folder.path().join("socket");
        command.env("PULSE_SERVER", format!("unix:{}", socket.display()));
        command.env("XDG_RUNTIME_DIR", self.folder.path());
        command
    }

    /// What the loudspeaker plays meanwhile.
    pub(crate) fn record(&self, play: impl FnOnce()) -> Vec<i16> {
        let path = self.folder.path().join("recorded");
        let mut recorder = self.command(Command::new("parec"));
        recorder
            .args(RECORD)
            .stdout(fs::File::create(&path).unwrap());
        let mut recorder = recorder.spawn().unwrap();
        thread::sleep(Duration::from_millis(500));
        play();
        thread::sleep(Duration::from_millis(500));
        recorder.kill().unwrap();
        recorder.wait().unwrap();
        let mut bytes = Vec::new();
        fs::File::open(&path)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        let samples = bytes.chunks_exact(2);
        samples
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect()
    }
}

impl Drop for SoundServer {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
