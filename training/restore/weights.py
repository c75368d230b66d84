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
    out = bytearray(MAGIC)
    out += struct.pack("<I", len(header)) + header
    listing = "\n".join(words).encode()
    out += struct.pack("<I", len(listing)) + listing + rows.tobytes()

    def matrix(w):
        nonlocal out
        scale, q = quantised(w)
        out += scale.tobytes() + q.tobytes()

    def floats(w):
        nonlocal out
        out += np.asarray(w, "<f4").tobytes()

    for w in (table, t["suffix"], t["prefix"], t["pair"], np.asarray(p["pair_in"]).T):
        matrix(w)
    for i, b in enumerate(p["blocks"]):
        floats(b["conv"])
        matrix(np.asarray(b["up"]).T)
        floats(b["up_bias"])
        matrix(np.asarray(b["down"]).T)
        if i % model.ROUND == model.ROUND - 1:
            r = p["recurrences"][i // model.ROUND]
            matrix(np.asarray(r["in"]).T)
            floats(r["in_bias"])
            matrix(np.asarray(r["out"]).T)
    matrix(np.asarray(p["head"]).T)
    floats(p["head_bias"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out)
    print(f"{path}: {len(out) / 1e6:.2f} MB")


class Shipped:
    """The weights as they ship, dequantised: the reference that Rust is compared with."""

    def __init__(self, path):
        raw = pathlib.Path(path).read_bytes()
        assert raw[:8] == MAGIC
        at = 8

        def size():
            nonlocal at
            at += 4
            return struct.unpack_from("<I", raw, at - 4)[0]

        n = size()
        self.header = dict(l.split(": ", 1) for l in raw[at : at + n].decode().split("\n"))
        at += n
        n = size()
        words = raw[at : at + n].decode().split("\n")
        at += n
        self.rows = dict(zip(words, np.frombuffer(raw, "<u2", len(words), at).tolist()))
        at += 2 * len(words)

        def floats(*shape):
            nonlocal at
            count = int(np.prod(shape))
            at += 4 * count
            return np.frombuffer(raw, "<f4", count, at - 4 * count).reshape(shape)

        def matrix(r, c):
            nonlocal at
            scale = floats(r)
            at += r * c
            return np.frombuffer(raw, np.int8, r * c, at - r * c).reshape(r, c) * scale[:, None]

        self.t = {"word": matrix(len(words) + 2, model.WIDTH), "suffix": matrix(tables.AFFIX, model.WIDTH), "prefix": matrix(tables.AFFIX, model.WIDTH), "pair": matrix(tables.PAIRS, model.PAIR_WIDTH)}
        self.p = {"pair_in": matrix(model.WIDTH, model.PAIR_WIDTH).T, "blocks": [], "recurrences": []}
        width, hidden = model.WIDTH, model.HIDDEN
        for i, _ in enumerate(model.DILATIONS):
            self.p["blocks"].append({"conv": floats(model.KERNEL, width), "up": matrix(hidden, width).T, "up_bias": floats(hidden), "down": matrix(width, hidden).T})
            if i % model.ROUND == model.ROUND - 1:
                self.p["recurrences"].append({"in": matrix(4 * width, width).T, "in_bias": floats(4 * width), "out": matrix(width, 2 * width).T})
        self.p["head"] = matrix(model.HEADS, model.WIDTH).T
        self.p["head_bias"] = floats(model.HEADS)
        assert at == len(raw)

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
