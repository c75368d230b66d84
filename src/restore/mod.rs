//! Gives back what captions lost: sentences, questions, case, turns and speakers.

mod script;

pub use script::{Role, Script, Sentence, SentenceKind, Speaker, Token, Turn};
