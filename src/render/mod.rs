//! Files, through templates.

pub mod context;
pub mod link;
pub mod markdown;
pub mod slug;

pub use context::{Context, Facts};
