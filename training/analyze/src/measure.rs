//! Measures the stage on the documents that were set aside.

use cribsheet::analyze::{Analysis, Options, TopicKind, analyze, stem};
use cribsheet::restore::Script;

use crate::document::{Condition, Document, Example};

#[derive(Default)]
struct Sums {
    documents: f64,
    pk: f64,
    window_diff: f64,
    even_pk: f64,
    hits: f64,
    found: f64,
    wanted: f64,
    picked_right: f64,
    picked: f64,
    average_precision: f64,
    longest_right: f64,
    kept_words: f64,
    passage_words: f64,
    both_words: f64,
    title_overlap: f64,
    keyphrase_overlap: f64,
    topics: f64,
}

pub fn print(documents: &[Document]) {
    println!(
        "| condition | Pk | WindowDiff | Pk of even cuts | boundary P | R | F1 | salience precision | longest | AP | passage P (words) | R | F1 | keyphrases | titles |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (name, condition) in [("typed", Condition::Typed), ("captions", Condition::Captions)] {
        let mut sums = Sums::default();
        for document in documents.iter().filter(|document| document.measuring) {
            let example = document.example(condition);
            // About as many topics as the annotator made: how finely to cut is the user's choice.
            let mut options = Options::default();
            options.topics = Some(example.topics.len());
            let analysis = analyze(&example.script, &options);
            add(&mut sums, &example, &analysis);
        }
        let s = &sums;
        let f1 = |p: f64, r: f64| 2.0 * p * r / (p + r).max(1e-9);
        let (p, r) = (s.hits / s.found.max(1.0), s.hits / s.wanted.max(1.0));
        let (pp, pr) = (s.both_words / s.passage_words.max(1.0), s.both_words / s.kept_words.max(1.0));
        println!(
            "| {name} | {:.3} | {:.3} | {:.3} | {p:.3} | {r:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {pp:.3} | {pr:.3} | {:.3} | {:.3} | {:.3} |",
            s.pk / s.documents,
            s.window_diff / s.documents,
            s.even_pk / s.documents,
            f1(p, r),
            s.picked_right / s.picked,
            s.longest_right / s.picked,
            s.average_precision / s.documents,
            f1(pp, pr),
            s.keyphrase_overlap / s.topics,
            s.title_overlap / s.topics,
        );
    }
}

fn add(sums: &mut Sums, example: &Example, analysis: &Analysis) {
    let script = &example.script;
    sums.documents += 1.0;
    let wanted: Vec<usize> = example.topics.iter().skip(1).map(|topic| topic.start).collect();
    let found: Vec<usize> = analysis.topics.iter().skip(1).map(|topic| topic.sentences.start).collect();
    let (pk, window_diff) = errors(script, &wanted, &found);
    sums.pk += pk;
    sums.window_diff += window_diff;
    let n = script.sentences.len();
    let even: Vec<usize> = (1..example.topics.len()).map(|at| at * n / example.topics.len()).collect();
    sums.even_pk += errors(script, &wanted, &even).0;
    let near = (script.words.len() / 100).max(1);
    let word = |sentence: usize| script.sentences[sentence].words.start;
    let mut free: Vec<bool> = vec![true; wanted.len()];
    for &cut in &found {
        let hit = (0..wanted.len())
            .filter(|&at| free[at] && word(wanted[at]).abs_diff(word(cut)) <= near)
            .min_by_key(|&at| word(wanted[at]).abs_diff(word(cut)));
        if let Some(hit) = hit {
            free[hit] = false;
            sums.hits += 1.0;
        }
    }
    sums.found += found.len() as f64;
    sums.wanted += wanted.len() as f64;

    let content: Vec<usize> = (0..n).filter(|&at| example.is_content(at)).collect();
    let kept = content.iter().filter(|&&at| example.kept(at) > 0.5).count();
    let right =
        |order: &[usize]| order.iter().take(kept).filter(|&&at| example.kept(at) > 0.5).count() as f64;
    let mut order = content.clone();
    order.sort_by(|&a, &b| analysis.salience[b].total_cmp(&analysis.salience[a]));
    sums.picked += kept as f64;
    sums.picked_right += right(&order);
    let (mut hits, mut precision) = (0.0, 0.0);
    for (rank, &at) in order.iter().enumerate() {
        if example.kept(at) > 0.5 {
            hits += 1.0;
            precision += hits / (rank + 1) as f64;
        }
    }
    sums.average_precision += precision / (kept.max(1)) as f64;
    let mut longest = content;
    longest.sort_by_key(|&at| std::cmp::Reverse(script.sentences[at].words.len()));
    sums.longest_right += right(&longest);
    for passage in analysis.topics.iter().flat_map(|topic| &topic.passages) {
        for at in passage.sentences.clone() {
            let words = script.sentences[at].words.len() as f64;
            sums.passage_words += words;
            sums.both_words += words * example.kept(at);
        }
    }
    sums.kept_words +=
        (0..n).map(|at| script.sentences[at].words.len() as f64 * example.kept(at)).sum::<f64>();

    for (at, topic) in example.topics.iter().enumerate() {
        // The found topic that covers most of the annotated one.
        let shared = |t: &cribsheet::analyze::Topic| {
            t.sentences.end.min(topic.end).saturating_sub(t.sentences.start.max(topic.start))
        };
        let Some(best) =
            analysis.topics.iter().filter(|t| t.kind == TopicKind::Content).max_by_key(|t| shared(t))
        else {
            continue;
        };
        let stems = |texts: &[String]| -> Vec<String> {
            texts.iter().flat_map(|text| text.split_whitespace().map(stem).collect::<Vec<_>>()).collect()
        };
        let gold = example.gold_stems(at);
        let ours = stems(&best.keyphrases);
        sums.topics += 1.0;
        sums.keyphrase_overlap +=
            ours.iter().filter(|stem| gold.contains(stem)).count() as f64 / ours.len().max(1) as f64;
        let title = stems(std::slice::from_ref(&best.title));
        sums.title_overlap +=
            title.iter().filter(|stem| gold.contains(stem)).count() as f64 / title.len().max(1) as f64;
    }
}

/// Pk (Beeferman et al. 1999) and WindowDiff (Pevzner & Hearst 2002) over words, with half the mean
/// length of the annotated topics as window.
fn errors(script: &Script, wanted: &[usize], found: &[usize]) -> (f64, f64) {
    let words = script.words.len();
    let marks = |cuts: &[usize]| {
        let mut before = vec![0usize; words + 1];
        let mut is_cut = vec![false; words + 1];
        for &cut in cuts {
            is_cut[script.sentences[cut].words.start] = true;
        }
        for at in 0..words {
            before[at + 1] = before[at] + usize::from(is_cut[at]);
        }
        before
    };
    let (wanted_before, found_before) = (marks(wanted), marks(found));
    let window = (words / (wanted.len() + 1) / 2).max(2);
    let (mut pk, mut diff, mut all) = (0.0, 0.0, 0.0);
    for from in 0..words.saturating_sub(window) {
        // Boundaries strictly between the two ends.
        let count = |before: &[usize]| before[from + window + 1] - before[from + 1];
        let (w, f) = (count(&wanted_before), count(&found_before));
        pk += f64::from(u8::from((w == 0) != (f == 0)));
        diff += f64::from(u8::from(w != f));
        all += 1.0;
    }
    (pk / f64::max(all, 1.0), diff / f64::max(all, 1.0))
}
