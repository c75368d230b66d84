"""Step 0: sentences of the corpora as the program restores them, and what readers said of some.

Draws documents that are neither annotated nor measured by, three in five of them stripped to captions, runs them through `crib stream`, and writes
JSON lines {"id", "text"} to OUT/sentences.jsonl, the documents themselves to OUT/drawn.jsonl and the marked ones (`marks/sentences.tsv`, by hash) as examples for the teacher to OUT/marked.jsonl.
"""
import argparse
import io
import json
import pathlib
import random
import re
import subprocess
import zlib

import zstandard

HOME = pathlib.Path(__file__).parents[2]
DOCUMENTS = {"changelog": 260, "pmtranscripts": 420, "bitcoin": 90, "rev-earnings": 50, "qmsum-train": 60}
# Further ones, of which only cards are drawn.
FURTHER = {"changelog": 300, "pmtranscripts": 300, "bitcoin": 90}
SHORTEST, LONGEST = 900, 9000  # words of a document
HEADS = ("kept", "clear", "sound", "debated", "fact")


def drawn(corpora, labels):
    """(id, text) of the documents, and of the further ones; the id ends in |c for captions and |t for typed text."""
    annotated = [path.stem.lower() for path in (labels / "annotation").glob("*.json")]
    rng = random.Random(5)
    out, further = [], []
    for name, count in DOCUMENTS.items():
        documents = []
        with open(corpora / f"{name}.jsonl.zst", "rb") as file:
            for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), "utf-8"):
                document = json.loads(line)
                slug = re.sub(r"[^a-z0-9]+", "-", document["id"].lower()).strip("-")
                if any(slug.startswith(stem) for stem in annotated) or zlib.crc32(document["id"].encode()) % 4 == 0:
                    continue
                if sum(len(turn["text"].split()) for turn in document["turns"]) >= SHORTEST:
                    documents.append(document)
        rng.shuffle(documents)
        out += [given(document, rng) for document in documents[:count]]
        further += documents[count : count + FURTHER.get(name, 0)]
    rng.shuffle(out)
    return out, [given(document, rng) for document in further]


def given(document, rng):
    """How a document is given to the program: three in five as captions."""
    if rng.random() < 0.6:
        text = re.sub(r"[^\w\s'’-]", " ", " ".join(turn["text"] for turn in document["turns"]).lower())
        words = re.sub(r"\s[-–—']+\s", " ", text).split()[:LONGEST]
        lines = (" ".join(words[at : at + 8]) for at in range(0, len(words), 8))
        return document["id"] + "|c", "\n".join(lines)
    text = "\n".join(f"{turn['speaker'] or 'Speaker'}: {turn['text']}" for turn in document["turns"])
    return document["id"] + "|t", " ".join(text.split(" ")[:LONGEST])


def fnv(text):
    """FNV-1a, as in `training/analyze`."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--corpora", type=pathlib.Path, default=pathlib.Path("../../shared/corpora"))
    a.add_argument("--labels", type=pathlib.Path, default=pathlib.Path("../../shared/labels"))
    a.add_argument("--crib", default=str(HOME / "target/release/crib"))
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data"))
    a = a.parse_args()
    marks = {}
    for line in (pathlib.Path(__file__).parent / "marks/sentences.tsv").read_text().splitlines():
        if not line.startswith("#"):
            name, hashed, letters = line.split("\t")
            marks[name, hashed] = letters
    documents, further = drawn(a.corpora, a.labels)
    lines = lambda part: "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in part)
    a.out.mkdir(parents=True, exist_ok=True)
    (a.out / "drawn.jsonl").write_text(lines(documents + further))
    answers = subprocess.run([a.crib, "stream"], input=lines(documents), stdout=subprocess.PIPE, text=True, check=True).stdout
    found = 0
    with open(a.out / "sentences.jsonl", "w") as every, open(a.out / "marked.jsonl", "w") as marked:
        for answer in map(json.loads, answers.splitlines()):
            for sentence in answer["analysis"]["sentences"]:
                name, text = answer["id"], sentence["text"]
                every.write(json.dumps({"id": name, "text": text}) + "\n")
                letters = marks.pop((name, fnv(text)), None)
                if letters:
                    found += 1
                    targets = {head: float(letter == "y") for head, letter in zip(HEADS, letters)}
                    marked.write(json.dumps({"text": text, "measuring": zlib.crc32(name.encode()) % 10 == 0, "targets": targets}) + "\n")
    print(f"{found} of {found + len(marks)} marked sentences are still made")


if __name__ == "__main__":
    main()
