"""Writes those documents of the corpora that readers edited (`marks/edits.tsv`) as captions, a file each: what `training/analyze spoken` reads."""
import argparse
import pathlib
import re

from . import prepare

WORDS, LINE = 4500, 8


def stripped(body):
    """Words as captions have them."""
    words = (re.sub(r"^[^\w$%]+|[^\w$%]+$", "", word).lower() for word in body.split())
    return [word for word in words if word and word.count(":") != 2]


def name(source, doc_id):
    """What a document is called in the marks."""
    slug = re.sub(r"[^a-z0-9]+", "-", doc_id.lower()).strip("-")
    return f"x-{source}-{slug}"


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--corpora", type=pathlib.Path, default=pathlib.Path("../../shared/corpora"))
    a.add_argument("--marks", type=pathlib.Path, default=pathlib.Path("restore/marks/edits.tsv"))
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data/said"))
    a = a.parse_args()
    wanted = {line.split("\t")[0] for line in a.marks.read_text().splitlines() if line.startswith("x-")}
    a.out.mkdir(parents=True, exist_ok=True)
    for source, doc in prepare.documents(a.corpora):
        if name(source, doc["id"]) not in wanted:
            continue
        words = [word for turn in doc["turns"] for word in stripped(turn["text"])][:WORDS]
        if len(words) < WORDS:
            continue
        lines = (" ".join(words[at : at + LINE]) for at in range(0, len(words), LINE))
        (a.out / f"{name(source, doc['id'])}.txt").write_text("\n".join(lines))


if __name__ == "__main__":
    main()
