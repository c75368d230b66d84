//! Gives captions back what they lost.
pub mod model;
