//! Writes results. Nothing is ever left half-written.

use std::io::{self, Write as _};
use std::path::Path;

use super::problem::Problem;
use super::report::printable;

/// Writes a result to a file, or to standard output without one. A reader that went away has what
/// it wanted: that is no error.
pub(super) fn result(output: Option<&Path>, content: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), Problem> {
    match output.filter(|path| *path != Path::new("-")) {
        Some(path) => file(path, content),
        None => stdout(content.as_ref()),
    }
}

/// Writes lines for a person to standard output.
pub(super) fn lines(lines: &[String]) -> Result<(), Problem> {
    let text: String = lines.iter().map(|line| printable(line) + "\n").collect();
    stdout(text.as_bytes())
}

fn stdout(content: &[u8]) -> Result<(), Problem> {
    piece(content).map(drop)
}

/// Writes a piece of a long result to standard output; tells whether there still is a reader.
pub(super) fn piece(content: &[u8]) -> Result<bool, Problem> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(content).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => {
            Err(Problem::input("write", format!("can't write to standard output: {}", reason(&error))))
        }
        Ok(()) => Ok(true),
    }
}

/// Makes a folder and what is above it.
pub(super) fn folder(path: &Path) -> Result<(), Problem> {
    std::fs::create_dir_all(path).map_err(|error| {
        Problem::input("write", format!("can't make the folder `{}`: {}", path.display(), reason(&error)))
    })
}

/// Writes a file in one step: readers see the old one or the new one.
pub(super) fn file(path: &Path, content: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), Problem> {
    replace(path, content.as_ref()).map_err(|error| {
        Problem::input("write", format!("can't write `{}`: {}", path.display(), reason(&error)))
    })
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // What a link points to is replaced, not the link; a device can't be replaced.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        let mut device = std::fs::OpenOptions::new().write(true).open(path)?;
        return device.write_all(content).and_then(|()| device.flush());
    }
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut temporary = builder().tempfile_in(folder)?;
    temporary.write_all(content)?;
    temporary.flush()?;
    temporary.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}

/// Temporary files are for their owner alone unless told otherwise; the system's mask still counts.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".crib-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

/// The system's reason, without Rust's number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    // tempfile adds the path, which the message has already.
    let text = text.split(" at path ").next().unwrap_or(text);
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
