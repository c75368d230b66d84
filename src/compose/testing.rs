//! A talk for the tests of cards and quiz: the bundled sample as a person typed it.

use crate::analyze::{self, Analysis};
use crate::restore::{self, Script};

/// The sample, restored and analyzed.
pub(crate) fn sample() -> (Script, Analysis) {
    talk(include_str!("../../tests/fixtures/sample/lighthouses.reference.txt"))
}

/// A talk of these lines, restored and analyzed.
pub(crate) fn talk(text: &str) -> (Script, Analysis) {
    let script = restore::restore(crate::read::testing::transcript(text), &restore::Options::default());
    let analysis = analyze::analyze(&script, &analyze::Options::default());
    (script, analysis)
}
