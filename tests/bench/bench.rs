//! How long every stage takes and how much it holds at most, for the sample and for 10 and 100 of it in a row:
//! `cargo bench`. The counter is words; a stage is linear when its words a second stay.

#![allow(clippy::unwrap_used, reason = "a benchmark may fail anywhere")]

use std::fmt::Write as _;

use cribsheet::analyze::{self, Analysis, analyze};
use cribsheet::compose::{self, StudySet, compose};
use cribsheet::read::{Millis, ReadOptions, Transcript, decode, read};
use cribsheet::render::{Context, Facts, Templates, render_all};
use cribsheet::restore::{self, Script, restore};
use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const SAMPLE: &[u8] = include_bytes!("../fixtures/sample/lighthouses.vtt");

/// How many samples are in a row.
const TIMES: [u64; 3] = [1, 10, 100];

fn main() {
    divan::main();
}

fn transcript(text: &str) -> Transcript {
    read(text, &ReadOptions::default()).unwrap().output
}

/// The sample so many times in a row, as WebVTT.
fn talk(times: u64) -> String {
    let sample = transcript(&decode(SAMPLE).unwrap().output);
    let length = sample.source.duration.unwrap().0 + 1000;
    let mut text = String::from("WEBVTT\n\n");
    for turn in 0..times {
        for cue in sample.cues.iter().filter(|cue| !cue.words.is_empty()) {
            let time = |millis: Option<Millis>| {
                let millis = millis.unwrap().0 + turn * length;
                let (minutes, seconds) = (millis / 60_000, millis / 1000 % 60);
                format!("{:02}:{:02}:{seconds:02}.{:03}", minutes / 60, minutes % 60, millis % 1000)
            };
            let words: Vec<&str> = cue.words.iter().map(|word| word.text.as_str()).collect();
            writeln!(text, "{} --> {}\n{}\n", time(cue.start), time(cue.end.or(cue.start)), words.join(" "))
                .unwrap();
        }
    }
    text
}

fn words(transcript: &Transcript) -> ItemsCount {
    ItemsCount::new(transcript.cues.iter().map(|cue| cue.words.len()).sum::<usize>())
}

fn scripted(text: &str) -> Script {
    restore(transcript(text), &restore::Options::default())
}

fn analyzed(script: &Script) -> Analysis {
    analyze(script, &analyze::Options::default())
}

fn composed(script: &Script, analysis: &Analysis) -> StudySet {
    compose(script, analysis, &compose::Options::default())
}

fn rendered(script: &Script, analysis: &Analysis, study: &StudySet) -> Vec<(String, String)> {
    let context = Context::new(script, analysis, study, &Facts::default());
    render_all(&Templates::built_in(), &[], &context).unwrap()
}

#[divan::bench(args = TIMES, sample_count = 3, sample_size = 1)]
fn stage_1_read(bencher: Bencher<'_, '_>, times: u64) {
    let text = talk(times);
    let words = words(&transcript(&text));
    bencher.counter(words).bench_local(|| transcript(&decode(black_box(text.as_bytes())).unwrap().output));
}

#[divan::bench(args = TIMES, sample_count = 3, sample_size = 1)]
fn stage_2_restore(bencher: Bencher<'_, '_>, times: u64) {
    let transcript = transcript(&talk(times));
    let bencher = bencher.counter(words(&transcript)).with_inputs(|| transcript.clone());
    bencher.bench_local_values(|transcript| restore(transcript, &restore::Options::default()));
}

#[divan::bench(args = TIMES, sample_count = 3, sample_size = 1)]
fn stage_3_analyze(bencher: Bencher<'_, '_>, times: u64) {
    let script = scripted(&talk(times));
    bencher.counter(ItemsCount::new(script.words.len())).bench_local(|| analyzed(black_box(&script)));
}

#[divan::bench(args = TIMES, sample_count = 3, sample_size = 1)]
fn stage_4_compose(bencher: Bencher<'_, '_>, times: u64) {
    let script = scripted(&talk(times));
    let analysis = analyzed(&script);
    bencher
        .counter(ItemsCount::new(script.words.len()))
        .bench_local(|| composed(black_box(&script), &analysis));
}

#[divan::bench(args = TIMES, sample_count = 3, sample_size = 1)]
fn stage_5_render(bencher: Bencher<'_, '_>, times: u64) {
    let script = scripted(&talk(times));
    let analysis = analyzed(&script);
    let study = composed(&script, &analysis);
    let bencher = bencher.counter(ItemsCount::new(script.words.len()));
    bencher.bench_local(|| rendered(black_box(&script), &analysis, &study));
}

#[divan::bench(args = TIMES, sample_count = 3, sample_size = 1)]
fn whole(bencher: Bencher<'_, '_>, times: u64) {
    let text = talk(times);
    let words = words(&transcript(&text));
    bencher.counter(words).bench_local(|| {
        let script = scripted(&decode(black_box(text.as_bytes())).unwrap().output);
        let analysis = analyzed(&script);
        let study = composed(&script, &analysis);
        rendered(&script, &analysis, &study)
    });
}
