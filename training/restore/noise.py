"""Makes human-punctuated speech look like automatic captions: vectorised over a flat run of words."""
import numpy as np

FUNCTION = "a an the and of to in is it that i we you he she they was are on at for so but if do be this as or then just well have had has would can 's".split()
SWAPS = [("they're", "their"), ("there", "their"), ("its", "it's"), ("it's", "its"), ("than", "then"), ("your", "you're"), ("you're", "your"), ("and", "in"),
         ("in", "and"), ("are", "our"), ("a", "the"), ("the", "a"), ("an", "and"), ("to", "too"), ("of", "have"), ("because", "cause"), ("'cause", "cause"),
         ("this", "the"), ("that", "the"), ("going", "gonna"), ("want", "wanna"), ("who", "you"), ("is", "as"), ("yeah", "yes"), ("okay", "ok"), ("ok", "okay"), ("them", "him")]
FILLERS = [["um"], ["uh"], ["like"], ["you", "know"], ["i", "mean"], ["so"], ["and"], ["kind", "of"], ["sort", "of"], ["you", "know", "like"], ["and", "uh"], ["well"]]
FILLER_ODDS = np.array([2, 2, 3, 4, 2, 0.7, 0.7, 0.8, 0.8, 0.7, 0.5, 0.5])


class Noise:
    def __init__(self, types, counts, rng):
        self.rng = rng
        index = {t: i for i, t in enumerate(types)}
        self.index = index
        n = len(types)
        self.function = np.zeros(n, bool)
        self.function[[index[w] for w in FUNCTION if w in index]] = True
        self.swap = np.full(n, -1, np.int32)
        for a, b in SWAPS:
            if a in index and b in index:
                self.swap[index[a]] = index[b]
        self.bare = np.arange(n, dtype=np.int32)
        for t, i in index.items():
            if "'" in t and t.replace("'", "") in index:
                self.bare[i] = index[t.replace("'", "")]
        self.going, self.want, self.to = index["going"], index["want"], index["to"]
        self.gonna, self.wanna = index["gonna"], index["wanna"]
        self.fillers = [[index[w] for w in f] for f in FILLERS]
        p = np.minimum(counts, 3000).astype(float)
        p[self.function] = 0
        self.cumulative = np.cumsum(p / p.sum())

    def random_words(self, n):
        return np.minimum(np.searchsorted(self.cumulative, self.rng.random(n)), len(self.cumulative) - 1).astype(np.int32)

    def apply(self, wid, label, unknown):
        """wid, label (see prepare), unknown: flat arrays. Returns noisy ones and a weight for marks."""
        rng = self.rng
        n = len(wid)
        wid = wid.copy()
        label = label.copy()
        r = rng.random(n)
        level = rng.uniform(0.3, 1.5)
        mark = label & 3
        name = ((label >> 2) & 3 == 1) | ((label >> 2) & 3 == 2) | ((label >> 8) & 3 == 3)
        long = ~self.function[wid]
        # misheard: other words, unknown words
        hit = r < np.where(name, 0.10, np.where(long, 0.025, 0.004)) * level
        wid[hit] = self.random_words(hit.sum())
        unknown = unknown | (rng.random(n) < np.where(name, 0.12, np.where(long, 0.02, 0)) * level)
        swap = self.swap[wid]
        hit = (swap >= 0) & (rng.random(n) < 0.03 * level)
        wid[hit] = swap[hit]
        if rng.random() < 0.2:
            wid = np.where(rng.random(n) < 0.8, self.bare[wid], wid)
        keep = np.ones(n, bool)
        # going to -> gonna
        nxt = np.roll(wid, -1)
        nxt[-1] = -1
        for first, short in ((self.going, self.gonna), (self.want, self.wanna)):
            hit = (wid == first) & (nxt == self.to) & (mark == 0) & (rng.random(n) < 0.5)
            wid[hit] = short
            keep[1:][hit[:-1]] = False
            label[hit] = label[hit] & ~3 | np.roll(label, -1)[hit] & 3
        # dropped words without a mark
        drop = (mark == 0) & (rng.random(n) < np.where(self.function[wid], 0.015, 0.004) * level)
        drop[-1] = False
        carried = label[drop] & (3 << 4)
        following = np.flatnonzero(drop) + 1
        label[following] |= carried
        keep &= ~drop
        weight = np.ones(n, np.float32)
        # insertions: repeats and fillers before a word
        places, words, labels, weights = [], [], [], []
        role = label & (3 << 6)
        bare = ~(3 << 4) & ~(1 << 10)

        def insert(at, ids, sure):
            for j, w in enumerate(ids):
                places.append(at)
                words.append(w)
                turn = label[at] & (3 << 4) if j == 0 else 0
                labels.append(turn | role[at] | (3 << 2))
                weights.append(1.0 if sure else 0.0)
            label[at] &= bare | (1 << 10)
            if not sure and at > 0 and mark[at - 1] < 2:
                weight[at - 1] = 0.0

        for at in np.flatnonzero(rng.random(n) < 0.014 * level):
            length = 1 + (rng.random() < 0.35) + (rng.random() < 0.12)
            if at + length < n and not (mark[at : at + length]).any() and keep[at : at + length].all():
                insert(at, wid[at : at + length], True)
        start = np.r_[True, mark[:-1] >= 2]
        for at in np.flatnonzero(rng.random(n) < np.where(start, 0.05, 0.012) * level):
            if at > 0 and keep[at] and keep[at - 1]:
                insert(at, self.fillers[np.searchsorted(np.cumsum(FILLER_ODDS / FILLER_ODDS.sum()), rng.random())], False)
        # names split into two words
        for at in np.flatnonzero(name & (rng.random(n) < 0.04 * level)):
            if keep[at]:
                ids = self.random_words(1)
                case = label[at] & (3 << 2)
                insert(at, ids, True)
                labels[-1] = labels[-1] & ~(3 << 2) | case
        order = np.argsort(np.r_[np.array(places, float) - 0.5, np.arange(n)], kind="stable")
        wid = np.r_[np.array(words, np.int32), wid][order]
        label = np.r_[np.array(labels, label.dtype), label][order]
        weight = np.r_[np.array(weights, np.float32), weight][order]
        unknown = np.r_[np.zeros(len(places), bool), unknown][order]
        keep = np.r_[np.ones(len(places), bool), keep][order]
        return wid[keep], label[keep], weight[keep], unknown[keep]
