//! Joins what a listener's "yeah" parts: typists give every back-channel a line of its own, in the middle of somebody's sentence.

use super::Labels;
use super::marks::punctuated;
use super::pieces::Piece;

/// Most words of a back-channel.
const LONGEST: usize = 3;

/// What listeners say while somebody else speaks.
const BACK_CHANNELS: [&str; 32] = [
    "absolutely",
    "ah",
    "aha",
    "alright",
    "correct",
    "exactly",
    "good",
    "hm",
    "hmm",
    "huh",
    "i",
    "mhm",
    "mm",
    "mm-hm",
    "mm-hmm",
    "mmhmm",
    "nice",
    "oh",
    "ok",
    "okay",
    "really",
    "right",
    "see",
    "sure",
    "uh",
    "uh-huh",
    "um",
    "wow",
    "yeah",
    "yep",
    "yes",
    "yup",
];

/// Turns and words of others at most after which somebody still ends his sentence.
const TURNS: usize = 3;
const WORDS: usize = 25;

/// Drops the back-channels between two lines of one speaker of which the first ends without a mark of its sentence and the second begins
/// with a small letter. Where others say more than that, the halves keep a mark that says what they are.
pub(super) fn join(pieces: &mut [Piece], labels: &Labels) {
    let label = |piece: &Piece| labels.by_word.get(piece.words.start).copied().flatten();
    let turns: Vec<usize> = (0..pieces.len()).filter(|&at| pieces[at].before.turn).collect();
    if turns.len() < 2 {
        return;
    }
    let trusted = punctuated(pieces);
    for (nth, &from) in turns.iter().enumerate() {
        let Some(before) = (0..from).rev().find(|&at| !pieces[at].dropped) else { continue };
        let speaker = label(&pieces[before]);
        if speaker.is_none() || speaker == label(&pieces[from]) || pieces[before].end_mark().is_some() {
            continue;
        }
        let Some(&to) = turns[nth..].iter().take(TURNS + 1).find(|&&to| label(&pieces[to]) == speaker) else {
            continue;
        };
        let goes_on = trusted[before]
            && trusted[to]
            && to - from <= WORDS
            && pieces[to].core.trim_start_matches(['\'', '’']).starts_with(char::is_lowercase);
        if !goes_on {
            continue;
        }
        let listens = to - from <= LONGEST
            && pieces[from..to]
                .iter()
                .all(|piece| BACK_CHANNELS.binary_search(&piece.key().as_str()).is_ok());
        if listens {
            for piece in &mut pieces[from..to] {
                piece.dropped = true;
            }
            for at in turns[nth..].iter().copied().take_while(|&at| at <= to) {
                pieces[at].before.turn = false;
                pieces[at].before.paragraph = false;
            }
        } else if pieces[to].prefix.is_empty() {
            "…".clone_into(&mut pieces[before].suffix);
            "…".clone_into(&mut pieces[to].prefix);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::restore::{Options, restore};

    #[test]
    fn joins_what_a_listener_parts() {
        let text = "Ann: The lamp is wound by hand. You don't want fifty weights at the same time,\nBob: Hmm.\n\
            Ann: 'cause when you wind them you don't want to wait for all of them.\nBob: Yeah.\nAnn: It is late.\nBob: Hmm.\n\
            Bob: It was late when we came, too. And it rained.\n";
        let script = restore(crate::read::testing::transcript(text), &Options::default());
        let parted = "Ann: The lamp is wound by hand. You don't want fifty weights at the same time,\nBob: We had fifty of them once, it was fine.\n\
            Ann: that you would have to wind for hours. It is late.\nBob: It was late when we came, too. And it rained.\n";
        let parted = restore(crate::read::testing::transcript(parted), &Options::default());
        let halves: Vec<String> = [1, 3].into_iter().map(|at| parted.sentences[at].text()).collect();
        assert_eq!(
            halves,
            ["You don't want fifty weights at the same time…", "…that you would have to wind for hours."]
        );
        let said = |at: usize| {
            (script.sentences[at].text(), script.speaker_of(at).map(|speaker| speaker.name.as_str()))
        };
        assert_eq!(
            said(1),
            (
                "You don't want fifty weights at the same time, 'cause when you wind them you don't want to wait for all of them."
                    .to_owned(),
                Some("Ann")
            )
        );
        assert_eq!(said(2), ("Yeah.".to_owned(), Some("Bob")));
        assert_eq!(said(4), ("It was late when we came, too.".to_owned(), Some("Bob")));
    }
}
