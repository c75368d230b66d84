//! `crib stream`: JSON Lines in, JSON Lines out, in the same order, whatever is in them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::crib::{Crib, SAMPLE, TALK};

/// The answers to some lines, with the exit code.
fn stream(crib: &Crib, arguments: &[&str], input: &[u8]) -> (i32, Vec<Value>, String) {
    let output = crib.run_with(&[&["stream"], arguments].concat(), input);
    let answers = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.code, answers, output.stderr)
}

fn lines(records: &[Value]) -> Vec<u8> {
    records.iter().flat_map(|record| format!("{record}\n").into_bytes()).collect()
}

#[test]
fn gives_what_analyze_gives() {
    let crib = Crib::new(&[]);
    let sample = std::fs::read_to_string(SAMPLE).unwrap();
    let records =
        [json!({"id": "tea", "text": TALK}), json!({"id": ["b", 2], "text": sample, "more": {"x": 1}})];
    let (code, answers, stderr) = stream(&crib, &[], &lines(&records));
    assert_eq!((code, answers.len()), (0, 2), "{stderr}");
    for (record, answer) in records.iter().zip(&answers) {
        let alone = crib.run_with(&["analyze", "-"], record["text"].as_str().unwrap().as_bytes());
        assert_eq!(answer["id"], record["id"]);
        assert_eq!(answer["analysis"], serde_json::from_str::<Value>(&alone.stdout).unwrap());
        assert_eq!(answer.as_object().unwrap().len(), 2);
    }
    assert!(stderr.starts_with("2 done, 0 failed, ") && stderr.ends_with(" words/s\n"), "{stderr}");
}

#[test]
fn takes_what_is_known_of_a_talk() {
    let crib = Crib::new(&[]);
    let sample = std::fs::read_to_string(SAMPLE).unwrap();
    let record = json!({
        "id": null, "text": sample, "title": " The\nlights ", "url": "https://e.org/talk", "channel": "Sea", "duration": 1000.5,
        "speakers": ["Ann", "Bob"],
        "chapters": [{"start_time": 0, "title": "First"}, {"start_time": 300.0, "title": "Second"}],
    });
    let (_, answers, _) = stream(&crib, &["--deck", "Sea"], &lines(&[record, json!({"text": sample})]));
    let analysis = &answers[0]["analysis"];
    assert_eq!(answers[0]["id"], Value::Null);
    let source = &analysis["source"];
    assert_eq!((&source["title"], &source["url"]), (&json!("The lights"), &json!("https://e.org/talk")));
    assert_eq!((&source["channel"], &source["duration_s"]), (&json!("Sea"), &json!(1000.5)));
    assert_eq!(analysis["deck"], "Sea", "settings hold for every line");
    let names = |analysis: &Value| -> Vec<String> {
        analysis["speakers"].as_array().unwrap().iter().map(|speaker| speaker["name"].to_string()).collect()
    };
    assert_eq!(names(analysis), ["\"Ann\"", "\"Bob\""]);
    let titles: Vec<&Value> =
        analysis["topics"].as_array().unwrap().iter().map(|topic| &topic["title"]).collect();
    assert!(titles.contains(&&json!("First")) && titles.contains(&&json!("Second")), "{titles:?}");
    assert_ne!(names(&answers[1]["analysis"]), names(analysis), "what one line says is of that line alone");

    let odd = json!({"id": 1, "text": TALK, "url": "javascript:alert(1)"});
    let (_, answers, _) = stream(&crib, &[], &lines(&[odd]));
    assert_eq!(answers[0]["analysis"]["source"]["url"], Value::Null);
    assert_eq!(answers[0]["warnings"][0]["code"], "url");
}

#[test]
fn a_bad_line_is_answered_and_the_rest_is_done() {
    let crib = Crib::new(&[]);
    let good = json!({"id": 12_345_678_901_234_567_890_u64, "text": TALK}).to_string();
    let mut input = b"\xef\xbb\xbf".to_vec();
    for line in [
        good.as_bytes(),
        b"",
        b"{\"id\": 3, \"text\": ",
        b"{\"id\": 4}",
        b"{\"id\": [5,\r6], \"text\": 6}",
        b"[1, 2]",
        b"{\"id\": 7, \"text\": \"\xff\"}",
        b"{\"id\": 8, \"text\": \"\"}",
        b"{\"id\": 9, \"text\": \"{\\\"segments\\\": [\"}",
        b"{\"id\": 123456789012345678901234567890.50, \"text\": \"%PDF-1.7\\u0000\"}",
        good.replace('\n', " ").as_bytes(),
    ] {
        input.extend([line, b"\r\n"].concat());
    }
    let output = crib.run_with(&["stream"], &input);
    assert_eq!(output.code, 0, "what failed is told in the stream");
    let answers: Vec<Value> = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<(Value, Value)> = answers
        .iter()
        .map(|answer| (answer["error"]["line"].clone(), answer["error"]["code"].clone()))
        .collect();
    let expected = [
        json!([null, null]),
        json!([3, "record"]),
        json!([4, "record"]),
        json!([5, "record"]),
        json!([6, "record"]),
        json!([7, "record"]),
        json!([8, "empty"]),
        json!([9, "json"]),
        json!([10, "not-text"]),
        json!([null, null]),
    ];
    assert_eq!(told, expected.map(|pair| (pair[0].clone(), pair[1].clone())), "{}", output.stdout);
    assert!(output.stdout.lines().nth(3).unwrap().starts_with("{\"id\":[5,6],\"error\":"));
    let exact = "{\"id\":123456789012345678901234567890.50,\"error\":";
    assert!(
        output.stdout.lines().nth(8).unwrap().starts_with(exact),
        "an id is given back as it was written"
    );
    assert!(answers.iter().filter(|answer| !answer["error"].is_null()).all(|answer| {
        let message = answer["error"]["message"].as_str().unwrap();
        !message.is_empty() && answer["error"]["help"].is_string()
    }));
    assert_eq!(answers[9]["id"], answers[0]["id"]);
    assert!(output.stderr.starts_with("2 done, 8 failed, "), "{}", output.stderr);
    assert_eq!(crib.run_with(&["stream", "--strict"], &input).code, 1);
    assert_eq!(crib.run_with(&["stream", "--strict"], good.as_bytes()).code, 0);
    assert_eq!(crib.run(&["stream"]).stdout, "");
}

#[test]
fn keeps_the_order_for_any_number_of_threads() {
    let crib = Crib::new(&[]);
    let sample = std::fs::read_to_string(SAMPLE).unwrap();
    let text = |number: usize| {
        if number.is_multiple_of(9) { sample.clone() } else { TALK.replace("three", &number.to_string()) }
    };
    let records: Vec<Value> = (0..40).map(|number| json!({"id": number, "text": text(number)})).collect();
    let once = crib.run_with(&["stream", "--threads", "1"], &lines(&records)).stdout;
    assert_eq!(crib.run_with(&["stream", "--threads", "3"], &lines(&records)).stdout, once);
    for (number, line) in once.lines().enumerate() {
        assert!(line.starts_with(&format!("{{\"id\":{number},\"analysis\":{{")), "{line}");
    }
}

#[test]
fn a_line_without_end_is_not_held() {
    let crib = Crib::new(&[]);
    let mut command = crib.command(&["stream", "--threads", "1"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..200 {
        stdin.write_all(&piece).unwrap();
    }
    writeln!(stdin, "\n{}", json!({"id": 2, "text": TALK})).unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let error: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
    assert_eq!((&error["error"]["code"], &error["error"]["line"]), (&json!("too-large"), &json!(1)));
    let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
    assert_eq!(answer["id"], 2);
    // It still waits for more, which is where its memory can be looked at.
    #[cfg(target_os = "linux")]
    {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(peak < 200 << 10, "{peak} kB, and the line had 200 MiB");
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn answers_while_the_stream_goes_on_and_ends_when_nobody_reads() {
    let crib = Crib::new(&[]);
    let mut child = crib
        .command(&["stream"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(stdin, "{}", json!({"id": number, "text": TALK})).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{number},")), "{answer}");
    }
    drop(stdout);
    writeln!(stdin, "{}", json!({"id": 3, "text": TALK})).unwrap();
    // Standard input stays open: whoever waits for it to end would wait for ever.
    let mut stderr = String::new();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(stderr, "");
    drop(stdin);
}

#[test]
fn settings_of_one_talk_are_for_none() {
    let crib = Crib::new(&[]);
    for wrong in [["--title", "x"], ["--url", "https://e.org/"], ["--config", "no.toml"]] {
        let output = crib.run_with(&[&["stream"], wrong.as_slice()].concat(), b"");
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{wrong:?}");
        assert!(output.stderr.starts_with("error: "));
    }
}
