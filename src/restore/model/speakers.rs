//! Who speaks: two roles that alternate imperfectly, decoded over the whole text by Viterbi's algorithm.
//!
//! Sentences, not turns, are the steps: a turn that [`decode`](super::decode::decode) missed can still be a change of
//! role when the words on both sides say so, and one that it saw can be none.

use super::Scores;
use super::decode::{Decision, Evidence, Mark};

/// The part that a speaker has in an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Asks, introduces, leads over to the next subject.
    Host,
    /// Is asked.
    Guest,
}

/// Who says a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Voice {
    /// The part of who says it, in the likeliest course of the whole talk.
    pub role: Role,
    /// Log-odds that it is that role, over all courses of the talk.
    pub odds: f32,
}

/// How many people speak, as far as the words tell.
#[derive(Debug, Clone, PartialEq)]
pub enum Voices {
    /// One person, apart from a short introduction or a stray question.
    One,
    /// Two roles: that of every word, changing only where a sentence starts. A press conference has two, too.
    Two(Vec<Voice>),
    /// Several people, or no telling them apart: the turns stand, who speaks them is not claimed.
    Unclaimed,
}

/// What one word's role is worth; neighbouring words repeat each other. Searched, as the next two, on interviews among the
/// training documents (`training/restore/calibrate.py`).
const ROLE_WEIGHT: f32 = 0.1;
/// What a sentence's words are worth together at most.
const ROLE_LIMIT: f32 = 4.0;
/// What a turn's log-odds are worth, and what is added to them: a turn that is missed costs more than one too many.
const TURN_WEIGHT: f32 = 1.0;
const TURN_SHIFT: f32 = 0.5;
/// Share of the words below which a second role is no second speaker.
const SECOND_SHARE: f32 = 0.03;
/// Mean log-odds a word, in the weaker role, from which on two roles are claimed.
const AGREEMENT: f32 = 0.75;

/// Decides who speaks; `decisions` are those of `scores`, `evidence` is empty or has an entry for every word.
pub fn assign(scores: &[Scores], decisions: &[Decision], evidence: &[Evidence]) -> Voices {
    let starts: Vec<usize> =
        (0..decisions.len()).filter(|&at| at == 0 || decisions[at - 1].mark >= Mark::Stop).collect();
    let sentences: Vec<Sentence> = (starts.iter().enumerate())
        .map(|(i, &start)| {
            let end = starts.get(i + 1).copied().unwrap_or(scores.len());
            let host: f32 = scores[start..end].iter().map(|word| word.role_host).sum();
            let turn = scores[start].turn + evidence.get(start).map_or(0.0, |known| known.turn_bias);
            Sentence {
                words: end - start,
                host: (host * ROLE_WEIGHT).clamp(-ROLE_LIMIT, ROLE_LIMIT),
                turn: turn * TURN_WEIGHT + TURN_SHIFT,
            }
        })
        .collect();
    let voices: Vec<Voice> = (sentences.iter().zip(best_roles(&sentences)).zip(host_odds(&sentences)))
        .flat_map(|((sentence, role), host)| {
            let odds = if role == Role::Host { host } else { -host };
            std::iter::repeat_n(Voice { role, odds }, sentence.words)
        })
        .collect();
    let words = |role| voices.iter().filter(|voice| voice.role == role).count();
    let second = words(Role::Host).min(words(Role::Guest));
    if (second as f32) < SECOND_SHARE * voices.len() as f32 {
        Voices::One
    } else if agreement(scores, &voices) < AGREEMENT {
        Voices::Unclaimed
    } else {
        Voices::Two(voices)
    }
}

struct Sentence {
    words: usize,
    /// Log-odds that the host says it, from its words.
    host: f32,
    /// Log-odds that another speaker starts with it.
    turn: f32,
}

/// The likeliest role of every sentence.
fn best_roles(sentences: &[Sentence]) -> Vec<Role> {
    const ROLES: [Role; 2] = [Role::Host, Role::Guest];
    let mut best = [0.0f32; 2];
    let mut came_from = Vec::with_capacity(sentences.len());
    for (at, sentence) in sentences.iter().enumerate() {
        let (change, stay) =
            if at == 0 { (0.0, 0.0) } else { (log_sigmoid(sentence.turn), log_sigmoid(-sentence.turn)) };
        let from =
            [0, 1].map(|role| if best[role] + stay >= best[1 - role] + change { role } else { 1 - role });
        let reached = [0, 1].map(|role| {
            let said = if ROLES[role] == Role::Host { sentence.host } else { 0.0 };
            best[from[role]] + if from[role] == role { stay } else { change } + said
        });
        let top = reached[0].max(reached[1]);
        best = reached.map(|value| value - top);
        came_from.push(from);
    }
    let mut role = usize::from(best[1] >= best[0]);
    let mut roles: Vec<Role> = (came_from.iter().rev())
        .map(|from| {
            let here = ROLES[role];
            role = from[role];
            here
        })
        .collect();
    roles.reverse();
    roles
}

/// Log-odds that the host says each sentence, by the forward-backward algorithm (Baum and others 1970, "A Maximization Technique
/// Occurring in the Statistical Analysis of Probabilistic Functions of Markov Chains").
fn host_odds(sentences: &[Sentence]) -> Vec<f32> {
    // Odds alone are carried on: what comes over a border where a turn may be.
    let over = |odds: f32, turn: f32| {
        let (change, stay) = (log_sigmoid(turn), log_sigmoid(-turn));
        log_sum(odds + stay, change) - log_sum(odds + change, stay)
    };
    let mut forwards = Vec::with_capacity(sentences.len());
    let mut odds = 0.0;
    for (at, sentence) in sentences.iter().enumerate() {
        odds = sentence.host + if at == 0 { 0.0 } else { over(odds, sentence.turn) };
        forwards.push(odds);
    }
    let mut behind = 0.0;
    for (at, sentence) in sentences.iter().enumerate().rev() {
        forwards[at] += behind;
        behind = over(behind + sentence.host, sentence.turn);
    }
    forwards
}

/// Logarithm of the sum of two exponentials.
fn log_sum(one: f32, other: f32) -> f32 {
    let (most, least) = (one.max(other), one.min(other));
    most + libm::log1pf(libm::expf(least - most))
}

/// Mean log-odds a word in favour of its role, for the role in whose favour they are weaker.
fn agreement(scores: &[Scores], voices: &[Voice]) -> f32 {
    let mean = |role, sign: f32| {
        let odds = scores
            .iter()
            .zip(voices)
            .filter(|(_, voice)| voice.role == role)
            .map(|(word, _)| sign * word.role_host);
        let (sum, count) = odds.fold((0.0, 0.0), |(sum, count), odds| (sum + odds, count + 1.0));
        if count > 0.0 { sum / count } else { 0.0 }
    };
    mean(Role::Host, 1.0).min(mean(Role::Guest, -1.0))
}

/// Logarithm of the probability that log-odds stand for.
fn log_sigmoid(odds: f32) -> f32 {
    let odds = odds.clamp(-1e4, 1e4);
    odds.min(0.0) - libm::log1pf(libm::expf(-odds.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of ten words: who says them, by the words, and whether a turn is heard there.
    fn text(sentences: &[(f32, f32)]) -> (Vec<Scores>, Vec<Decision>) {
        let word = Scores { mark: [0.0; 4], case: [0.0; 3], turn: -5.0, role_host: 0.0, edit: -5.0 };
        let decision = Decision { mark: Mark::None, turn: false };
        let mut scores = Vec::new();
        let mut decisions = Vec::new();
        for &(role_host, turn) in sentences {
            scores.push(Scores { turn, role_host, ..word });
            scores.extend([Scores { role_host, ..word }; 9]);
            decisions.extend([decision; 9]);
            decisions.push(Decision { mark: Mark::Stop, ..decision });
        }
        (scores, decisions)
    }

    fn roles(voices: &Voices) -> String {
        let Voices::Two(roles) = voices else {
            return format!("{voices:?}");
        };
        roles.iter().step_by(10).map(|voice| if voice.role == Role::Host { 'H' } else { 'g' }).collect()
    }

    #[test]
    fn a_clear_turn_outweighs_a_doubtful_sentence() {
        let (scores, decisions) =
            text(&[(3.0, 0.0), (-3.0, 4.0), (0.3, -4.0), (-3.0, -4.0), (3.0, 4.0), (-3.0, 4.0)]);
        assert_eq!(roles(&assign(&scores, &decisions, &[])), "HgggHg");
    }

    #[test]
    fn is_surest_where_the_words_say_most() {
        let (scores, decisions) = text(&[(4.0, 0.0), (-0.1, -1.0), (-4.0, 0.0), (-4.0, -4.0)]);
        let Voices::Two(voices) = assign(&scores, &decisions, &[]) else { panic!("two voices") };
        let odds: Vec<f32> = voices.iter().step_by(10).map(|voice| voice.odds).collect();
        assert!(odds[1] < 1.0 && odds[0] > 2.0 && odds[2] > 2.0 && odds[3] > 2.0, "{odds:?}");
    }

    #[test]
    fn words_find_a_turn_that_was_missed() {
        let (scores, decisions) = text(&[(4.0, 0.0), (4.0, -4.0), (-4.0, -1.0), (-4.0, -4.0), (-4.0, -4.0)]);
        assert_eq!(roles(&assign(&scores, &decisions, &[])), "HHggg");
    }

    #[test]
    fn a_talk_has_one_voice_and_a_panel_no_claim() {
        let (scores, decisions) = text(&[(-3.0, -4.0); 8]);
        assert_eq!(assign(&scores, &decisions, &[]), Voices::One);
        let (scores, decisions) = text(&[(0.2, 3.0), (-0.2, 3.0), (0.1, 3.0), (0.2, 3.0)]);
        assert_eq!(assign(&scores, &decisions, &[]), Voices::Unclaimed);
        assert_eq!(assign(&[], &[], &[]), Voices::Unclaimed);
    }

    #[test]
    fn a_mark_of_the_source_settles_a_turn() {
        let (scores, decisions) = text(&[(3.0, 0.0), (-0.8, -2.0), (-3.0, -2.0)]);
        let mut evidence = vec![Evidence::default(); scores.len()];
        evidence[10].turn_bias = f32::NEG_INFINITY;
        evidence[20].turn_bias = f32::INFINITY;
        assert_eq!(roles(&assign(&scores, &decisions, &evidence)), "HHg");
    }
}
