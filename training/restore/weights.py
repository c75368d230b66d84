"""The file that ships: 8-bit weights with a scale a row. Written from a checkpoint, read back for measuring.

Layout, little endian: b"CRIBRST2"; u32 bytes of header; header, UTF-8 lines `key: value`;
u32 bytes of vocabulary; the words in byte order, one a line; u16 row of every word;
matrices `word`, `suffix`, `prefix`, `pair`, `pair_in`; twice (four times (f32 `conv` [7][128], matrix `up`, f32 `up_bias`,
matrix `down`), matrix `in`, f32 `in_bias`, matrix `out`); matrix `head`; f32 `head_bias`. A matrix is f32 scale[rows], then i8 value[rows][columns]; network
matrices are stored output row by output row. Rows of `word` already contain their affixes; row 1 is the unknown word,
to which the affix rows are added, row 0 the text's edge.
"""
import argparse
import pathlib
import pickle
import struct

import numpy as np

from . import data, model, tables

MAGIC = b"CRIBRST2"


def quantised(w):
    """(scale, int8) of a matrix, row by row; the scale that loses least of a row is searched near its maximum."""
    w = np.asarray(w, np.float32)
    top = np.maximum(np.abs(w).max(1), 1e-8)
    best, best_error = None, None
    for share in (1.0, 0.9, 0.8, 0.7):
        scale = (top * share / 127).astype(np.float32)
        q = np.clip(np.rint(w / scale[:, None]), -127, 127)
        error = ((q * scale[:, None] - w) ** 2).sum(1)
        if best is None:
            best, best_error = scale, error
        else:
            better = error < best_error
            best, best_error = np.where(better, scale, best), np.minimum(error, best_error)
    q = np.clip(np.rint(w / best[:, None]), -127, 127).astype(np.int8)
    return best.astype("<f4"), q


def write(path, state, corpus, version, date):
    p, t = state["p"], state["t"]
    words = sorted(corpus.vocabulary, key=str.encode)
    index = {w: i for i, w in enumerate(corpus.types)}
    rows = np.array([corpus.ids[index[w]] for w in words], "<u2")
    table = t["word"].copy()
    kinds = np.array([index[w] for w in corpus.vocabulary])
    ids = corpus.ids[kinds]
    table[ids] += t["suffix"][corpus.suffix[kinds]] + t["prefix"][corpus.prefix[kinds]]
    seen = f"{state['words'] / 1e6:.1f} M words seen"
    header = "\n".join([
        "name: cribsheet restoration model",
        f"version: {version}",
        f"date: {date}",
        "training-data: changelog @44a0e16, pmtranscripts @97683f1, bitcointranscripts @52ccbbe, rev speech-datasets @2f1a8f0, QMSum training part; " + seen,
        "licences: CC BY-SA 4.0 (weights); data CC BY-SA 4.0 (Changelog Media, Rev), CC BY 3.0 AU (Commonwealth of Australia), MIT (bitcointranscripts, QMSum)",
        f"network: width {model.WIDTH} hidden {model.HIDDEN} kernel {model.KERNEL} dilations {' '.join(map(str, model.DILATIONS))} pairs {model.PAIR_WIDTH} recurrences {len(p['recurrences'])}",
        "made: training/restore (see training/README.md)",
    ]).encode()
    out = Writer(MAGIC)
    out.text(header)
    out.text("\n".join(words).encode())
    out.raw += rows.tobytes()

    for w in (table, t["suffix"], t["prefix"], t["pair"], np.asarray(p["pair_in"]).T):
        out.matrix(w)
    for i, b in enumerate(p["blocks"]):
        out.block(b)
        if i % model.ROUND == model.ROUND - 1:
            r = p["recurrences"][i // model.ROUND]
            out.matrix(np.asarray(r["in"]).T)
            out.floats(r["in_bias"])
            out.matrix(np.asarray(r["out"]).T)
    out.matrix(np.asarray(p["head"]).T)
    out.floats(p["head_bias"])
    out.save(path)


class Writer:
    """A file of weights in the making."""

    def __init__(self, magic):
        self.raw = bytearray(magic)

    def text(self, encoded):
        self.raw += struct.pack("<I", len(encoded)) + encoded

    def floats(self, w):
        self.raw += np.asarray(w, "<f4").tobytes()

    def matrix(self, w):
        scale, q = quantised(w)
        self.raw += scale.tobytes() + q.tobytes()

    def block(self, b):
        self.floats(b["conv"])
        self.matrix(np.asarray(b["up"]).T)
        self.floats(b["up_bias"])
        self.matrix(np.asarray(b["down"]).T)

    def save(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.raw)
        print(f"{path}: {len(self.raw) / 1e6:.2f} MB")


class Reader:
    """What a `Writer` wrote, dequantised, in the same order."""

    def __init__(self, path, magic):
        self.raw = pathlib.Path(path).read_bytes()
        assert self.raw[: len(magic)] == magic
        self.at = len(magic)

    def text(self):
        (n,) = struct.unpack_from("<I", self.raw, self.at)
        self.at += 4 + n
        return self.raw[self.at - n : self.at].decode()

    def floats(self, *shape):
        count = int(np.prod(shape))
        self.at += 4 * count
        return np.frombuffer(self.raw, "<f4", count, self.at - 4 * count).reshape(shape)

    def matrix(self, r, c):
        scale = self.floats(r)
        self.at += r * c
        return np.frombuffer(self.raw, np.int8, r * c, self.at - r * c).reshape(r, c) * scale[:, None]

    def block(self):
        width, hidden = model.WIDTH, model.HIDDEN
        return {"conv": self.floats(model.KERNEL, width), "up": self.matrix(hidden, width).T, "up_bias": self.floats(hidden), "down": self.matrix(width, hidden).T}

    def end(self):
        assert self.at == len(self.raw)


class Shipped:
    """The weights as they ship, dequantised: the reference that Rust is compared with."""

    def __init__(self, path):
        file = Reader(path, MAGIC)
        self.header = dict(l.split(": ", 1) for l in file.text().split("\n"))
        words = file.text().split("\n")
        self.rows = dict(zip(words, np.frombuffer(file.raw, "<u2", len(words), file.at).tolist()))
        file.at += 2 * len(words)
        width = model.WIDTH
        self.t = {"word": file.matrix(len(words) + 2, width), "suffix": file.matrix(tables.AFFIX, width), "prefix": file.matrix(tables.AFFIX, width), "pair": file.matrix(tables.PAIRS, model.PAIR_WIDTH)}
        self.p = {"pair_in": file.matrix(width, model.PAIR_WIDTH).T, "blocks": [], "recurrences": []}
        for i, _ in enumerate(model.DILATIONS):
            self.p["blocks"].append(file.block())
            if i % model.ROUND == model.ROUND - 1:
                self.p["recurrences"].append({"in": file.matrix(4 * width, width).T, "in_bias": file.floats(4 * width), "out": file.matrix(width, 2 * width).T})
        self.p["head"] = file.matrix(model.HEADS, width).T
        self.p["head_bias"] = file.floats(model.HEADS)
        file.end()

    def tables(self, corpus):
        """The tables as training has them: affixes taken out of the words' rows again."""
        index = {w: i for i, w in enumerate(corpus.types)}
        t = {k: np.array(v, np.float32) for k, v in self.t.items()}
        for word, row in self.rows.items():
            kind = index[word]
            assert corpus.ids[kind] == row, "another vocabulary: prepare with the corpora of the weights"
            t["word"][row] -= t["suffix"][corpus.suffix[kind]] + t["prefix"][corpus.prefix[kind]]
        return t

    def inputs(self, ids, suffix, prefix):
        """Word and pair vectors of one flat text."""
        r = tables.rows(ids[None], suffix[None], prefix[None])
        unknown = (ids == tables.UNKNOWN)[:, None]
        words = self.t["word"][ids] + np.where(unknown, self.t["suffix"][suffix] + self.t["prefix"][prefix], 0)
        return words.astype(np.float32), self.t["pair"][r["pair"][0]].astype(np.float32)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data"))
    a.add_argument("--run", type=pathlib.Path, default=pathlib.Path("data/run/final.pkl"))
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("../src/restore/model/restore.weights"))
    a.add_argument("--version", default="1")
    a.add_argument("--date", default="2026-11-24")
    a = a.parse_args()
    write(a.out, pickle.loads(a.run.read_bytes()), data.Corpus(a.data), a.version, a.date)


if __name__ == "__main__":
    main()
