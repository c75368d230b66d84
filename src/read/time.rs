//! Times as transcripts write them.

use super::millis::Millis;

/// Reads a whole string as a time: `1:02:45`, `00:01.000`, `0:0:3.359`, `00:00:02,760`. Needs a colon.
pub(super) fn stamp(text: &str) -> Option<Millis> {
    let text = text.trim();
    let mut parts = text.rsplitn(4, ':');
    let seconds = seconds(parts.next()?)?;
    let minutes = whole(parts.next()?)?;
    let hours = parts.next().map_or(Some(0), whole)?;
    let regular = parts.next().is_none() && seconds < 60_000 && (hours == 0 || minutes < 60);
    let time = Millis(hours.checked_mul(3_600_000)?.checked_add(minutes * 60_000 + seconds)?);
    (regular && time <= Millis::MAX).then_some(time)
}

/// Reads a time at the start of a string and returns what follows it.
pub(super) fn leading(text: &str) -> Option<(Millis, &str)> {
    let end = text.find(|c: char| !matches!(c, '0'..='9' | ':' | '.' | ',')).unwrap_or(text.len());
    let written = text[..end].trim_end_matches(['.', ',', ':']);
    Some((stamp(written)?, &text[written.len()..]))
}

/// The two ends of a cue, each `None` when it can't be read.
pub(super) type Ends = (Option<Millis>, Option<Millis>);

/// Reads the line that times a cue, `start --> end` and anything after it.
///
/// `None` when the line is none, which is when neither side of an arrow begins like a time.
pub(super) fn timing(line: &str) -> Option<Ends> {
    let (before, after) = line.split_once("-->").or_else(|| line.split_once("->"))?;
    let (before, after) = (before.trim(), after.trim());
    if !begins_like_a_time(before) && !begins_like_a_time(after) {
        return None;
    }
    let compact = |side: &str| side.replace(", ", ",").replace(": ", ":");
    let start = stamp(&compact(before));
    let end = leading(&compact(after)).map(|(end, _)| end);
    Some((start, end))
}

fn begins_like_a_time(side: &str) -> bool {
    let mut characters = side.chars();
    characters.next().is_some_and(|c| c.is_ascii_digit()) && side.contains(':')
}

fn whole(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn seconds(text: &str) -> Option<u64> {
    let (whole_part, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    if !digits || whole_part.len() > 2 {
        return None;
    }
    let thousandths: u64 = format!("{:0<3}", &fraction[..fraction.len().min(3)]).parse().ok()?;
    Some(whole(whole_part)? * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_way_to_write_a_time() {
        let cases = [
            ("0:00", 0),
            ("1:02:45", 3_765_000),
            ("00:01.000", 1000),
            ("00:00:02,760", 2760),
            ("0:0:3.359", 3359),
            ("75:30", 4_530_000),
            ("00:00:01.5", 1500),
            ("00:00:01.123456", 1123),
        ];
        for (text, millis) in cases {
            assert_eq!(stamp(text), Some(Millis(millis)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in
            ["", ":", "12", "1:2:3:4", "1:99", "1:75:00", "a:10", "1:1o", "99999:00:00", "1:5,", "-1:00"]
        {
            assert_eq!(stamp(text), None, "{text}");
        }
    }

    #[test]
    fn reads_a_timing_line_with_settings_and_mess() {
        let ends = Some((Some(Millis(0)), Some(Millis(2760))));
        assert_eq!(timing("00:00:00,000 --> 00:00:02,760  X1:0 X2:10"), ends);
        assert_eq!(timing("00:00.000 --> 00:02.760 align:start position:0%"), ends);
        assert_eq!(timing("00:00:00, 000-->00:00:02, 760"), ends);
        assert_eq!(timing("00:00:0x,000 --> 00:00:02,760"), Some((None, Some(Millis(2760)))));
        assert_eq!(timing("press a --> b"), None);
    }

    #[test]
    fn keeps_what_follows_a_leading_time() {
        assert_eq!(leading("0:04 hello"), Some((Millis(4000), " hello")));
        assert_eq!(leading("12 people"), None);
    }
}
