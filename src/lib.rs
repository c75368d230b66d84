//! Study material from transcripts of talks.
pub mod restore;
