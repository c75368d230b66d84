//! What can be typed.

use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::layer::Layer;
use super::values::QuizForm;

/// Turn the transcript of a talk into study material: a topic summary, Anki cards and a quiz
///
/// Works offline, needs no account and invents nothing: every card and every answer is made of words
/// that were said, with the place where they were said.
#[derive(Debug, Parser)]
#[command(name = "crib", version, after_help = MAIN_HELP, after_long_help = MAIN_HELP, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,

    #[command(flatten)]
    pub(super) global: Global,
}

const MAIN_HELP: &str = "\
Examples:
  crib build talk.vtt                     all files, into output/talk/
  crib build talks/ -o notes              every transcript of a folder, and an index
  crib summary talk.srt | less            the summary only
  crib cards talk.txt -o talk.csv         a file for Anki: File > Import
  crib quiz talk.json --key               the leader's edition, with answers
  yt-dlp --skip-download --write-auto-subs --write-info-json URL
                                          gets a transcript with title, link and chapters

Transcripts: WebVTT, SRT, TTML, JSON of YouTube, Whisper and the usual services, exports of meeting
tools, pasted panels, plain text. The format is found by looking at the content.

Configuration: `crib.toml` in the current folder, else beside the transcript. Every option of
`crib build` is a key there (`max-cards = 40`), and an environment variable (`CRIB_MAX_CARDS`).
A flag counts before the environment, the environment before the file.

Exit codes: 0 done; 1 some input failed, the others are done; 2 wrong call or configuration.
`crib stream` tells in the stream what failed, and exits with 0.";

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// Read this configuration instead of `crib.toml`
    #[arg(long, global = true, value_name = "FILE", env = "CRIB_CONFIG", help_heading = "General")]
    pub(super) config: Option<PathBuf>,

    /// How errors and warnings are written to standard error
    #[arg(
        long,
        global = true,
        value_name = "FORM",
        env = "CRIB_MESSAGE_FORMAT",
        default_value = "human",
        help_heading = "General"
    )]
    pub(super) message_format: MessageFormat,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the lines they are about
    Human,
    /// One JSON object a line
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(BuildArgs),
    Summary(SummaryArgs),
    Cards(CardsArgs),
    Quiz(QuizArgs),
    Analyze(OneArgs),
    Stream(StreamArgs),
    Render(RenderArgs),
    Templates(TemplatesArgs),
    Lint(LintArgs),
    Verify(VerifyArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Make all study material of transcripts: summary, cards, quiz and analysis
///
/// Each transcript gets a folder of its own, named after its file. Files that are there already are
/// replaced one by one, and never left half-written. Several transcripts get an `index.md`, too, and
/// with `--course` one deck of all their cards, `course.apkg`, in which no question is asked twice.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crib build talk.vtt
  crib build --speakers 'Ada Lovelace,Charles Babbage' --topics 12 talk.vtt
  crib build season-1/ -o notes --resume              only what is new or changed
  crib build 'season-*/*.vtt' --course 'Season 1'     one deck for all, with a deck for each
  pbpaste | crib build - --title 'The talk'")]
pub(super) struct BuildArgs {
    /// Transcripts, folders of transcripts, patterns like 'talks/*.vtt', or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,

    /// Folder for the results [default: output]
    #[arg(short, long, value_name = "DIR", env = "CRIB_OUTPUT", help_heading = "General")]
    pub(super) output: Option<PathBuf>,

    #[command(flatten)]
    pub(super) settings: Layer,
}

#[derive(Debug, Args)]
pub(super) struct OneArgs {
    /// A transcript, or `-` for standard input
    #[arg(value_name = "INPUT")]
    pub(super) input: PathBuf,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "General")]
    pub(super) output: Option<PathBuf>,

    #[command(flatten)]
    pub(super) settings: Layer,
}

/// Analyze a stream of transcripts: JSON Lines in, JSON Lines out, in the same order
///
/// Each line of standard input is an object with the `text` of a transcript in any format, and an `id`
/// of any kind. It may have what an `.info.json` says, too: `title`, `url`, `channel`, `duration` (in
/// seconds), `chapters` (each with `start_time` and `title`), `description`; and `speakers`. Each line of
/// standard output has the `id` and the `analysis`, as `crib analyze` writes it, or the `id` and an
/// `error` with `line`, `code`, `message` and `help`. Beside an analysis there may be `warnings` like that.
///
/// Memory is that of a few transcripts for each thread, however long the stream is. The exit code is 0
/// when every line got its answer, also where that is an error: engines like Apache Spark do a whole
/// share of the work again when a program fails.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crib stream < talks.jsonl > analyses.jsonl
  zstdcat talks.jsonl.zst | crib stream --threads 4 | jq -c '{id, title: .analysis.topics[].title}'")]
pub(super) struct StreamArgs {
    /// Exit with 1 when a line gave an error
    #[arg(long, help_heading = "General")]
    pub(super) strict: bool,

    #[command(flatten)]
    pub(super) settings: Layer,
}

#[derive(Debug, Args)]
pub(super) struct SummaryArgs {
    #[command(flatten)]
    pub(super) one: OneArgs,

    /// Write what is said about this subject instead, best passage first
    #[arg(long, value_name = "TEXT", help_heading = "Topics")]
    pub(super) topic: Option<String>,

    /// Write the best passage of each topic only
    #[arg(long, conflicts_with = "topic", help_heading = "Topics")]
    pub(super) brief: bool,
}

#[derive(Debug, Args)]
pub(super) struct CardsArgs {
    #[command(flatten)]
    pub(super) one: OneArgs,

    /// What to write
    #[arg(long, value_name = "FORM", default_value = "csv", help_heading = "Cards")]
    pub(super) to: CardsForm,

    /// Write nothing but what is new, changed and gone since the last run
    ///
    /// The last run is known by the `.lock.json` beside `-o FILE`, else by the one in the folder that
    /// `crib build` writes.
    #[arg(long, help_heading = "Cards", conflicts_with = "to")]
    pub(super) diff: bool,
}

/// The forms in which cards are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CardsForm {
    /// A file for Anki's File > Import; a second import updates the same notes
    Csv,
    /// A package for Anki with note types and a look of its own
    Apkg,
    /// The fields of each card
    Json,
}

#[derive(Debug, Args)]
pub(super) struct QuizArgs {
    #[command(flatten)]
    pub(super) one: OneArgs,

    /// Write the leader's edition, with answers, quotes and times
    #[arg(long, help_heading = "Quiz")]
    pub(super) key: bool,

    /// What to write
    #[arg(long, value_name = "FORM", default_value = "md", help_heading = "Quiz")]
    pub(super) to: QuizForm,
}

/// Render any template over a transcript or an `analysis.json`
///
/// `crib templates show README.md` tells what a template can use.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crib render handout.html.j2 talk.vtt -o handout.html
  crib render quiz-key.md.j2 output/talk/analysis.json")]
pub(super) struct RenderArgs {
    /// A template file, or the name of one that `crib templates list` lists
    #[arg(value_name = "TEMPLATE")]
    pub(super) template: PathBuf,

    #[command(flatten)]
    pub(super) one: OneArgs,
}

/// Check anyone's flashcards against the rules that crib's own have to keep
///
/// Takes a text file for Anki with its `#` lines, or plain `front,back` CSV. Writes one line for every
/// finding: file, line, severity, id of the rule in the published criteria (Wozniak, Matuschak, …) and
/// the reason. The exit code is 1 when there is an error; warnings alone give 0. With the transcript
/// the cards were made from, answers are looked up there too.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crib lint deck.csv
  crib lint cards.txt --transcript talk.vtt
  crib cards talk.vtt | crib lint -")]
pub(super) struct LintArgs {
    /// The cards, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// The transcript they were made from: checks that answers were said, and are the only ones
    #[arg(long, value_name = "FILE")]
    pub(super) transcript: Option<PathBuf>,
}

/// Check every quote, answer and time in a folder against its transcript
///
/// Reads `analysis.json`, `cards.csv`, `summary.md`, `quiz.md` and `quiz-key.md`, and lists what does
/// not hold, one line each. The exit code is 1 when there is anything. Names that the glossary mended
/// are looked up in `crib.toml`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crib verify output/talk
  crib verify output/talk --transcript archive/talk.vtt")]
pub(super) struct VerifyArgs {
    /// A folder that `crib build` has written
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,

    /// The transcript, when it is neither in the current folder, in DIR nor above
    #[arg(long, value_name = "FILE")]
    pub(super) transcript: Option<PathBuf>,
}

/// List, show or copy the built-in templates
#[derive(Debug, Args)]
pub(super) struct TemplatesArgs {
    #[command(subcommand)]
    pub(super) action: TemplatesAction,
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplatesAction {
    /// List the names of the built-in templates
    List,
    /// Write a built-in template to standard output
    Show {
        /// Its name, or `README.md` for what templates can use
        name: String,
    },
    /// Copy all built-in templates and their README to a folder, to change them there
    Export {
        /// The folder; files that are there already are never replaced
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// Write the completions for a shell to standard output
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

/// Write the manual page to standard output
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Write the pages of all commands to this folder instead
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
}

/// The command line. Every command takes every setting, so that its result is the file that
/// `crib build` would write; its help shows only the settings that matter to it.
pub(super) fn command() -> clap::Command {
    const CARDS: [&str; 9] = [
        "deck",
        "course",
        "tags",
        "note_types",
        "on_match",
        "max_cards",
        "per_topic",
        "min_score",
        "explain",
    ];
    const QUIZ: [&str; 7] = ["questions", "minutes", "mix", "level", "editions", "quiz_forms", "seed"];
    /// How many transcripts are worked on.
    const WORK: [&str; 2] = ["threads", "resume"];
    let hide = |mut command: clap::Command, names: &[&[&str]]| {
        for name in names.concat() {
            command = command.mut_arg(name, |arg| arg.hide(true));
        }
        command
    };
    // The environment is told about once, in the main help; its values are nobody's business.
    Cli::command()
        .mut_args(|arg| arg.hide_env(true))
        .mut_subcommands(|command| command.mut_args(|arg| arg.hide_env(true)))
        .mut_subcommand("summary", |command| {
            hide(command, &[&CARDS, &QUIZ, &WORK])
                .about("Write the topic summary to standard output")
                 .after_help(
                    "Examples:\n  crib summary talk.vtt --topics 8 > summary.md\n  crib summary talk.vtt --topic 'board governance'",
                )
        })
        .mut_subcommand("cards", |command| {
            hide(command, &[&QUIZ, &WORK])
                .about("Write flashcards for Anki to standard output")
                .after_help(
                    "\
Examples:
  crib cards talk.vtt --deck 'Course::Week 3' --max-cards 30 -o week-3.csv
  crib cards talk.vtt --to apkg -o week-3.apkg
  crib cards talk.vtt --note-types 'Basique,Texte à trous' > cartes.csv
  crib cards talk.vtt --diff          what the next import of output/talk/ would do",
                )
        })
        .mut_subcommand("quiz", |command| {
            hide(command, &[&CARDS[..8], &["quiz_forms"], &WORK])
                .about("Write a quiz for a discussion group to standard output")
                .after_help(
                    "Examples:\n  crib quiz talk.vtt --minutes 60 --key > leader.md\n  \
                     crib quiz talk.vtt --mix 1/0/0 --questions 20 --to gift > moodle.gift\n  \
                     crib quiz talk.vtt --editions A,B --to aiken",
                )
        })
        .mut_subcommand("analyze", |command| {
            hide(command, &[&["templates"], &WORK])
                .about("Write everything that was found out about a transcript as JSON")
                .after_help("Example:\n  crib analyze talk.vtt | jq '.topics[].title'")
        })
        .mut_subcommand("render", |command| hide(command, &[&WORK]))
        .mut_subcommand("stream", |command| {
            hide(command, &[&["title", "url", "course", "quiz_forms", "templates", "resume"]])
        })
}
