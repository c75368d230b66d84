//! What goes wrong around the program: disks, folders, names, other processes, inputs that no service would
//! write. Each gets the right result or a message, and no file is ever half of something.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod crib;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crib::{Crib, Output, SAMPLE, TALK, files};

/// Nobody's id on Linux and the BSDs; the superuser may write everywhere, so tests of permissions become this.
const NOBODY: u32 = 65534;

/// Arguments for the sample with as many cards, so that runs differ in every file but the summary.
fn build(cards: &'static str) -> [&'static str; 4] {
    ["build", SAMPLE, "--max-cards", cards]
}

/// Asserts that every file of `folder` is one of those that whole runs wrote.
fn assert_whole(folder: &Path, runs: &[&BTreeMap<String, Vec<u8>>]) {
    for (name, bytes) in files(folder) {
        assert!(runs.iter().any(|run| run.get(&name) == Some(&bytes)), "{name} is half of something");
    }
}

/// What a call gave that was started in another way than by [`Crib::run`].
fn output(command: &mut Command) -> (Option<i32>, String) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!stderr.contains("panicked"), "{stderr}");
    (output.status.code(), stderr)
}

#[test]
fn a_folder_that_may_not_be_written_is_told() {
    let crib = Crib::new(&[("talk.txt", TALK), ("output/talk/summary.md", "old")]);
    // The superuser's target folder may be closed to others. Copied by another process: a file that is open for
    // writing in this one, which forks, can't be run.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_crib")).arg(crib.path("crib")).status().unwrap();
    assert!(copied.success());
    for (name, mode) in [("", 0o755), ("output", 0o755), ("output/talk", 0o555)] {
        std::fs::set_permissions(crib.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    }
    let mut command = Command::new(crib.path("crib"));
    command.args(["build", "talk.txt"]).current_dir(crib.folder.path());
    if crib.folder.path().metadata().unwrap().uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    let (code, stderr) = output(&mut command);
    assert_eq!(code, Some(1), "{stderr}");
    assert!(
        stderr.starts_with("error: can't write `output/talk/summary.md`: permission denied\n"),
        "{stderr}"
    );
    assert_eq!(crib.read("output/talk/summary.md"), "old");
    std::fs::set_permissions(crib.path("output/talk"), std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// What a folder holds after two builds, the second into the files of the first.
fn two_runs(crib: &Crib) -> [BTreeMap<String, Vec<u8>>; 2] {
    ["3", "9"].map(|cards| {
        assert_eq!(crib.run(&build(cards)).code, 0);
        files(&crib.path("output"))
    })
}

/// `ulimit -f` ends a process that writes more into a file, in the middle of the write; one that ignores the
/// signal is told that the file can't grow, as it is on a full disk.
#[test]
fn a_disk_that_is_full_and_a_kill_while_writing_leave_whole_files() {
    let crib = Crib::new(&[]);
    let [old, new] = two_runs(&crib);
    assert_ne!(old, new);
    let (mut full, mut killed) = (0, 0);
    // In blocks of 512 bytes: from less than the smallest file to more than the largest.
    for blocks in [0, 1, 4, 12, 24, 48, 96, 192, 4096] {
        for trap in ["trap '' XFSZ;", ""] {
            for (name, bytes) in &old {
                std::fs::write(name, bytes).unwrap();
            }
            let script = format!("{trap} ulimit -c 0; ulimit -f {blocks}; exec \"$@\"");
            let mut command = Command::new("sh");
            command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_crib")]).args(build("9"));
            let output = command.current_dir(crib.folder.path()).output().unwrap();
            let stderr = String::from_utf8(output.stderr).unwrap();
            let mut made = files(&crib.path("output"));
            let left = made.keys().filter(|name| name.contains("/.crib-")).cloned().collect::<Vec<_>>();
            match output.status.code() {
                Some(0) => assert_eq!(made, new),
                Some(1) => {
                    full += 1;
                    assert!(stderr.starts_with("error: can't write `output/lighthouses/"), "{stderr}");
                    assert_eq!(left, Vec::<String>::new());
                }
                code => {
                    killed += 1;
                    assert!(output.status.signal().is_some(), "{code:?} {stderr}");
                    assert_eq!(left.len(), 1, "only what was being written is left over");
                }
            }
            for name in left {
                std::fs::remove_file(&name).unwrap();
                made.remove(&name);
            }
            assert_eq!(made.len(), old.len());
            assert_whole(&crib.path("output"), &[&old, &new]);
        }
    }
    assert!(full >= 4 && killed >= 4, "the limits fall between the sizes of the files: {full} {killed}");
    assert_eq!(crib.run(&build("9")).code, 0);
    assert_eq!(files(&crib.path("output")), new, "the next run mends it");
}

#[test]
fn a_folder_that_goes_away_between_two_talks_is_made_again() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    let mut command = crib.command(&["build", "talk.txt", "-", "--threads", "1"]);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let deadline = Instant::now() + Duration::from_mins(1);
    // Its last file.
    while !crib.path("output/talk/build.json").exists() {
        assert!(Instant::now() < deadline, "the first talk is done before the second can be read");
        std::thread::sleep(Duration::from_millis(5));
    }
    std::fs::remove_dir_all(crib.path("output")).unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), TALK.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(crib.path("output/stdin/summary.md").exists());
}

#[test]
fn a_folder_that_goes_away_while_it_is_written_is_told_or_made_again() {
    let crib = Crib::new(&[("talk.txt", TALK)]);
    for _ in 0..20 {
        let mut child = crib
            .command(&["build", "talk.txt"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        while child.try_wait().unwrap().is_none() {
            std::fs::remove_dir_all(crib.path("output")).ok();
        }
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => assert_eq!(stderr, ""),
            code => {
                assert_eq!(code, Some(1), "{stderr}");
                let told = ["error: can't write `output/talk", "error: can't make the folder `output/talk"];
                assert!(told.iter().any(|told| stderr.starts_with(told)), "{stderr}");
            }
        }
    }
}

#[test]
fn two_builds_into_one_folder_leave_whole_files() {
    let crib = Crib::new(&[]);
    let [few, many] = two_runs(&crib).map(|files| files.into_keys().collect::<Vec<_>>());
    assert_eq!(few, many);
    for _ in 0..5 {
        let children: Vec<_> = ["3", "9", "3", "9"]
            .iter()
            .map(|cards| {
                crib.command(&build(cards)).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
            })
            .collect();
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        let made = files(&crib.path("output"));
        assert_eq!(made.into_keys().collect::<Vec<_>>(), few, "no file is missing or left over");
        let folder = crib.path("output/lighthouses");
        for name in ["analysis.json", "cards.lock.json"] {
            let text = std::fs::read_to_string(folder.join(name)).unwrap();
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
        let package = std::fs::File::open(folder.join("cards.apkg")).unwrap();
        zip::ZipArchive::new(package).unwrap();
        for name in ["summary.md", "quiz.md", "quiz-key.md"] {
            assert!(std::fs::read_to_string(folder.join(name)).unwrap().ends_with(".\n"), "{name}");
        }
    }
}

#[test]
fn links_are_followed_and_stay_links() {
    let crib = Crib::new(&[("talk.txt", TALK), ("notes/old.md", "old"), ("talks/.keep", "")]);
    std::fs::create_dir_all(crib.path("elsewhere")).unwrap();
    symlink(crib.path("elsewhere"), crib.path("output")).unwrap();
    std::fs::create_dir(crib.path("elsewhere/talk")).unwrap();
    symlink("../../notes/old.md", crib.path("elsewhere/talk/summary.md")).unwrap();
    symlink("quiz.md", crib.path("elsewhere/talk/quiz.md")).unwrap();
    assert_eq!(crib.run(&["build", "talk.txt"]).code, 0);
    assert!(crib.read("notes/old.md").starts_with("# Talk\n"));
    assert!(crib.path("elsewhere/talk/summary.md").is_symlink());
    assert!(crib.read("output/talk/quiz.md").starts_with("# Quiz: Talk\n"), "a link to itself is replaced");

    symlink("../talk.txt", crib.path("talks/linked.txt")).unwrap();
    symlink("gone.txt", crib.path("talks/broken.txt")).unwrap();
    symlink("..", crib.path("talks/up")).unwrap();
    let output = crib.run(&["build", "talks"]);
    assert_eq!((output.code, output.stdout.lines().count()), (1, 2), "{output:?}");
    assert!(output.stdout.starts_with("output/linked: "));
    assert!(
        output.stderr.starts_with(
            "error: can't read `talks/broken.txt`: no such file or directory\n1 built, 1 failed, in "
        ),
        "{}",
        output.stderr
    );
}

#[test]
fn names_may_have_any_bytes() {
    let crib = Crib::new(&[]);
    let names: [&[u8]; 5] =
        [b"a\n# b <script>.txt", b"caf\xE9.txt", b"caf\xE8.txt", b"\x1b[2J`.txt", b"--help.txt"];
    std::fs::create_dir(crib.path("talks")).unwrap();
    for name in names {
        std::fs::write(crib.path("talks").join(OsStr::from_bytes(name)), TALK).unwrap();
    }
    let output = crib.run(&["build", "talks"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(
        output.stderr.starts_with("5 built, in ") && output.stderr.lines().count() == 1,
        "{}",
        output.stderr
    );
    // The index is the last.
    let made: Vec<&str> =
        output.stdout.lines().take(names.len()).map(|line| line.split_once(": ").unwrap().0).collect();
    assert_eq!(made, ["output/2j", "output/help", "output/a-b-script", "output/caf", "output/caf-2"]);
    for (name, text) in files(&crib.path("output")) {
        if Path::new(&name).extension() == Some(OsStr::new("md")) {
            let text = String::from_utf8(text).unwrap();
            assert!(
                !text.contains("\n# b") && !text.contains("\n<script") && !text.contains('\x1b'),
                "{text}"
            );
        }
    }
    let missing = OsStr::from_bytes(b"no\nsuch\x1b\xFF.txt");
    let (code, stderr) = self::output(crib.command(&["summary"]).arg(missing));
    assert_eq!(code, Some(1));
    let shown = "error: can't read `no\u{fffd}such\u{fffd}\u{fffd}.txt`: no such file or directory\n\n";
    assert_eq!(stderr, shown);
}

/// The message for a transcript that can't be used.
fn fails(text: &str) -> String {
    let crib = Crib::new(&[]);
    let Output { code, stdout, stderr } = crib.run_with(&["build", "-"], text.as_bytes());
    assert_eq!((code, stdout.as_str()), (1, ""), "{stderr}");
    assert!(!stderr.contains("panicked") && !stderr.contains("overflow"), "{stderr}");
    assert!(!crib.path("output").exists());
    stderr
}

#[test]
fn json_of_any_depth_is_told() {
    const DEPTH: usize = 100_000;
    let nested = format!("{}1{}", "[".repeat(DEPTH), "]".repeat(DEPTH));
    let objects = format!("{}1{}", "{\"a\":".repeat(DEPTH), "}".repeat(DEPTH));
    assert!(fails(&objects).starts_with("error: this JSON is no transcript that is known: it has `a`\n"));
    assert!(fails(&objects[..objects.len() / 2]).starts_with("error: this JSON can't be read: "));
    assert!(fails(&format!("[{{\"a\": {nested}}}]")).starts_with("error: this JSON is no transcript"));
    let events = format!("{{\"events\": [{{\"tStartMs\": {nested}, \"segs\": [{{\"utf8\": \"tea\"}}]}}]}}");
    let told = fails(&events);
    assert!(told.starts_with("warning: ") || told.starts_with("error: "), "{told}");
    let crib = Crib::new(&[]);
    let one = format!(
        "{{\"segments\": [{{\"start\": {nested}, \"text\": \"lost\"}}, {{\"start\": 1, \"text\": \"Tea is hot.\"}}]}}"
    );
    let output = crib.run_with(&["summary", "-"], one.as_bytes());
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(output.stderr.starts_with("warning: this part is left out: recursion limit exceeded\n"));
}

#[test]
fn an_input_that_is_too_large_or_too_long_is_told() {
    let crib = Crib::new(&[]);
    std::fs::File::create(crib.path("large.txt")).unwrap().set_len(500_000_000).unwrap();
    assert_eq!(crib.run(&["summary", "large.txt"]).stderr, "error: `large.txt` has more than 64 MiB\n\n");
    let words = "tea ".repeat(1_000_001);
    assert!(fails(&words).starts_with("error: this is too long for a talk: "));
    let lines = "tea\n".repeat(1_000_001);
    assert!(fails(&lines).starts_with("error: this is too long for a talk: "));
}

#[test]
fn times_that_go_backwards_are_told_and_the_words_are_kept() {
    let crib = Crib::new(&[]);
    let cue = |start: &str, text: &str| format!("{start} --> 00:59:59.000\n{text}\n\n");
    let text = [
        cue("00:00:01.000", "Tea came to London early."),
        cue("00:30:00.000", "Garway was the first who sold it."),
        cue("00:00:09.000", "Coffee was there before."),
        cue("00:00:12.000", "That is all I know."),
    ];
    let output = crib.run_with(&["analyze", "-"], format!("WEBVTT\n\n{}", text.concat()).as_bytes());
    assert_eq!(output.code, 0);
    assert!(output.stderr.contains("warning: the time 30:00 doesn't fit between its neighbours"));
    let analysis: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    let said: Vec<&str> =
        analysis["sentences"].as_array().unwrap().iter().filter_map(|one| one["said"].as_str()).collect();
    assert_eq!(
        said.concat().replace(' ', ""),
        "TeacametoLondonearly.Garwaywasthefirstwhosoldit.Coffeewastherebefore.ThatisallIknow."
    );
    let starts: Vec<f64> =
        analysis["sentences"].as_array().unwrap().iter().filter_map(|one| one["start_s"].as_f64()).collect();
    assert!(starts.is_sorted(), "{starts:?}");
}
