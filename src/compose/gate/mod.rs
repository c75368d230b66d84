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

/// A rule that a program often applies wrongly: an item that breaks it is written if it scores so much.
pub(crate) struct Doubt<T: 'static> {
    /// The rule.
    pub(crate) rule: Rule<T>,
    /// The score that such an item needs, 0 to 1.
    pub(crate) least: f64,
}

/// The first rule that refuses an item of this score, with its reason.
pub(crate) fn doubt<T>(doubts: &[Doubt<T>], item: &T, score: f64) -> Option<(&'static str, String)> {
    doubts.iter().filter(|doubt| score < doubt.least).find_map(|doubt| {
        let why = (doubt.rule.check)(item)?;
        let score = format!(", and its score {score:.2} is below {:.2}", doubt.least);
        Some((doubt.rule.id, if doubt.least.is_finite() { why + &score } else { why }))
    })
}

/// The first rule that refuses the item, with its reason.
pub(crate) fn refuse<T>(rules: &[Rule<T>], item: &T) -> Option<(&'static str, String)> {
    rules.iter().find_map(|rule| Some((rule.id, (rule.check)(item)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts_are_overcome_by_the_score() {
        let odd = Rule { id: "odd", check: |item: &u32| (item % 2 == 1).then(|| "it is odd".to_owned()) };
        let none = Rule { id: "none", check: |item: &u32| (*item == 0).then(|| "it is nothing".to_owned()) };
        let doubts = [Doubt { rule: odd, least: 0.3 }, Doubt { rule: none, least: f64::INFINITY }];
        let why = "it is odd, and its score 0.20 is below 0.30".to_owned();
        assert_eq!(doubt(&doubts, &1, 0.2), Some(("odd", why)));
        assert_eq!(doubt(&doubts, &1, 0.3), None);
        assert_eq!(doubt(&doubts, &2, 0.0), None);
        assert_eq!(doubt(&doubts, &0, 1.0), Some(("none", "it is nothing".to_owned())));
    }
}
