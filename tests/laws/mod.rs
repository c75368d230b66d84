//! What holds for whatever bytes are read: for tests here, and for the fuzzer in `tests/fuzz`.

use cribsheet::diagnostics::Warned;
use cribsheet::read::{Format, ReadOptions, Transcript, decode, read};

/// Reads bytes, and checks what must be true of every transcript and every warning.
pub(crate) fn lawful(bytes: &[u8], format: Option<Format>) -> Option<Transcript> {
    let decoded = decode(bytes).ok()?;
    let text = decoded.output;
    let options = ReadOptions { format, ..ReadOptions::default() };
    let Warned { output: transcript, warnings, .. } = read(&text, &options).ok()?;
    for warning in decoded.warnings.iter().chain(&warnings) {
        if let Some(span) = &warning.span {
            assert!(text.get(span.clone()).is_some(), "{warning:?} is out of the text");
        }
    }
    let starts: Vec<_> = transcript.cues.iter().filter_map(|cue| cue.start).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    let words = || transcript.cues.iter().flat_map(|cue| &cue.words);
    let word_starts: Vec<_> = words().filter_map(|word| word.start).collect();
    assert!(word_starts.is_sorted(), "{word_starts:?}");
    let ends_before = |start, end| matches!((start, end), (Some(start), Some(end)) if end < start);
    for (index, cue) in transcript.cues.iter().enumerate() {
        assert!(!ends_before(cue.start, cue.end), "{cue:?}");
        let last = index + 1 == transcript.cues.len();
        assert!(!cue.words.is_empty() || last && cue.sound.is_some(), "{cue:?}");
    }
    for word in words() {
        assert!(!word.text.is_empty() && !word.text.contains(char::is_whitespace), "{word:?}");
        assert!(!ends_before(word.start, word.end), "{word:?}");
        assert!(word.confidence.is_none_or(|confidence| (0.0..=1.0).contains(&confidence)), "{word:?}");
    }
    assert!(words().next().is_some());
    Some(transcript)
}
