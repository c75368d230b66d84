//! Who speaks, and what part they have in the talk.

use super::script::{Role, Sentence, SentenceKind, Speaker, Turn};
use crate::language::Language;

/// The least share of all questions by which somebody is taken for the host.
const HOST_SHARE: f64 = 0.4;
/// Of the words at most, so that who asks is the host.
const HOST_WORDS: f64 = 0.6;
/// Sentences at the end of a turn among which a question hands over to somebody else.
const HANDING_OVER: usize = 2;
/// The least number of questions that tells anything.
const HOST_QUESTIONS: usize = 3;

/// Makes the speakers from the labels of the source, in the order in which they first speak. Labels
/// that name nobody ("`SPEAKER_01`", "A") become "Speaker 1", "Speaker 2" ..., but who is "Speaker 10" in the source stays that.
pub(super) fn from_labels(labels: &[String], names: &[String], language: Language) -> Vec<Speaker> {
    let mut nameless = 0;
    let numbers: Option<Vec<usize>> =
        labels.iter().filter(|label| is_generic(label)).map(|label| number(label)).collect();
    labels
        .iter()
        .map(|label| {
            // Minutes of press conferences write "Question:", whoever asks.
            if matches!(label.to_lowercase().as_str(), "question" | "questions") {
                return Speaker { name: "Questioner".to_owned(), named: false, role: Role::Other };
            }
            if !is_generic(label) {
                return Speaker { name: label.clone(), named: true, role: Role::Other };
            }
            nameless += 1;
            let number = numbers.as_ref().map_or(nameless, |numbers| numbers[nameless - 1]);
            let name = names.get(nameless - 1);
            Speaker {
                name: name.cloned().unwrap_or_else(|| language.speaker(number)),
                named: name.is_some(),
                role: Role::Other,
            }
        })
        .collect()
}

/// The two speakers of an interview whose source names nobody: the host, then the guest.
pub(super) fn of_an_interview(names: &[String]) -> Vec<Speaker> {
    let speaker = |at: usize, role: Role, default: &str| match names.get(at) {
        Some(name) => Speaker { name: name.clone(), named: true, role },
        None => Speaker { name: default.to_owned(), named: false, role },
    };
    vec![speaker(0, Role::Host, "Host"), speaker(1, Role::Guest, "Guest")]
}

/// The number of "Speaker 10".
fn number(label: &str) -> Option<usize> {
    let digits = label.strip_prefix("Speaker ").or_else(|| label.strip_prefix("speaker "))?;
    let counts = digits.bytes().all(|b| b.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    digits.parse().ok().filter(|_| counts)
}

/// Whether a label says no more than that there are several voices.
fn is_generic(label: &str) -> bool {
    let lower = label.to_lowercase();
    let rest = ["speaker", "spk", "unknown speaker", "channel", "ch"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower)
        .trim_matches(|c: char| c == '_' || c == ' ' || c == '#' || c == ':');
    rest.is_empty() || rest.chars().count() == 1 || rest.chars().all(|c| c.is_ascii_digit())
}

/// Words of a turn that says something.
const LONG_TURN: usize = 8;
/// The share of his turns with which somebody hands over who is there to ask, of the words that he has at most, and of all questions that such
/// people ask together.
const ASKER_TURNS: f64 = 0.5;
const ASKER_WORDS: f64 = 0.15;
const ASKERS_SHARE: f64 = 0.6;
/// The least share of the words of who answers them.
const ANSWERS: f64 = 0.05;

/// Finds who asks and who answers: the host is whoever hands over with most of the questions, unless it is who speaks
/// most of the time: a lecturer asks many questions to answer them. Where several share the asking, as analysts and the press do, all of them
/// have the host's part.
pub(super) fn assign_roles(speakers: &mut [Speaker], turns: &[Turn], sentences: &[Sentence]) {
    if speakers.len() < 2 {
        return;
    }
    let mut questions = vec![0usize; speakers.len()];
    let mut words = vec![0usize; speakers.len()];
    let mut long_turns = vec![0usize; speakers.len()];
    for turn in turns {
        if let Some(speaker) = turn.speaker {
            let said = &sentences[turn.sentences.clone()];
            let last = &said[said.len().saturating_sub(HANDING_OVER)..];
            questions[speaker] += last.iter().filter(|s| s.kind == SentenceKind::Question).count();
            let length = said.iter().map(|s| s.words.len()).sum::<usize>();
            words[speaker] += length;
            long_turns[speaker] += usize::from(length >= LONG_TURN);
        }
    }
    let all: usize = questions.iter().sum();
    let Some(host) = (0..speakers.len()).max_by_key(|&at| (questions[at], std::cmp::Reverse(at))) else {
        return;
    };
    let spoken = words.iter().sum::<usize>() as f64;
    if questions[host] < HOST_QUESTIONS || (questions[host] as f64) < HOST_SHARE * all as f64 {
        let asks = |at: usize| {
            questions[at] > 0
                && questions[at] as f64 >= ASKER_TURNS * long_turns[at] as f64
                && words[at] as f64 <= ASKER_WORDS * spoken
        };
        let asked: usize = (0..speakers.len()).filter(|&at| asks(at)).map(|at| questions[at]).sum();
        if asked >= HOST_QUESTIONS && asked as f64 >= ASKERS_SHARE * all as f64 {
            for (at, speaker) in speakers.iter_mut().enumerate() {
                speaker.role = if asks(at) {
                    Role::Host
                } else if words[at] as f64 >= ANSWERS * spoken {
                    Role::Guest
                } else {
                    Role::Other
                };
            }
        }
        return;
    }
    if words[host] as f64 > HOST_WORDS * spoken {
        return;
    }
    for (at, speaker) in speakers.iter_mut().enumerate() {
        speaker.role = if at == host { Role::Host } else { Role::Guest };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_names_to_labels_that_name_nobody() {
        let labels = ["SPEAKER_00", "Ada Lovelace", "SPEAKER_01", "A"].map(str::to_owned);
        let names = ["Ann".to_owned()];
        let found: Vec<String> =
            from_labels(&labels, &names, Language::ENGLISH).into_iter().map(|speaker| speaker.name).collect();
        assert_eq!(found, ["Ann", "Ada Lovelace", "Speaker 2", "Speaker 3"]);
        let labels = ["Question", "Ada Lovelace"].map(str::to_owned);
        let asked = &from_labels(&labels, &[], Language::ENGLISH)[0];
        assert_eq!((asked.name.as_str(), asked.named), ("Questioner", false));
        let labels = ["Speaker 10", "Ada Lovelace", "Speaker 0"].map(str::to_owned);
        let found: Vec<String> =
            from_labels(&labels, &[], Language::ENGLISH).into_iter().map(|speaker| speaker.name).collect();
        assert_eq!(found, ["Speaker 10", "Ada Lovelace", "Speaker 0"], "as the source numbers them");
        let french = "fr".parse().unwrap();
        assert_eq!(from_labels(&["A".to_owned()], &[], french)[0].name, "Voix 1");
    }
}
