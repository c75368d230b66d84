//! Turns the transcript of a talk into study material.
//!
//! The pipeline, one folder a stage, data in one direction:
//!
//! 1. [`read`]: bytes of any transcript format to a [`read::Transcript`].
//! 2. [`restore`]: captions to a [`restore::Script`] with sentences, turns and speakers.

pub mod diagnostics;
pub mod read;
pub mod restore;
