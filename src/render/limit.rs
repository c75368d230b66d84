//! The text of one rendered file, up to a limit.

use std::io;

/// A hundred times what a day of talk renders to.
const MAX_BYTES: usize = 64 << 20;

/// Collects output and fails when there is too much of it.
#[derive(Debug, Default)]
pub(super) struct LimitedWriter {
    bytes: Vec<u8>,
    full: bool,
}

impl LimitedWriter {
    pub(super) const MESSAGE: &str = "the template writes more than 64 MiB";

    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    pub(super) fn into_text(self) -> String {
        String::from_utf8(self.bytes).expect("the engine writes whole strings")
    }
}

impl io::Write for LimitedWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_BYTES {
            self.full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
