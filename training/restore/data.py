"""Batches for training and whole documents for measuring."""
import json
import pathlib

import numpy as np

from . import tables
from .noise import Noise

TIME = 512
SHARE = {"changelog": 1.0, "pmtranscripts": 0.7, "bitcoin": 1.3, "rev-earnings": 1.0, "qmsum-train": 0.6}


class Corpus:
    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.wid = np.load(folder / "wid.npy")
        self.label = np.load(folder / "label.npy")
        self.docs = json.loads((folder / "docs.json").read_text())
        self.types = json.loads((folder / "types.json").read_text())
        # the corpora are cleaned of these, a reader's cleaner is not perfect
        self.types += [w for w in ("um", "uh") if w not in set(self.types)]
        train = np.zeros(len(self.wid), bool)
        for d in self.docs:
            if d["held"] == 0:
                train[d["begin"] : d["end"]] = True
        self.counts = np.bincount(self.wid[train], minlength=len(self.types))
        self.counts[-2:] = 1000
        order = sorted(range(len(self.types)), key=lambda i: (-self.counts[i], self.types[i]))[: tables.VOCABULARY - 2]
        self.vocabulary = [self.types[i] for i in order]
        self.ids = np.full(len(self.types), tables.UNKNOWN, np.int32)
        self.ids[order] = np.arange(2, 2 + len(order))
        affix = np.array([tables.affixes(t) for t in self.types], np.int32)
        self.suffix, self.prefix = affix[:, 0], affix[:, 1]

    def features(self, wid, unknown=None):
        ids = self.ids[wid]
        if unknown is not None:
            ids = np.where(unknown, tables.UNKNOWN, ids)
        return ids, self.suffix[wid], self.prefix[wid]


def stretches(corpus, rng, epoch):
    """All training words in pieces of about TIME words, shuffled; sources resampled by SHARE."""
    out = []
    for d in corpus.docs:
        if d["held"]:
            continue
        share = SHARE[d["source"]]
        times = int(share) + (rng.random() < share - int(share))
        for _ in range(times):
            at = d["begin"] - rng.integers(0, TIME)
            while at < d["end"]:
                out.append(at)
                at += TIME
    out = np.array(out)
    rng.shuffle(out)
    return out


def batches(corpus, seed, size, unknown_share):
    """Endless batches: (rows, label, mark weight), each [size, TIME]; of `unknown_share` of the words only their affixes are seen."""
    rng = np.random.default_rng(seed)
    noise = Noise(corpus.types, corpus.counts, rng)
    held = np.zeros(len(corpus.wid) + 1, bool)
    for d in corpus.docs:
        if d["held"]:
            held[d["begin"] : d["end"]] = True
    total = len(corpus.wid)
    epoch = 0
    while True:
        starts = stretches(corpus, rng, epoch)
        epoch += 1
        for k in range(0, len(starts) - size + 1, size):
            wid = np.zeros((size, TIME), np.int32)
            label = np.zeros((size, TIME), np.int16)
            weight = np.ones((size, TIME), np.float32)
            unknown = np.zeros((size, TIME), bool)
            for j, at in enumerate(starts[k : k + size]):
                at = min(max(at, 0), total - TIME - 64)
                take = slice(at, at + TIME + 64)
                w, l = corpus.wid[take], corpus.label[take]
                u = rng.random(len(w)) < unknown_share
                m = (~held[take]).astype(np.float32)
                if rng.random() < 0.5:
                    # held-out words next to a training document stay without weight
                    if m.all():
                        w, l, m, u = noise.apply(w, l, u)
                if len(w) >= TIME:
                    wid[j], label[j], weight[j], unknown[j] = w[:TIME], l[:TIME], m[:TIME], u[:TIME]
                else:
                    weight[j, len(w):] = 0
                    wid[j, : len(w)], label[j, : len(w)], weight[j, : len(w)], unknown[j, : len(w)] = w, l, m, u
            yield tables.rows(*corpus.features(wid, unknown)), label, weight
