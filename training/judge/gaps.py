"""Step 1: what readers said of gaps in texts of documents that nobody annotated, for `chooser.py` to learn from.

Reads {"id", "card"} of `training/analyze proposals`, which has the answer in brackets, and `marks/cards.tsv`, which has texts by hash, and writes JSON lines
{"text", "measuring", "scored", "spans": [[first hidden word, hidden words, target, weight]]}. What is measured by is learned from by nobody; what is scored not by the
network that ships, since the cards' score learns how far to trust it (`training/analyze/src/drawn.rs`).
"""
import argparse
import json
import pathlib
import random
import zlib

from .sentences import fnv

# What a mark is worth, and its weight. Readers marked gaps that they were shown (k keep, f fix, d drop), said what they would rather hide (b), or were shown a whole
# text and chose (K, F where even that needs an edit, D nothing).
WORTH = {"k": (1.0, 1.0), "f": (0.35, 1.0), "d": (0.0, 1.0), "b": (0.9, 1.0), "K": (1.0, 1.5), "F": (0.5, 1.5)}
# What a reader who chose didn't choose: apart from it, of it or around it, where nothing was worth it.
APART, PART, PART_OF_FIX, NOTHING = (0.03, 4), (0.15, 3), (0.08, 3), (0.02, 4)
UNCHOSEN = 0.5
# Where a reader found no gap to keep and named nothing better, what else could be hidden is hardly better.
UNNAMED = 3
# `src/compose/cards/term.rs` has the same.
LONGEST = 6
FUNCTION = set(
    "a about all also am an and any are as at be because been being but by can could did do does doing for from get go going got had has have he her his how i i'd i'll i'm i've if in into is it "
    "it's its just kind like lot me might more most my no not of on one or our out really should so some sort than that that's the their them then there there's these they they're thing things "
    "think this those to up us very was way we we're well were what when where which who why will with would you you're your".split()
)


def whole(text):
    """The text without the brackets, the first word in them, and how many are."""
    words = text.split()
    first = next(at for at, word in enumerate(words) if "[" in word)
    last = next(at for at, word in enumerate(words) if "]" in word)
    return text.replace("[", "").replace("]", ""), first, last + 1 - first


def hideable(words):
    """(first, count) of everything that could be hidden at all."""
    bare = [word.strip(".,;:?!\"'()[]“”‘’").lower() for word in words]
    edge = [word != "" and word not in FUNCTION for word in bare]
    for first in range(len(words)):
        for count in range(1, LONGEST + 1):
            if not edge[first] or first + count > len(words) or count > 1 and words[first + count - 2][-1] in ',.;:?!)"':
                break
            if edge[first + count - 1]:
                yield first, count


def unchosen(text, marks, rng):
    """Spans that nobody marked where a reader chose, with their targets."""
    chosen = [(first, count, mark) for first, count, mark in marks if mark in "KF"]
    others = [span for span in hideable(text.split()) if span not in {(first, count) for first, count, _ in marks}]
    some = lambda spans, target, most: [(span, target) for span in rng.sample(spans, min(most, len(spans)))]
    if any(mark == "D" for _, _, mark in marks):
        yield from some(others, *NOTHING)
    elif not any(mark in "kbKF" for _, _, mark in marks):
        yield from some(others, PART_OF_FIX[0] if any(mark == "f" for _, _, mark in marks) else NOTHING[0], UNNAMED)
    for first, count, mark in chosen:
        apart = [span for span in others if span[0] + span[1] <= first or span[0] >= first + count]
        yield from some(apart, *APART)
        yield from some([span for span in others if span not in apart], *(PART if mark == "K" else PART_OF_FIX))


def rows():
    """(document, hash of the text, [(first hidden word, hidden words, mark)]) of the marked texts."""
    name = None
    for line in (pathlib.Path(__file__).parent / "marks/cards.tsv").read_text().splitlines():
        if not line.startswith("#"):
            new, hashed, gaps = line.split("\t")
            name = new or name
            yield name, hashed, [(int(first), int(rest[:-1]), rest[-1]) for first, rest in (gap.split("+") for gap in gaps.split())]


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("proposals", type=pathlib.Path)
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data/spans.jsonl"))
    a = a.parse_args()
    texts = {}
    for proposal in map(json.loads, a.proposals.read_text().splitlines()):
        card = proposal.get("card", "")
        if card.count("[") == card.count("]") == 1:
            text = whole(card)[0]
            texts[proposal["id"], fnv(text)] = text
    rng = random.Random(8)
    found = marked = 0
    with open(a.out, "w") as out:
        for name, hashed, marks in rows():
            marked += 1
            text = texts.get((name, hashed))
            if not text:
                continue
            found += 1
            spans = {(first, count): WORTH[mark] for first, count, mark in marks if mark != "D"}
            for span, target in unchosen(text, marks, rng):
                spans.setdefault(span, (target, UNCHOSEN))
            spans = [[*span, *worth] for span, worth in sorted(spans.items())]
            part = zlib.crc32(name.encode()) % 10
            out.write(json.dumps({"text": text, "measuring": part == 0, "scored": part in (1, 2, 3), "spans": spans}) + "\n")
    print(f"{found} of {marked} marked texts are still made")


if __name__ == "__main__":
    main()
