//! A ratchet: text of our own, stripped of marks, case and speakers, must come back at least this well.

use cribsheet::restore::model::decode::{Mark, decode};
use cribsheet::restore::model::speakers::{Role, Voices, assign};
use cribsheet::restore::model::{mixed_case, score};

/// F1 (for case and roles: share right) over both texts below which the test fails; raise it knowingly
/// with better weights.
const FLOORS: [(&str, f64); 6] = [
    ("sentence end", 0.70),
    ("question", 0.56),
    ("comma", 0.54),
    ("turn", 0.53),
    ("case", 0.78),
    ("role", 0.86),
];

/// The texts, with the name of the one who asks: one reads like radio, one has every um and stutter.
const TEXTS: [(&str, &str); 2] = [
    (include_str!("quality/restore.txt"), "Host"),
    (include_str!("fixtures/sample/lighthouses.reference.txt"), "Tessa Wrenfield"),
];

struct Word {
    plain: String,
    written: String,
    mark: Mark,
    turn: bool,
    host: bool,
}

fn words(text: &str, host: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (speaker, text) = line.split_once(": ").expect("every line has its speaker");
        for (at, token) in text.split_whitespace().enumerate() {
            let written = token.trim_matches(['.', ',', '?', '!', ':']);
            let mark = match token.chars().last() {
                Some(',' | ':') => Mark::Comma,
                Some('.' | '!') => Mark::Stop,
                Some('?') => Mark::Question,
                _ => Mark::None,
            };
            words.push(Word {
                plain: written.to_lowercase(),
                written: written.to_owned(),
                mark,
                turn: at == 0,
                host: speaker == host,
            });
        }
    }
    words
}

/// How often something is so, was said to be so, and both.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    hits: usize,
    truth: usize,
    said: usize,
}

impl Tally {
    fn of(count: usize, truth: impl Fn(usize) -> bool, said: impl Fn(usize) -> bool) -> Self {
        let mut tally = Self::default();
        for at in 0..count {
            tally.hits += usize::from(truth(at) && said(at));
            tally.truth += usize::from(truth(at));
            tally.said += usize::from(said(at));
        }
        tally
    }

    /// The share of `all` that is `right`, as a tally.
    fn share(right: usize, all: usize) -> Self {
        Self { hits: right, truth: all, said: all }
    }

    fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.truth += other.truth;
        self.said += other.said;
    }

    fn f1(self) -> f64 {
        2.0 * self.hits as f64 / (self.truth + self.said) as f64
    }
}

/// The tallies of a text, in the order of [`FLOORS`].
fn measure(words: &[Word]) -> [Tally; 6] {
    let tokens: Vec<&str> = words.iter().map(|word| word.plain.as_str()).collect();
    let scores = score(&tokens);
    let decisions = decode(&scores, &[]);
    let mark = |holds: fn(Mark) -> bool| {
        Tally::of(words.len(), |at| holds(words[at].mark), |at| holds(decisions[at].mark))
    };
    let right = |at: usize| {
        let starts = at == 0 || decisions[at - 1].mark >= Mark::Stop;
        let [lower, title, upper] = scores[at].case;
        let plain = &words[at].plain;
        let capital = if upper > title && upper > lower { plain.to_uppercase() } else { titled(plain) };
        let written = if starts || title > lower || upper > lower { capital } else { plain.clone() };
        mixed_case(plain).map_or(written, str::to_owned) == words[at].written
    };
    let capitals: Vec<usize> = (0..words.len()).filter(|&at| words[at].written != words[at].plain).collect();
    let roles = match assign(&scores, &decisions, &[]) {
        Voices::Two(voices) => {
            voices.iter().zip(words).filter(|(voice, word)| (voice.role == Role::Host) == word.host).count()
        }
        Voices::One | Voices::Unclaimed => 0,
    };
    [
        mark(|mark| mark >= Mark::Stop),
        mark(|mark| mark == Mark::Question),
        mark(|mark| mark == Mark::Comma),
        Tally::of(words.len(), |at| at > 0 && words[at].turn, |at| at > 0 && decisions[at].turn),
        Tally::share(capitals.iter().filter(|&&at| right(at)).count(), capitals.len()),
        Tally::share(roles, words.len()),
    ]
}

#[test]
fn restores_interviews() {
    let mut sums = [Tally::default(); 6];
    for (text, host) in TEXTS {
        for (sum, tally) in sums.iter_mut().zip(measure(&words(text, host))) {
            sum.add(tally);
        }
    }
    let figures: Vec<String> =
        FLOORS.iter().zip(sums).map(|((name, _), sum)| format!("{name} {:.3}", sum.f1())).collect();
    println!("[{}]", figures.join(", "));
    for ((name, floor), sum) in FLOORS.into_iter().zip(sums) {
        assert!(sum.f1() >= floor, "{name}: {:.3} is below {floor:.3}", sum.f1());
    }
}

fn titled(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + characters.as_str())
        .unwrap_or_default()
}
