//! The gate: what may be written. Every rule is one function with an id and a reason; the ids are
//! those of the published criteria (C for cards, M for multiple choice, D for discussion).

pub(crate) mod card_rules;
pub(crate) mod quiz;

/// A rule of the gate over items of type `T`.
pub(crate) struct Rule<T: 'static> {
    /// Id in the criteria, for instance `C7`.
    pub(crate) id: &'static str,
    /// Returns why the item must not be written, or `None` when it may.
    pub(crate) check: fn(&T) -> Option<String>,
}

/// The first rule that refuses the item, with its reason.
pub(crate) fn refuse<T>(rules: &[Rule<T>], item: &T) -> Option<(&'static str, String)> {
    rules.iter().find_map(|rule| Some((rule.id, (rule.check)(item)?)))
}
