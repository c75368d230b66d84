//! The lines of a stream, one at a time, none of them without end.

use std::io::{self, BufRead, Read as _};

use super::write::reason;

/// A line that has something in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    pub(super) content: Content,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    Bytes(Vec<u8>),
    /// There is more than may be held; it was read past.
    TooLong,
    /// The stream can't be read any further, and why.
    Broken(String),
}

/// Gives the lines of `source`; empty ones are left out, and none is longer than `most` bytes.
pub(super) struct Lines<R> {
    source: R,
    most: u64,
    number: usize,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(source: R, most: u64) -> Self {
        Self { source, most, number: 0, ended: false }
    }

    /// The next line; without bytes at the end.
    fn read(&mut self) -> io::Result<Content> {
        let mut bytes = Vec::new();
        let length = self.source.by_ref().take(self.most + 1).read_until(b'\n', &mut bytes)? as u64;
        self.number += 1;
        self.ended = length == 0;
        if length > self.most && bytes.last() != Some(&b'\n') {
            self.source.skip_until(b'\n')?;
            return Ok(Content::TooLong);
        }
        // Some programs begin what they write with a mark of its encoding.
        let mark = if self.number == 1 && bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        Ok(Content::Bytes(bytes.split_off(mark)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.ended {
            let content = self.read().unwrap_or_else(|error| {
                self.ended = true;
                self.number += 1;
                Content::Broken(reason(&error))
            });
            if !matches!(&content, Content::Bytes(bytes) if bytes.trim_ascii().is_empty()) {
                return Some(Line { number: self.number, content });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(usize, Option<String>)> {
        let text_of = |line: Line| match line.content {
            Content::Bytes(bytes) => (line.number, Some(String::from_utf8(bytes).unwrap())),
            Content::TooLong | Content::Broken(_) => (line.number, None),
        };
        Lines::new(text, 5).map(text_of).collect()
    }

    #[test]
    fn leaves_out_empty_lines_and_counts_them() {
        let one = |number, text: &str| (number, Some(text.to_owned()));
        assert_eq!(lines(b"\xef\xbb\xbfa\n\n \r\nb\r\nc"), [one(1, "a\n"), one(4, "b\r\n"), one(5, "c")]);
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"\n\n"), []);
    }

    #[test]
    fn holds_no_line_that_is_too_long() {
        let kept = |number, text: &str| (number, Some(text.to_owned()));
        assert_eq!(
            lines(b"12345\n123456\nx\n1234567890"),
            [kept(1, "12345\n"), (2, None), kept(3, "x\n"), (4, None)]
        );
        assert_eq!(lines(b"12345"), [kept(1, "12345")]);
        assert_eq!(lines(b"123456"), [(1, None)]);
    }

    #[test]
    fn ends_where_it_can_not_be_read_any_further() {
        struct Broken;
        impl io::Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::new(io::ErrorKind::TimedOut, "Timed out"))
            }
        }
        let source = io::BufReader::new(io::Read::chain(b"a\nb".as_slice(), Broken));
        let mut lines = Lines::new(source, 5);
        assert_eq!(lines.next().unwrap().content, Content::Bytes(b"a\n".to_vec()));
        assert_eq!(lines.next(), Some(Line { number: 2, content: Content::Broken("timed out".to_owned()) }));
        assert_eq!(lines.next(), None);
    }
}
