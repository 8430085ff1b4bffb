//! main
use lismoi::speech::{process::*, voice::Voice, *};
fn main() -> std::process::ExitCode {
    let a: Vec<String> = std::env::args().collect();
    if a.len() > 3 && a[1] == WORKER_ARGUMENT {
        let v: Voice = serde_json::from_str(&a[3]).expect("x");
        return if a[2] == "samples" { worker::run(&v) } else { worker::run_phonemes(&v) };
    }
    let data = voice_data::ensure_laid_out().expect("data");
    let mut w = Worker::new(WorkerCommand::of_this_program("samples", &Voice::default(), data.path().to_owned()).expect("x"));
    for t in &a[1..] {
        let t0 = std::time::Instant::now();
        let take = w.speak(t).expect("speak");
        println!("{} samples {:?} {}", take.samples.len(), t0.elapsed(), take.ipa());
        for wd in &take.words { println!("   {wd:?}"); }
    }
    std::process::ExitCode::SUCCESS
}
