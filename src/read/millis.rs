//! A moment in a recording.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A time since the start of the recording, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub u64);

impl Millis {
    /// The largest time that is believed, 1,000 hours: what lies beyond is a mistake in the file.
    pub const MAX: Self = Self(1000 * 60 * 60 * 1000);

    /// Converts from seconds; `None` when negative, not finite or beyond [`Self::MAX`].
    pub fn from_seconds(seconds: f64) -> Option<Self> {
        let millis = (seconds * 1000.0).round();
        (millis >= 0.0 && millis <= Self::MAX.0 as f64).then_some(Self(millis as u64))
    }

    /// The time in seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// The time from `earlier` to here, zero when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }
}

/// Writes `m:ss`, or `h:mm:ss` from one hour on, as players show it.
impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{minutes}:{seconds:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_hours_only_when_there_are_some() {
        assert_eq!(Millis(723_999).to_string(), "12:03");
        assert_eq!(Millis(3_765_000).to_string(), "1:02:45");
    }

    #[test]
    fn refuses_times_that_no_recording_has() {
        assert_eq!(Millis::from_seconds(-1.0), None);
        assert_eq!(Millis::from_seconds(f64::NAN), None);
        assert_eq!(Millis::from_seconds(1e12), None);
        assert_eq!(Millis::from_seconds(1.5), Some(Millis(1500)));
    }
}
