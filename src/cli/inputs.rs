//! Finds the transcripts that were named.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::problem::Problem;
use super::settings::Settings;
use super::write::reason;
use crate::render::slug;

/// The most bytes that are read from one input: a day of talk in the most wordy format, the indented JSON of AWS
/// Transcribe, with 300 bytes a word.
const MAX_BYTES: u64 = 64 << 20;

/// A transcript that was named, or found in a folder.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// Where it is; `-` for standard input.
    pub(super) path: PathBuf,
    /// The folder that was named, when this was found in one. Such a folder may hold other things,
    /// which are passed over.
    pub(super) folder: Option<PathBuf>,
}

impl Input {
    /// A file or standard input.
    pub(super) fn one(path: &Path) -> Result<Self, Problem> {
        if path.is_dir() {
            return Err(Problem::usage("input-folder", format!("`{}` is a folder", path.display()))
                .help("`crib build` takes folders"));
        }
        Ok(Self { path: path.to_owned(), folder: None })
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

/// All inputs, folders replaced by the files in them by name. A folder that can't be listed is a
/// problem of its own, and the rest is done.
pub(super) fn expand(paths: &[PathBuf]) -> Result<Vec<Result<Input, Problem>>, Problem> {
    if paths.iter().filter(|path| *path == Path::new("-")).count() > 1 {
        return Err(Problem::usage("stdin", "standard input can be read once, and `-` is given more often"));
    }
    let mut inputs = Vec::new();
    for path in paths {
        if path.is_dir() {
            match files(path) {
                Ok(files) if files.is_empty() => inputs.push(Err(no_transcripts(path))),
                Ok(files) => {
                    let found =
                        files.into_iter().map(|file| Input { path: file, folder: Some(path.clone()) });
                    inputs.extend(found.map(Ok));
                }
                Err(error) => inputs.push(Err(Problem::input(
                    "read",
                    format!("can't read the folder `{}`: {}", path.display(), reason(&error)),
                ))),
            }
        } else {
            inputs.push(Ok(Input { path: path.clone(), folder: None }));
        }
    }
    Ok(inputs)
}

/// The problem of a folder with nothing in it for us.
pub(super) fn no_transcripts(folder: &Path) -> Problem {
    Problem::input("no-transcripts", format!("there is no transcript in the folder `{}`", folder.display()))
        .help("its subfolders are not searched: name them one by one")
}

/// The files of a folder that may be transcripts, by name: no hidden ones and none that are known to
/// be something else. Whether the others are is seen when they are read.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let is_other = name.starts_with('.') || name.ends_with(".info.json") || name == "crib.toml";
        // What can't be looked at, such as a link to nothing, is told when it is read.
        let may_be_read = path.metadata().map_or(true, |found| found.is_file());
        if !is_other && may_be_read {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
