//! `build.json`: what the files of a talk were made from, so that `--resume` knows whether they still are that.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use blake3::Hasher;
use serde::{Deserialize, Serialize};

use super::inputs::Input;
use super::settings::Settings;
use super::sidecar;
use crate::render::{TalkEntry, to_json};

/// The version of the format.
const SCHEMA: u32 = 1;

/// Written after everything else, so that half a folder has none that fits.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stamp {
    schema: u32,
    /// Of everything that the files depend on.
    made_from: String,
    /// Every file that was written, with its digest.
    files: BTreeMap<String, String>,
    /// What a list of talks says of this one.
    pub(super) talk: TalkEntry,
}

impl Stamp {
    /// A stamp for files that are written by now.
    pub(super) fn new(made_from: String, files: &[(String, Vec<u8>)], talk: TalkEntry) -> Self {
        let files = files.iter().map(|(name, bytes)| (name.clone(), digest(bytes))).collect();
        Self { schema: SCHEMA, made_from, files, talk }
    }

    /// The text of the file.
    pub(super) fn to_json(&self) -> String {
        to_json(self)
    }

    /// The stamp at `path`, if the files beside it were made from the same and are as they were written.
    pub(super) fn up_to_date(path: &Path, made_from: &str) -> Option<Self> {
        // One of another version, or that somebody changed, says nothing that can be relied on.
        let stamp: Self = serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
        let is_as_written = |(name, written): (&String, &String)| {
            std::fs::read(path.with_file_name(name)).is_ok_and(|bytes| digest(&bytes) == *written)
        };
        let fits = stamp.schema == SCHEMA && stamp.made_from == made_from;
        (fits && stamp.files.iter().all(is_as_written)).then_some(stamp)
    }
}

/// A digest of everything that the files of an input depend on, beside the list of their cards.
pub(super) fn made_from(input: &Input, bytes: &[u8], settings: &str) -> String {
    let beside = sidecar::find(input).map(|path| std::fs::read(path).unwrap_or_default());
    let mut hasher = Hasher::new();
    let parts = [
        env!("CARGO_PKG_VERSION").as_bytes(),
        settings.as_bytes(),
        input.file().as_bytes(),
        bytes,
        // Nothing beside it is another thing than an empty file.
        if beside.is_some() { b"beside" } else { b"" },
        beside.as_deref().unwrap_or_default(),
    ]
    .map(digest);
    for part in parts {
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// A digest of the settings and of the person's templates.
pub(super) fn wishes(settings: &Settings) -> io::Result<String> {
    let mut hasher = Hasher::new();
    hasher.update(settings.wishes.as_bytes());
    if let Some(folder) = &settings.own_templates {
        for path in all_files(folder)? {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            hasher.update(digest(name.as_bytes()).as_bytes());
            hasher.update(digest(&std::fs::read(&path)?).as_bytes());
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// All files of a folder and the folders in it, by name: a template can include any of them.
fn all_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            // Links to folders could lead round in circles.
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            } else if entry.path().is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

fn digest(bytes: impl AsRef<[u8]>) -> String {
    blake3::hash(bytes.as_ref()).to_hex().to_string()
}
