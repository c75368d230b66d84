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
    let what =
        if error.kind() == io::ErrorKind::InvalidData { "it is not UTF-8".to_owned() } else { reason(error) };
    Problem::usage("config-read", format!("can't read the configuration `{}`: {what}", path.display()))
}

fn mistake(path: &Path, text: &str, error: &toml::de::Error) -> Problem {
    let message = error.message().lines().next().unwrap_or("this can't be read");
    let mut diagnostic = match unknown_key(message) {
        Some((key, help)) => {
            Diagnostic::error("config-key", format!("there is no setting `{key}`")).help(help)
        }
        None => Diagnostic::error("config", message.replace("a sequence", "a list")),
    };
    diagnostic.span = error.span();
    Problem { usage: true, diagnostic, place: None }.within(path.display().to_string(), text)
}

/// The key that is no setting, and the advice: the nearest setting, else all of them.
///
/// serde writes "unknown field `card-limit`, expected one of `format`, `title`, …".
fn unknown_key(message: &str) -> Option<(&str, String)> {
    let (written, expected) = message.strip_prefix("unknown field `")?.split_once('`')?;
    let keys: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let nearest = keys.iter().map(|key| (distance(written, key), *key)).min()?;
    let help = match nearest {
        (distance, key) if distance <= key.len() / 2 => format!("did you mean `{key}`?"),
        _ => format!("the settings are {}", keys.join(", ")),
    };
    Some((written, help))
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
        assert_eq!(unknown_key(message), Some(("max-card", "did you mean `max-cards`?".to_owned())));
        let message = "unknown field `zzzzzz`, expected one of `format`, `title`";
        assert_eq!(unknown_key(message), Some(("zzzzzz", "the settings are format, title".to_owned())));
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
