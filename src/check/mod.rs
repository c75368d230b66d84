//! Looks at what is written already: whether it holds against the transcript, and whether anyone's
//! cards are good ones.

mod deck;
mod field;
pub mod lint;
mod package;
pub mod verify;
