//! Numbers as options: which are alike, and which can be reckoned.

/// Whether a percentage is what two numbers beside it come to: "505.4 of 7,100 and 7.1%".
pub(super) fn is_reckoned(key: &str, visible: &str) -> bool {
    const EXACT: f64 = 0.03;
    let share = key.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
    let numbers: Vec<f64> = visible.split_whitespace().filter_map(first_number).collect();
    let comes_to = |a: f64, b: f64, share: f64| {
        // "505.4 billion of 7.1 trillion": the units are words.
        let (percent, thousandth) = (100.0 * a / b, 0.1 * a / b);
        [percent, thousandth].into_iter().any(|found| (found / share - 1.0).abs() < EXACT)
    };
    share.is_some_and(|share| numbers.iter().any(|&a| numbers.iter().any(|&b| comes_to(a, b, share))))
}

/// The number that a word is: "€505.4" is 505.4.
fn first_number(word: &str) -> Option<f64> {
    let number: String = word.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    number.trim_end_matches('.').parse().ok().filter(|value| *value > 0.0)
}

/// Numbers of the same form (percent, money, years, plain) and unit, and within a factor of six, or years within thirty: who hears
/// "1.8 billion" and "2.5 million" has to know nothing of the talk to tell which a company earned.
pub(super) fn alike(key: &str, other: &str) -> bool {
    const NEAR: f64 = 6.0;
    const YEARS: f64 = 30.0;
    const MAGNITUDES: [&str; 5] = ["hundred", "thousand", "million", "billion", "trillion"];
    let form = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let year = text.len() == 4 && digits.len() == 4 && (text.starts_with('1') || text.starts_with("20"));
        let words: Vec<String> = text.to_lowercase().split(' ').map(str::to_owned).collect();
        // "64k", "1.8 billion", "two million"; "twenty five" has none.
        let in_words = digits.is_empty();
        let letters: String = words[0].chars().filter(|c| c.is_alphabetic() && !in_words).collect();
        let unit = words[1..].last().filter(|word| !in_words || MAGNITUDES.contains(&word.as_str())).cloned();
        let money = text.contains(['$', '€', '£']);
        (text.contains('%'), money, year, in_words, letters, unit, words.len())
    };
    let value = |text: &str| first_number(text.split(' ').next()?);
    let is_year = form(key).2;
    let near = match (value(key), value(other)) {
        (Some(a), Some(b)) if is_year => a.total_cmp(&b).is_ne() && (a - b).abs() <= YEARS,
        (Some(a), Some(b)) => a.total_cmp(&b).is_ne() && (a / b).max(b / a) <= NEAR,
        _ => true,
    };
    form(key) == form(other) && near && key.to_lowercase() != other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_numbers_of_one_form() {
        assert!(alike("1819", "1841"));
        assert!(alike("97%", "17%"));
        assert!(!alike("97%", "17"));
        assert!(!alike("1819", "24"));
        assert!(!alike("$5", "$5"));
        assert!(alike("1.8 billion", "2.5 Billion"));
        assert!(!alike("1.8 billion", "2.5 million"));
        assert!(!alike("1.8 billion", "20 billion"));
        assert!(!alike("1934", "1996"));
        assert!(!alike("128", "64k"));
        assert!(alike("twenty five", "thirty two") && !alike("two million", "two billion"));
    }

    #[test]
    fn knows_what_can_be_reckoned() {
        assert!(is_reckoned(
            "7.1%",
            "They sold for €7.1 trillion and earned €505.4 billion, or profitability."
        ));
        assert!(is_reckoned("25%", "Of 40 towers 10 fell, of all."));
        assert!(!is_reckoned(
            "15%",
            "They sold for €7.1 trillion and earned €505.4 billion, or profitability."
        ));
        assert!(!is_reckoned("10", "Of 40 towers 10 fell."));
    }
}
