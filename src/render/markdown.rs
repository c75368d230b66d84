//! Running text inside Markdown.

/// Escapes `text` so that it is shown as it is by `CommonMark`, on GitHub and in Obsidian: it can't
/// become a heading, a link, HTML, a formula or a tag. White space becomes single spaces.
///
/// Only what would be understood as markup is escaped, so that the text reads well raw too.
pub(crate) fn escape(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars: Vec<char> = words.chars().filter(|c| !c.is_control()).collect();
    let mut escaped = String::with_capacity(text.len() + 2);
    // A part of a quote keeps its distance from the next part.
    if text.starts_with(char::is_whitespace) {
        escaped.push(' ');
    }
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        if is_markup(c, before, after)
            || starts_block(&chars, at)
            || starts_tag(&chars, at)
            || starts_link(&chars, at)
            || starts_entity(&chars, at)
        {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    if !chars.is_empty() && text.ends_with(char::is_whitespace) {
        escaped.push(' ');
    }
    escaped
}

/// Escapes `text` for a cell of a table, where a bar would end the cell.
pub(crate) fn cell(text: &str) -> String {
    escape(text).replace('|', "\\|")
}

/// Returns `text` as a span of code on one line. What would end it is replaced, and a space parts what would
/// begin a template.
pub(crate) fn code(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut span = String::from("`");
    for c in line.chars().filter(|c| !c.is_control()) {
        if starts_template(c, span.chars().next_back()) {
            span.push(' ');
        }
        span.push(if c == '`' { '\'' } else { c });
    }
    span.push('`');
    span
}

/// Whether `c` is the second character of what begins a template: of site generators, and of Obsidian's plug-ins,
/// which run code.
fn starts_template(c: char, before: Option<char>) -> bool {
    matches!((before, c), (Some('{'), '{' | '%') | (Some('<'), '%'))
}

/// Whether an HTML entity starts here: `&amp;`, `&#60;`.
fn starts_entity(chars: &[char], at: usize) -> bool {
    let name = chars[at + 1..].iter().take_while(|&&c| c.is_ascii_alphanumeric() || c == '#').count();
    chars[at] == '&' && name > 0 && chars.get(at + 1 + name) == Some(&';')
}

/// Whether `c` between its neighbours would be read as inline markup.
fn is_markup(c: char, before: Option<char>, after: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '~' | '^' => true,
        // Within a word it is an ordinary character.
        '_' => !(letter(before) && letter(after)),
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
        // A formula never ends before a digit, so prices can stay as they are.
        '$' => !after.is_some_and(|c| c.is_ascii_digit()),
        // Obsidian: a highlight, a comment, a Dataview field.
        '=' | '%' | ':' if before == Some(c) => true,
        _ if starts_template(c, before) => true,
        _ => false,
    }
}

/// Whether the character would make a block of its own if the text stood at the start of a line.
fn starts_block(chars: &[char], at: usize) -> bool {
    let ends_marker = chars.get(at + 1).is_none_or(|c| c.is_whitespace());
    match chars[at] {
        '>' | '=' => at == 0,
        '#' => chars[..at].iter().all(|&c| c == '#'),
        '-' | '+' => at == 0 && (ends_marker || chars[1..].iter().all(|&c| c == '-' || c == ' ')),
        '.' | ')' => (1..10).contains(&at) && ends_marker && chars[..at].iter().all(char::is_ascii_digit),
        _ => false,
    }
}

/// Whether Obsidian would make a tag of what starts here: "#tag", "#1st", but not "#41".
fn starts_tag(chars: &[char], at: usize) -> bool {
    let within = |c: &&char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    chars[at] == '#'
        && !at.checked_sub(1).is_some_and(|before| chars[before].is_alphanumeric())
        && chars[at + 1..].iter().take_while(within).any(|c| !c.is_ascii_digit())
}

/// Whether GitHub would make a link of the address that the character is part of.
fn starts_link(chars: &[char], at: usize) -> bool {
    match chars[at] {
        '/' => at > 0 && chars[at - 1] == ':' && chars.get(at + 1) == Some(&'/'),
        '.' => at >= 3 && chars[at - 3..at].iter().all(|c| c.eq_ignore_ascii_case(&'w')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_ordinary_text_alone() {
        for text in [
            "I think it's 3.5 times as much, e.g. $5 or $10 - maybe 20%.",
            "C# and C++ (really!), AT&T, R & D, snake_case; 1 < 2 > 0, a/b",
            "Lenses | Long Table #41",
            "Is that so? 100. No: it isn't \u{2013} \"quoted\" at 12:03.",
        ] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn keeps_cells_apart() {
        assert_eq!(cell("a | b *c*"), "a \\| b \\*c\\*");
    }

    #[test]
    fn keeps_code_on_one_line() {
        assert_eq!(code("a`\n\n<b>\u{1b}{{<%.txt"), "`a' <b>{ {< %.txt`");
    }

    #[test]
    fn disarms_markup() {
        for (text, shown) in [
            ("# no heading", "\\# no heading"),
            ("> no quote", "\\> no quote"),
            ("- no list", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"),
            ("[x](http://e.org)", "\\[x\\](http:\\//e.org)"),
            ("<script>&lt;", "\\<script>\\&lt;"),
            ("www.evil.org", "www\\.evil.org"),
            ("$x$ a #tag x:: y ==z== %%w%%", "\\$x\\$ a \\#tag x:\\: y =\\=z=\\= %\\%w%\\%"),
            ("the #1st of #tag", "the \\#1st of \\#tag"),
            ("{{ x }} {% y %} <%* z %>", "{\\{ x }} {\\% y %} <\\%\\* z %>"),
            ("a\n\n# b", "a # b"),
            (" # b ", " \\# b "),
        ] {
            assert_eq!(escape(text), shown);
        }
    }
}
