//! YouTube json3: the best source, with word times and without rolling lines.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::builder::Builder;
use super::error::ReadError;
use super::json::{self, Number};
use super::millis::Millis;
use super::raw::{Piece, RawCue};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow, default)]
    events: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(default)]
    t_start_ms: Number,
    #[serde(default)]
    d_duration_ms: Number,
    #[serde(borrow, default)]
    segs: Vec<Segment<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Segment<'a> {
    #[serde(borrow, default)]
    utf8: Cow<'a, str>,
    #[serde(default)]
    t_offset_ms: Number,
    #[serde(default)]
    ac_asr_conf: Number,
}

/// Reads json3. Events without text place windows, and events that append only break lines.
pub(super) fn read<'a>(text: &'a str, builder: &mut Builder<'a>) -> Result<(), ReadError> {
    let file: File<'a> = json::whole(text)?;
    for part in json::parts(text, file.events) {
        let Some(event) = part.read::<Event<'a>>(builder) else { continue };
        if event.segs.iter().all(|segment| segment.utf8.trim().is_empty()) {
            continue;
        }
        let start = event.t_start_ms.millis();
        if start.is_none() {
            builder.warn("cue-time", "the start of this event can't be read, its text is kept", part.span());
        }
        let end = start.zip(event.d_duration_ms.millis()).map(|(start, length)| Millis(start.0 + length.0));
        let timed = event.segs.iter().any(|segment| segment.t_offset_ms.0.is_some());
        let pieces = event.segs.into_iter().enumerate().map(|(index, segment)| {
            let offset = segment.t_offset_ms.millis().or((index == 0).then_some(Millis(0)));
            let word = start.zip(offset).filter(|_| timed).map(|(start, offset)| Millis(start.0 + offset.0));
            let confidence = segment.ac_asr_conf.0.filter(|&confidence| confidence > 0.0);
            Piece::timed(segment.utf8, word, None).confidence(confidence.map(|confidence| confidence / 255.0))
        });
        builder.push(RawCue::of(pieces.collect(), part.span()).times(start, end));
    }
    Ok(())
}
