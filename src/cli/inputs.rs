//! Finds the transcripts that were named.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use glob::MatchOptions;

use super::problem::Problem;
use super::settings::Settings;
use super::write::reason;
use crate::render::slug;

/// The most bytes that are read from one input: a day of talk in the most wordy format, the indented JSON of AWS
/// Transcribe, with 300 bytes a word.
pub(super) const MAX_BYTES: u64 = 64 << 20;

/// A transcript that was named, or found in a folder.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// Where it is; `-` for standard input.
    pub(super) path: PathBuf,
    /// The folder or the pattern that was named, when this was found by one. They may give other things,
    /// too, which are passed over.
    pub(super) found_by: Option<PathBuf>,
}

impl Input {
    /// A file or standard input.
    pub(super) fn one(path: &Path) -> Result<Self, Problem> {
        if path.is_dir() {
            return Err(Problem::usage("input-folder", format!("`{}` is a folder", path.display()))
                .help("`crib build` takes folders"));
        }
        Ok(Self { path: path.to_owned(), found_by: None })
    }

    pub(super) fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    /// Its name in messages.
    pub(super) fn name(&self) -> String {
        if self.is_stdin() { "<stdin>".to_owned() } else { self.path.display().to_string() }
    }

    /// The file name without its folder, `-` for standard input.
    pub(super) fn file(&self) -> String {
        self.path.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// The name of the folder that `crib build` writes for it alone.
    pub(super) fn slug(&self, settings: &Settings) -> String {
        match self.path.file_stem() {
            Some(stem) if !self.is_stdin() => slug(&stem.to_string_lossy()),
            _ => settings.stdin_slug(),
        }
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let read = if self.is_stdin() {
            io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)
        } else {
            std::fs::File::open(&self.path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        };
        match read {
            Ok(length) if length as u64 > MAX_BYTES => {
                Err(Problem::input("too-large", format!("`{}` has more than 64 MiB", self.name())))
            }
            Ok(_) => Ok(bytes),
            Err(error) => {
                Err(Problem::input("read", format!("can't read `{}`: {}", self.name(), reason(&error))))
            }
        }
    }
}

/// All inputs, folders and patterns replaced by the files that they stand for, by name. One that stands for
/// nothing is a problem of its own, and the rest is done.
pub(super) fn expand(paths: &[PathBuf]) -> Result<Vec<Result<Input, Problem>>, Problem> {
    if paths.iter().filter(|path| *path == Path::new("-")).count() > 1 {
        return Err(Problem::usage("stdin", "standard input can be read once, and `-` is given more often"));
    }
    let mut inputs = Vec::new();
    for path in paths {
        let found = if path.is_dir() {
            files(path)
        } else if let Some(pattern) = pattern(path) {
            matches(pattern)
        } else {
            inputs.push(Ok(Input { path: path.clone(), found_by: None }));
            continue;
        };
        match found {
            Ok(files) if files.is_empty() => inputs.push(Err(no_transcripts(path))),
            Ok(files) => {
                let found = files.into_iter().map(|file| Input { path: file, found_by: Some(path.clone()) });
                inputs.extend(found.map(Ok));
            }
            Err((folder, error)) => inputs.push(Err(Problem::input(
                "read",
                format!("can't read the folder `{}`: {}", folder.display(), reason(&error)),
            ))),
        }
    }
    Ok(inputs)
}

/// The problem of a folder or a pattern with nothing in it for us.
pub(super) fn no_transcripts(found_by: &Path) -> Problem {
    if pattern(found_by).is_some() {
        let message = format!("no transcript matches `{}`", found_by.display());
        return Problem::input("no-match", message)
            .help("`*` is any part of a name, and `**` stands for folders in folders");
    }
    let message = format!("there is no transcript in the folder `{}`", found_by.display());
    Problem::input("no-transcripts", message)
        .help("its subfolders are not searched: name them one by one, or as a pattern like 'talks/**/*.vtt'")
}

/// The pattern that a path is where the shell put no names in its place: it was quoted, or the shell doesn't.
/// A file whose name has such marks in it, as those of yt-dlp have, is that file.
fn pattern(path: &Path) -> Option<&str> {
    let text = path.to_str().filter(|text| text.contains(['*', '?', '[']))?;
    (path.symlink_metadata().is_err() && glob::Pattern::new(text).is_ok()).then_some(text)
}

/// A folder that can't be listed, and why.
type Unlisted = (PathBuf, io::Error);

/// The files that match a pattern, by name.
fn matches(pattern: &str) -> Result<Vec<PathBuf>, Unlisted> {
    let options = MatchOptions {
        case_sensitive: cfg!(not(windows)),
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let found = glob::glob_with(pattern, options).map_err(|error| {
        (PathBuf::from(pattern), io::Error::new(io::ErrorKind::InvalidInput, error.to_string()))
    })?;
    let mut files = Vec::new();
    for path in found {
        let path = path.map_err(|error| (error.path().to_owned(), error.into()))?;
        if may_be_transcript(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The files of a folder that may be transcripts, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Unlisted> {
    let unlisted = |error| (folder.to_owned(), error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unlisted)? {
        let path = entry.map_err(unlisted)?.path();
        if may_be_transcript(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether it is a file, not hidden, and not known by its name to be something else. Whether it really is a
/// transcript is seen when it is read.
fn may_be_transcript(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_other = name.starts_with('.') || name.ends_with(".info.json") || name == "crib.toml";
    // What can't be looked at, such as a link to nothing, is told when it is read.
    !is_other && path.metadata().map_or(true, |found| found.is_file())
}
