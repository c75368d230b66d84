//! The `.info.json` that yt-dlp writes beside a transcript: title, link, length and chapters.

use serde::Deserialize;

use super::error::ReadError;
use super::json::{self, Number};
use super::millis::Millis;
use super::transcript::{Chapter, ChapterStart, Source};
use super::{text, time};

/// What is known of a recording from its page.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SourceFacts {
    /// Title of the recording.
    pub title: Option<String>,
    /// Its address, `http` or `https`.
    pub url: Option<String>,
    /// Channel or show.
    pub channel: Option<String>,
    /// Its length.
    pub duration: Option<Millis>,
    /// The author's chapters, by start.
    pub chapters: Vec<Chapter>,
}

#[derive(Deserialize)]
struct Info {
    #[serde(default, deserialize_with = "json::or_default")]
    title: Option<String>,
    #[serde(default, deserialize_with = "json::or_default")]
    webpage_url: Option<String>,
    #[serde(default, deserialize_with = "json::or_default")]
    id: Option<String>,
    #[serde(default, deserialize_with = "json::or_default")]
    channel: Option<String>,
    #[serde(default, deserialize_with = "json::or_default")]
    uploader: Option<String>,
    #[serde(default, deserialize_with = "json::or_default")]
    duration: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    chapters: Option<Vec<InfoChapter>>,
    #[serde(default, deserialize_with = "json::or_default")]
    description: Option<String>,
}

#[derive(Deserialize)]
struct InfoChapter {
    #[serde(default, deserialize_with = "json::or_default")]
    start_time: Number,
    #[serde(default, deserialize_with = "json::or_default")]
    title: Option<String>,
}

/// Fewest lines with times in a description that are a chapter list, as YouTube has it.
const FEWEST_CHAPTERS: usize = 3;

/// Reads the facts.
///
/// # Errors
///
/// [`ReadError::Json`] when it is no such file.
pub fn sidecar(json: &str) -> Result<SourceFacts, ReadError> {
    let info: Info = json::whole(json)?;
    let named: Vec<Chapter> = info
        .chapters
        .unwrap_or_default()
        .into_iter()
        .filter_map(|chapter| chapter_at(chapter.start_time.seconds()?, chapter.title.as_deref()?))
        .collect();
    let chapters =
        if named.is_empty() { described(info.description.as_deref().unwrap_or_default()) } else { named };
    let is_link = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    Ok(SourceFacts {
        title: info.title.as_deref().and_then(text::one_line),
        url: info
            .webpage_url
            .filter(is_link)
            .or_else(|| info.id.as_deref().and_then(super::segments::youtube_url)),
        channel: info.channel.or(info.uploader).as_deref().and_then(text::one_line),
        duration: info.duration.seconds(),
        chapters,
    })
}

fn chapter_at(start: Millis, title: &str) -> Option<Chapter> {
    Some(Chapter::new(ChapterStart::Time(start), text::one_line(title)?))
}

/// Chapters as authors write them into descriptions: lines like `0:46 Early Thinkers`, from 0:00 on, ascending.
fn described(description: &str) -> Vec<Chapter> {
    let mut chapters: Vec<(Millis, Chapter)> = Vec::new();
    for line in description.lines() {
        let line =
            line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '•' | '*'));
        let Some((stamp, title)) = line.split_once(char::is_whitespace) else { continue };
        let Some(start) = time::stamp(stamp.trim_end_matches([')', ']', '-', ':'])) else { continue };
        let title =
            title.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':'));
        let ascends = chapters.last().map_or(start == Millis(0), |(last, _)| *last < start);
        if ascends {
            chapters.extend(chapter_at(start, title).map(|chapter| (start, chapter)));
        }
    }
    if chapters.len() < FEWEST_CHAPTERS {
        return Vec::new();
    }
    chapters.into_iter().map(|(_, chapter)| chapter).collect()
}

impl SourceFacts {
    /// Adds the facts to a source; what they know replaces what the transcript said.
    pub fn apply(self, source: &mut Source) {
        source.title = self.title.or(source.title.take());
        source.url = self.url.or(source.url.take());
        source.channel = self.channel.or(source.channel.take());
        source.duration = self.duration.or(source.duration);
        if !self.chapters.is_empty() {
            source.chapters = self.chapters;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_yt_dlp_writes() {
        let facts = sidecar(r#"{"title":"A talk","webpage_url":"javascript:alert(1)","channel":"C","duration":61.5,"chapters":[{"start_time":0.0,"title":"One"},{"start_time":30,"title":"Two"}]}"#).unwrap();
        assert_eq!(facts.url, None);
        assert_eq!(facts.duration, Some(Millis(61_500)));
        assert_eq!(facts.chapters.len(), 2);
    }

    #[test]
    fn finds_chapters_in_a_description() {
        let facts = sidecar(
            r#"{"description":"Hello\n0:00 Start\n0:46 - Early Thinkers\n(1:02:03) End\nat 5:00 we eat"}"#,
        )
        .unwrap();
        let titles: Vec<&str> = facts.chapters.iter().map(|chapter| chapter.title.as_str()).collect();
        assert_eq!(titles, ["Start", "Early Thinkers", "End"]);
        assert!(sidecar(r#"{"description":"0:00 Start\n0:46 x"}"#).unwrap().chapters.is_empty());
    }
}
