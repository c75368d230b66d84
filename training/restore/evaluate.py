"""Measures a checkpoint or the shipped weights on documents that training never saw."""
import argparse
import pathlib
import pickle
import zlib

import jax
import numpy as np

from . import data, decode, model, speakers, tables, weights
from .noise import Noise

WINDOW, HALO = 2048, 160


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
    """Logits of a whole text, window by window; Rust's begin elsewhere, which moves scores by little."""
    words, pairs = net.inputs(ids, suffix, prefix)
    n = len(ids)
    out = np.zeros((n, model.HEADS), np.float32)
    for at in range(0, n, WINDOW):
        low, high = max(0, at - HALO), min(n, at + WINDOW + HALO)
        z = forward(net.p, words[None, low:high], pairs[None, low:high])[0]
        out[at : at + WINDOW] = np.asarray(z)[at - low : at - low + WINDOW][: n - at]
    return out


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


def measure(z, label, weight, prior=None, **bias):
    """Counts (right, false, missed) per head for one text."""
    marks, turns = decode.decode(z, prior=prior, **bias)
    true = label & 3
    w = weight > 0
    turn = (label >> 4) & 3
    t = turn < 2  # a turn of the same generic name is not known to be a change
    t[0] = False
    out = {
        "sentence end": counts(true[w] >= 2, marks[w] >= 2),
        "question": counts(true[w] == 3, marks[w] == 3),
        "comma": counts(true[w] == 1, marks[w] == 1),
        "turn": counts((turn == 1)[t], turns[t]),
    }
    said = np.argmax(z[:, 4:7], 1)
    # the word's own case, where a sentence start does not hide it
    inner = (label >> 2) & 3
    k = (inner < 3) & w
    right = said == inner
    out["case"] = np.array([np.sum(right & (inner > 0) & k), np.sum(~right & (said > 0) & k), np.sum(~right & (inner > 0) & k)])
    # case as it is read: the model's, and a capital where the model starts a sentence; share right of what is not lower
    truth = (label >> 8) & 3
    read = np.where(np.r_[True, marks[:-1] >= 2] & (said == 0), 1, said)
    k = (truth > 0) & (truth < 3) & w
    out["case as read"] = np.array([np.sum((read == truth)[k]), 0, np.sum((read != truth)[k])])
    role = (label >> 6) & 3
    k = role > 0
    decoded = speakers.roles(z, marks)
    out["role"] = np.array([np.sum((decoded == (role == 1))[k]), 0, np.sum((decoded != (role == 1))[k])])
    return out, decoded


def two_people(doc, length):
    """Who says each word, when two people say 93 % of the document; else nothing."""
    said = np.frombuffer(bytes.fromhex(doc["speakers"]), np.int16)[:length]
    share = np.bincount(said) / len(said)
    top = np.argsort(share)[::-1][:2]
    if len(top) == 2 and share[top].sum() > 0.93 and share[top[1]] > 0.08:
        return np.where(said == top[0], 0, np.where(said == top[1], 1, -1))
    return None


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data"))
    a.add_argument("--weights", type=pathlib.Path, default=pathlib.Path("../src/restore/model/restore.weights"))
    a.add_argument("--limit", type=int, default=120_000, help="words a source")
    a.add_argument("--longest", type=int, default=6000, help="words a document, from its beginning")
    a = a.parse_args()
    net = Checkpoint(a.weights) if a.weights.suffix == ".pkl" else weights.Shipped(a.weights)
    corpus = data.Corpus(a.data)
    print(f"Version {net.header['version']}; held-out documents, at most {a.limit:,} words a source. F1 (precision/recall).\n")
    heads = ["sentence end", "question", "comma", "turn", "case", "case as read", "role"]
    print("| input | source | " + " | ".join(heads) + " | speaker a word |\n|" + "---|" * (len(heads) + 3))
    print("| clean | *ground, changelog* | 0.70 | 0.67 | 0.64 | 0.58 | | | | |")
    print("| clean | *target* | 0.78 | 0.74 | 0.66 | 0.65 | 0.85 | | | 0.85 |")
    chosen = sample(corpus, True, a.limit)
    for noisy in (False, True):
        for source, docs in chosen.items():
            total, voices = {}, []
            for d in docs:
                z, label, weight = scored(net, corpus, d, noisy, a.longest)
                heads_of, decoded = measure(z, label, weight)
                for k, c in heads_of.items():
                    total[k] = total.get(k, 0) + c
                people = None if noisy else two_people(d, len(z))
                if people is not None:
                    right = np.mean((decoded == people)[people >= 0])
                    voices.append(max(right, 1 - right))
            cells = []
            for k in heads:
                p, r, f = prf(total[k])
                cells.append("" if not total[k].any() else f"{r:.3f}" if k in ("case as read", "role") else f"{f:.3f} ({p:.2f}/{r:.2f})")
            cells.append(f"{np.mean(voices):.3f} ({len(voices)} documents)" if voices else "")
            print(f"| {'noisy' if noisy else 'clean'} | {source} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
