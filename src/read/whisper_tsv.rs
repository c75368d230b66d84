//! Whisper TSV: start and end in milliseconds, text.

use super::builder::Builder;
use super::lines::filled_lines;
use super::millis::Millis;
use super::raw::RawCue;

/// Reads Whisper TSV.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) {
    for line in filled_lines(text).filter(|line| line.text.trim() != "start\tend\ttext") {
        let mut fields = line.text.splitn(3, '\t');
        let mut time = || {
            fields
                .next()
                .and_then(|field| field.trim().parse().ok())
                .map(Millis)
                .filter(|time| *time <= Millis::MAX)
        };
        let (start, end) = (time(), time());
        if start.is_none() || end.is_none() {
            builder.warn("cue-time", "the times of this line can't be read, its text is kept", line.span());
        }
        let words = fields.next().unwrap_or(line.text);
        builder.push(RawCue::new(words, line.span()).times(start, end));
    }
}
