//! The binary: that it is wired, what it says when something is wrong, and its exit codes.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod crib;

use std::process::Stdio;

use crib::{Crib, SAMPLE, TALK, files};

/// The code and the message of a call that fails, which leaves nothing behind.
fn fails(crib: &Crib, arguments: &[&str]) -> String {
    let output = crib.run(arguments);
    assert_eq!(output.stdout, "");
    format!("{}\n{}", output.code, output.stderr)
}

#[test]
fn summary_of_a_subject() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    let found = crib.run(&["summary", "talk.txt", "--topic", "the first tea  shops"]);
    assert_eq!(found.code, 0);
    assert!(found.stdout.starts_with("# the first tea shops\n"), "{}", found.stdout);
    assert!(
        found.stdout.contains("> Thomas Garway was the first who sold tea in London."),
        "{}",
        found.stdout
    );
    let nothing = crib.run(&["summary", "talk.txt", "--topic", "quantum computers"]);
    assert_eq!(nothing.code, 0);
    assert!(nothing.stdout.contains("\nNothing is said about that.\n"), "{}", nothing.stdout);
    assert!(nothing.stdout.contains("\nThe nearest topics:\n"), "{}", nothing.stdout);
    assert_eq!(crib.run(&["summary", "talk.txt", "--topic", "tea", "--brief"]).code, 2);
}

#[test]
fn brief_summary_has_a_passage_a_topic() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    let quotes = |arguments: &[&str]| {
        let output = crib.run(arguments);
        assert_eq!(output.code, 0, "{}", output.stderr);
        output.stdout.lines().filter(|line| line.starts_with("> —")).count()
    };
    let brief = quotes(&["summary", "talk.txt", "--topics", "1", "--brief"]);
    assert_eq!(brief, 1);
    assert!(quotes(&["summary", "talk.txt", "--topics", "1"]) >= brief);
}

#[test]
fn help_is_the_reference() {
    let crib = Crib::new(&[]);
    let mut reference = String::new();
    for command in [
        "",
        "build",
        "summary",
        "cards",
        "quiz",
        "analyze",
        "stream",
        "render",
        "lint",
        "verify",
        "templates",
        "completions",
        "man",
    ] {
        let arguments: Vec<&str> =
            [command, "-h"].into_iter().filter(|argument| !argument.is_empty()).collect();
        let output = crib.run(&arguments);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""));
        reference.extend(["$ crib ", &arguments.join(" "), "\n", &output.stdout, "\n"]);
    }
    insta::assert_snapshot!("reference", reference);
}

#[test]
fn builds_the_quiz_in_other_forms_and_editions() {
    let crib = Crib::new(&[
        ("talk.txt", TALK),
        ("crib.toml", "quiz-forms = [\"gift\", \"score\"]\neditions = [\"A\", \"B\"]\n"),
    ]);
    let output = crib.run(&["build", "talk.txt"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    let made: Vec<String> = files(&crib.path("output/talk"))
        .into_keys()
        .filter_map(|path| Some(path.rsplit_once('/')?.1.to_owned()))
        .filter(|name| name.starts_with("quiz"))
        .collect();
    let names = ["quiz-A.gift", "quiz-A.md", "quiz-B.gift", "quiz-B.md", "quiz-key-A.md", "quiz-key-B.md"];
    assert_eq!(made, [names.as_slice(), &["quiz-score-A.md", "quiz-score-B.md"]].concat());
    let both = crib.run(&["quiz", "talk.txt", "--to", "score"]).stdout;
    assert_eq!(
        both,
        format!("{}\n{}", crib.read("output/talk/quiz-score-A.md"), crib.read("output/talk/quiz-score-B.md"))
    );
    for wrong in [
        ["--mix", "30/50"].as_slice(),
        &["--minutes", "0"],
        &["--level", "easy"],
        &["--editions", "a/b"],
        &["--editions", "A,a"],
        &["--key", "--to", "gift"],
    ] {
        let output = crib.run(&[&["quiz", "talk.txt"], wrong].concat());
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{wrong:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn builds_every_file_of_a_talk() {
    let crib = Crib::new(&[("My Talk.txt", TALK)]);
    let output = crib.run(&["build", "My Talk.txt"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert!(output.stdout.starts_with("output/my-talk: "), "{}", output.stdout);
    let names = [
        "analysis.json",
        "build.json",
        "cards.apkg",
        "cards.csv",
        "cards.lock.json",
        "quiz-key.md",
        "quiz.md",
        "summary.md",
    ];
    let made: Vec<_> = files(&crib.path("output")).into_keys().collect();
    assert_eq!(made, names.map(|name| crib.path("output/my-talk").join(name).display().to_string()));
    assert_eq!(crib.run(&["summary", "My Talk.txt"]).stdout, crib.read("output/my-talk/summary.md"));
    assert_eq!(crib.run(&["cards", "My Talk.txt"]).stdout, crib.read("output/my-talk/cards.csv"));
    assert_eq!(crib.run(&["quiz", "My Talk.txt", "--key"]).stdout, crib.read("output/my-talk/quiz-key.md"));
    assert_eq!(crib.run(&["analyze", "My Talk.txt"]).stdout, crib.read("output/my-talk/analysis.json"));
    let again = crib.run(&["render", "quiz.md.j2", "output/my-talk/analysis.json"]);
    assert_eq!(again.stdout, crib.read("output/my-talk/quiz.md"));
    let analysis = crib.read("output/my-talk/analysis.json");
    let piped = crib.run_with(&["render", "quiz.md", "-"], analysis.as_bytes());
    assert_eq!(piped.stdout, crib.read("output/my-talk/quiz.md"));
    let broken =
        crib.run_with(&["render", "quiz.md", "-"], analysis.replace("\"turn\"", "\"tuern\"").as_bytes());
    assert_eq!(broken.code, 1);
    assert!(broken.stderr.contains("missing field `turn`"), "{}", broken.stderr);
}

#[test]
fn reads_standard_input() {
    let crib = Crib::new(&[]);
    assert_eq!(crib.run_with(&["build", "-"], TALK.as_bytes()).code, 0);
    assert_eq!(crib.run_with(&["build", "-", "--title", "../Tea & Co"], TALK.as_bytes()).code, 0);
    assert!(crib.path("output/stdin/summary.md").exists());
    assert!(crib.read("output/tea-co/summary.md").starts_with("# ../Tea & Co\n"));
}

#[test]
fn gives_the_same_bytes_on_every_run_and_for_any_number_of_threads() {
    let talks = [("talks/a.txt", TALK), ("talks/b.txt", TALK), ("talks/c.txt", "Bob: I like tea a lot.\n")];
    let runs = ["1", "2", "2"].map(|threads| {
        let crib = Crib::new(&talks);
        let output = crib.run(&["build", "talks", "--threads", threads]);
        assert_eq!(output.code, 0, "{}", output.stderr);
        let base = crib.folder.path().display().to_string();
        let made = files(&crib.path("output"));
        (
            output.stdout,
            made.into_iter().map(|(name, bytes)| (name.replace(&base, ""), bytes)).collect::<Vec<_>>(),
        )
    });
    assert_eq!(runs[0], runs[1]);
    assert_eq!(runs[1], runs[2]);
    assert_eq!(runs[0].1.len(), 25);
}

#[test]
fn passes_over_what_is_no_transcript_in_a_folder() {
    let crib = Crib::new(&[("talks/a.txt", TALK), ("talks/a.info.json", "{}"), ("talks/.hidden.txt", TALK)]);
    crib.write("talks/film.mp4", b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x08free");
    crib.write("talks/crib.toml", "tags = [\"tea\"]");
    crib.write("talks/more/b.txt", TALK);
    let output = crib.run(&["build", "talks"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert_eq!(output.stdout.lines().count(), 1);
    assert!(
        crib.read("output/a/cards.csv").contains("#tags:src::a tea\n"),
        "the configuration beside it counts"
    );
}

#[test]
fn does_the_other_inputs_when_one_fails() {
    let crib = Crib::new(&[("a.txt", TALK), ("empty.txt", ""), ("b.txt", TALK)]);
    let output = crib.run(&["build", "a.txt", "empty.txt", "missing.txt", "b.txt"]);
    assert_eq!(output.code, 1);
    assert_eq!(output.stdout.lines().count(), 3, "one for each, and one for the index");
    assert_eq!(output.stderr.matches("error: ").count(), 2, "{}", output.stderr);
    assert!(crib.path("output/b/summary.md").exists());
    assert!(!crib.path("output/empty").exists());
}

#[test]
fn tells_what_is_wrong_with_an_input() {
    let crib = Crib::new(&[("empty.txt", ""), ("file", TALK), ("none/.keep", "")]);
    insta::assert_snapshot!("empty", fails(&crib, &["build", "empty.txt"]));
    insta::assert_snapshot!("missing", fails(&crib, &["summary", "missing.txt"]));
    insta::assert_snapshot!("through_a_file", fails(&crib, &["build", "file/talk.txt"]));
    insta::assert_snapshot!("no_transcripts", fails(&crib, &["build", "none"]));
    insta::assert_snapshot!("folder", fails(&crib, &["summary", "none"]));
    insta::assert_snapshot!("output_is_a_file", fails(&crib, &["build", "file", "-o", "file"]));
    insta::assert_snapshot!("stdin_twice", fails(&crib, &["build", "-", "-"]));
    insta::assert_snapshot!("title_of_two", fails(&crib, &["build", "file", "empty.txt", "--title", "x"]));
    insta::assert_snapshot!("url", fails(&crib, &["summary", "file", "--url", "javascript:alert(1)"]));
    assert!(!crib.path("output").exists());
}

#[test]
fn refuses_noise() {
    let crib = Crib::new(&[]);
    // xorshift64 (Marsaglia 2003): noise that is the same on every run.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    })
    .take(1 << 17)
    .flatten()
    .collect();
    let output = crib.run_with(&["build", "-"], &noise);
    assert_eq!(output.code, 1);
    assert_eq!(output.stderr.matches("error: ").count(), 1, "{}", output.stderr);
    assert!(!crib.path("output").exists());
}

#[test]
fn tells_what_is_wrong_with_the_configuration() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    for (name, text) in [
        ("key", "deck = \"Tea\"\nmax-card = 4\n"),
        ("range", "min-score = 4\n"),
        ("syntax", "deck = \n"),
        ("glossary", "[glossary]\nOpenAI = \"open ai\"\n"),
    ] {
        crib.write("crib.toml", text);
        insta::assert_snapshot!(format!("config_{name}"), fails(&crib, &["build", "talk.txt"]));
    }
    insta::assert_snapshot!("config_missing", fails(&crib, &["build", "talk.txt", "--config", "no.toml"]));
    assert!(!crib.path("output").exists());
}

#[test]
fn a_flag_counts_before_the_environment_and_that_before_the_file() {
    let crib = Crib::new(&[("talk.txt", TALK), ("crib.toml", "deck = \"file\"\ntags = [\"from-file\"]\n")]);
    let deck = |arguments: &[&str], environment: Option<&str>| {
        let mut command = crib.command(arguments);
        environment.map(|value| command.env("CRIB_DECK", value));
        let analysis: serde_json::Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
        assert_eq!(analysis["tags"][1], "from-file");
        analysis["deck"].as_str().unwrap().to_owned()
    };
    assert_eq!(deck(&["analyze", "talk.txt"], None), "file");
    assert_eq!(deck(&["analyze", "talk.txt"], Some("environment")), "environment");
    assert_eq!(deck(&["analyze", "talk.txt", "--deck", "flag"], Some("environment")), "flag");
}

#[test]
fn tells_what_is_wrong_with_a_template() {
    let crib = Crib::new(&[("talk.txt", TALK), ("mine/handout.md.j2", "# Handout\n{{ source.titel }}\n")]);
    insta::assert_snapshot!("template_typo", fails(&crib, &["build", "--templates", "mine", "talk.txt"]));
    crib.write("mine/handout.md.j2", "{% for topic in topics %}\n");
    insta::assert_snapshot!("template_syntax", fails(&crib, &["build", "--templates", "mine", "talk.txt"]));
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}\n";
    crib.write("mine/handout.md.j2", endless);
    insta::assert_snapshot!("template_endless", fails(&crib, &["build", "--templates", "mine", "talk.txt"]));
    insta::assert_snapshot!("template_folder", fails(&crib, &["build", "--templates", "no", "talk.txt"]));
    insta::assert_snapshot!("template_name", fails(&crib, &["render", "no.j2", "talk.txt"]));
    assert!(!crib.path("output").exists());
}

#[test]
fn renders_templates_of_the_person() {
    let crib = Crib::new(&[
        ("talk.txt", TALK),
        ("mine/handout.html.j2", "<h1>{{ source.title }}</h1>{% include '_end.html.j2' %}</p>\n"),
        ("mine/_end.html.j2", "<p>{{ speakers[0].name }}"),
    ]);
    assert_eq!(crib.run(&["build", "--templates", "mine", "--title", "A < B", "talk.txt"]).code, 0);
    assert_eq!(crib.read("output/talk/handout.html"), "<h1>A &lt; B</h1><p>Ann</p>\n");
    assert!(!crib.path("output/talk/_end.html").exists());
    let one = crib.run(&["render", "mine/handout.html.j2", "talk.txt"]);
    assert_eq!(one.stdout, "<h1>Talk</h1><p>Ann</p>\n");
}

#[test]
fn exports_templates_that_give_the_same_files_and_replaces_none() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    assert_eq!(crib.run(&["templates", "export", "mine"]).code, 0);
    insta::assert_snapshot!("export_twice", fails(&crib, &["templates", "export", "mine"]));
    let own = crib.run(&["summary", "--templates", "mine", "talk.txt"]);
    assert_eq!(own.stdout, crib.run(&["summary", "talk.txt"]).stdout);
    let list = crib.run(&["templates", "list"]).stdout;
    for name in list.lines() {
        assert_eq!(crib.run(&["templates", "show", name]).stdout, crib.read(&format!("mine/{name}")));
    }
}

#[test]
fn gives_machines_one_object_a_line() {
    let crib = Crib::new(&[("crib.toml", "max-card = 4\n"), ("talk.txt", TALK)]);
    let output = crib.run(&["build", "talk.txt", "--message-format", "json"]);
    let message: serde_json::Value = serde_json::from_str(&output.stderr).unwrap();
    assert_eq!(message["code"], "config-key");
    assert_eq!((&message["file"], &message["line"]), (&"crib.toml".into(), &1.into()));
}

#[cfg(target_os = "linux")]
#[test]
fn tells_when_the_disk_is_full() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    insta::assert_snapshot!("full_disk", fails(&crib, &["summary", "talk.txt", "-o", "/dev/full"]));
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = crib.command(&["summary", "talk.txt"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    for arguments in
        [&["analyze", "talk.txt"][..], &["--help"], &["completions", "bash"], &["build", "talk.txt"]]
    {
        let mut child =
            crib.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{arguments:?}");
    }
}

#[test]
fn explains_what_was_dropped_beside_the_result_and_never_in_it() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    let plain = crib.run(&["cards", "talk.txt"]);
    let explained = crib.run(&["cards", "talk.txt", "--explain"]);
    assert_eq!(plain.stdout, explained.stdout);
    assert_eq!(plain.stderr, "");
    let json = crib.run(&["cards", "talk.txt", "--explain", "--to", "json"]);
    let cards: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let dropped = cards["dropped"].as_array().unwrap().len();
    assert_eq!(explained.stderr.matches("dropped at ").count(), dropped);
}

#[test]
fn a_package_goes_to_files_only_and_remembers_its_notes() {
    let crib = Crib::new(&[]);
    let first = crib.run(&["cards", SAMPLE, "--diff"]);
    let made = first.stdout.lines().filter(|line| line.starts_with("new ")).count();
    assert!(made > 0 && first.stdout.ends_with(&format!("{made} new, 0 changed, 0 gone, 0 as they were\n")));
    assert!(!crib.path("output").exists(), "a comparison writes nothing");

    assert_eq!(crib.run(&["cards", SAMPLE, "--to", "apkg", "-o", "tea.apkg"]).code, 0);
    let (package, lock) = (std::fs::read(crib.path("tea.apkg")).unwrap(), crib.read("tea.lock.json"));
    assert_eq!(crib.run(&["cards", SAMPLE, "--to", "apkg", "-o", "tea.apkg"]).code, 0);
    assert!(package == std::fs::read(crib.path("tea.apkg")).unwrap(), "the same cards give the same bytes");
    assert_eq!(lock, crib.read("tea.lock.json"));
    let piped = crib.command(&["cards", SAMPLE, "--to", "apkg"]).output().unwrap();
    assert!(piped.stdout == package, "a pipe gets the package of a first run");
    assert_eq!(
        crib.run(&["cards", SAMPLE, "--diff", "-o", "tea.apkg"]).stdout,
        format!("0 new, 0 changed, 0 gone, {made} as they were\n")
    );
    let none = ["cards", SAMPLE, "--max-cards", "0", "-o", "tea.apkg"];
    let gone = crib.run(&[&none[..], &["--diff"]].concat()).stdout;
    assert!(
        gone.starts_with("gone ")
            && gone.ends_with(&format!("0 new, 0 changed, {made} gone, 0 as they were\n"))
    );
    let told = crib.run(&[&none[..], &["--to", "apkg"]].concat());
    assert!(told.code == 0 && told.stderr.contains("is no longer made"), "{}", told.stderr);

    crib.write("tea.lock.json", "{\"schema\": 9}");
    let output = crib.run(&["cards", SAMPLE, "--to", "apkg", "-o", "tea.apkg"]);
    assert!(output.code == 1 && output.stderr.contains("tea.lock.json"), "{}", output.stderr);
}

#[test]
fn note_types_are_two() {
    let crib = Crib::new(&[]);
    let csv = crib.run(&["cards", SAMPLE, "--note-types", "Basique,Texte à trous", "--on-match", "keep"]);
    assert!(csv.stdout.contains("#if matches:keep current\n"));
    assert!(csv.stdout.contains("\n\"Basique\",") || csv.stdout.contains("\n\"Texte à trous\","));
    assert_eq!(crib.run(&["cards", SAMPLE, "--note-types", "Basic"]).code, 2);
}

#[test]
fn verifies_what_was_read_with_and_without_a_format() {
    let talk = format!("Subjects: tea; kettles.\n\n{}", TALK.repeat(3));
    let crib = Crib::new(&[("talk.txt", &talk)]);
    for format in [&[][..], &["--format", "labelled"]] {
        assert_eq!(crib.run(&[&["build", "talk.txt"], format].concat()).code, 0);
        let holds = crib.run(&["verify", "output/talk"]);
        assert!(holds.code == 0, "{format:?}: {holds:?}");
    }
}

#[test]
fn verifies_a_folder() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    assert_eq!(crib.run(&["build", "talk.txt"]).code, 0);
    let holds = crib.run(&["verify", "output/talk"]);
    assert!(holds.code == 0 && holds.stdout.ends_with("checked: all hold\n"), "{holds:?}");
    assert_eq!(holds.stderr, "");

    std::fs::create_dir(crib.path("moved")).unwrap();
    std::fs::rename(crib.path("talk.txt"), crib.path("moved/talk.txt")).unwrap();
    let lost = crib.run(&["verify", "output/talk"]);
    assert!(lost.code == 2 && lost.stderr.contains("--transcript FILE"), "{}", lost.stderr);
    let with = ["verify", "output/talk", "--transcript", "moved/talk.txt"];
    assert_eq!(crib.run(&with).code, 0);

    crib.write("moved/talk.txt", TALK.replace("tannins out", "caffeine out"));
    let changed = crib.run(&with);
    assert_eq!(changed.code, 1);
    assert!(
        changed.stdout.contains("the transcript says `Hot water takes the caffeine"),
        "{}",
        changed.stdout
    );
    assert!(changed.stderr.contains("was changed since"), "{}", changed.stderr);
    assert_eq!(crib.run(&["verify", "moved"]).code, 2);
}

#[test]
fn lints_a_deck() {
    let good = "What is tea made of?,The leaves of a plant\n";
    let crib = Crib::new(&[("good.csv", good), ("talk.txt", TALK)]);
    let passes = crib.run(&["lint", "good.csv"]);
    assert!(passes.code == 0 && passes.stdout.ends_with("1 note, 0 errors, 2 warnings\n"), "{passes:?}");
    let fails = crib.run_with(&["lint", "-"], format!("{good}Is tea hot?,yes\n").as_bytes());
    assert!(
        fails.code == 1 && fails.stdout.contains("<stdin>:2: error C6: a question for yes or no"),
        "{fails:?}"
    );
    let unsaid = crib.run(&["lint", "good.csv", "--transcript", "talk.txt"]);
    assert!(unsaid.code == 1 && unsaid.stdout.contains("good.csv:1: error C1: "), "{unsaid:?}");
    crib.write("picture.png", b"\x89PNG\r\n");
    assert_eq!(crib.run(&["lint", "picture.png"]).code, 1);
}

#[test]
fn cards_keep_their_ids_when_other_words_change() {
    let text = std::fs::read_to_string(SAMPLE).unwrap();
    let crib = Crib::new(&[("a.vtt", &text), ("b.vtt", &text.replace("small harbor", "tiny harbor"))]);
    let ids = |name: &str| -> Vec<String> {
        let cards: serde_json::Value =
            serde_json::from_str(&crib.run(&["cards", name, "--to", "json"]).stdout).unwrap();
        cards["cards"].as_array().unwrap().iter().map(|card| card["id"].to_string()).collect()
    };
    let (before, after) = (ids("a.vtt"), ids("b.vtt"));
    assert!(before.len() > 6);
    let lost = before.iter().filter(|id| !after.contains(id)).count();
    assert!(lost <= 1, "only the card of that sentence may have another id: {lost} have");
    assert_ne!(text.find("small harbor"), None);
}
