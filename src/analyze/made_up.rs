//! People who are nobody: Alice and Bob send one another money in every talk about keys.

use super::stems::stem;

/// Who stands for anybody where Alice and Bob both do.
const NOBODY: [&str; 8] = ["alice", "bob", "carol", "charlie", "dave", "eve", "mallory", "trent"];

/// The names, in small letters, of those who are made up in a talk of which it is told whether it says a stem.
pub(crate) fn made_up(says: impl Fn(&str) -> bool) -> &'static [&'static str] {
    let both = says(&stem("alice")) && says(&stem("bob"));
    if both { &NOBODY } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_alone_is_somebody() {
        assert!(made_up(|said| said == stem("alice")).is_empty());
        assert!(made_up(|said| said == stem("alice") || said == stem("bob")).contains(&"carol"));
    }
}
