//! The `.info.json` that yt-dlp writes beside a transcript.

use std::path::{Path, PathBuf};

use super::inputs::Input;
use super::write::reason;
use crate::diagnostics::Diagnostic;
use crate::read::{self, Transcript};

/// Adds title, link and chapters of the `.info.json` that yt-dlp writes beside a transcript.
pub(super) fn apply(input: &Input, transcript: &mut Transcript) -> Option<Diagnostic> {
    let path = find(input)?;
    let unusable = |why: String| {
        Diagnostic::warning("sidecar", format!("`{}` can't be used: {why}", path.display()))
            .help("title, link and chapters are missing; give them by `--title` and `--url`")
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => match read::sidecar(&text) {
            Ok(facts) => {
                facts.apply(&mut transcript.source);
                None
            }
            Err(error) => Some(unusable(error.to_string())),
        },
        Err(error) => Some(unusable(reason(&error))),
    }
}

/// The file with the facts about an input, if there is one.
pub(super) fn find(input: &Input) -> Option<PathBuf> {
    sidecars(&input.path).into_iter().find(|path| path.is_file())
}

/// The names under which the facts beside a file may be: yt-dlp writes `talk.en.vtt` and
/// `talk.info.json`.
fn sidecars(path: &Path) -> Vec<PathBuf> {
    let mut name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut names = Vec::new();
    for _ in 0..2 {
        let Some((stem, _)) = name.rsplit_once('.') else { break };
        if stem.is_empty() {
            break;
        }
        name = stem.to_owned();
        names.push(path.with_file_name(format!("{name}.info.json")));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_for_facts_under_both_names() {
        let names = sidecars(Path::new("a/talk.en.vtt"));
        assert_eq!(names, [Path::new("a/talk.en.info.json"), Path::new("a/talk.info.json")]);
        assert_eq!(sidecars(Path::new("talk")), Vec::<PathBuf>::new());
    }
}
