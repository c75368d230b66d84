//! The embedded file, the same scores everywhere, the same decisions as the Python that trained the network.

use super::decode::{Evidence, Mark, decode};
use super::vocabulary::normal;
use super::*;

/// Written for this test; `training/restore/parity.py` wrote the decisions beside the words.
const PARITY: &str = include_str!("parity.tsv");

/// How far the two may be apart: here values are rounded to bytes before they are multiplied.
const CLOSE: f32 = 0.25;

fn parity() -> (Vec<&'static str>, Vec<Vec<&'static str>>) {
    let lines = PARITY.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    (rows.iter().map(|row| row[0]).collect(), rows)
}

#[test]
fn the_weights_say_what_they_are() {
    let embedded = Weights::embedded();
    for key in ["name", "version", "date", "training-data", "licences", "network", "made"] {
        assert!(embedded.header(key).is_some_and(|value| !value.is_empty()), "{key}");
    }
    assert!(embedded.header("licences").unwrap().contains("CC BY-SA 4.0"));
    for key in ["name", "date", "training-data", "licences", "made"] {
        assert!(
            weights::edits_header().unwrap().lines().any(|line| line.starts_with(&format!("{key}: "))),
            "{key}"
        );
    }
    let words = embedded.vocabulary.words();
    assert!(words.is_sorted_by(|a, b| a < b), "sorted and unique");
    assert!(words.iter().all(|word| *word == normal(&word.to_lowercase())), "in the form that is looked up");
}

#[test]
fn decides_as_python_does() {
    let (words, rows) = parity();
    let scores = score(&words);
    let decisions = decode(&scores, &[]);
    let mut others = 0;
    for (at, (row, decision)) in rows.iter().zip(&decisions).enumerate() {
        let mark = [Mark::None, Mark::Comma, Mark::Stop, Mark::Question][row[1].parse::<usize>().unwrap()];
        let s = &scores[at];
        others += usize::from(decision.mark != mark);
        // Python computes without rounding: what is as near to the threshold as that may fall on either side.
        let turn: f32 = row[10].parse().unwrap();
        let close = (turn + decode::TURN).abs() < CLOSE;
        assert!(close || decision.turn == (row[2] == "1"), "word {at}, {}", row[0]);
        let ours = s.mark.iter().chain(&s.case).chain([&s.turn, &s.role_host, &s.edit]);
        for (ours, theirs) in ours.zip(&row[3..]) {
            let theirs: f32 = theirs.parse().unwrap();
            assert!((ours - theirs).abs() < CLOSE, "word {at}, {}: {ours} and {theirs}", row[0]);
        }
    }
    assert!(others * 100 <= rows.len(), "{others} of {} words get another mark", rows.len());
}

#[test]
fn windows_and_threads_leave_no_trace() {
    // Words in an order that doesn't repeat, so that windows find their beginnings again behind an edit.
    let vocabulary = Weights::embedded().vocabulary.words();
    let mut state = 7_u32;
    let long: Vec<&str> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        vocabulary[(state >> 8) as usize % vocabulary.len()]
    })
    .take(16_000)
    .collect();
    let whole = score(&long);
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| score(&long));
    assert!(whole == alone, "the same scores on one thread");
    // A word far from both edges has the scores it has in any other long text around it.
    let shifted = score(&long[500..]);
    assert!(whole[12_000..15_000] == shifted[11_500..14_500], "the same scores far behind an edit");
}

#[test]
fn scores_nothing_and_one_word() {
    assert_eq!(score(&[]), []);
    assert_eq!(decode(&[], &[]), []);
    let decisions = decode(&score(&["hello"]), &[]);
    assert_eq!((decisions[0].mark, decisions[0].turn), (Mark::Stop, true));
}

#[test]
fn evidence_settles_what_the_source_tells() {
    let words = ["i", "think", "so", "what", "about", "you"];
    let scores = score(&words);
    let mut evidence = vec![Evidence::default(); words.len()];
    evidence[1].mark_bias = [f32::NEG_INFINITY, f32::NEG_INFINITY, 0.0, f32::NEG_INFINITY];
    evidence[2].mark_bias = [f32::INFINITY, 0.0, 0.0, 0.0];
    evidence[2].turn_bias = f32::INFINITY;
    let decisions = decode(&scores, &evidence);
    assert_eq!((decisions[1].mark, decisions[2].mark, decisions[2].turn), (Mark::Stop, Mark::None, true));
}
