"""What a word is, shared by training, measuring and (re-told in Rust) inference."""
import re
import zlib

NONE, COMMA, STOP, QUESTION = 0, 1, 2, 3
LOWER, TITLE, UPPER, MIXED = 0, 1, 2, 3
EDGE_LEFT = re.compile(r"^[^\w$#@&%+']+|^'(?![\w])|^'(?=\w)(?!(?:em|cause|til|bout|s|t|re|ve|ll|d|m)\b)", re.I)
SENTENCE_CLOSERS = "\"”’')]}*_"
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " ", "\u200b": ""})
DASHES = {"-", "–", "—", "--", "---", "—-"}


def fnv(text, seed=0x811C9DC5):
    """FNV-1a, 32 bits, over UTF-8: the only hash that training and Rust share."""
    h = seed
    for b in text.encode():
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def normal(word):
    """The key of a lower-cased word: every ASCII digit becomes 0."""
    return re.sub(r"[0-9]", "0", word)


def held_out(doc_id):
    """Documents for measuring only, by the id's own hash."""
    return zlib.crc32(doc_id.encode()) % 20 == 0


def case_of(word):
    """Lower, Title, UPPER or MIXED for the written form of a word."""
    letters = [c for c in word if c.isalpha()]
    if not letters or all(c.islower() for c in letters):
        return LOWER
    base = word[:-2] if word.endswith("'s") else word
    base = base[:-1] if len(base) > 2 and base.endswith("s") and base[:-1].isupper() else base
    letters = [c for c in base if c.isalpha()]
    if len(letters) >= 2 and all(c.isupper() for c in letters):
        return UPPER if base == word or word.endswith("'s") else MIXED
    # Title: each hyphenated part is lower or has its first letter alone in upper case.
    parts = re.split(r"[-/']", word)
    first = next(i for i, c in enumerate(word) if c.isalpha())
    if word[first].isupper() and all(p[1:].islower() or not p[1:] or not any(c.isalpha() for c in p[1:]) for p in parts):
        return TITLE
    return MIXED


def mark_of(tail, next_upper):
    """The mark that a word's trailing punctuation stands for."""
    if "?" in tail:
        return QUESTION
    if "..." in tail:
        return STOP if next_upper else COMMA
    if "." in tail or "!" in tail:
        return STOP
    if any(c in tail for c in ",;:—–"):
        return COMMA
    return NONE


TOKEN = re.compile(r"^([^\w$#@&%+]*)(.*?)([^\w%+#]*)$", re.S)
ABBREVIATION = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]?\.?$|^(?:mr|mrs|ms|dr|prof|st|vs|jr|sr|inc|etc|no|hon|gen|sen)\.$", re.I)


def words(text):
    """Yields (written word, mark) of a turn's text; dashes that stand alone become commas."""
    text = text.translate(QUOTES)
    text = re.sub(r"\s*(?:—|--+)\s*", " — ", text)
    raw = text.split()
    out = []
    for i, token in enumerate(raw):
        if token in DASHES:
            if out and out[-1][1] == NONE:
                out[-1][1] = COMMA
            continue
        left, body, tail = TOKEN.match(token).groups()
        if not body:
            if out and out[-1][1] in (NONE, COMMA) and tail + left:
                m = mark_of(left + tail, True)
                out[-1][1] = max(out[-1][1], m)
            continue
        if left.endswith("'") and re.match(r"(?:em|cause|til|bout)\b", body, re.I):
            body = "'" + body
        nxt = next((t for t in raw[i + 1 :] if t not in DASHES), "")
        n = TOKEN.match(nxt).group(2)
        next_upper = not n or n[0].isupper() or not n[0].isalpha()
        dotted = body + tail.rstrip(SENTENCE_CLOSERS + ",;:!?")
        if tail.startswith(".") and ABBREVIATION.match(dotted):
            short = re.match(r"(?:mr|mrs|ms|dr|prof|hon|gen|sen|st|no|vs)\.$", dotted, re.I)
            rest = tail.replace(".", "", 1)
            m = mark_of(rest, next_upper) if rest.strip(SENTENCE_CLOSERS) else (
                NONE if short or not (next_upper and nxt and n[:1].isupper()) and nxt else STOP)
        else:
            m = mark_of(tail, next_upper)
        if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", body):
            body = body.replace(".", "")
        out.append([body, m])
    return out
