//! Decides what was talked about and what matters.

mod analysis;

pub use analysis::{Analysis, Passage, Topic, TopicKind};
