//! Finite verbs, and the forms that a question needs.

use std::ops::Range;

use super::Clause;
use crate::analyze::Pos;
use crate::compose::words::Words;

/// How a statement's verb is turned to ask about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Turned {
    /// The verb itself goes before the subject: "is", "can", "have".
    Front(String),
    /// Do-support: "does" before the subject, the base form after it.
    Do {
        /// "do", "does" or "did".
        auxiliary: &'static str,
        /// The verb's base form.
        base: String,
    },
}

/// Forms that stand before the subject in a question.
const FRONTED: Words = Words::new(
    "are aren't can can't could couldn't did didn't do does doesn't don't is isn't may might must
    should was wasn't were will won't would",
);

/// Past forms with the base form: irregular verbs that talks are full of.
const PAST: Words = Words::new(
    "became/become began/begin bent/bend bit/bite blew/blow bought/buy broke/break brought/bring
     built/build burnt/burn came/come caught/catch chose/choose cost/cost cut/cut dealt/deal
     died/die drank/drink drew/draw drove/drive fed/feed fell/fall felt/feel fled/flee flew/fly
     forgot/forget fought/fight found/find froze/freeze gave/give got/get grew/grow had/have
     heard/hear held/hold hid/hide hit/hit hurt/hurt kept/keep knew/know laid/lay learnt/learn
     led/lead left/leave lent/lend let/let lied/lie lit/light lost/lose made/make meant/mean
     met/meet overcame/overcome paid/pay put/put ran/run rang/ring rode/ride rose/rise said/say
     sang/sing sank/sink sat/sit saw/see sent/send set/set shook/shake shot/shoot shut/shut
     slept/sleep sold/sell spent/spend split/split spoke/speak spread/spread stole/steal
     stood/stand struck/strike stuck/stick swam/swim taught/teach thought/think threw/throw
     tied/tie told/tell took/take understood/understand went/go won/win wrote/write",
);

impl Clause {
    /// The first finite verb of a range: an auxiliary, or a verb that isn't an infinitive or -ing form.
    pub(crate) fn finite(&self, range: Range<usize>) -> Option<usize> {
        range.clone().find(|&at| self.is_finite(at, &range))
    }

    /// Whether the word is a finite verb in this place.
    pub(crate) fn is_finite(&self, at: usize, range: &Range<usize>) -> bool {
        let word = &self.words[at];
        let previous = at.checked_sub(1).filter(|&p| p >= range.start).map(|p| &self.words[p]);
        if is_contracted(&word.key) {
            return true;
        }
        match word.pos {
            Pos::Auxiliary => {
                !word.is(&["be", "been", "being"]) && !previous.is_some_and(|previous| previous.is(&["to"]))
            }
            // "The French started ...", "the rich get ...": an adjective as a noun.
            Pos::Verb
                if previous.is_some_and(|previous| previous.pos == Pos::Adjective)
                    && at >= range.start + 2
                    && self.words[at - 2].is(&["the"])
                    && !self.words[..range.end].get(at + 1).is_some_and(|next| next.pos.is_nominal()) =>
            {
                !word.key.ends_with("ing")
            }
            Pos::Verb => {
                // "can significantly increase": what an adverb parts from its auxiliary is no verb of its own.
                let governor = (range.start..at).rev().find(|&p| self.words[p].pos != Pos::Adverb);
                !word.key.ends_with("ing")
                    && governor.map(|p| &self.words[p]).is_some_and(|previous| {
                        !previous.is(&["to"])
                            && !matches!(
                                previous.pos,
                                Pos::Preposition | Pos::Determiner | Pos::Auxiliary | Pos::Adjective
                            )
                    })
            }
            _ => word.is(&["is", "are", "was", "were", "has", "have", "had", "can", "will", "would"]),
        }
    }

    /// How the verb at `at`, whose subject is plural or not, goes into a question; `None` when
    /// its form isn't plainly what it seems.
    pub(crate) fn turn(&self, at: usize, plural: bool) -> Option<Turned> {
        let word = &self.words[at];
        let key = word.key.as_str();
        if FRONTED.has(key) {
            let main = self.words.get(at + 1);
            // "They do the work", "she did nothing": a main verb.
            if matches!(key, "do" | "does" | "did")
                && !main.is_some_and(|next| next.pos == Pos::Verb || next.is(&["not"]))
            {
                return (key == "did").then(|| Turned::Do { auxiliary: "did", base: "do".into() }).or_else(
                    || Some(Turned::Do { auxiliary: if plural { "do" } else { "does" }, base: "do".into() }),
                );
            }
            return Some(Turned::Front(key.to_owned()));
        }
        if matches!(key, "has" | "have" | "had") {
            let next = self.words[at + 1..].iter().find(|next| next.pos != Pos::Adverb)?;
            if is_participle(&next.key) {
                return Some(Turned::Front(key.to_owned()));
            }
            let auxiliary = match key {
                "has" => "does",
                "have" => "do",
                _ => "did",
            };
            return Some(Turned::Do { auxiliary, base: "have".into() });
        }
        if word.pos != Pos::Verb {
            return None;
        }
        if let Some((past, base)) = irregular().find(|(past, _)| *past == key) {
            // "cost", "cut", "hit": past and present look the same in the plural.
            return (past != base).then(|| Turned::Do { auxiliary: "did", base: base.into() });
        }
        if let Some(base) = regular_past(key) {
            return Some(Turned::Do { auxiliary: "did", base });
        }
        if key.ends_with("ed") {
            return None;
        }
        if plural {
            let base_form = !key.ends_with('s') || key.ends_with("ss");
            return base_form.then(|| Turned::Do { auxiliary: "do", base: key.to_owned() });
        }
        third_person(key).map(|base| Turned::Do { auxiliary: "does", base })
    }
}

/// Irregular past forms with their base forms.
fn irregular() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAST.iter().filter_map(|pair| pair.split_once('/'))
}

/// Past forms whose base form this is.
pub(crate) fn past_of(base: &str) -> impl Iterator<Item = &'static str> {
    irregular().filter(move |(_, form)| *form == base).map(|(past, _)| past)
}

/// Whether a pronoun and its verb are written as one: "it's", "they're", "we'll".
fn is_contracted(key: &str) -> bool {
    matches!(
        key.split_once('\''),
        Some((
            "i" | "you"
                | "he"
                | "she"
                | "it"
                | "we"
                | "they"
                | "that"
                | "there"
                | "who"
                | "what"
                | "this"
                | "here"
                | "where"
                | "how",
            "s" | "re" | "ll" | "d" | "ve" | "m"
        ))
    )
}

/// Whether a verb is in its base form, as far as its ending and the irregular forms tell.
pub(super) fn is_base(key: &str) -> bool {
    !is_participle(key)
        && !["ing", "en", "s"].iter().any(|end| key.ends_with(end))
        && !irregular().any(|(past, _)| past == key)
}

fn is_participle(key: &str) -> bool {
    const PARTICIPLES: Words = Words::new(
        "become been begun broken brought built chosen come done drawn driven fallen found given gone
        gotten grown had held kept known led left lost made meant put run seen shown spent taken
        taught written",
    );
    PARTICIPLES.has(key) || key.ends_with("ed")
}

/// "loses" to "lose", "carries" to "carry".
fn third_person(key: &str) -> Option<String> {
    if key.len() < 4 || ["ss", "us", "is"].iter().any(|ending| key.ends_with(ending)) {
        return None;
    }
    if key == "goes" || key == "does" {
        return Some(key[..2].to_owned());
    }
    if let Some(stem) = key.strip_suffix("ies") {
        return Some(if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") });
    }
    for ending in ["shes", "ches", "sses", "xes", "zzes"] {
        if key.ends_with(ending) {
            return (key != "aches").then(|| key[..key.len() - 2].to_owned());
        }
    }
    key.strip_suffix('s').map(str::to_owned)
}

/// "worked" to "work", "stopped" to "stop", "moved" to "move".
fn regular_past(key: &str) -> Option<String> {
    const SILENT: Words = Words::new(
        "arriv bak calculat car clos compar compet complet creat decid declar defin delet desir
            determin dictat divid doubl driv exit explor fil fir generat hat hir hop imagin inspir
            invit lik mak migrat nam operat prepar promot provid quot rat requir retir scal shap
            shar stat stor updat",
    );
    let stem = key.strip_suffix("ed")?;
    if stem.len() < 2 || key.ends_with("eed") {
        return None;
    }
    if let Some(y) = stem.strip_suffix('i') {
        return Some(format!("{y}y"));
    }
    let letters: Vec<char> = stem.chars().collect();
    let (last, before) = (letters[letters.len() - 1], letters[letters.len() - 2]);
    let vowel = |c: char| "aeiou".contains(c);
    if last == before && !matches!(last, 'l' | 's' | 'f' | 'z') {
        return Some(letters[..letters.len() - 1].iter().collect());
    }
    if matches!(
        stem,
        "controll" | "travell" | "cancell" | "propell" | "compell" | "fuell" | "modell" | "labell"
    ) {
        return Some(letters[..letters.len() - 1].iter().collect());
    }
    // A silent e was there after c, g, s, v, z, u and after a vowel with one consonant (mov-ed, us-ed).
    let silent = matches!(last, 'c' | 'v' | 'z' | 'u')
        || matches!(last, 's') && vowel(before)
        || last == 'g'
            && (before == 'n'
                && matches!(stem, "chang" | "challeng" | "arrang" | "exchang" | "plung" | "revers")
                || vowel(before)
                || before == 'd'
                || before == 'r')
        || last == 'l' && !vowel(before) && !matches!(before, 'l' | 'r' | 'w');
    if silent {
        return Some(format!("{stem}e"));
    }
    if vowel(before) && !vowel(last) && !matches!(last, 'w' | 'x' | 'y') {
        let double = letters.len() > 2 && vowel(letters[letters.len() - 3]);
        // After two vowels no e: "looked", "needed", "failed"; after one it depends on the verb.
        if double && stem != "creat" {
            return Some(stem.to_owned());
        }
        if SILENT.has(stem) || stem.ends_with("at") || stem.ends_with("ir") || stem.ends_with("id") {
            return Some(format!("{stem}e"));
        }
        if ["er", "en", "on", "or", "it", "op", "el", "ow", "et", "al", "in", "an", "ur", "ish", "im"]
            .iter()
            .any(|ending| stem.ends_with(ending))
            && letters.len() > 3
        {
            return match &stem[stem.len() - 2..] {
                "er" | "en" | "or" | "it" | "ow" | "el" | "et" | "op" => Some(stem.to_owned()),
                // "combined" and "trained"-like forms can't be told apart by their letters.
                _ => None,
            };
        }
        return None;
    }
    Some(stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_base_forms_or_says_no() {
        for (past, base) in [
            ("worked", "work"),
            ("stopped", "stop"),
            ("moved", "move"),
            ("used", "use"),
            ("carried", "carry"),
            ("failed", "fail"),
            ("decided", "decide"),
            ("created", "create"),
            ("opened", "open"),
            ("started", "start"),
            ("changed", "change"),
            ("called", "call"),
            ("passed", "pass"),
            ("followed", "follow"),
            ("visited", "visit"),
            ("developed", "develop"),
            ("wanted", "want"),
        ] {
            assert_eq!(regular_past(past).as_deref(), Some(base));
        }
        assert_eq!(regular_past("combined"), None);
        for (third, base) in [("loses", "lose"), ("carries", "carry"), ("teaches", "teach"), ("goes", "go")] {
            assert_eq!(third_person(third).as_deref(), Some(base));
        }
    }

    #[test]
    fn turns_verbs() {
        let clause = Clause::parse("Fresnel sent a paper.");
        assert_eq!(clause.turn(1, false), Some(Turned::Do { auxiliary: "did", base: "send".into() }));
        let clause = Clause::parse("The mirrors were weak.");
        assert_eq!(clause.turn(2, true), Some(Turned::Front("were".into())));
    }
}
