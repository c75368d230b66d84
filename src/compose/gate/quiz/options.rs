//! What options look like: their number, kind, length and words, and whether their form tells the key.

use std::collections::BTreeSet;

use super::{Checked, content, words};

/// M18: three to five options, all different.
pub(super) fn has_the_wrong_options(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let different: BTreeSet<String> = options.iter().map(|option| option.to_lowercase()).collect();
    (!(3..=5).contains(&options.len()) || different.len() < options.len())
        .then(|| "there must be three to five different options".to_owned())
}

/// M11: the other options are of the kind of the key: numbers of about its size, phrases of about its length.
pub(super) fn has_an_option_of_another_kind(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let right = options[key];
    let odd = options.iter().find(|option| match (number(option), number(right)) {
        (Some(one), Some(other)) if one > 0.0 && other > 0.0 => (one / other).max(other / one) > 20.0,
        (None, None) => option.split(' ').count().abs_diff(right.split(' ').count()) > 2,
        (one, other) => one.is_some() != other.is_some(),
    })?;
    Some(format!("“{odd}” is of another kind than the key"))
}

/// M20: options are short phrases.
pub(super) fn has_long_options(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let long =
        options.iter().find(|option| option.split(' ').count() > 12 || option.chars().count() >= 120)?;
    Some(format!("the option “{long}” is no short phrase"))
}

/// M1: a long key gives itself away when every distractor is much shorter (SAQUET).
pub(super) fn has_the_longest_key(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let length = |option: &str| option.chars().count() as f64;
    let longest = options
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != key)
        .map(|(_, option)| length(option))
        .fold(0.0, f64::max);
    (length(options[key]) > 12.0 && longest < 0.7 * length(options[key]))
        .then(|| "the key is much longer than the other options".to_owned())
}

/// M2: no option speaks about the others.
pub(super) fn has_catch_all_options(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let catch_all = ["all of the above", "none of the above", "both", "it depends"];
    let found = options
        .iter()
        .find(|option| catch_all.iter().any(|phrase| option.to_lowercase().contains(phrase)))?;
    Some(format!("the option “{found}” speaks about the others"))
}

/// M3: absolute words are seldom right, and test-wise people know it.
pub(super) fn has_absolute_options(item: &Checked) -> Option<String> {
    const ABSOLUTE: [&str; 8] =
        ["absolutely", "all", "always", "completely", "definitely", "never", "none", "totally"];
    let (options, _) = item.choices()?;
    let found =
        options.iter().find(|option| words(option).iter().any(|word| ABSOLUTE.contains(&word.as_str())))?;
    Some(format!("the option “{found}” is absolute"))
}

/// M4: vague words of frequency and degree mean something else to everybody.
pub(super) fn has_vague_options(item: &Checked) -> Option<String> {
    const VAGUE: [&str; 12] = [
        "frequently",
        "generally",
        "nearly",
        "occasionally",
        "often",
        "partly",
        "periodically",
        "rarely",
        "regularly",
        "seldom",
        "sometimes",
        "usually",
    ];
    let (options, _) = item.choices()?;
    let found =
        options.iter().find(|option| words(option).iter().any(|word| VAGUE.contains(&word.as_str())))?;
    Some(format!("the option “{found}” is vague"))
}

/// M9: no option is made of others.
pub(super) fn combines_options(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let texts: Vec<String> = options.iter().map(|option| words(option).join(" ")).collect();
    let parts =
        |option: &str| option.split(" and ").filter(|part| texts.iter().any(|text| text == part)).count();
    let found = texts.iter().find(|option| option.contains(" and ") && parts(option) > 0)?;
    Some(format!("the option “{found}” is made of others"))
}

/// M10: numbers stand in ascending order; the key comes first until the options are ordered.
pub(super) fn is_out_of_order(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let numbers: Vec<f64> = options.iter().filter_map(|option| number(option)).collect();
    (key > 0 && numbers.len() == options.len() && !numbers.is_sorted())
        .then(|| "the numbers aren't in order".to_owned())
}

/// M15: the key doesn't share words with several others that share none among themselves.
pub(super) fn converges_on_the_key(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let sets: Vec<BTreeSet<String>> = options.iter().map(|option| content(option)).collect();
    let shared = |at: usize| {
        sets.iter().enumerate().filter(|(other, set)| *other != at && !set.is_disjoint(&sets[at])).count()
    };
    let most = (0..sets.len()).filter(|&at| at != key).map(shared).max().unwrap_or(0);
    (shared(key) > 1 && shared(key) > most).then(|| "the other options are all like the key".to_owned())
}

/// M16: what the key is, number, percentage, amount or abbreviation, the others are, too.
pub(super) fn has_a_logical_cue(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let form = |text: &str| {
        let digits = text.chars().any(|c| c.is_ascii_digit());
        (
            digits,
            text.contains('%'),
            text.contains(['$', '€', '£']),
            text.starts_with(char::is_uppercase),
            text.chars().skip(1).any(char::is_uppercase),
        )
    };
    let alone =
        options.iter().enumerate().all(|(at, option)| at == key || form(option) != form(options[key]));
    alone.then(|| "only the key has its form".to_owned())
}

/// The number an option begins with, its currency left out.
fn number(text: &str) -> Option<f64> {
    let text = text.trim_start_matches(['$', '€', '£']).replace(',', "");
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.trim_end_matches('.').parse().ok()
}

/// M8: no true or false, yes or no.
pub(super) fn is_true_or_false(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let found = options
        .iter()
        .find(|option| ["true", "false", "yes", "no"].contains(&option.to_lowercase().as_str()))?;
    Some(format!("“{found}” is an option"))
}

/// M12: every option fits the article before the gap, and all are of one number.
pub(super) fn has_a_grammatical_cue(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let article = item
        .stem
        .split("(…)")
        .next()
        .and_then(|before| before.split_whitespace().last())
        .unwrap_or("")
        .to_lowercase();
    let vowel = |option: &str| option.starts_with(|c: char| "aeiouAEIOU".contains(c));
    let odd = options
        .iter()
        .find(|option| (article == "a" && vowel(option)) || (article == "an" && !vowel(option)))?;
    Some(format!("“{odd}” doesn't follow “{article}”"))
}
