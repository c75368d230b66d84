//! Turns the transcript of a talk into study material.
//!
//! The pipeline, one folder a stage, data in one direction:
//!
//! 1. [`read`]: bytes of any transcript format to a [`read::Transcript`].
//! 2. [`restore`]: captions to a [`restore::Script`] with sentences, turns and speakers.
//! 3. [`analyze`]: the script's topics and key passages, a [`analyze::Analysis`].
//! 4. [`compose`]: study items that pass the gate, a [`compose::StudySet`].
//! 5. [`render`]: files, through templates.

pub mod analyze;
pub mod check;
pub mod cli;
pub mod compose;
pub mod diagnostics;
pub mod language;
mod network;
pub mod read;
pub mod render;
pub mod restore;
