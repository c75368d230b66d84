//! Reads `crib.toml`.

use std::io;
use std::path::{Path, PathBuf};

use super::layer::Layer;
use super::problem::Problem;
use super::write::reason;
use crate::diagnostics::Diagnostic;

/// The name under which the configuration is looked for.
const NAME: &str = "crib.toml";

/// The configuration that holds for an input: the one that was named, else the one in the current
/// folder, else the one beside the input.
pub(super) fn find(named: Option<&Path>, input: &Path) -> Option<PathBuf> {
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    let folder = if input.is_dir() { Some(input) } else { input.parent() };
    let beside = folder.map(|folder| folder.join(NAME));
    [Some(PathBuf::from(NAME)), beside].into_iter().flatten().find(|path| path.exists())
}

/// Reads a configuration. Folders in it are relative to the file.
pub(super) fn load(path: &Path) -> Result<Layer, Problem> {
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut layer: Layer = toml::from_str(text).map_err(|error| mistake(path, text, &error))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    layer.templates = layer.templates.map(|templates| folder.join(templates));
    layer.output = layer.output.map(|output| folder.join(output));
    Ok(layer)
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let what = if error.kind() == io::ErrorKind::InvalidData { "it is not UTF-8".to_owned() } else { reason(error) };
    Problem::usage("config-read", format!("can't read the configuration `{}`: {what}", path.display()))
}

fn mistake(path: &Path, text: &str, error: &toml::de::Error) -> Problem {
    let message = error.message().lines().next().unwrap_or("this can't be read");
    let mut diagnostic = Diagnostic::error("config", message.to_owned());
    diagnostic.span = error.span();
    diagnostic.help = suggestion(message);
    Problem { usage: true, diagnostic, place: None }.within(path.display().to_string(), text)
}

/// The expected key that is nearest to the one that was written.
///
/// serde writes "unknown field `card-limit`, expected one of `format`, `title`, …".
fn suggestion(message: &str) -> Option<String> {
    let (written, expected) = message.strip_prefix("unknown field `")?.split_once('`')?;
    let keys = expected.split('`').skip(1).step_by(2);
    let (distance, key) = keys.map(|key| (distance(written, key), key)).min()?;
    (distance <= written.len().div_ceil(2)).then(|| format!("did you mean `{key}`?"))
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_the_nearest_key() {
        let message = "unknown field `max-card`, expected one of `format`, `max-cards`, `min-score`";
        assert_eq!(suggestion(message).as_deref(), Some("did you mean `max-cards`?"));
        assert_eq!(suggestion("unknown field `zzzzzz`, expected one of `format`, `title`"), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
