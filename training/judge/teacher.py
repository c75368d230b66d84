"""Step 2: MiniLM, tuned to say of a sentence what readers said of it. Too large to ship; `student.py` learns from it.

Reads JSON lines {"text", "measuring", "targets": {head: 0..1}} (`training/analyze texts`, `sentences.py`), writes a checkpoint, and prints how well it
ranks what is measured (AUC by head).
"""
import argparse
import json
import pathlib
import pickle
import time

import jax
import jax.numpy as jnp
import numpy as np

from restore.model import adam
from vectors.minilm import MiniLm, pooled

WIDTHS = (16, 24, 32, 48, 64, 96)  # word pieces of a batch
BATCH = 32
DROPOUT = 0.1


def forward(w, ids, mask, key=None):
    """Log-odds of every head; with a key, some of what passes between layers is dropped."""
    def drop(x, place):
        return x if key is None else x * jax.random.bernoulli(jax.random.fold_in(key, place), 1 - DROPOUT, x.shape) / (1 - DROPOUT)

    return drop(pooled(w, ids, mask, drop), 99) @ w["head"] + w["head_bias"]


def cross_entropy(z, target):
    """Of log-odds with a share that is yes."""
    return jnp.maximum(z, 0) - z * target + jnp.log1p(jnp.exp(-jnp.abs(z)))


def tuned(w, m, v, g, rate, n):
    """A step of Adam with gradients that are no longer than 1."""
    size = jnp.sqrt(sum(jnp.sum(x * x) for x in jax.tree.leaves(g)))
    return adam(w, m, v, jax.tree.map(lambda x: x / jnp.maximum(1, size), g), rate, n, slow=0.999, decay=0.01)


def padded(sequences, width):
    ids, mask = np.zeros((len(sequences), width), np.int32), np.zeros((len(sequences), width), np.float32)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return ids, mask


def width(sequence):
    return next(w for w in WIDTHS if len(sequence) <= w)


def tokenizer():
    model = MiniLm()
    model.tokenizer.enable_truncation(WIDTHS[-1])
    return model, lambda texts: [e.ids for e in model.tokenizer.encode_batch(texts)]


class Judge:
    """A checkpoint, for labelling."""

    def __init__(self, path):
        self.heads, self.weights = pickle.loads(pathlib.Path(path).read_bytes())
        _, self.encode = tokenizer()
        self.forward = jax.jit(forward)

    def log_odds(self, texts, tell=lambda done: None):
        ids = self.encode(texts)
        out = np.zeros((len(ids), len(self.heads)), np.float32)
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            rows = [ids[k] for k in part] + [[101]] * (64 - len(part))
            out[part] = np.asarray(self.forward(self.weights, *padded(rows, width(rows[len(part) - 1]))))[: len(part)]
            tell(at)
        return out


def auc(target, score):
    """The chance that one that is at all good has a higher score than one that isn't."""
    order = np.argsort(score, kind="stable")
    rank = np.empty(len(score))
    rank[order] = np.arange(1, len(score) + 1)
    good = target > 0
    n = good.sum()
    return (rank[good].sum() - n * (n + 1) / 2) / max(1, n * (~good).sum())


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("examples", type=pathlib.Path, nargs="+")
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data/teacher.pkl"))
    a.add_argument("--start", type=pathlib.Path, help="an earlier --out")
    a.add_argument("--epochs", type=float, default=2)
    a.add_argument("--rate", type=float, default=4e-5)
    a.add_argument("--last", type=float, default=0.0, help="the rate at the end, as a share")
    a.add_argument("--seed", type=int, default=1)
    a = a.parse_args()
    rng = np.random.default_rng(a.seed)
    examples = [json.loads(line) for path in a.examples for line in path.read_text().splitlines()]
    model, encode = tokenizer()
    names = sorted({name for e in examples for name in e["targets"]} | set(pickle.loads(a.start.read_bytes())[0] if a.start else ()))
    w = dict(model.weights)
    w["head"], w["head_bias"] = jnp.asarray(rng.normal(0, 0.02, (384, len(names))), jnp.float32), jnp.full(len(names), -1.0)
    if a.start:
        old, then = pickle.loads(a.start.read_bytes())
        w |= {k: jnp.asarray(v) for k, v in then.items() if k not in ("head", "head_bias", "hb")}
        for at, name in enumerate(old):
            w["head"] = w["head"].at[:, names.index(name)].set(then["head"][:, at])
            w["head_bias"] = w["head_bias"].at[names.index(name)].set(then.get("head_bias", then.get("hb"))[at])
    ids = encode([e["text"] for e in examples])
    target = np.array([[e["targets"].get(n, -1) for n in names] for e in examples], np.float32)
    train = [at for at, e in enumerate(examples) if not e["measuring"] and rng.random() < e.get("take", 1)]
    total = int(a.epochs * len(train) / BATCH)
    print(f"{len(examples)} examples, {len(train)} to learn from, {total} steps", names, flush=True)

    def loss(w, ids, mask, target, key):
        z = forward(w, ids, mask, key)
        return (cross_entropy(z, target) * (target >= 0)).sum() / BATCH

    @jax.jit
    def step(w, m, v, ids, mask, target, key, rate, n):
        value, g = jax.value_and_grad(loss)(w, ids, mask, target, key)
        return *tuned(w, m, v, g, rate, n), value

    m, v = jax.tree.map(jnp.zeros_like, w), jax.tree.map(jnp.zeros_like, w)
    done, start, losses = 0, time.time(), []
    while done < total:
        waiting = {}
        for at in rng.permutation(train):
            rows = waiting.setdefault(width(ids[at]), [])
            rows.append(at)
            if len(rows) < BATCH or done >= total:
                continue
            batch = waiting.pop(width(ids[at]))
            rate = a.rate * min(1, done / (total / 10)) * (a.last + (1 - a.last) * (1 - done / total))
            w, m, v, value = step(w, m, v, *padded([ids[k] for k in batch], width(ids[at])), target[batch], jax.random.PRNGKey(done + 1000 * a.seed), rate, done + 1)
            losses.append(float(value))
            done += 1
            if done % 100 == 0:
                print(f"{done}/{total} loss {np.mean(losses[-100:]):.4f} {time.time() - start:.0f} s", flush=True)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    a.out.write_bytes(pickle.dumps((names, {k: np.asarray(x) for k, x in w.items()})))
    judge = Judge(a.out)
    measured = [at for at, e in enumerate(examples) if e["measuring"]]
    score = judge.log_odds([examples[at]["text"] for at in measured])
    for k, name in enumerate(names):
        known = target[measured, k] >= 0
        if known.any():
            print(f"{name}: AUC {auc(target[measured, k][known], score[known, k]):.3f} of {known.sum()}", flush=True)


if __name__ == "__main__":
    main()
