//! Links to a moment of the recording.

use crate::read::Millis;

/// Hosts that take the moment as a `t` parameter.
const YOUTUBE: [&str; 6] = [
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "youtu.be",
    "www.youtube-nocookie.com",
];

/// Returns `url` when it is an `http` or `https` address that can stand in a link as it is.
///
/// Anything else, `javascript:` for instance, comes from a file that nobody vouches for.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let host = host(url)?;
    let clean = |c: char| !c.is_whitespace() && !c.is_control() && !"\"'<>`\\|".contains(c);
    (!host.is_empty() && url.chars().all(clean)).then_some(url)
}

/// Returns the address of `moment` in the recording at `url`; `None` when it is no web address.
///
/// `YouTube` takes a `t` parameter, other players a media fragment (W3C Media Fragments 1.0, 4.2.1).
pub(crate) fn link_to(url: &str, moment: Millis) -> Option<String> {
    let url = web_address(url)?;
    let seconds = moment.0 / 1000;
    if YOUTUBE.contains(&host(url)?.to_ascii_lowercase().as_str()) {
        return Some(youtube(url, seconds));
    }
    match url.split_once('#') {
        // A page's own anchor says where to look; a second meaning would break it.
        Some((_, anchor)) if !anchor.is_empty() && !anchor.starts_with("t=") => Some(url.to_owned()),
        Some((page, _)) => Some(format!("{page}#t={seconds}")),
        None => Some(format!("{url}#t={seconds}")),
    }
}

fn youtube(url: &str, seconds: u64) -> String {
    let page = url.split_once('#').map_or(url, |(page, _)| page);
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("t=") && !part.starts_with("start="))
        .collect();
    if kept.is_empty() {
        format!("{path}?t={seconds}")
    } else {
        format!("{path}?{}&t={seconds}s", kept.join("&"))
    }
}

/// The host of a web address, without user and port; `None` when it is no web address.
fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Some(host.split(':').next().unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> Option<String> {
        link_to(url, Millis(123_900))
    }

    #[test]
    fn gives_youtube_a_parameter() {
        let watch = "https://www.youtube.com/watch?v=abc";
        assert_eq!(at(watch).unwrap(), "https://www.youtube.com/watch?v=abc&t=123s");
        assert_eq!(at("https://youtu.be/abc").unwrap(), "https://youtu.be/abc?t=123");
    }

    #[test]
    fn replaces_a_moment_that_is_there_already() {
        assert_eq!(at("https://youtu.be/abc?t=9").unwrap(), "https://youtu.be/abc?t=123");
        let watch = "https://youtube.com/watch?t=9s&v=abc#x";
        assert_eq!(at(watch).unwrap(), "https://youtube.com/watch?v=abc&t=123s");
        assert_eq!(at("https://e.org/a.mp3#t=5").unwrap(), "https://e.org/a.mp3#t=123");
    }

    #[test]
    fn gives_other_addresses_a_media_fragment_and_keeps_anchors() {
        assert_eq!(at("http://e.org/a.mp3").unwrap(), "http://e.org/a.mp3#t=123");
        assert_eq!(at("https://e.org/p#notes").unwrap(), "https://e.org/p#notes");
    }

    #[test]
    fn links_to_nothing_but_the_web() {
        let bad = ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://e.org/\"><script>", "x"];
        for url in bad {
            assert_eq!(at(url), None, "{url}");
        }
        assert_eq!(at("https://evil.org/?x=youtube.com").unwrap(), "https://evil.org/?x=youtube.com#t=123");
    }
}
