//! The rules for quiz items: M for multiple choice, D for discussion. What concerns the quiz as a whole
//! (M19, M21, D1, D2, D8, D10) is in `whole.rs`.

mod discussion;
mod options;
mod proof;
mod stem;
pub(crate) mod whole;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Rule;
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
        let speaker = |at: usize| script.attributed_to(at).map(|speaker| speaker.name.clone());
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
    Rule { id: "M18", check: options::has_the_wrong_options },
    Rule { id: "M17", check: proof::has_several_answers },
    Rule { id: "M17", check: proof::is_said_of_an_option },
    Rule { id: "M22", check: proof::has_no_proof },
    Rule { id: "D7", check: proof::shows_its_key },
    Rule { id: "M20", check: options::has_long_options },
    Rule { id: "M1", check: options::has_the_longest_key },
    Rule { id: "M2", check: options::has_catch_all_options },
    Rule { id: "M3", check: options::has_absolute_options },
    Rule { id: "M4", check: options::has_vague_options },
    Rule { id: "M9", check: options::combines_options },
    Rule { id: "M10", check: options::is_out_of_order },
    Rule { id: "M11", check: options::has_an_option_of_another_kind },
    Rule { id: "M15", check: options::converges_on_the_key },
    Rule { id: "M16", check: options::has_a_logical_cue },
    Rule { id: "M5", check: stem::asks_for_what_is_not },
    Rule { id: "M6", check: stem::repeats_the_key },
    Rule { id: "M7", check: stem::has_a_blank },
    Rule { id: "M8", check: options::is_true_or_false },
    Rule { id: "M12", check: options::has_a_grammatical_cue },
    Rule { id: "M13", check: stem::has_no_focus },
    Rule { id: "M13", check: stem::is_about_the_speaker },
    Rule { id: "M14", check: stem::is_too_long },
    Rule { id: "M23", check: stem::asks_what_is_stated },
    Rule { id: "D1", check: discussion::says_too_little_to_interpret },
    Rule { id: "D3", check: discussion::is_closed },
    Rule { id: "D4", check: discussion::quotes_nothing },
    Rule { id: "D5", check: discussion::judges },
    Rule { id: "D6", check: discussion::cannot_go_on },
    Rule { id: "D9", check: stem::needs_a_screen },
    Rule { id: "D9", check: stem::speaks_of_the_hour },
];

fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

fn content(text: &str) -> BTreeSet<String> {
    words(text).iter().filter(|word| !is_stop(word)).map(|word| crate::analyze::stem(word)).collect()
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
            form: Form::Discussion {
                asked: String::new(),
                follow_ups: vec!["Why?".to_owned(), "What follows?".to_owned()],
            },
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
        alone.form = Form::Discussion { asked: String::new(), follow_ups: vec!["Why?".to_owned()] };
        assert_eq!(refused(&alone), Some("D6"));
    }
}
