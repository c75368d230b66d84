"""Measures a checkpoint or the shipped weights on documents that training never saw."""
import argparse
import pathlib
import pickle
import zlib

import jax
import numpy as np

from . import data, decode, model, tables, weights
from .noise import Noise

WINDOW, HALO = 1024, 96
GROUND = {"end": 0.70, "question": 0.67, "comma": 0.64, "turn": 0.58}


class Checkpoint:
    def __init__(self, path):
        s = pickle.loads(pathlib.Path(path).read_bytes())
        self.p, self.t, self.header = s["p"], s["t"], {"version": f"checkpoint, {s['words'] / 1e6:.1f} M words"}

    def inputs(self, ids, suffix, prefix):
        r = tables.rows(ids[None], suffix[None], prefix[None])
        w, p = tables.look_up(self.t, r)
        return w[0], p[0]


forward = jax.jit(model.forward)


def logits_of(net, ids, suffix, prefix):
    """Logits of a whole text, window by window; the halo makes them those of the whole."""
    words, pairs = net.inputs(ids, suffix, prefix)
    n = len(ids)
    out = np.zeros((n, model.HEADS), np.float32)
    for at in range(0, n, WINDOW):
        low, high = max(0, at - HALO), min(n, at + WINDOW + HALO)
        if low > 0 and high < n:
            z = forward(net.p, words[None, low:high], pairs[None, low:high])[0]
        else:  # the text's edges: a width of its own
            z = model.forward(net.p, words[None, low:high], pairs[None, low:high])[0] if n < 400 else padded(net, words, pairs, low, high)
        out[at : at + WINDOW] = np.asarray(z)[at - low : at - low + WINDOW][: n - at]
    return out


def padded(net, words, pairs, low, high):
    """A window at the text's edge, computed exactly: zeros beyond the edge are kept zero by the mask."""
    return edge(net.p, words[None, low:high], pairs[None, low:high])[0]


edge = jax.jit(model.forward)


def counts(true, said):
    return np.array([np.sum(true & said), np.sum(~true & said), np.sum(true & ~said)])


def prf(c):
    p, r = c[0] / max(1, c[0] + c[1]), c[0] / max(1, c[0] + c[2])
    return p, r, 2 * p * r / max(1e-9, p + r)


def sample(corpus, held, limit, seed=5):
    """Documents of one kind, a source at a time, at most `limit` words each source."""
    rng = np.random.default_rng(seed)
    out = {}
    for source in data.SHARE:
        docs = [d for d in corpus.docs if d["source"] == source and (d["held"] == 1 if held else d["held"] == 0)]
        order = rng.permutation(len(docs))
        total, chosen = 0, []
        for k in order:
            size = docs[k]["end"] - docs[k]["begin"]
            if total and total + min(size, 6000) > limit:
                break
            if size < 300:
                continue
            chosen.append(docs[k])
            total += min(size, 6000)
        out[source] = chosen
    return out


def scored(net, corpus, doc, noisy, longest=6000):
    """(logits, label, weight) of the first words of a document."""
    take = slice(doc["begin"], min(doc["end"], doc["begin"] + longest))
    wid, label = corpus.wid[take], corpus.label[take]
    weight, unknown = np.ones(len(wid), np.float32), np.zeros(len(wid), bool)
    if noisy:
        noise = Noise(corpus.types, corpus.counts, np.random.default_rng(zlib.crc32(doc["id"].encode())))
        wid, label, weight, unknown = noise.apply(wid, label, unknown)
    return logits_of(net, *corpus.features(wid, unknown)), label, weight


def measure(z, label, weight, **bias):
    """Counts (true, false, missed) per head for one text."""
    marks, turns = decode.decode(z, **bias)
    true = label & 3
    w = weight > 0
    turn = (label >> 4) & 3
    t = turn < 2
    t[0] = False
    out = {
        "end": counts(true[w] >= 2, marks[w] >= 2),
        "question": counts(true[w] == 3, marks[w] == 3),
        "comma": counts(true[w] == 1, marks[w] == 1),
        "turn": counts((turn == 1)[t], turns[t]),
    }
    # case as it will be read: model, then capital at a sentence start; words of mixed case come from a table
    truth = (label >> 8) & 3
    start = np.r_[True, marks[:-1] >= 2]
    said = np.argmax(z[:, 4:7], 1)
    said = np.where(start & (said == 0), 1, said)
    k = (truth > 0) & (truth < 3) & w
    out["case"] = np.array([np.sum(said[k] == truth[k]), np.sum((said > 0) & (truth == 0) & w), np.sum(said[k] != truth[k])])
    inner = (label >> 2) & 3
    k2 = (inner < 3) & w
    s2 = np.argmax(z[:, 4:7], 1)
    out["case inside"] = np.array([np.sum((s2 == inner) & (inner > 0) & k2), np.sum((s2 != inner) & (s2 > 0) & k2), np.sum((s2 != inner) & (inner > 0) & k2)])
    role = (label >> 6) & 3
    k3 = (role > 0)
    out["role a word"] = np.array([np.sum(((z[:, 8] > 0) == (role == 1))[k3]), 0, np.sum(((z[:, 8] > 0) != (role == 1))[k3])])
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data"))
    a.add_argument("--weights", type=pathlib.Path, default=pathlib.Path("../src/restore/model/restore.weights"))
    a.add_argument("--limit", type=int, default=120_000, help="words a source")
    a.add_argument("--all", action="store_true", help="every held-out word")
    a = a.parse_args()
    net = Checkpoint(a.weights) if a.weights.suffix == ".pkl" else weights.Shipped(a.weights)
    corpus = data.Corpus(a.data)
    print(f"# {net.header['version']}")
    chosen = sample(corpus, True, 10**9 if a.all else a.limit)
    for noisy in (False, True):
        print("noisy" if noisy else "clean", "F1 (precision/recall)")
        for source, docs in chosen.items():
            total = {}
            for d in docs:
                for k, c in measure(*scored(net, corpus, d, noisy, 10**9 if a.all else 6000)).items():
                    total[k] = total.get(k, 0) + c
            print(f"  {source:14}", " | ".join(f"{k} {prf(c)[2]:.3f} ({prf(c)[0]:.2f}/{prf(c)[1]:.2f})" if k not in ("case", "role a word") else f"{k} {prf(c)[1]:.3f}" for k, c in total.items()), flush=True)
    print("ground, changelog clean:", GROUND)


if __name__ == "__main__":
    main()
