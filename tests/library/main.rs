//! Many transcripts at once: in a folder, and in a stream.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod build;
#[path = "../crib/mod.rs"]
mod crib;
mod stream;
