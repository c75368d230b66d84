"""Trains the network: Muon on the block matrices, Adam on the rest, warm-up, plateau, linear decay to zero."""
import argparse
import json
import pathlib
import pickle
import queue
import re
import threading
import time

import jax
import jax.numpy as jnp
import numpy as np

from . import data, model, tables, weights


def losses(logits, label, weight):
    """Mean losses of the heads; labels as packed by prepare."""
    mark, case, turn, role = label & 3, (label >> 2) & 3, (label >> 4) & 3, (label >> 6) & 3
    real = (weight >= 0).astype(jnp.float32)
    total = weight.shape[0] * weight.shape[1]

    def entropy(z, y):
        return jax.nn.logsumexp(z, -1) - jnp.take_along_axis(z, y[..., None], -1)[..., 0]

    def binary(z, y):
        return jax.nn.softplus(z) - z * y

    return {
        "mark": jnp.sum(entropy(logits[..., model.MARK], mark) * weight) / total,
        "case": jnp.sum(entropy(logits[..., model.CASE], jnp.minimum(case, 2)) * (case < 3) * weight) / total,
        "turn": jnp.sum(binary(logits[..., model.TURN], (turn == 1) * 1.0) * (turn < 2) * weight) / total,
        "role": jnp.sum(binary(logits[..., model.ROLE], (role == 1) * 1.0) * (role > 0) * real * weight) / total,
    }


SCALE = {"mark": 1.0, "case": 0.4, "turn": 1.5, "role": 0.15}


def loss(p, words, pairs, label, weight):
    parts = losses(model.forward(p, words, pairs), label, weight)
    return sum(SCALE[k] * v for k, v in parts.items()), parts


def orthogonal(g):
    """Newton-Schulz iteration of Muon."""
    flip = g.shape[0] > g.shape[1]
    x = g.T if flip else g
    x = x / (jnp.linalg.norm(x) + 1e-7)
    for _ in range(5):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return x.T if flip else x


def is_muon(path):
    return path[-1].key in ("up", "down", "in", "out")


@jax.jit
def step(p, m, v, words, pairs, label, weight, rate, n):
    (_, parts), (g, gw, gp) = jax.value_and_grad(lambda *a: loss(a[0], a[1], a[2], label, weight), argnums=(0, 1, 2), has_aux=True)(p, words, pairs)

    def update(path, p, g, m, v):
        if is_muon(path):
            m = 0.95 * m + g
            u = orthogonal(g + 0.95 * m)
            return p * (1 - 0.05 * rate) - 8 * rate * u * max(1, p.shape[1] / p.shape[0]) ** 0.5, m, v
        m = 0.9 * m + 0.1 * g
        v = 0.99 * v + 0.01 * g * g
        return p - rate * (m / (1 - 0.9**n)) / (jnp.sqrt(v / (1 - 0.99**n)) + 1e-9), m, v

    out = jax.tree_util.tree_map_with_path(update, p, g, m, v)
    pick = lambda i: jax.tree.map(lambda _, o: o[i], p, out, is_leaf=lambda o: isinstance(o, tuple))
    return pick(0), pick(1), pick(2), gw, gp, parts


def save(path, state):
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(pickle.dumps(state, protocol=4))
    temporary.replace(path)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data"))
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data/run"))
    a.add_argument("--batch", type=int, default=8)
    a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--words", type=float, default=60e6, help="all words to see")
    a.add_argument("--decay", type=float, default=0.3, help="last share of the words, over which the rate falls to zero")
    a.add_argument("--resume", type=pathlib.Path, help="a checkpoint; sees what an unbroken run would have seen")
    a.add_argument("--start", type=pathlib.Path, help="weights as they ship, to be trained further where no checkpoint is left; give another --seed")
    a.add_argument("--seed", type=int, default=3)
    a.add_argument("--dropout", type=float, default=0.1, help="share of the numbers of words' vectors that fall out")
    a.add_argument("--pair-dropout", type=float, default=0.2, help="share of pairs that fall out")
    a.add_argument("--unknown", type=float, default=0.02, help="share of words of which only the affixes are seen")
    a.add_argument("--save-every", type=float, default=4e6)
    a = a.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    corpus = data.Corpus(a.data)
    p = model.init(a.seed)
    t = tables.init(a.seed)
    sparse = tables.SparseAdam(t)
    m = jax.tree.map(jnp.zeros_like, p)
    v = jax.tree.map(jnp.zeros_like, p)
    n = earlier = 0
    if a.start:
        shipped = weights.Shipped(a.start)
        p, t = jax.tree.map(jnp.asarray, {**p, **shipped.p}), shipped.tables(corpus)
        earlier = float(re.search(r"([\d.]+) M words seen", shipped.header["training-data"])[1]) * 1e6
        sparse = tables.SparseAdam(t)
    if a.resume:
        s = pickle.loads(a.resume.read_bytes())
        p, m, v, t, n = s["p"], s["m"], s["v"], s["t"], s["n"]
        sparse.m, sparse.v, sparse.count = s["sparse"]
    first = n
    ready = queue.Queue(8)

    def feed():
        rng = np.random.default_rng(a.seed + 2)
        for k, b in enumerate(data.batches(corpus, a.seed, a.batch, a.unknown)):
            drop = tables.dropout(rng, b[1].shape, a.dropout, a.pair_dropout)
            if k >= first:  # a resumed run sees what an unbroken one would have seen
                ready.put((*b, *drop))

    threading.Thread(target=feed, daemon=True).start()
    per_step = a.batch * data.TIME
    total = int(a.words / per_step)
    decay_from = int(total * (1 - a.decay))
    log = (a.out / "log.txt").open("a")
    running, began, saved = None, time.time(), n * per_step
    while n < total:
        n += 1
        rate = a.rate * min(1.0, n / 300) * (1.0 if n <= decay_from else (total - n) / (total - decay_from))
        r, label, weight, keep_words, keep_pairs = ready.get()
        words, pairs = tables.look_up(t, r)
        p, m, v, gw, gp, parts = step(p, m, v, words * keep_words, pairs * keep_pairs, label.astype(np.int32), weight, jnp.float32(rate), jnp.float32(n))
        sparse.step(t, r, gw * keep_words, gp * keep_pairs, rate * 2)
        parts = {k: float(x) for k, x in parts.items()}
        running = parts if running is None else {k: 0.99 * running[k] + 0.01 * x for k, x in parts.items()}
        if n % 100 == 0:
            speed = (n - first) * per_step / (time.time() - began)
            line = f"{n * per_step / 1e6:.2f}M rate {rate:.5f} {speed:.0f} w/s " + " ".join(f"{k} {x:.4f}" for k, x in running.items())
            log.write(line + "\n")
            log.flush()
        if n * per_step - saved >= a.save_every or n == total:
            saved = n * per_step
            state = {"p": jax.device_get(p), "m": jax.device_get(m), "v": jax.device_get(v), "t": t, "n": n, "sparse": (sparse.m, sparse.v, sparse.count), "words": saved + earlier}
            save(a.out / "last.pkl", state)
            if n == total:
                save(a.out / "final.pkl", state)


if __name__ == "__main__":
    main()
