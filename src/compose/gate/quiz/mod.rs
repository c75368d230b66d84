//! The rules for quiz items: M for multiple choice, D for discussion. What concerns the quiz as a whole
//! (M19, M21, D1, D2, D8, D10) is in `quiz_whole.rs`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Rule;
use crate::analyze::stem;
use crate::compose::clause::is_stop;
use crate::compose::study_set::{Form, QuizItem};
use crate::restore::Script;

/// An item with the text of its evidence.
pub(crate) struct Checked {
    stem: String,
    form: Form,
    evidence: String,
    /// What is said where each option is said, with who says it.
    said: Vec<String>,
    /// Who says the evidence.
    speaker: Option<String>,
    /// The words with meaning of every sentence of the talk, as stems.
    talk: Arc<Vec<BTreeSet<String>>>,
}

impl Checked {
    /// Looks at an item; `talk` has the words with meaning of every sentence, as stems.
    pub(crate) fn new(script: &Script, talk: Arc<Vec<BTreeSet<String>>>, item: &QuizItem) -> Self {
        let speaker = |at: usize| script.speaker_of(at).map(|speaker| speaker.name.clone());
        let passages = std::iter::once(&item.evidence).chain(&item.against);
        let texts: Vec<String> = passages
            .flat_map(|passage| passage.sentences.clone())
            .map(|sentence| script.sentences[sentence].text())
            .collect();
        let said = |at: usize| format!("{} {}", speaker(at).unwrap_or_default(), script.sentences[at].text());
        Self {
            stem: item.stem.clone(),
            form: item.form.clone(),
            evidence: texts.join(" "),
            said: match &item.form {
                Form::MultipleChoice { options, .. } => {
                    options.iter().map(|option| said(option.sentence)).collect()
                }
                _ => Vec::new(),
            },
            speaker: speaker(item.evidence.sentences.start),
            talk,
        }
    }

    /// The options and the index of the key.
    fn choices(&self) -> Option<(Vec<&str>, usize)> {
        match &self.form {
            Form::MultipleChoice { options, key } => {
                Some((options.iter().map(|option| option.text.as_str()).collect(), *key))
            }
            _ => None,
        }
    }

    /// The question without the statement that is quoted before or after it.
    fn asked(&self) -> &str {
        match (self.stem.split_once('“'), self.stem.rsplit_once('”')) {
            (Some((before, _)), _) if before.contains('?') => before,
            (_, Some((_, after))) if after.contains('?') => after,
            _ => &self.stem,
        }
    }

    /// Whether the speaker is what is asked for.
    fn asks_who(&self) -> bool {
        self.speaker.is_some() && self.speaker == self.form.key()
    }

    /// Whether it is open talk.
    fn is_discussion(&self) -> bool {
        matches!(self.form, Form::Discussion { .. })
    }
}

/// The rules, hardest first.
pub(crate) const RULES: [Rule<Checked>; 31] = [
    Rule { id: "M18", check: has_the_wrong_options },
    Rule { id: "M17", check: has_several_answers },
    Rule { id: "M17", check: is_said_of_an_option },
    Rule { id: "M22", check: has_no_proof },
    Rule { id: "D7", check: shows_its_key },
    Rule { id: "M20", check: has_long_options },
    Rule { id: "M1", check: has_the_longest_key },
    Rule { id: "M2", check: has_catch_all_options },
    Rule { id: "M3", check: has_absolute_options },
    Rule { id: "M4", check: has_vague_options },
    Rule { id: "M9", check: combines_options },
    Rule { id: "M10", check: is_out_of_order },
    Rule { id: "M11", check: has_an_option_of_another_kind },
    Rule { id: "M15", check: converges_on_the_key },
    Rule { id: "M16", check: has_a_logical_cue },
    Rule { id: "M5", check: asks_for_what_is_not },
    Rule { id: "M6", check: repeats_the_key },
    Rule { id: "M7", check: has_a_blank },
    Rule { id: "M8", check: is_true_or_false },
    Rule { id: "M12", check: has_a_grammatical_cue },
    Rule { id: "M13", check: has_no_focus },
    Rule { id: "M13", check: is_about_the_speaker },
    Rule { id: "M14", check: is_too_long },
    Rule { id: "M23", check: asks_what_is_stated },
    Rule { id: "D1", check: says_too_little_to_interpret },
    Rule { id: "D3", check: is_closed },
    Rule { id: "D4", check: quotes_nothing },
    Rule { id: "D5", check: judges },
    Rule { id: "D6", check: cannot_go_on },
    Rule { id: "D9", check: needs_a_screen },
    Rule { id: "D9", check: speaks_of_the_hour },
];

fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

fn content(text: &str) -> BTreeSet<String> {
    words(text).iter().filter(|word| !is_stop(word)).map(|word| stem(word)).collect()
}

/// M18: three to five options, all different.
fn has_the_wrong_options(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let different: BTreeSet<String> = options.iter().map(|option| option.to_lowercase()).collect();
    (!(3..=5).contains(&options.len()) || different.len() < options.len())
        .then(|| "there must be three to five different options".to_owned())
}

/// M17: no other option is said in the evidence, and none contains the key or is contained in it.
fn has_several_answers(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let evidence = format!(" {} ", words(&item.evidence).join(" "));
    let right = words(options[key]).join(" ");
    options.iter().enumerate().filter(|(at, _)| *at != key).find_map(|(_, option)| {
        let other = words(option).join(" ");
        let said = evidence.contains(&format!(" {other} "));
        let padded = |text: &str| format!(" {text} ");
        let inside = padded(&other).contains(&padded(&right)) || padded(&right).contains(&padded(&other));
        (said || inside).then(|| format!("“{option}” could be right, too"))
    })
}

/// M17: nowhere in the talk an option is said together with most of what the stem says.
fn is_said_of_an_option(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    if item.asks_who() {
        return None;
    }
    let shown = content(&item.stem);
    let most = (shown.len() / 2).max(3);
    options.iter().enumerate().filter(|(at, _)| *at != key).find_map(|(_, option)| {
        let words = content(option);
        let clash = |said: &&BTreeSet<String>| {
            !words.is_empty() && words.is_subset(said) && said.intersection(&shown).count() >= most
        };
        item.talk.iter().find(clash).map(|_| format!("the talk says much the same of “{option}”"))
    })
}

/// M11: the other options are of the kind of the key: numbers of about its size, phrases of about its length.
fn has_an_option_of_another_kind(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let right = options[key];
    let odd = options.iter().find(|option| match (number(option), number(right)) {
        (Some(one), Some(other)) if one > 0.0 && other > 0.0 => (one / other).max(other / one) > 20.0,
        (None, None) => option.split(' ').count().abs_diff(right.split(' ').count()) > 2,
        (one, other) => one.is_some() != other.is_some(),
    })?;
    Some(format!("“{odd}” is of another kind than the key"))
}

/// M22: the evidence says the key, and every other option is said where the leader is told it is.
fn has_no_proof(item: &Checked) -> Option<String> {
    let says = |text: &str, phrase: &str| {
        format!(" {} ", words(text).join(" ")).contains(&format!(" {} ", words(phrase).join(" ")))
    };
    if let Some(key) = item.form.key()
        && !item.asks_who()
        && !says(&item.evidence, &key)
    {
        return Some(format!("the evidence doesn't say “{key}”"));
    }
    let (options, key) = item.choices()?;
    let strange = (0..options.len())
        .find(|&at| at != key && item.said.get(at).is_some_and(|said| !says(said, options[at])))?;
    Some(format!("“{}” isn't said where it is told to be", options[strange]))
}

/// D7: the group's edition shows the stem, so the key can't stand there.
fn shows_its_key(item: &Checked) -> Option<String> {
    if matches!(item.form, Form::TrueFalse { .. }) {
        return None;
    }
    let key = item.form.key()?;
    let shown = format!(" {} ", words(&item.stem).join(" "));
    shown.contains(&format!(" {} ", words(&key).join(" "))).then(|| format!("the stem shows “{key}”"))
}

/// D1: what is interpreted says enough for more than one answer.
fn says_too_little_to_interpret(item: &Checked) -> Option<String> {
    (item.is_discussion() && content(&item.evidence).len() < 4)
        .then(|| "the passage says too little".to_owned())
}

/// D4: a discussion begins with words of the passage.
fn quotes_nothing(item: &Checked) -> Option<String> {
    let quotes: Vec<&str> = item
        .stem
        .split('“')
        .skip(1)
        .filter_map(|rest| rest.split_once('”'))
        .map(|(quote, _)| quote)
        .collect();
    let evidence = words(&item.evidence).join(" ");
    let said = |quote: &&str| evidence.contains(&words(quote).join(" "));
    (item.is_discussion() && (quotes.is_empty() || !quotes.iter().all(said)))
        .then(|| "the stem doesn't quote its passage".to_owned())
}

/// M20: options are short phrases.
fn has_long_options(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let long =
        options.iter().find(|option| option.split(' ').count() > 12 || option.chars().count() >= 120)?;
    Some(format!("the option “{long}” is no short phrase"))
}

/// M1: a long key gives itself away when every distractor is much shorter (SAQUET).
fn has_the_longest_key(item: &Checked) -> Option<String> {
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
fn has_catch_all_options(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let catch_all = ["all of the above", "none of the above", "both", "it depends"];
    let found = options
        .iter()
        .find(|option| catch_all.iter().any(|phrase| option.to_lowercase().contains(phrase)))?;
    Some(format!("the option “{found}” speaks about the others"))
}

/// M3: absolute words are seldom right, and test-wise people know it.
fn has_absolute_options(item: &Checked) -> Option<String> {
    const ABSOLUTE: [&str; 8] =
        ["absolutely", "all", "always", "completely", "definitely", "never", "none", "totally"];
    let (options, _) = item.choices()?;
    let found =
        options.iter().find(|option| words(option).iter().any(|word| ABSOLUTE.contains(&word.as_str())))?;
    Some(format!("the option “{found}” is absolute"))
}

/// M4: vague words of frequency and degree mean something else to everybody.
fn has_vague_options(item: &Checked) -> Option<String> {
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
fn combines_options(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let texts: Vec<String> = options.iter().map(|option| words(option).join(" ")).collect();
    let parts =
        |option: &str| option.split(" and ").filter(|part| texts.iter().any(|text| text == part)).count();
    let found = texts.iter().find(|option| option.contains(" and ") && parts(option) > 0)?;
    Some(format!("the option “{found}” is made of others"))
}

/// M10: numbers stand in ascending order; the key comes first until the options are ordered.
fn is_out_of_order(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let numbers: Vec<f64> = options.iter().filter_map(|option| number(option)).collect();
    (key > 0 && numbers.len() == options.len() && !numbers.is_sorted())
        .then(|| "the numbers aren't in order".to_owned())
}

/// M15: the key doesn't share words with several others that share none among themselves.
fn converges_on_the_key(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let sets: Vec<BTreeSet<String>> = options.iter().map(|option| content(option)).collect();
    let shared = |at: usize| {
        sets.iter().enumerate().filter(|(other, set)| *other != at && !set.is_disjoint(&sets[at])).count()
    };
    let most = (0..sets.len()).filter(|&at| at != key).map(shared).max().unwrap_or(0);
    (shared(key) > 1 && shared(key) > most).then(|| "the other options are all like the key".to_owned())
}

/// M16: what the key is, number, percentage, amount or abbreviation, the others are, too.
fn has_a_logical_cue(item: &Checked) -> Option<String> {
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

/// M5: what is asked for is true.
fn asks_for_what_is_not(item: &Checked) -> Option<String> {
    item.choices()?;
    let lead = words(item.asked());
    let found =
        lead.iter().find(|word| ["not", "except", "never", "incorrect", "false"].contains(&word.as_str()))?;
    Some(format!("the stem asks for what is “{found}”"))
}

/// M6: no word of the stem stands in the key and in no other option.
fn repeats_the_key(item: &Checked) -> Option<String> {
    let (options, key) = item.choices()?;
    let others: BTreeSet<String> = options
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != key)
        .flat_map(|(_, option)| content(option))
        .collect();
    let stem_words = content(&item.stem);
    let clue = content(options[key])
        .into_iter()
        .find(|word| word.len() >= 4 && stem_words.contains(word) && !others.contains(word))?;
    Some(format!("“{clue}” stands in the stem and only in the key"))
}

/// M7: no blank of underscores: the stem asks.
fn has_a_blank(item: &Checked) -> Option<String> {
    (item.choices().is_some() && item.stem.contains("__")).then(|| "the stem has a blank".to_owned())
}

/// M8: no true or false, yes or no.
fn is_true_or_false(item: &Checked) -> Option<String> {
    let (options, _) = item.choices()?;
    let found = options
        .iter()
        .find(|option| ["true", "false", "yes", "no"].contains(&option.to_lowercase().as_str()))?;
    Some(format!("“{found}” is an option"))
}

/// M12: every option fits the article before the gap, and all are of one number.
fn has_a_grammatical_cue(item: &Checked) -> Option<String> {
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

/// M13: the stem asks something that can be answered with the options hidden.
fn has_no_focus(item: &Checked) -> Option<String> {
    if item.is_discussion() || matches!(item.form, Form::Matching { .. }) {
        return None;
    }
    let asks = item.stem.contains('?');
    let least = if item.choices().is_some() { 3 } else { 1 };
    (!asks || content(&item.stem).len() < least).then(|| "the stem says too little".to_owned())
}

/// M13: a question isn't about what "I", "we" or "you" did: who that is, the stem doesn't say.
fn is_about_the_speaker(item: &Checked) -> Option<String> {
    const SELF: [&str; 8] = ["i", "me", "my", "our", "us", "we", "you", "your"];
    if item.asks_who() {
        return None;
    }
    // "you" as anybody, in a question, needs nobody.
    let own = words(item.asked()).into_iter().filter(|word| !word.starts_with("you"));
    let said = words(&item.stem).into_iter().filter(|_| item.stem.contains('“'));
    let found = own.chain(said).find(|word| SELF.contains(&word.split('\'').next().unwrap_or_default()))?;
    (!item.is_discussion()).then(|| format!("“{found}” isn't known without the talk"))
}

/// M14: at most 45 words, the statement included; 70 where two statements are set against each other.
fn is_too_long(item: &Checked) -> Option<String> {
    let most = if item.stem.matches('“').count() > 1 { 70 } else { 45 };
    (words(&item.stem).len() > most).then(|| format!("the stem is longer than {most} words"))
}

/// M23: the stem asks about the matter, not about the recording.
fn asks_what_is_stated(item: &Checked) -> Option<String> {
    let lower = item.stem.to_lowercase();
    ["is stated", "is mentioned in the", "according to the text", "in this episode", "in this video"]
        .iter()
        .find(|phrase| lower.contains(**phrase))
        .map(|phrase| format!("the stem says “{phrase}”"))
}

/// D3: a discussion question begins with an open word.
fn is_closed(item: &Checked) -> Option<String> {
    const OPEN: [&str; 11] = ["by", "how", "in", "on", "to", "what", "when", "where", "which", "who", "why"];
    let first = words(item.asked()).into_iter().next()?;
    (item.is_discussion() && !OPEN.contains(&first.as_str()))
        .then(|| format!("“{first}” opens a question that yes or no answers"))
}

/// D5: the question doesn't judge.
fn judges(item: &Checked) -> Option<String> {
    const JUDGING: [&str; 8] =
        ["absurd", "clearly", "obviously", "ridiculous", "silly", "stupid", "wrong", "naive"];
    let found = words(item.asked()).into_iter().find(|word| JUDGING.contains(&word.as_str()))?;
    (item.is_discussion()).then(|| format!("“{found}” judges"))
}

/// D6: a leader can keep the talk going.
fn cannot_go_on(item: &Checked) -> Option<String> {
    let Form::Discussion { follow_ups } = &item.form else { return None };
    let different: BTreeSet<&String> = follow_ups.iter().collect();
    (different.len() < 2 || follow_ups.iter().any(|question| !question.ends_with('?')))
        .then(|| "it has no two follow-ups".to_owned())
}

/// D9: nothing has to be seen.
fn needs_a_screen(item: &Checked) -> Option<String> {
    let lower = item.stem.to_lowercase();
    ["as you can see", "you see here", "on the screen", "this slide", "over here", "this picture"]
        .iter()
        .find(|phrase| lower.contains(**phrase))
        .map(|phrase| format!("“{phrase}” needs a screen"))
}

/// D9: a question is still one next year.
fn speaks_of_the_hour(item: &Checked) -> Option<String> {
    const HOUR: [&str; 6] = ["today", "tomorrow", "tonight", "yesterday", "currently", "nowadays"];
    let found = words(&item.stem).into_iter().find(|word| HOUR.contains(&word.as_str()))?;
    Some(format!("“{found}” was another day"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::study_set::Choice;

    fn choice(stem: &str, options: &[&str], key: usize, evidence: &str) -> Checked {
        let options = options.iter().map(|text| Choice { text: (*text).to_owned(), sentence: 0 }).collect();
        Checked {
            stem: stem.to_owned(),
            form: Form::MultipleChoice { options, key },
            evidence: evidence.to_owned(),
            said: Vec::new(),
            speaker: None,
            talk: Arc::default(),
        }
    }

    fn refused(item: &Checked) -> Option<&'static str> {
        super::super::refuse(&RULES, item).map(|(rule, _)| rule)
    }

    const STEM: &str = "Which year belongs in this statement? “Fresnel won the prize of the Academy in (…).”";
    const SAID: &str = "Fresnel won the prize of the Academy in 1819.";

    #[test]
    fn passes_a_sound_item() {
        assert_eq!(refused(&choice(STEM, &["1755", "1819", "1841"], 1, SAID)), None);
    }

    #[test]
    fn refuses_what_the_criteria_refuse() {
        let term =
            "Which of these belongs in this statement? “The lamp of the tower was lit by a (…) every night.”";
        assert_eq!(refused(&choice(STEM, &["1819", "1841"], 0, SAID)), Some("M18"));
        assert_eq!(refused(&choice(STEM, &["1819", "1819", "1841"], 0, SAID)), Some("M18"));
        assert_eq!(
            refused(&choice(term, &["keeper", "light keeper", "sailor"], 0, "a keeper lit it")),
            Some("M17")
        );
        assert_eq!(refused(&choice(term, &["keeper", "both", "sailor"], 0, "a keeper lit it")), Some("M2"));
        assert_eq!(
            refused(&choice(term, &["keeper", "never mind", "sailor"], 0, "a keeper lit it")),
            Some("M3")
        );
        assert_eq!(
            refused(&choice(term, &["very telling key", "dog", "sailor"], 0, "a very telling key")),
            Some("M1")
        );
        assert_eq!(
            refused(&choice(term, &["tower guard", "sailor boy", "dog"], 0, "a tower guard")),
            Some("M6")
        );
        assert_eq!(refused(&choice(term, &["keeper", "oarsman", "sailor"], 0, "a keeper")), Some("M12"));
        assert_eq!(refused(&choice(term, &["true", "false", "maybe"], 0, "true")), Some("M8"));
        assert_eq!(
            refused(&choice(
                "Which year is __ for the prize of the Academy?",
                &["1755", "1819", "1841"],
                1,
                SAID
            )),
            Some("M7")
        );
        assert_eq!(
            refused(&choice(
                "Which year is not the year of the prize of the Academy?",
                &["1755", "1819", "1841"],
                1,
                SAID
            )),
            Some("M5")
        );
        let own = "Which prize of the Academy did we win for the paper on light?";
        assert_eq!(refused(&choice(own, &["1755", "1819", "1841"], 1, SAID)), Some("M13"));
        assert_eq!(refused(&choice("Which one?", &["1755", "1819", "1841"], 1, SAID)), Some("M13"));
        let long = format!("Which? “{}”", "word ".repeat(60));
        assert_eq!(
            refused(&choice(&long.replace("word", "tower lamp light"), &["1755", "1819", "1841"], 1, SAID)),
            Some("M14")
        );
        let option = "a very long option that goes on and on and tells the whole story";
        assert_eq!(refused(&choice(STEM, &["1755", "1819", option], 1, SAID)), Some("M20"));
        assert_eq!(
            refused(&choice(
                "Which prize of the Academy is stated in the lecture of Fresnel?",
                &["1755", "1819", "1841"],
                1,
                SAID
            )),
            Some("M23")
        );
    }

    #[test]
    fn refuses_cues_of_form() {
        let term = "Which of these belongs in this statement? “The lamp of the tower was lit by the (…) every night.”";
        assert_eq!(refused(&choice(term, &["keeper", "often him", "sailor"], 0, "keeper")), Some("M4"));
        assert_eq!(
            refused(&choice(term, &["keeper", "guard and sailor", "sailor"], 0, "keeper")),
            Some("M9")
        );
        assert_eq!(refused(&choice(STEM, &["1841", "1819", "1755"], 1, SAID)), Some("M10"));
        assert_eq!(
            refused(&choice(term, &["boat crew", "old boat", "night crew"], 0, "boat crew")),
            Some("M15")
        );
        assert_eq!(refused(&choice(term, &["Argand", "sailor", "dog"], 0, "Argand")), Some("M16"));
        assert_eq!(refused(&choice(STEM, &["1819", "long ago", "then"], 0, SAID)), Some("M11"));
    }

    #[test]
    fn refuses_what_cannot_be_proved() {
        let sound = || choice(STEM, &["1755", "1819", "1841"], 1, SAID);
        let mut elsewhere = sound();
        elsewhere.said = ["In 1755 it fell.", SAID, "Nothing of the kind."].map(str::to_owned).to_vec();
        assert_eq!(refused(&elsewhere), Some("M22"));
        assert_eq!(refused(&choice(STEM, &["1755", "1820", "1841"], 1, SAID)), Some("M22"));
        let mut also_true = sound();
        also_true.talk =
            Arc::new(vec![content("Fresnel won the prize of the Academy again in 1841, they say")]);
        assert_eq!(refused(&also_true), Some("M17"));
        assert_eq!(refused(&choice(STEM, &["7", "1819", "1841"], 1, SAID)), Some("M11"));
        let shown = "Which year is it? “In 1819 Fresnel won the prize of the Academy, so in (…).”";
        assert_eq!(refused(&choice(shown, &["1755", "1819", "1841"], 1, SAID)), Some("D7"));
    }

    #[test]
    fn refuses_closed_and_judging_discussion() {
        let talk = |stem: &str| Checked {
            stem: format!("“Every tower needs a keeper with patience.” {stem}"),
            form: Form::Discussion { follow_ups: vec!["Why?".to_owned(), "What follows?".to_owned()] },
            evidence: "And every tower needs a keeper with patience.".to_owned(),
            said: Vec::new(),
            speaker: None,
            talk: Arc::default(),
        };
        assert_eq!(refused(&talk("Is this so?")), Some("D3"));
        assert_eq!(refused(&talk("Why is this obviously wrong?")), Some("D5"));
        assert_eq!(refused(&talk("Why does this matter for keepers?")), None);
        assert_eq!(refused(&talk("“It is a ridiculous tower.” Why does this matter?")), Some("D4"));
        assert_eq!(refused(&talk("Why does this matter today?")), Some("D9"));
        let mut thin = talk("Why does this matter?");
        thin.evidence = "It is.".to_owned();
        assert_eq!(refused(&thin), Some("D1"));
        assert_eq!(refused(&talk("Why does this slide matter?")), Some("D9"));
        let mut alone = talk("Why does this matter?");
        alone.form = Form::Discussion { follow_ups: vec!["Why?".to_owned()] };
        assert_eq!(refused(&alone), Some("D6"));
    }
}
