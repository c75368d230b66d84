"""The network that ships: learns to say of a sentence what the teacher says of it (knowledge distillation: Hinton and others 2015).

A word enters as its vector of meaning (`src/analyze/vectors`), a row of its own when it is one of the commonest words, and the mark behind it.
Blocks like those of `restore` mix it with its neighbours; the mean and the greatest of every channel go through one hidden layer.
"""
import argparse
import functools
import json
import pathlib
import time
import zlib

import jax
import jax.numpy as jnp
import numpy as np

from restore import model, weights

from .teacher import auc, cross_entropy

HOME = pathlib.Path(__file__).parents[2]
DIMENSIONS = 192
OWN = 2000
MARKS = 4
DILATIONS = (1, 2)
POOLED = 64
LONGEST = 64
BATCH = 64
DROPOUT = 0.1
# Vectors of words are divided by this before they are learned from.
SHRINK = 32


class Words:
    """What is known of words before anything is learned."""

    def __init__(self, folder):
        rows = np.fromfile(folder / "vectors.i8", np.int8).reshape(-1, DIMENSIONS).astype(np.float32)
        lines = [line.split("\t") for line in (folder / "words.tsv").read_text().splitlines() if not line.startswith("#")]
        self.row = {word: at for at, (word, _) in enumerate(lines)}
        self.table = np.vstack([rows * (np.array([int(scale) for _, scale in lines], np.float32) / 65535 / SHRINK)[:, None], np.zeros((1, DIMENSIONS), np.float32)])
        self.own = {}

    def choose(self, texts):
        """Rows of their own for the commonest words."""
        from collections import Counter
        count = Counter(word for text in texts for word in map(key, text.split()))
        self.own = {word: at + 1 for at, word in enumerate(sorted(word for word, _ in count.most_common(OWN - 1)))}

    def vectors(self, word):
        """Rows whose sum is the word's vector."""
        for form in (word, word[:-2] if word.endswith("'s") else None):
            if form in self.row:
                return [self.row[form]]
        return [row for part in word.split("-") for row in self.vectors(part)] if "-" in word else []

    def batch(self, inputs, width):
        """What `read` gave of texts, as arrays of so many words: vectors, own rows, marks, mask."""
        rows = np.full((len(inputs), width, 3), len(self.table) - 1, np.int32)
        own, marks, mask = (np.zeros((len(inputs), width), np.int32) for _ in range(3))
        for at, (r, o, m) in enumerate(inputs):
            rows[at, : len(r)], own[at, : len(r)], marks[at, : len(r)], mask[at, : len(r)] = r, o, m, 1
        return self.table[rows].sum(2), own, marks, mask.astype(np.float32)


def widened(length):
    """Words of a batch, which are compiled once for each width."""
    return max(16, -(-length // 16) * 16)


def bare(word):
    core = word.strip("".join({c for c in word if not c.isalnum() and c not in "$€£%+#"}))
    if len(core) > 1 and all(len(part) == 1 for part in core.split(".")):
        at = word.index(core)
        return word[at : at + len(core) + (word[at + len(core) :].startswith("."))]
    return core


def key(word):
    word = bare(word).lower()
    for mark in "’‘`":
        word = word.replace(mark, "'")
    return word


def mark(token):
    """What is written behind a word: nothing, a comma, a question mark, anything else."""
    end = token[-1]
    return 1 if end == "," else 2 if end == "?" else 3 if end in ".!;:…" else 0


def read(words, text):
    """(up to two vector rows a word, own row, mark) of a text."""
    tokens = text.split()[:LONGEST]
    none = len(words.table) - 1
    keys = [key(token) for token in tokens]
    rows = [(words.vectors(k) + [none] * 3)[:3] for k in keys]
    return np.array(rows, np.int32).reshape(-1, 3), np.array([words.own.get(k, 0) for k in keys], np.int32), np.array([mark(t) for t in tokens], np.int32)


def init(heads, seed):
    rng = np.random.default_rng(seed)
    n = functools.partial(model.normal, rng)
    blocks = model.first_blocks(rng, len(DILATIONS))
    return {
        "in": n(DIMENSIONS, model.WIDTH, scale=3 * DIMENSIONS**-0.5), "own": n(OWN, model.WIDTH, scale=0.3), "mark": n(MARKS, model.WIDTH, scale=0.3), "blocks": blocks,
        "pool": n(2 * model.WIDTH, POOLED, scale=(2 * model.WIDTH) ** -0.5), "pool_bias": jnp.zeros(POOLED),
        "head": n(POOLED, heads, scale=POOLED**-0.5), "head_bias": jnp.full(heads, -1.0),
    }


def forward(p, vectors, own, marks, mask, drop=None):
    """vectors [batch, time, 192], own and marks [batch, time], mask 1 for words -> log-odds [batch, heads]."""
    n, t, c = vectors.shape
    x = (vectors.reshape(n * t, c) @ p["in"]).reshape(n, t, -1) + p["own"][own] + p["mark"][marks]
    if drop is not None:
        x = x * drop[0]
    x = x * mask[..., None]
    for b, d in zip(p["blocks"], DILATIONS):
        x = model.block(b, x, d) * mask[..., None]
    x = model.norm(x)
    mean = (x * mask[..., None]).sum(1) / mask.sum(1)[:, None]
    most = jnp.where(mask[..., None] > 0, x, -1e4).max(1)
    pooled = jnp.concatenate([mean, most], -1)
    if drop is not None:
        pooled = pooled * drop[1]
    return jax.nn.relu(pooled @ p["pool"] + p["pool_bias"]) @ p["head"] + p["head_bias"]


def quantised(p):
    """What the file will hold."""
    f = lambda w: (lambda s, q: (s[:, None] * q).astype(np.float32))(*weights.quantised(np.asarray(w)))
    q = dict(p) | {"in": f(np.asarray(p["in"]).T).T, "own": f(p["own"])}
    q["blocks"] = [b | {"up": f(np.asarray(b["up"]).T).T, "down": f(np.asarray(b["down"]).T).T} for b in p["blocks"]]
    return q


MAGIC = b"CRIBJDG1"
# Sentences of our own, of which the Rust test must say the same.
PARITY = (
    "A lighthouse lens bends the light of a small lamp into a beam that reaches twenty miles.",
    "Yeah, and then he was like, okay, let's just do that one.",
    "I think keepers should never have been replaced, because a machine doesn't notice what it isn't told to notice.",
    "What does the U.S. Lighthouse Service do?",
    "The wick-trimmer's well-known trick, which nobody wrote down, cost £40 in 1873.",
    "Thanks for coming on.",
    "If you automate the lamp, the fog signal and the log, you have to ask who answers when a ship calls.",
    "It was it was the the same as the other one.",
    "no",
)


def opened(magic, name, date, heads, data, p, own):
    """A file that ships, with what reads words (layout: `src/analyze/judge/weights.rs`)."""
    header = [
        f"name: {name}",
        f"date: {date}",
        *([f"heads: {' '.join(heads)}"] if heads else []),
        f"training-data: {data}",
        "licences: CC BY-SA 4.0 (weights); data CC BY-SA 4.0 (Changelog Media, Rev), CC BY 3.0 AU (Commonwealth of Australia), MIT (bitcointranscripts, QMSum)",
        "made: training/judge",
    ]
    out = weights.Writer(magic)
    out.text("\n".join(header).encode())
    out.text("\n".join(sorted(own, key=own.get)).encode())
    out.matrix(np.asarray(p["in"]).T)
    out.matrix(p["own"])
    out.floats(p["mark"])
    for b in p["blocks"]:
        out.block(b)
    return out


def write(path, p, own, heads, date):
    data = "sentences of the corpora in NOTICE, judged by all-MiniLM-L6-v2 (Apache-2.0) tuned on readers' marks and annotations of 73 transcripts and on readers' marks of sentences"
    out = opened(MAGIC, "cribsheet judge of sentences", date, heads, data, p, own)
    for k in ("pool", "pool_bias", "head", "head_bias"):
        out.floats(p[k])
    out.save(path)


def load(path):
    """[(text, targets, weights of the targets)] of JSON lines."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("labels", type=pathlib.Path, help="what `label.py` wrote")
    a.add_argument("--examples", type=pathlib.Path, help="to measure by, as for the teacher")
    a.add_argument("--epochs", type=float, default=5)
    a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--date", default="2026-11-29")
    a.add_argument("--ship", type=pathlib.Path, default=HOME / "src/analyze/judge/judge.weights")
    a = a.parse_args()
    rng = np.random.default_rng(a.seed)
    said = json.loads(a.labels.read_text())
    heads, texts, teacher = said["heads"], said["texts"], np.array(said["log_odds"], np.float32)
    words = Words(HOME / "src/analyze/vectors")
    words.choose(texts)
    inputs = [read(words, text) for text in texts]
    held = np.array([zlib.crc32(t.encode()) % 50 == 0 for t in texts])
    train = np.where(~held)[0]
    total = int(a.epochs * len(train) / BATCH)
    print(f"{len(texts)} sentences, {len(train)} to learn from, {total} steps", heads, flush=True)
    p = init(len(heads), a.seed)

    def loss(p, vectors, own, marks, mask, target, drop):
        z = forward(p, vectors, own, marks, mask, drop)
        return cross_entropy(z, target).sum(1).mean()

    @jax.jit
    def step(p, m, v, vectors, own, marks, mask, target, key, rate, n):
        one, two = jax.random.split(key)
        drop = [jax.random.bernoulli(one, 1 - DROPOUT, (*mask.shape, model.WIDTH)) / (1 - DROPOUT), jax.random.bernoulli(two, 1 - DROPOUT, (len(mask), 2 * model.WIDTH)) / (1 - DROPOUT)]
        value, g = jax.value_and_grad(loss)(p, vectors, own, marks, mask, target, drop)
        return *model.adam(p, m, v, g, rate, n), value

    run = jax.jit(forward)

    def answers(p, sentences):
        out = np.zeros((len(sentences), len(heads)), np.float32)
        order = sorted(range(len(sentences)), key=lambda at: len(sentences[at][0]))
        for at in range(0, len(order), 256):
            part = order[at : at + 256]
            rows = [sentences[k] for k in part]
            rows += [rows[0]] * (256 - len(rows))
            out[part] = np.asarray(run(p, *words.batch(rows, widened(max(len(r[0]) for r in rows)))))[: len(part)]
        return out

    examples = load(a.examples) if a.examples else []
    measured = [e for e in examples if e["measuring"]]
    measured_inputs = [read(words, e["text"]) for e in measured]

    def tell(p):
        like = lambda rows, k: np.corrcoef(answers(p, [inputs[at] for at in rows])[:, k], teacher[rows, k])[0, 1]
        print("with the teacher:", " ".join(f"{h} {like(np.where(held)[0], k):.3f}" for k, h in enumerate(heads)), flush=True)
        if measured:
            z = answers(p, measured_inputs)
            for k, h in enumerate(heads):
                known = np.array([h in e["targets"] for e in measured])
                if known.any():
                    print(f"{h}: AUC {auc(np.array([e['targets'].get(h, 0) for e in measured])[known], z[known, k]):.3f} of {known.sum()}", flush=True)

    m, v = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p)
    soft = 1 / (1 + np.exp(-teacher))
    done, start, losses = 0, time.time(), []
    while done < total:
        waiting = {}
        for at in rng.permutation(train):
            width = widened(len(inputs[at][0]))
            places = waiting.setdefault(width, [])
            places.append(at)
            if len(places) < BATCH or done >= total:
                continue
            places = waiting.pop(width)
            rate = a.rate * min(1, done / 300) * (1 - done / total)
            p, m, v, value = step(p, m, v, *words.batch([inputs[k] for k in places], width), soft[places], jax.random.PRNGKey(done), rate, done + 1)
            losses.append(float(value))
            done += 1
            if done % 1000 == 0:
                print(f"{done}/{total} loss {np.mean(losses[-1000:]):.4f} {time.time() - start:.0f} s", flush=True)
            if done % 5000 == 0:
                tell(p)
    p = jax.tree.map(np.asarray, p)
    tell(quantised(p))
    write(a.ship, p, words.own, heads, a.date)
    said = answers(quantised(p), [read(words, text) for text in PARITY])
    a.ship.with_suffix(".parity.tsv").write_text("".join("\t".join([text, *(f"{x:.3f}" for x in z)]) + "\n" for text, z in zip(PARITY, said)))


if __name__ == "__main__":
    main()
