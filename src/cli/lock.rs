//! The `cards.lock.json` beside a package.

use std::io;
use std::path::{Path, PathBuf};

use super::problem::Problem;
use super::write::reason;
use crate::diagnostics::Diagnostic;
use crate::render::lock::{Changes, Lock};
use crate::render::{Note, OnMatch, apkg};

/// The lock of a package: `cards.lock.json` of `cards.apkg`.
pub(super) fn beside(package: &Path) -> PathBuf {
    package.with_extension("lock.json")
}

/// Reads a lock; without the file nothing is known.
pub(super) fn load(path: &Path) -> Result<Lock, Problem> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        // A folder that is a file is told when it is written.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Lock::default());
        }
        Err(error) => {
            let message = format!("can't read `{}`: {}", path.display(), reason(&error));
            return Err(Problem::input("lock", message));
        }
    };
    Lock::parse(&text).map_err(|error| {
        let message = format!("`{}` can't be used: {error}", path.display());
        Problem::input("lock", message).help(
            "bring back an older copy of it; without the file, changed cards are no longer updated by \
             the package until they have changed once more",
        )
    })
}

/// Packs notes after the lock took them over.
pub(super) fn package(notes: &[Note], lock: &mut Lock, on_match: OnMatch) -> Result<Vec<u8>, Problem> {
    lock.settle(notes, on_match);
    apkg::package(notes, lock)
        .map_err(|error| Problem::input("package", format!("can't make the package for Anki: {error}")))
}

/// What is told about cards that are gone: nothing goes silently.
pub(super) fn gone(changes: &Changes) -> Vec<Diagnostic> {
    let told = changes.gone.iter().map(|card| {
        let message = format!("the card `{}` is no longer made", card.front);
        Diagnostic::warning("card-gone", message)
            .help(format!("Anki keeps it until you delete it; search there for `Id:{}`", card.guid))
    });
    told.collect()
}
