"""Step 4: the network that ships for cards: reads a sentence once and says of any of its words how good a card is that hides them.

Words enter as in `student.py`. Behind the blocks a span is described by the means inside and outside of it, its first and its last word, the words beside it, the greatest of every channel and
its length (as mentions are in Lee and others 2017, "End-to-end Neural Coreference Resolution"); one hidden layer makes the answer.
"""
import argparse
import collections
import functools
import json
import pathlib
import time

import jax
import jax.numpy as jnp
import numpy as np

from restore import model

from .gaps import whole
from .student import BATCH, DIMENSIONS, DROPOUT, HOME, LONGEST, MARKS, OWN, POOLED, Words, opened, quantised, read, widened
from .teacher import auc, cross_entropy

DILATIONS = (1, 2, 4)
PARTS = 6
# Words that are hidden together; more count as so many.
SPAN = 8
# Spans of a sentence that a step looks at: first those that were marked, then so many of the best.
SEEN = 20
BEST = 6
MAGIC = b"CRIBGAP1"
# Of our own; words in brackets are what the Rust test asks for.
PARITY = (
    "A lighthouse lens bends the light of a small lamp with [glass prisms] that throw it twenty miles.",
    "A lighthouse lens bends the light of a small lamp with glass prisms that throw it twenty [miles].",
    "[Oil] was called the keeper's gold.",
    "What keeps the light turning? [A pool of mercury, which has no friction.] The lens floats in a pool of mercury, which has no friction.",
    "In 1873 the Board paid [£40 a year] to well-known wick-trimmers of the U.S. Lighthouse Service.",
    "If you automate the lamp, the fog signal and the log, you have to ask who answers when a ship [calls].",
)


def init(seed):
    rng = np.random.default_rng(seed)
    n = functools.partial(model.normal, rng)
    w = model.WIDTH
    return {
        "in": n(DIMENSIONS, w, scale=3 * DIMENSIONS**-0.5), "own": n(OWN, w, scale=0.3), "mark": n(MARKS, w, scale=0.3), "blocks": model.first_blocks(rng, len(DILATIONS)),
        "span": n(PARTS * w, POOLED, scale=(PARTS * w) ** -0.5), "whole": n(w, POOLED, scale=(PARTS * w) ** -0.5), "length": n(SPAN, POOLED, scale=0.1), "out": n(POOLED, scale=POOLED**-0.5), "bias": jnp.full((), -2.0),
    }


def encode(p, vectors, own, marks, mask, drop=None):
    n, t, c = vectors.shape
    x = (vectors.reshape(n * t, c) @ p["in"]).reshape(n, t, -1) + p["own"][own] + p["mark"][marks]
    if drop is not None:
        x = x * drop
    x = x * mask[..., None]
    for b, d in zip(p["blocks"], DILATIONS):
        x = model.block(b, x, d) * mask[..., None]
    return model.norm(x) * mask[..., None]


def of_spans(p, x, mask, first, count, drop=None):
    """Log-odds [batch, spans]. What describes a span is weighted word by word, so that a word is multiplied once for all spans."""
    place, w = jnp.arange(x.shape[1]), model.WIDTH
    if drop is not None:
        x = x * drop
    known = (x @ p["span"].reshape(PARTS, w, POOLED).transpose(1, 0, 2).reshape(w, PARTS * POOLED)).reshape(*x.shape[:2], PARTS, POOLED)
    inside = ((place >= first[..., None]) & (place < (first + count)[..., None])).astype(jnp.float32)
    outside = mask[:, None] * (1 - inside)
    mean = lambda some: some / jnp.maximum(some.sum(-1, keepdims=True), 1)
    at = lambda place_: (place == place_[..., None]).astype(jnp.float32)
    places = [mean(inside), mean(outside), at(first - 1), at(first + count), at(first), at(first + count - 1)]
    most = jnp.where(mask[..., None] > 0, x, -1e4).max(1) @ p["whole"]
    total = sum(jnp.einsum("nst,ntp->nsp", where, known[:, :, part]) for part, where in enumerate(places))
    return jax.nn.relu(total + most[:, None] + p["length"][jnp.clip(count, 1, SPAN) - 1]) @ p["out"] + p["bias"]


def write(path, p, own, date):
    data = "cards of the corpora in NOTICE, as readers marked them and as all-MiniLM-L6-v2 (Apache-2.0) tuned on readers' marks judges them"
    out = opened(MAGIC, "cribsheet judge of gaps", date, (), data, p, own)
    for k in ("span", "whole", "length", "out", "bias"):
        out.floats(np.atleast_1d(np.asarray(p[k])))
    out.save(path)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("spans", type=pathlib.Path, help="what `chooser.py` wrote")
    a.add_argument("marked", type=pathlib.Path, help="what `gaps.py` wrote, to measure by")
    a.add_argument("--examples", type=pathlib.Path, nargs="*", default=[], help="to measure by: JSON lines as for the teacher")
    a.add_argument("--steps", type=int, default=4000)
    a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--date", default="2026-11-29")
    a.add_argument("--ship", type=pathlib.Path, default=HOME / "src/analyze/judge/cards.weights")
    a = a.parse_args()
    rng = np.random.default_rng(a.seed)
    lines = lambda path: map(json.loads, path.read_text().splitlines())
    measured = [row | {"spans": marked} for row in lines(a.marked) if row["measuring"] and (marked := [span for span in row["spans"] if span[3] >= 1])]
    rows = [row for row in lines(a.spans) if row["spans"]]
    words = Words(HOME / "src/analyze/vectors")
    words.choose([row["text"] for row in rows])
    inputs = [read(words, row["text"]) for row in rows]
    print(f"{len(rows)} texts with {sum(len(row['spans']) for row in rows)} spans, {a.steps} steps", flush=True)
    def chosen(spans):
        marked = [span for span in spans if span[3] >= 1][:SEEN]
        others = sorted((span for span in spans if span[3] < 1), key=lambda span: -span[2])
        others = others[:BEST] + [others[BEST + at] for at in rng.permutation(max(0, len(others) - BEST))]
        return (marked + others)[:SEEN]

    def spans_of(part):
        first, count, target, weight = np.zeros((len(part), SEEN), np.int32), np.ones((len(part), SEEN), np.int32), np.zeros((len(part), SEEN), np.float32), np.zeros((len(part), SEEN), np.float32)
        for k, row in enumerate(part):
            spans = [span for span in row["spans"] if span[0] + span[1] <= LONGEST]
            for s, span in enumerate(spans if len(spans) <= SEEN else chosen(spans)):
                first[k, s], count[k, s], target[k, s], weight[k, s] = span
        return first, count, target, weight

    def loss(p, part, spans, key):
        keys = jax.random.split(key)
        drop = lambda key: jax.random.bernoulli(key, 1 - DROPOUT, (*part[3].shape, model.WIDTH)) / (1 - DROPOUT)
        first, count, gold, weight = spans
        z = of_spans(p, encode(p, *part, drop(keys[0])), part[3], first, count, drop(keys[1]))
        return (cross_entropy(z, gold) * weight).sum() / BATCH

    @jax.jit
    def step(p, m, v, part, spans, key, rate, n):
        value, g = jax.value_and_grad(loss)(p, part, spans, key)
        return *model.adam(p, m, v, g, rate, n), value

    run = jax.jit(lambda p, part, first, count: of_spans(p, encode(p, *part), part[3], first, count))

    def answers(p, asked):
        """Log-odds of [(input, first, count)]."""
        out = np.zeros(len(asked), np.float32)
        order = sorted(range(len(asked)), key=lambda k: len(asked[k][0][0]))
        for at in range(0, len(order), 256):
            part = order[at : at + 256]
            some = [asked[k] for k in part]
            some += [some[0]] * (256 - len(some))
            width = widened(max(len(one[0][0]) for one in some))
            out[part] = np.asarray(run(p, words.batch([one[0] for one in some], width), np.array([[one[1]] for one in some]), np.array([[one[2]] for one in some])))[: len(part), 0]
        return out

    examples = [example for path in a.examples for example in map(json.loads, path.read_text().splitlines())]
    examples = [e for e in examples if e["measuring"] and "card" in e["targets"] and e["text"].count("[") == e["text"].count("]") == 1]
    asked = [(read(words, text), first, count) for text, first, count in (whole(e["text"]) for e in examples)]
    picked = [(read(words, row["text"]), row["spans"]) for row in measured]

    def tell(p):
        z, target = answers(p, asked), np.array([e["targets"]["card"] for e in examples])
        for source in sorted({e.get("src", "") for e in examples}):
            here = np.array([e.get("src", "") == source for e in examples])
            if source != "better":
                print(f"{source}: AUC {auc(target[here], z[here]):.3f}, of keep {auc((target[here] > 0.8) * 1.0, z[here]):.3f} of {here.sum()}", end="; ")
        z = answers(p, [(input, span[0], span[1]) for input, spans in picked for span in spans])
        right = known = at = 0
        for _, spans in picked:
            part, at = z[at : at + len(spans)], at + len(spans)
            best = max(span[2] for span in spans)
            if best > 0.3:
                known += 1
                right += spans[int(part.argmax())][2] == best
        print(f"best span of a text {right / max(1, known):.3f} of {known}", flush=True)

    p = init(a.seed)
    m, v = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p)
    by_width = collections.defaultdict(list)
    for k, one in enumerate(inputs):
        by_width[widened(len(one[0]))].append(k)
    widths = sorted(by_width)
    share = np.array([len(by_width[width]) for width in widths], float)
    start, losses = time.time(), []
    for done in range(a.steps):
        width = widths[rng.choice(len(widths), p=share / share.sum())]
        part = rng.choice(by_width[width], BATCH)
        rate = a.rate * min(1, done / 300) * (1 - done / a.steps)
        p, m, v, value = step(p, m, v, words.batch([inputs[k] for k in part], width), spans_of([rows[k] for k in part]), jax.random.PRNGKey(done), rate, done + 1)
        losses.append(float(value))
        if done % 1000 == 999:
            print(f"{done + 1}/{a.steps} loss {np.mean(losses[-1000:]):.4f} {time.time() - start:.0f} s", flush=True)
            tell(p)
    p = jax.tree.map(np.asarray, p)
    tell(quantised(p))
    write(a.ship, p, words.own, a.date)
    parity = [(read(words, text), first, count) for text, first, count in map(whole, PARITY)]
    a.ship.with_suffix(".parity.tsv").write_text("".join(f"{text}\t{z:.3f}\n" for text, z in zip(PARITY, answers(quantised(p), parity))))


if __name__ == "__main__":
    main()
