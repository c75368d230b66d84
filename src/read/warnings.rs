//! Collects warnings, and sums up when a file has thousands of the same kind.

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;

/// How many warnings of one kind are told one by one: more than a person reads.
const LIMIT: usize = 50;

/// Warnings in the making.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    list: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, usize>,
}

impl Warnings {
    /// Adds a warning, unless there are enough of its kind.
    pub(super) fn push(&mut self, warning: Diagnostic) {
        let count = self.counts.entry(warning.code).or_default();
        *count += 1;
        if *count <= LIMIT {
            self.list.push(warning);
        }
    }

    /// The warnings by place, those about the whole file last.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|warning| warning.span.as_ref().map_or(usize::MAX, |span| span.start));
        for (code, count) in self.counts {
            if let Some(more @ 1..) = count.checked_sub(LIMIT) {
                let places = if more == 1 { "place" } else { "places" };
                self.list
                    .push(Diagnostic::warning(code, format!("the same (`{code}`) in {more} more {places}")));
            }
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_up_beyond_the_limit() {
        let mut warnings = Warnings::default();
        for place in (0..1000).rev() {
            warnings.push(Diagnostic::warning("cue-time", "bad").at(place..place));
        }
        let list = warnings.finish();
        assert_eq!(list.len(), LIMIT + 1);
        assert_eq!(list[LIMIT].message, "the same (`cue-time`) in 950 more places");
    }
}
