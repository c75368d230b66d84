"""Step 2: what the teacher says of sentences that nobody marked, and of gaps in those of them that promise most.

Reads JSON lines {"id", "text"} of `sentences.py`, writes {"heads", "texts", "log_odds"}. A text with a gap has the hidden words in brackets; of such only
the answer to *card* is learned from.
"""
import argparse
import json
import pathlib
import random
import time
import zlib

import numpy as np

from .teacher import Judge

WORDS = range(4, 61)
# A sentence promises much when the mean of these is above that (`src/compose/cards/term.rs`); of such and of a few others gaps are drawn.
PROMISE, ASKED, OTHERS = -0.5, ("card", "clear", "kept", "sound"), 0.08
GAPS = 2  # of a sentence
HIDDEN = (1, 1, 2, 2, 3)
FUNCTION = set(
    "a about all also am an and any are as at be because been but by can could did do does for from get go going had has have he her his how i if in into is it "
    "it's its just kind like lot may me might more most my no not of on one or our out really should so some than that that's the their them then there there's "
    "these they they're thing things think this those to up us very was way we we're well were what when where which who why will with would you your".split()
)


def gaps(text, rng):
    """The text with words that mean something in brackets, in one place a copy."""
    words = text.split()
    bare = [word.strip(".,;:?!\"'()[]-").lower() for word in words]
    starts = [(at, size) for size in set(HIDDEN) for at in range(len(words) - size + 1)]
    # Nothing inside is set off, and neither end is a function word.
    fit = [
        (at, size)
        for at, size in starts
        if all(word and word[-1].isalnum() for word in words[at : at + size - 1])
        and not {bare[at], bare[at + size - 1]} & (FUNCTION | {""})
    ]
    chosen = rng.sample(fit, min(GAPS, len(fit)))
    for at, size in chosen:
        last = words[at + size - 1]
        end = len(last.rstrip(".,;:?!"))
        yield " ".join([*words[:at], "[" + " ".join([*words[at : at + size - 1], last[:end]]) + "]" + last[end:], *words[at + size :]])


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("sentences", type=pathlib.Path)
    a.add_argument("--teacher", type=pathlib.Path, default=pathlib.Path("data/teacher.pkl"))
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data/labels.json"))
    a.add_argument("--take", type=int, default=190_000)
    a.add_argument("--gaps", type=int, default=60_000)
    a = a.parse_args()
    lines = map(json.loads, a.sentences.read_text().splitlines())
    # Documents whose marked sentences measure teacher and student are for that only (`sentences.py`).
    learned = (line["text"] for line in lines if zlib.crc32(line["id"].encode()) % 10)
    texts = sorted({text for text in learned if len(text.split()) in WORDS})
    random.Random(3).shuffle(texts)
    texts, judge, start = texts[: a.take], Judge(a.teacher), time.time()
    tell = lambda done: done % 6400 or print(f"{done} of {len(texts)}, {time.time() - start:.0f} s", flush=True)
    said = judge.log_odds(texts, tell)
    rng = random.Random(4)
    promise = said[:, [judge.heads.index(head) for head in ASKED]].mean(1)
    drawn = [text for text, promise in zip(texts, promise) if len(text.split()) >= 8 and (promise > PROMISE or rng.random() < OTHERS)]
    gapped = [gap for text in drawn if not set("[]") & set(text) for gap in gaps(text, rng)][: a.gaps]
    texts += gapped
    said = np.concatenate([said, judge.log_odds(gapped, tell)])
    a.out.write_text(json.dumps({"heads": judge.heads, "texts": texts, "log_odds": np.round(said, 3).tolist()}))


if __name__ == "__main__":
    main()
