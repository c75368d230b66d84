//! placeholder until branch read2 lands
use super::{ReadError, Source};
/// Facts.
#[derive(Debug)]
pub struct SourceFacts;
impl SourceFacts {
    /// Applies.
    pub fn apply(self, _: &mut Source) {}
}
/// Reads.
pub fn sidecar(_: &str) -> Result<SourceFacts, ReadError> {
    Ok(SourceFacts)
}
