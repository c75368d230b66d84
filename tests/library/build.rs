//! `crib build` for many: what is told, what is left as it is, and what is written about all of them.

use std::collections::BTreeMap;

use crate::crib::{Crib, Output, SAMPLE, TALK, files};

/// Another talk, with a sentence of the sample.
const OTHER: &str = "\
Cid: Coffee is a drink made of roasted beans. It has about 95 milligrams of caffeine in a cup.
Dan: Pasqua Rosée opened the first coffee house of London in 1652.
Cid: A sixth order lens has only 150 millimeters, and that one is for a small harbor.
";

/// What is in the output folder, by names below it.
fn made(crib: &Crib) -> BTreeMap<String, Vec<u8>> {
    let base = format!("{}/", crib.path("output").display());
    files(&crib.path("output")).into_iter().map(|(name, bytes)| (name.replace(&base, ""), bytes)).collect()
}

/// The last line that a person is told, without the time.
fn end(output: &Output) -> &str {
    output.stderr.lines().last().unwrap().rsplit_once(", in ").unwrap().0
}

/// A folder with three talks; the second is the longest, and has times and a link.
fn talks() -> Crib {
    let crib = Crib::new(&[("talks/a.txt", TALK), ("talks/c.txt", OTHER)]);
    crib.write("talks/b.en.vtt", std::fs::read(SAMPLE).unwrap());
    crib.write(
        "talks/b.info.json",
        r#"{"title":"Light | houses", "webpage_url":"https://e.org/x","channel":"*Sea*"}"#,
    );
    crib
}

#[test]
fn an_index_lists_the_talks_in_their_order() {
    let crib = talks();
    let output = crib.run(&["build", "talks"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert_eq!(end(&output), "3 built");
    assert!(output.stdout.ends_with("output/index.md: 3 talks\n"), "{}", output.stdout);
    let index = crib.read("output/index.md");
    let rows: Vec<&str> = index.lines().filter(|line| line.contains("/summary.md)")).collect();
    assert!(rows[0].starts_with("| 1 | [A](a/summary.md) | "), "{index}");
    assert!(rows[1].starts_with("| 2 | [Light \\| houses](b-en/summary.md), \\*Sea\\* | "), "{index}");
    assert!(rows[2].starts_with("| 3 | [C](c/summary.md) | "), "{index}");
    let analysis: serde_json::Value = serde_json::from_str(&crib.read("output/b-en/analysis.json")).unwrap();
    let summary = &analysis["summary"];
    assert!(rows[1].ends_with(&format!(" | {} | {} |", summary["cards"], summary["questions"])), "{index}");
    for topic in analysis["topics"].as_array().unwrap().iter().filter(|topic| !topic["number"].is_null()) {
        assert!(rows[1].contains(topic["title"].as_str().unwrap()), "{index}");
    }

    // One talk has none, and leaves the one of a run for all.
    assert_eq!(crib.run(&["build", "talks/a.txt"]).code, 0);
    assert_eq!(crib.read("output/index.md"), index);
}

#[test]
fn the_index_is_a_template() {
    let crib = talks();
    crib.write(
        "mine/index.md.j2",
        "{{ course | md }}: {% for talk in talks %}{{ talk.folder }} {{ talk.title | md }}, {% endfor %}\n",
    );
    let output = crib.run(&["build", "talks", "--templates", "mine", "--course", "All"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert_eq!(crib.read("output/index.md"), "All: a A, b-en Light | houses, c C, ");
    assert!(!crib.path("output/a/index.md").exists());
}

#[test]
fn resuming_skips_what_is_up_to_date_and_nothing_else() {
    let crib = talks();
    let resume = |arguments: &[&str]| {
        let output = crib.run(&[&["build", "talks", "--resume"], arguments].concat());
        assert_eq!(output.code, 0, "{}", output.stderr);
        end(&output).to_owned()
    };
    assert_eq!(resume(&[]), "3 built");
    let first = made(&crib);
    assert_eq!(resume(&[]), "3 up to date");
    assert_eq!(
        resume(&["--threads", "1", "-o", "output"]),
        "3 up to date",
        "the way of working doesn't count"
    );
    assert_eq!(made(&crib), first);
    assert_eq!(end(&crib.run(&["build", "talks"])), "3 built", "without being asked for, nothing is skipped");
    assert_eq!(made(&crib), first);

    for (what, change) in [
        (
            "a file is gone",
            &(|| std::fs::remove_file(crib.path("output/b-en/quiz.md")).unwrap()) as &dyn Fn(),
        ),
        ("a file is another", &|| crib.write("output/b-en/cards.apkg", "")),
        ("the stamp is half", &|| crib.write("output/b-en/build.json", "{\"schema\":")),
        ("the folder is gone", &|| std::fs::remove_dir_all(crib.path("output/b-en")).unwrap()),
    ] {
        change();
        assert_eq!(resume(&[]), "1 built, 2 up to date", "{what}");
        assert_eq!(made(&crib), first, "{what}");
    }

    crib.write("talks/b.info.json", r#"{"title":"Another title"}"#);
    assert_eq!(resume(&[]), "1 built, 2 up to date");
    assert!(crib.read("output/index.md").contains("[Another title](b-en/summary.md)"));
    assert!(crib.read("output/index.md").contains("[C](c/summary.md)"), "what was skipped is listed, too");
    std::fs::remove_file(crib.path("talks/b.info.json")).unwrap();
    assert_eq!(resume(&[]), "1 built, 2 up to date");
    crib.write("talks/a.txt", OTHER);
    assert_eq!(resume(&[]), "1 built, 2 up to date");

    assert_eq!(resume(&["--max-cards", "2"]), "3 built");
    assert_eq!(resume(&["--max-cards", "2"]), "3 up to date");
    crib.write("crib.toml", "resume = true\n[glossary]\nTea = [\"tee\"]\n");
    assert_eq!(resume(&[]), "3 built");
    assert_eq!(end(&crib.run(&["build", "talks"])), "3 up to date", "it is a setting like others");
    crib.write("mine/_part.j2", "x");
    assert_eq!(resume(&["--templates", "mine"]), "3 built");
    assert_eq!(resume(&["--templates", "mine"]), "3 up to date");
    crib.write("mine/_part.j2", "y");
    assert_eq!(resume(&["--templates", "mine"]), "3 built");
}

#[test]
fn a_course_is_one_deck_that_asks_nothing_twice() {
    let crib = talks();
    let output = crib.run(&[
        "build",
        "talks",
        "--course",
        "Drinks::Hot",
        "--note-types",
        "Cribsheet Basic,Cribsheet Cloze",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let rows = |name: &str| -> Vec<String> {
        crib.read(name).lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    };
    let [a, b, c] = ["a", "b-en", "c"].map(|talk| rows(&format!("output/{talk}/cards.csv")));
    let (all, course) = ([a.as_slice(), &b, &c].concat(), rows("output/course.csv"));
    assert!(all.iter().all(|row| row.contains("\"Drinks::Hot::")));
    assert!(all.iter().any(|row| row.contains("\"Drinks::Hot::Light | houses::01 ")), "{all:#?}");
    // The rows are those of the talks, in their order, without what was there before.
    let mut at = 0;
    for row in &course {
        at += all[at..].iter().position(|other| other == row).expect("a row of one of the talks") + 1;
    }
    let shared = |rows: &[String]| {
        rows.iter().filter(|row| row.contains("\"A sixth order lens has only {{c1::")).count()
    };
    assert_eq!((shared(&b), shared(&c), shared(&course)), (1, 1, 1), "{all:#?}");
    assert_eq!(course.len(), all.len() - 1);
    let told = format!("output/course.apkg: {} cards of 3 talks, 1 repeated one merged\n", course.len());
    assert!(output.stdout.ends_with(&told), "{}", output.stdout);
    let lock: serde_json::Value = serde_json::from_str(&crib.read("output/course.lock.json")).unwrap();
    let notes = lock["notes"].as_object().unwrap();
    assert_eq!(notes.len(), course.len());
    assert!(course.iter().all(|row| notes.keys().any(|guid| row.contains(guid))));

    // A run for one talk leaves the course alone.
    let before = made(&crib);
    assert_eq!(crib.run(&["build", "talks/c.txt", "--course", "Drinks::Hot"]).code, 0);
    assert_eq!(made(&crib)["course.apkg"], before["course.apkg"]);
}

#[test]
fn a_course_is_the_same_for_any_number_of_threads_and_when_resumed() {
    let course = ["build", "talks", "--course", "All"];
    let whole = |arguments: &[&str], before: &dyn Fn(&Crib)| {
        let crib = talks();
        before(&crib);
        let output = crib.run(&[&course, arguments].concat());
        assert_eq!(output.code, 0, "{}", output.stderr);
        made(&crib)
    };
    let once = whole(&["--threads", "1"], &|_| {});
    assert!(
        ["course.apkg", "course.csv", "course.lock.json", "index.md"]
            .iter()
            .all(|name| once.contains_key(*name))
    );
    assert!(once == whole(&["--threads", "2"], &|_| {}));
    // Ended in the middle: one talk is there, another by half.
    let ended = |crib: &Crib| {
        assert_eq!(crib.run(&["build", "talks/a.txt", "--course", "All"]).code, 0);
        crib.write("output/c/summary.md", "half");
    };
    assert!(once == whole(&["--resume"], &ended));
    assert!(once == whole(&[], &ended));
    // And once more over what is there.
    let all = |crib: &Crib| assert_eq!(crib.run(&course).code, 0);
    assert!(once == whole(&["--resume"], &all));
    assert!(once == whole(&[], &all));
}

#[test]
fn a_card_of_a_course_stays_when_another_talk_says_the_same() {
    let guids = |crib: &Crib| -> Vec<String> {
        let lock: serde_json::Value = serde_json::from_str(&crib.read("output/course.lock.json")).unwrap();
        lock["notes"].as_object().unwrap().keys().cloned().collect()
    };
    // Of the two that ask the same, one is the better: it takes the other's place in one of these at most.
    for first in ["talks/b.en.vtt", "talks/c.txt"] {
        let crib = talks();
        assert_eq!(crib.run(&["build", "talks/a.txt", first, "--course", "All"]).code, 0);
        let before = guids(&crib);
        let output = crib.run(&["build", "talks", "--course", "All", "--resume"]);
        assert_eq!((output.code, end(&output)), (0, "1 built, 2 up to date"));
        assert!(output.stdout.contains(", 1 repeated one merged\n"), "{}", output.stdout);
        assert!(!output.stderr.contains("no longer made"), "{}", output.stderr);
        let after = guids(&crib);
        assert!(after.len() > before.len() && before.iter().all(|guid| after.contains(guid)), "{first}");
        let less = crib.run(&["build", "talks/a.txt", "talks/c.txt", "--course", "All"]);
        assert!(less.stderr.contains("is no longer made"), "nothing goes silently: {}", less.stderr);
    }
}

#[test]
fn two_courses_do_not_fit_into_one_folder() {
    let crib = Crib::new(&[
        ("one/a.txt", TALK),
        ("one/crib.toml", "course = \"One\"\noutput = \"../output\"\n"),
        ("two/b.txt", OTHER),
        ("two/crib.toml", "course = \"Two\"\noutput = \"../one/../output\"\n"),
    ]);
    crib.write("two/crib.toml", "course = \"Two\"\n");
    crib.write("one/crib.toml", "course = \"One\"\n");
    let output = crib.run(&["build", "one", "two", "-o", "output"]);
    assert!(output.code == 2 && output.stderr.contains("two courses: `One` and `Two`"), "{}", output.stderr);
    assert!(!crib.path("output").exists());
    let apart = ["one", "two"].map(|name| format!("course = \"{name}\"\noutput = \"{name}-out\"\n"));
    for (name, text) in ["one", "two"].iter().zip(apart) {
        crib.write(&format!("{name}/crib.toml"), text);
        crib.write(&format!("{name}/more.txt"), OTHER);
    }
    assert_eq!(crib.run(&["build", "one", "two"]).code, 0);
    assert!(crib.path("one/one-out/course.apkg").exists() && crib.path("two/two-out/index.md").exists());
}

#[test]
fn patterns_stand_for_the_files_that_match() {
    let crib = talks();
    crib.write("talks/deep/d [x1].txt", TALK);
    crib.write("talks/deep/.hidden.txt", TALK);
    crib.write("talks/film.mp4", b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x08free");
    let built = |pattern: &str| {
        let output = crib.run(&["build", pattern]);
        let folders =
            output.stdout.lines().filter_map(|line| line.split_once(": ")).map(|(name, _)| name.to_owned());
        (output.code, folders.collect::<Vec<_>>().join(" ").replace("output/", ""))
    };
    assert_eq!(built("talks/*.txt"), (0, "a c index.md".to_owned()));
    assert_eq!(built("talks/?.txt"), (0, "a c index.md".to_owned()));
    assert_eq!(built("talks/[bx]*"), (0, "b-en".to_owned()));
    assert_eq!(built("talks/**/*.txt"), (0, "a c d-x1 index.md".to_owned()));
    assert_eq!(built("talks/*"), (0, "a b-en c index.md".to_owned()), "what is no transcript is passed over");
    assert_eq!(built("talks/deep/d [x1].txt"), (0, "d-x1".to_owned()), "the name of a file is that file");
    let none = crib.run(&["build", "talks/*.srt", "talks/a.txt"]);
    assert!(none.code == 1 && none.stderr.contains("no transcript matches `talks/*.srt`"), "{}", none.stderr);
    assert!(none.stdout.starts_with("output/a: "));
    let film = crib.run(&["build", "talks/*.mp4"]);
    assert!(film.code == 1 && film.stderr.contains("no transcript matches `talks/*.mp4`"), "{}", film.stderr);
}

#[test]
fn a_failure_among_many_is_a_line() {
    let crib = talks();
    crib.write("talks/empty.srt", "");
    crib.write("talks/json.json", "{\"segments\": [");
    crib.write(
        "talks/odd.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nTea is hot.\n\n2\n00:00:99:000 --> x\n\n3\n0 --> y\n\n",
    );
    let output = crib.run(&["build", "talks"]);
    assert_eq!(output.code, 1);
    assert_eq!(end(&output), "4 built, 2 failed");
    let told: Vec<&str> = output.stderr.lines().collect();
    let errors: Vec<&&str> = told.iter().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 2, "{}", output.stderr);
    assert!(errors[0].starts_with("error: talks/empty.srt: the file is empty ("), "{}", output.stderr);
    assert!(errors[1].starts_with("error: talks/json.json:1:"), "{}", output.stderr);
    let whole = ["error: ", "warning: ", "\u{2026} and "];
    assert!(
        told[..told.len() - 1].iter().all(|line| whole.iter().any(|start| line.starts_with(start))),
        "{}",
        output.stderr
    );
    assert!(crib.read("output/index.md").contains("(odd/summary.md)"));
    assert!(!crib.read("output/index.md").contains("(empty/summary.md)"));
}
