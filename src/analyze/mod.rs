//! Decides what was talked about and what matters.

mod analysis;
mod stems;
pub(crate) mod tagger;

pub use analysis::{Analysis, Passage, Topic, TopicKind};
pub use stems::stem;
pub use tagger::Pos;
