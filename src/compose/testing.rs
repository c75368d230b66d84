//! A talk for the tests of cards and quiz: the bundled sample as a person typed it.

use crate::analyze::{self, Analysis};
use crate::restore::{self, Script};

/// The sample, restored and analyzed.
pub(crate) fn sample() -> (Script, Analysis) {
    let text = include_str!("../../tests/fixtures/sample/lighthouses.reference.txt");
    let script = restore::restore(crate::read::testing::transcript(text), &restore::Options::default());
    let analysis = analyze::analyze(&script, &analyze::Options::default());
    (script, analysis)
}
