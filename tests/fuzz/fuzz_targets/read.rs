//! One reader, or the finding of the format, on whatever bytes:
//!
//! ```sh
//! export RUSTC_BOOTSTRAP=1                     # the fuzzer's flags, on a stable compiler
//! FORMAT=srt cargo fuzz run -s none --fuzz-dir tests/fuzz read tests/fuzz/corpus/srt -- -max_len=4096
//! ```
//!
//! Without `FORMAT` it is found by content, and the corpus is `tests/fuzz/corpus/any`.

#![no_main]

#[path = "../../laws/mod.rs"]
mod laws;

use std::sync::OnceLock;

use clap::ValueEnum as _;
use cribsheet::read::Format;
use libfuzzer_sys::fuzz_target;

static FORMAT: OnceLock<Option<Format>> = OnceLock::new();

fuzz_target!(
    init: {
        let name = std::env::var("FORMAT").ok();
        let format = name.map(|name| Format::from_str(&name, false).expect("FORMAT is a name of `--format`"));
        FORMAT.set(format).expect("this is run once");
    },
    |bytes: &[u8]| {
        laws::lawful(bytes, *FORMAT.get().expect("this was set at the start"));
    }
);
