"""Learns which words a careful editor takes out: false starts, corrected words, empty fillers.

The network of `model.py` stays as it is; a small one of its own reads what the network knows of every word at its entry, after its first round
and at its end, and which of its neighbours the word repeats. First it sees clean text into which words were put that don't belong there (as Wang and others 2020, arXiv 1908.05378, teach
disfluency detection), then what readers took out of real talk (`marks/edits.tsv`).
"""
import argparse
import functools
import pathlib
import pickle
import time

import jax
import jax.numpy as jnp
import numpy as np

from . import data, model, tables, text, weights

HOME = pathlib.Path(__file__).parents[2]
NEAR = 8  # how far repeated words are looked for
FEATURES = 2 * NEAR + 2
DILATIONS = (1, 2)
KNOWN = 3 * model.WIDTH
TIME, BATCH = 256, 24
DROPOUT = 0.3
FILLERS = [["you", "know"], ["i", "mean"], ["like"], ["like"], ["you", "know", "like"], ["sort", "of"], ["kind", "of"], ["just", "like"], ["right"], ["and", "like"]]


def init(seed):
    rng = np.random.default_rng(seed)
    n = functools.partial(model.normal, rng)
    blocks = model.first_blocks(rng, len(DILATIONS))
    return {"in": n(KNOWN, model.WIDTH, scale=KNOWN**-0.5), "near": n(FEATURES, model.WIDTH, scale=0.3), "blocks": blocks, "head": n(model.WIDTH, 1, scale=0.02), "head_bias": jnp.full(1, -3.0), "links": jnp.zeros(3)}


def forward(p, known, near):
    """known [batch, time, KNOWN] from the network, near [batch, time, FEATURES] -> log-odds [batch, time]."""
    n, t, c = known.shape
    x = (known.reshape(n * t, c) @ p["in"] + near.reshape(n * t, -1) @ p["near"]).reshape(n, t, model.WIDTH)
    for b, d in zip(p["blocks"], DILATIONS):
        x = model.block(b, x, d)
    return (model.norm(x).reshape(n * t, model.WIDTH) @ p["head"] + p["head_bias"]).reshape(n, t)


def trunk(p, words, pairs):
    """What the network knows of every word."""
    n, t, c = words.shape
    x = words + (pairs.reshape(n * t, -1) @ p["pair_in"]).reshape(n, t, c)
    known = [x]
    for i, (b, d) in enumerate(zip(p["blocks"], model.DILATIONS)):
        x = model.block(b, x, d)
        if i % model.ROUND == model.ROUND - 1:
            x = model.recur(p["recurrences"][i // model.ROUND], x)
            known.append(x)
    return jnp.concatenate([model.norm(x) for x in known], -1)


def near(words):
    """Which of the eight words on either side are the same, and whether a word begins the next one or is begun by the one before."""
    words = np.asarray(words, object)
    n = len(words)
    out = np.zeros((n, FEATURES), np.float32)
    for k in range(1, NEAR + 1):
        if k < n:
            same = words[k:] == words[:-k]
            out[:-k, k - 1] = same
            out[k:, NEAR + k - 1] = same
    for i in range(n - 1):
        if words[i] != words[i + 1] and words[i + 1].startswith(words[i]):
            out[i, 2 * NEAR] = out[i + 1, 2 * NEAR + 1] = 1
    return out


class Spoiler:
    """Puts words that don't belong there into clean text."""

    def __init__(self, corpus, rng):
        self.corpus, self.rng = corpus, rng
        self.index = {w: i for i, w in enumerate(corpus.types)}
        self.fillers = [[self.index[w] for w in f] for f in FILLERS]
        train = [d for d in corpus.docs if d["held"] == 0 and d["source"] in ("changelog", "pmtranscripts")]
        self.docs = train
        some = np.concatenate([np.arange(d["begin"], d["end"]) for d in train[::7]])
        self.starts = some[(corpus.label[some] >> 10) & 1 == 1]
        order = np.argsort(corpus.wid[some], kind="stable")
        self.by_word = some[order]
        self.first = np.searchsorted(corpus.wid[self.by_word], np.arange(len(corpus.types) + 1))

    def like(self, word):
        """Some place where a word stands."""
        a, b = self.first[word], self.first[word + 1]
        return int(self.by_word[self.rng.integers(a, b)]) if b > a else None

    def run(self, at, length):
        """Words from a place on, not beyond the sentence's last word but one."""
        out = []
        for k in range(at, min(at + length, len(self.corpus.wid) - 1)):
            if self.corpus.label[k] & 3 >= 2:
                break
            out.append(int(self.corpus.wid[k]))
        return out

    def piece(self, size):
        """(word types, gone) of a spoiled piece."""
        rng, corpus = self.rng, self.corpus
        d = self.docs[rng.integers(len(self.docs))]
        begin = rng.integers(d["begin"], max(d["begin"] + 1, d["end"] - size))
        wid, gone = [], []
        rate = rng.choice([0.01, 0.03, 0.06])
        end = min(begin + size, d["end"])
        at = begin
        while at < end and len(wid) < size:
            start = corpus.label[at] >> 10 & 1
            if rng.random() < rate * (4 if start else 1):
                kind = rng.random()
                length = int(rng.choice([1, 2, 3, 4, 5], p=[0.3, 0.3, 0.2, 0.12, 0.08]))
                if kind < 0.25:  # begun, and then the same beginning with another end
                    place = self.like(int(corpus.wid[at]))
                    put = self.run(place, length + 1) if place is not None else []
                elif kind < 0.45:  # the words themselves with one changed, left out or put in
                    put = self.run(at, length + 1)
                    if put:
                        k = rng.integers(len(put))
                        other = self.run(int(self.starts[rng.integers(len(self.starts))]), 3)
                        how = rng.random()
                        if how < 0.5 and other:
                            put[k] = other[-1]
                        elif how < 0.75 and len(put) > 1:
                            del put[k]
                        elif other:
                            put[k:k] = other[:1]
                elif kind < 0.65:  # another sentence begun
                    put = self.run(int(self.starts[rng.integers(len(self.starts))]), length + 1)
                elif kind < 0.75:  # a few words of elsewhere
                    place = int(rng.integers(d["begin"], d["end"]))
                    put = self.run(place, length)
                else:
                    put = list(self.fillers[rng.integers(len(self.fillers))])
                    if rng.random() < 0.2:
                        put += self.run(at, 1)
                # What rules take out before: the same words twice in a row.
                if put and put != [int(w) for w in corpus.wid[at : at + len(put)]] and put[-1] != corpus.wid[at]:
                    wid += put
                    gone += [1] * len(put)
            wid.append(int(corpus.wid[at]))
            gone.append(0)
            at += 1
        wid, gone = np.array(wid[:size]), np.array(gone[:size])
        if rng.random() < 0.5:  # misheard
            hit = rng.random(len(wid)) < 0.01
            wid[hit] = corpus.wid[rng.integers(0, len(corpus.wid), hit.sum())]
        return wid, gone

    def batch(self):
        wid = np.zeros((BATCH, TIME), np.int32)
        gone, weight = np.zeros((BATCH, TIME), np.float32), np.zeros((BATCH, TIME), np.float32)
        close = np.zeros((BATCH, TIME, FEATURES), np.float32)
        for j in range(BATCH):
            w, g = self.piece(TIME)
            wid[j, : len(w)], gone[j, : len(w)], weight[j, : len(w)] = w, g, 1
            close[j, : len(w)] = near([self.corpus.types[i] for i in w])
        return wid, close, gone, weight


def shipped_inputs(net, ids, suffix, prefix):
    r = tables.rows(ids, suffix, prefix)
    unknown = (ids == tables.UNKNOWN)[..., None]
    words = net.t["word"][ids] + np.where(unknown, net.t["suffix"][suffix] + net.t["prefix"][prefix], 0)
    return words.astype(np.float32), net.t["pair"][r["pair"]].astype(np.float32)


def read_words(path):
    """name -> [(place, word, mark, turn, taken out by rules)] of what `training/analyze spoken` prints."""
    out, now = {}, None
    for line in path.read_text().splitlines():
        if line.startswith("# "):
            now = out.setdefault(line[2:], [])
        else:
            at, word, mark, turn, gone = line.split("\t")
            now.append((int(at), word, mark, int(turn), int(gone)))
    return out


def read_marks(path):
    """[(document, first place, end, places taken out)]."""
    out = []
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            continue
        name, span, *ranges = line.split("\t")
        first, end = map(int, span.split("-"))
        gone = set()
        for r in ranges:
            a, b = map(int, r.split("-"))
            gone |= set(range(a, b))
        out.append((name, first, end, gone))
    return out


class Marked:
    """What the network knows of the marked words, whole document by whole document."""

    def __init__(self, net, words, marks, context=64):
        run = jax.jit(trunk)
        self.pieces = []
        for name, first, end, gone in marks:
            all_words = words[name]
            inside = [i for i, w in enumerate(all_words) if first <= w[0] < end]
            low, high = max(0, inside[0] - 160), min(len(all_words), inside[-1] + 161)
            keys = [w[1] for w in all_words[low:high]]
            normal = [text.normal(w) for w in keys]
            affix = np.array([tables.affixes(w) for w in normal], np.int32)
            ids = np.array([net.rows.get(w, tables.UNKNOWN) for w in normal], np.int32)
            size = -len(ids) % 512
            pad = lambda a: np.pad(a, (0, size))
            known = np.asarray(run(net.p, *shipped_inputs(net, pad(ids)[None], pad(affix[:, 0])[None], pad(affix[:, 1])[None])))[0][: len(ids)].astype(np.float16)
            close = near(keys)
            label = np.array([w[0] in gone for w in all_words[low:high]], np.float32)
            weight = np.zeros(len(ids), np.float32)
            weight[inside[0] - low : inside[-1] + 1 - low] = 1
            self.pieces.append((name, known, close, label, weight, all_words[low:high]))

    def batch(self, rng):
        known = np.zeros((BATCH, TIME, KNOWN), np.float32)
        close = np.zeros((BATCH, TIME, FEATURES), np.float32)
        label, weight = np.zeros((BATCH, TIME), np.float32), np.zeros((BATCH, TIME), np.float32)
        sizes = np.array([p[4].sum() for p in self.pieces])
        for j in range(BATCH):
            _, k, c, l, w, _ = self.pieces[rng.choice(len(self.pieces), p=sizes / sizes.sum())]
            at = rng.integers(0, max(1, len(l) - TIME))
            take = slice(at, at + TIME)
            n = len(l[take])
            known[j, :n], close[j, :n], label[j, :n], weight[j, :n] = k[take], c[take], l[take], w[take]
        # so that nothing is learned by heart
        known *= (rng.random(known.shape, np.float32) >= DROPOUT) / np.float32(1 - DROPOUT)
        return known, close, label, weight


def disagreement(p, z, label, weight):
    """How improbable the labels are for a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) of two states:
    words go in whole runs. `links` are what entering, leaving and staying in a run add; words without weight stay."""
    begin, end, inside = p["links"]
    z = jnp.where(weight > 0, z, -1e4)
    label = label * (weight > 0)
    before = jnp.concatenate([jnp.zeros_like(label[:, :1]), label[:, :-1]], 1)
    path = jnp.sum(z * label + begin * (1 - before) * label + end * before * (1 - label) + inside * before * label, 1)

    def one(alpha, z):
        stay, go = alpha
        return (jnp.logaddexp(stay, go + end), z + jnp.logaddexp(stay + begin, go + inside)), None

    first = (jnp.zeros(len(z)), jnp.full(len(z), -1e4))
    (stay, go), _ = jax.lax.scan(one, first, z.T, unroll=8)
    return jnp.sum(jnp.logaddexp(stay, go) - path) / jnp.sum(weight)


def runs(links, z, sure):
    """The best sequence of one text, with `sure` taken from every word's log-odds."""
    begin, end, inside = (float(x) for x in links)
    stay, go, back = 0.0, -1e9, []
    for value in z - sure:
        back.append((go + end > stay, go + inside > stay + begin))
        stay, go = max(stay, go + end), value + max(stay + begin, go + inside)
    out = np.zeros(len(z), bool)
    now = go > stay
    for at in range(len(z) - 1, -1, -1):
        out[at] = now
        now = back[at][1] if now else back[at][0]
    return out


@jax.jit
def step(p, m, v, known, near, label, weight, rate, n):
    def loss(p):
        return disagreement(p, forward(p, known, near), label, weight)

    value, g = jax.value_and_grad(loss)(p)
    return *model.adam(p, m, v, g, rate, n), value


def log_odds(p, piece):
    _, known, close, *_ = piece
    return np.asarray(jax.jit(forward)(p, known[None].astype(np.float32), close[None]))[0]


def table(p, marked, sure=(0, 0.25, 0.5, 1, 1.5, 2)):
    """Precision and recall of words taken out, and how many sentences become what a reader made of them, beside rules alone."""
    known = [log_odds(p, x) for x in marked.pieces]
    true = np.concatenate([x[3][x[4] > 0] for x in marked.pieces]) > 0
    print(f"{len(true):,} words, {true.sum()} taken out")
    for s in sure:
        cut = [runs(p["links"], z, s) & (x[4] > 0) for z, x in zip(known, marked.pieces)]
        said = np.concatenate([c[x[4] > 0] for c, x in zip(cut, marked.pieces)])
        changed = same = 0
        for c, (_, _, _, label, _, words) in zip(cut, marked.pieces):
            ends = [i + 1 for i, w in enumerate(words) if w[2] in (".", "?")]
            for a, b in zip([0, *ends], ends):
                if c[a:b].any():
                    changed += 1
                    same += bool((c[a:b] == (label[a:b] > 0)).all())
        print(f"sure {s}: {said.sum()} words, precision {(said & true).sum() / max(1, said.sum()):.3f}, recall {(said & true).sum() / max(1, true.sum()):.3f}; {changed} sentences, {same / max(1, changed):.2f} as the reader's")


MAGIC = b"CRIBEDT1"


def write(path, p, date):
    """The file that ships (layout: `src/restore/model/weights.rs`)."""
    header = "\n".join([
        "name: cribsheet model of words to take out",
        f"date: {date}",
        "training-data: changelog @44a0e16 and pmtranscripts @97683f1 with words put in; what readers took out of 73 annotated transcripts (training/restore/marks/edits.tsv)",
        "licences: CC BY-SA 4.0 (weights); data CC BY-SA 4.0 (Changelog Media, Rev), CC BY 3.0 AU (Commonwealth of Australia), MIT (bitcointranscripts, QMSum)",
        "made: training/restore/edits.py",
    ]).encode()
    out = weights.Writer(MAGIC)
    out.text(header)
    out.matrix(np.asarray(p["in"]).T)
    out.floats(p["near"])
    for b in p["blocks"]:
        out.block(b)
    for k in ("head", "head_bias", "links"):
        out.floats(p[k])
    out.save(path)


def shipped(path):
    """The file that ships, dequantised."""
    file = weights.Reader(path, MAGIC)
    file.text()
    p = {"in": file.matrix(model.WIDTH, KNOWN).T, "near": file.floats(FEATURES, model.WIDTH), "blocks": [file.block() for _ in DILATIONS]}
    p |= {"head": file.floats(model.WIDTH, 1), "head_bias": file.floats(1), "links": file.floats(3)}
    file.end()
    return p


def of_words(net, p, words):
    """Log-odds of the words of a short text."""
    normal = [text.normal(w) for w in words]
    affix = np.array([tables.affixes(w) for w in normal], np.int32)
    ids = np.array([net.rows.get(w, tables.UNKNOWN) for w in normal], np.int32)
    known = trunk(net.p, *shipped_inputs(net, ids[None], affix[None, :, 0], affix[None, :, 1]))
    return np.asarray(forward(p, known, near(words)[None]))[0]


class Heard:
    """What the network that ships knows of batches of word types."""

    def __init__(self, net, types):
        normal = [text.normal(w) for w in types]
        affix = np.array([tables.affixes(w) for w in normal], np.int32)
        self.net = net
        self.ids = np.array([net.rows.get(w, tables.UNKNOWN) for w in normal], np.int32)
        self.suffix, self.prefix = affix[:, 0], affix[:, 1]
        self.trunk = jax.jit(trunk)

    def of(self, wid):
        return self.trunk(self.net.p, *shipped_inputs(self.net, self.ids[wid], self.suffix[wid], self.prefix[wid]))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data"))
    a.add_argument("--weights", type=pathlib.Path, default=HOME / "src/restore/model/restore.weights")
    a.add_argument("--said", type=pathlib.Path, default=pathlib.Path("data/spoken.tsv"), help="what `training/analyze spoken` prints of the labels")
    a.add_argument("--marks", type=pathlib.Path, default=HOME / "training/restore/marks/edits.tsv", help="document, words that were read, words that were taken out; = before what only measures")
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data/edits.pkl"))
    a.add_argument("--words", type=float, default=4e6, help="spoiled words to see")
    a.add_argument("--tune", type=int, default=1200, help="steps on what readers marked")
    a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--start", type=pathlib.Path, help="an earlier --out, to tune only")
    a.add_argument("--seed", type=int, default=7)
    a.add_argument("--ship", type=pathlib.Path, default=HOME / "src/restore/model/edits.weights")
    a.add_argument("--date", default="2026-11-29")
    a.add_argument("--measure", action="store_true", help="only print the table of the file that ships")
    a = a.parse_args()
    rng = np.random.default_rng(a.seed)
    net = weights.Shipped(a.weights)
    p = init(a.seed)
    said, marks = read_words(a.said), read_marks(a.marks)
    test = Marked(net, said, [(m[0][1:], *m[1:]) for m in marks if m[0].startswith("=")])
    if a.measure:
        table(shipped(a.ship), test)
        return
    train = Marked(net, said, [m for m in marks if not m[0].startswith("=")])
    corpus = data.Corpus(a.data)
    spoiler, heard = Spoiler(corpus, rng), Heard(net, corpus.types)

    def learn(p, steps, batch, rate):
        m, v = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p)
        running, began = None, time.time()
        for n in range(1, steps + 1):
            now = rate * min(1, n / 50, 2 * (steps - n) / steps)
            p, m, v, value = step(p, m, v, *batch(), now, float(n))
            running = float(value) if running is None else 0.98 * running + 0.02 * float(value)
            if n % 50 == 0:
                print(f"{n} loss {running:.4f} {n * BATCH * TIME / (time.time() - began):.0f} words/s", flush=True)
        return p

    def spoiled():
        wid, close, gone, weight = spoiler.batch()
        return heard.of(wid), close, gone, weight

    if a.start:
        p = {**p, **pickle.loads(a.start.read_bytes())["spoiled"]}
    else:
        p = learn(p, int(a.words / (BATCH * TIME)), spoiled, a.rate)
        table(p, test)
    before = p
    p = learn(p, a.tune, lambda: train.batch(rng), a.rate / 2)
    a.out.write_bytes(pickle.dumps({"spoiled": jax.device_get(before), "p": jax.device_get(p)}))
    table(p, train)
    table(p, test)
    write(a.ship, p, a.date)


if __name__ == "__main__":
    main()
