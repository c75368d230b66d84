//! The words that the restoration model reads, a document after the other: what its words to take out are learned from.

use std::path::Path;

use cribsheet::read::{ReadOptions, read};
use cribsheet::restore::learning::heard;
use cribsheet::restore::model::decode::Mark;

use crate::document::{self, Condition};

/// Prints `# document` and then place in the source, word, mark, turn and whether rules take it out, a word a line. `from` is the labels' folder, a
/// folder of transcripts or one transcript.
pub fn print(from: &Path) {
    if from.join("annotation").is_dir() {
        for document in document::load(from) {
            words(&document.name, &document.transcript(Condition::Captions).0);
        }
        return;
    }
    let mut files = vec![from.to_owned()];
    if from.is_dir() {
        let entries = std::fs::read_dir(from).expect("the folder is readable");
        files = entries.map(|entry| entry.expect("readable").path()).collect();
        files.sort();
    }
    for file in files {
        let text = std::fs::read_to_string(&file).expect("the transcript is readable");
        let name = file.file_stem().expect("has a name").to_string_lossy().into_owned();
        words(&name, &read(&text, &ReadOptions::default()).expect("a transcript").output);
    }
}

fn words(name: &str, transcript: &cribsheet::read::Transcript) {
    println!("# {name}");
    for heard in heard(transcript) {
        let mark = match heard.mark {
            Mark::None => "",
            Mark::Comma => ",",
            Mark::Stop => ".",
            Mark::Question => "?",
        };
        println!("{}\t{}\t{mark}\t{}\t{}", heard.at, heard.word, u8::from(heard.turn), u8::from(heard.gone));
    }
}
