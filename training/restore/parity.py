"""Writes `src/restore/model/parity.tsv`: words of our own with Python's decisions and logits, for the Rust test."""
import pathlib
import re

import numpy as np

from . import decode, edits, evaluate, tables, text, weights

HOME = pathlib.Path(__file__).parents[2]


def features(net, words):
    normal = [text.normal(w) for w in words]
    affix = np.array([tables.affixes(w) for w in normal], np.int32)
    return np.array([net.rows.get(w, tables.UNKNOWN) for w in normal], np.int32), affix[:, 0], affix[:, 1]


def main():
    net = weights.Shipped(HOME / "src/restore/model/restore.weights")
    words = []
    for line in (HOME / "tests/quality/restore.txt").read_text().splitlines():
        if not line.startswith("#"):
            words += [w.lower() for w, _ in text.words(re.sub(r"^[A-Z][A-Za-z]+: ", "", line))]
    words = words[:400]
    z = evaluate.logits_of(net, *features(net, words))
    marks, turns = decode.decode(z)
    gone = edits.of_words(net, edits.shipped(HOME / "src/restore/model/edits.weights"), words)
    rows = [f"{w}\t{m}\t{int(t)}\t" + "\t".join(f"{v:.4f}" for v in [*s, g]) for w, m, t, s, g in zip(words, marks, turns, z, gone)]
    head = "# word, mark (none , . ?), turn, then the nine logits and that of taking it out; written by training/restore/parity.py from tests/quality/restore.txt"
    (HOME / "src/restore/model/parity.tsv").write_text("\n".join([head, *rows]) + "\n")


if __name__ == "__main__":
    main()
