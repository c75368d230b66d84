use super::*;
use crate::restore::{Options, restore};

/// The findings as `line severity rule`.
fn found(text: &str, talk: Option<&str>) -> Vec<String> {
    let script = talk.map(|text| restore(crate::read::testing::transcript(text), &Options::default()));
    let linted = lint(text, script.as_ref()).unwrap();
    let one = |finding: &Finding| {
        let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
        format!("{} {severity} {}", finding.line, finding.rule)
    };
    linted.findings.iter().map(one).collect()
}

const HEAD: &str = "#separator:Comma\n#html:true\n#deck column:3\n#guid column:4\n";

/// The findings of rows under our headers; the first row is line 5.
fn rows(rows: &str) -> Vec<String> {
    found(&format!("{HEAD}{rows}"), None)
}

#[test]
fn a_good_card_has_no_finding() {
    assert_eq!(
        rows(
            "\"What is a Fresnel lens?<small>Lenses</small>\",\"A lens cut into rings<blockquote>x</blockquote>\",Tea,g\n"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn every_rule_is_on_its_line() {
    let good = "\"What holds the lens of a lighthouse?\",\"A bath of mercury<small>0:12</small>\",Tea,g1\n";
    for (row, expected) in [
        ("\"Name the thing that holds the lens\",\"mercury\",Tea,g2\n", "6 error C5"),
        ("\"Is the lens of a lighthouse heavy?\",\"very heavy\",Tea,g2\n", "6 error C6"),
        ("\"What does it do with the heavy lens?\",\"it turns\",Tea,g2\n", "6 error C7"),
        ("\"What holds the lens of a lighthouse?\",\"Rollers\",Tea,g2\n", "6 error C17"),
        ("\"What holds the lens of a lighthouse?\",\"A bath of mercury\",Tea,g2\n", "6 warning C17"),
        ("\"Which bath holds the lens of a lighthouse?\",\"mercury\",Tea,g2\n", "6 warning C17"),
        ("\"Who built the tower on Eddystone Rock?\",\"Winstanley\",Tea,g1\n", "6 error C24"),
        ("\"\",\"nothing\",Tea,g2\n", "6 error C24"),
        ("\"Who built the tower on Eddystone Rock?\",\"\",Tea,g2\n", "6 error C24"),
        ("#Who built the tower on Eddystone Rock?,Winstanley,Tea,g2\n", "6 error C24"),
        (
            "\"French keepers floated heavy glass in a bath of {{c0::mercury}} back then.\",,Tea,g2\n",
            "6 error C24",
        ),
        ("\"French keepers floated heavy glass in a bath of {{c1:mercury}}.\",,Tea,g2\n", "6 error C24"),
        (
            "\"I saw French keepers float heavy glass in a bath of {{c1::mercury}} back then.\",,Tea,g2\n",
            "6 warning C22",
        ),
        (
            "\"Why did the keepers float the lens?\",\"Because it turns with a touch and never stops at all\",Tea,g2\n",
            "6 warning C2",
        ),
        (
            "\"{{c1::A}} {{c1::b}} {{c1::c}} stand in a row of old French lighthouse lenses.\",,Tea,g2\n",
            "6 warning C14",
        ),
    ] {
        let found = rows(&format!("{good}{row}"));
        assert!(found.iter().any(|finding| finding == expected), "{expected}: {row} {found:?}");
        assert!(found.iter().all(|finding| finding.starts_with("6 ")), "{row} {found:?}");
    }
}

#[test]
fn a_plain_file_says_neither_subject_nor_source() {
    let found = found("front,back\nWhat is a Fresnel lens?,A lens cut into rings\n", None);
    assert_eq!(found, ["2 warning C16", "2 warning C19"]);
}

#[test]
fn a_talk_switches_the_evidence_rules_on() {
    let talk = "A Fresnel lens is a lens cut into rings. I think mercury holds the lens best. \
                Thomas Garway had a shop in Exchange Alley.";
    let head = "#deck:Tea\n#separator:Comma\n";
    let with = |row: &str| found(&format!("{head}{row}\n"), Some(talk));
    let has = |row: &str, rule: &str| with(row).iter().any(|finding| finding == rule);
    assert!(!with("What is a Fresnel lens?,A lens cut into rings,0:00").iter().any(|f| f.contains("C1")));
    assert!(has("What is a Fresnel lens?,A lens cut into squares,0:00", "3 error C1"));
    assert!(has("What holds the lens best?,mercury,0:00", "3 error C21"));
    assert!(!has("What does Ann think holds the lens best?,mercury,0:00", "3 error C21"));
    assert!(has("Who had a shop in Exchange Alley?,Thomas Garway,0:00", "3 warning C20"));
    assert!(has("A Fresnel lens is some {{c1::glass}} cut into thin round rings here.,,0:00", "3 error C1"));
    assert!(has("A Fresnel lens is a good lens cut into {{c1::rings}} these days.,,0:00", "3 warning C1"));
    assert!(has("What is a Fresnel lens?,A lens cut into rings,0:00", "1 warning C23"));
}

#[test]
fn our_own_cards_pass() {
    let text = include_str!("../../../output/lighthouses/cards.csv");
    let linted = lint(text, None).unwrap();
    assert!(linted.notes > 5);
    assert_eq!(linted.count(Severity::Error), 0, "{:#?}", linted.findings);
}
