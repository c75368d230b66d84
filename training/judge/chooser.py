"""Step 3: MiniLM, tuned to say of any words of a text how good a card is that hides them; then what it says of texts that were marked and of many that weren't.

It reads a text once; a span is described by its mean and the mean outside of it, its first and last piece and the pieces beside it (as mentions are in Lee and others 2017, "End-to-end Neural
Coreference Resolution"). Too large to ship; `spans.py` learns from it. Reads what `gaps.py` wrote and, for sentences that nobody marked, what `label.py` wrote; starts from what
`teacher.py` made. Writes the marked spans and, with less weight, all others that could be hidden, in the form of `gaps.py`.
"""
import argparse
import json
import pathlib
import pickle
import random
import time

import jax
import jax.numpy as jnp
import numpy as np

from vectors.minilm import encoded

from .gaps import hideable
from .teacher import BATCH, DROPOUT, auc, cross_entropy, padded, tokenizer, tuned, width

PARTS, HIDDEN, SPAN = 6, 128, 8
# Spans of a text that a step looks at, and that are asked for at once.
SEEN, ASKED = 12, 96
# What is new learns so much faster than what MiniLM brings.
FASTER = 10
NEW = {"span", "length", "out", "out_bias"}
# Of sentences that nobody marked: words, the share that promises most, and the weight of what is said of a span.
WORDS, BEST, SOFT = range(8, 51), 0.85, 0.5
PROMISE = ("card", "clear", "kept", "sound")
# What a mark counts against what the teacher says of the same span.
OF_MARK = 0.6


def first(rng):
    n = lambda *shape, scale: jnp.asarray(rng.normal(0, scale, shape), jnp.float32)
    return {"span": n(PARTS, 384, HIDDEN, scale=(PARTS * 384) ** -0.5), "length": n(SPAN, HIDDEN, scale=0.1), "out": n(HIDDEN, scale=HIDDEN**-0.5), "out_bias": jnp.full((), -2.0)}


def log_odds(w, ids, mask, start, end, count, key=None):
    """Of spans [batch, spans], given by their first piece, the one behind their last, and how many words they have."""
    def drop(x, place):
        return x if key is None else x * jax.random.bernoulli(jax.random.fold_in(key, place), 1 - DROPOUT, x.shape) / (1 - DROPOUT)

    known = jnp.einsum("ntc,pch->ntph", drop(encoded(w, ids, mask, drop), 99), w["span"])
    place = jnp.arange(ids.shape[1])
    inside = ((place >= start[..., None]) & (place < end[..., None])).astype(jnp.float32)
    mean = lambda some: some / jnp.maximum(some.sum(-1, keepdims=True), 1)
    at = lambda where: (place == where[..., None]).astype(jnp.float32)
    places = [mean(inside), mean(mask[:, None] * (1 - inside)), at(start - 1), at(end), at(start), at(end - 1)]
    total = sum(jnp.einsum("nst,nth->nsh", where, known[:, :, part]) for part, where in enumerate(places))
    return jax.nn.relu(total + w["length"][jnp.clip(count, 1, SPAN) - 1]) @ w["out"] + w["out_bias"]


def pieces(model, texts):
    """(ids, first piece of each word, the one behind its last) of every text; -1 where a word was cut off."""
    for text, encoding in zip(texts, model.tokenizer.encode_batch(texts)):
        words, at = [], 0
        for word in text.split():
            begin = text.index(word, at)
            at = begin + len(word)
            words.append(at)
        start, end, word = [-1] * len(words), [-1] * len(words), 0
        for piece, (begin, behind) in enumerate(encoding.offsets):
            if begin == behind:
                continue
            while word < len(words) and begin >= words[word]:
                word += 1
            if word == len(words):
                break
            start[word] = piece if start[word] < 0 else start[word]
            end[word] = piece + 1
        yield encoding.ids, start, end


def arrays(parts, spans, rows):
    """What `log_odds` takes for spans [[first word, words, ...]] of texts, and which of them were read at all."""
    ids, mask = padded([part[0] for part in parts], width(max((part[0] for part in parts), key=len)))
    start, end, count = np.ones((len(parts), rows), np.int32), np.full((len(parts), rows), 2, np.int32), np.ones((len(parts), rows), np.int32)
    known = np.zeros((len(parts), rows), np.float32)
    for row, ((_, begins, ends), some) in enumerate(zip(parts, spans)):
        for at, (word, words, *_) in enumerate(some):
            if word + words <= len(begins) and begins[word] >= 0 and ends[word + words - 1] > 0:
                start[row, at], end[row, at], count[row, at], known[row, at] = begins[word], ends[word + words - 1], words, 1
    return (ids, mask, start, end, count), known


def ask(w, parts, spans, tell=lambda done: None):
    """Log-odds of the spans of every text, `None` where a word of it wasn't read."""
    run = jax.jit(log_odds)
    out = [[None] * len(some) for some in spans]
    order = sorted(range(len(parts)), key=lambda at: len(parts[at][0]))
    for begin in range(0, len(order), 2 * BATCH):
        batch = order[begin : begin + 2 * BATCH]
        full = batch + batch[:1] * (2 * BATCH - len(batch))
        given, known = arrays([parts[at] for at in full], [spans[at][:ASKED] for at in full], ASKED)
        z = np.asarray(run(w, *given))
        for row, at in enumerate(batch):
            for span in range(min(ASKED, len(spans[at]))):
                if known[row, span]:
                    out[at][span] = float(z[row, span])
        tell(begin)
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("spans", type=pathlib.Path, help="what `gaps.py` wrote")
    a.add_argument("labels", type=pathlib.Path, help="what `label.py` wrote")
    a.add_argument("--start", type=pathlib.Path, default=pathlib.Path("data/teacher.pkl"))
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data/soft.jsonl"))
    a.add_argument("--epochs", type=float, default=2)
    a.add_argument("--rate", type=float, default=4e-5)
    a.add_argument("--unmarked", type=int, default=36_000, help="sentences that nobody marked")
    a.add_argument("--seed", type=int, default=1)
    a = a.parse_args()
    rng = np.random.default_rng(a.seed)
    rows = [json.loads(line) for line in a.spans.read_text().splitlines()]
    model, _ = tokenizer()
    w = dict(model.weights) | {k: jnp.asarray(v) for k, v in pickle.loads(a.start.read_bytes())[1].items() if k in model.weights} | first(rng)
    # Words stay what they were: less to compute, and words that no mark has move with those that have.
    words = {k: w.pop(k) for k in list(w) if k.startswith("embeddings.")}
    parts = list(pieces(model, [row["text"] for row in rows]))
    train = [at for at, row in enumerate(rows) if not row["measuring"]]
    total = int(a.epochs * len(train) / BATCH)
    print(f"{len(train)} texts to learn from, {total} steps", flush=True)

    def loss(w, given, target, weight, key):
        z = log_odds(w | words, *given, key)
        return (cross_entropy(z, target) * weight).sum() / BATCH

    @jax.jit
    def step(w, m, v, given, target, weight, key, rate, n):
        value, g = jax.value_and_grad(loss)(w, given, target, weight, key)
        new, m, v = tuned(w, m, v, g, rate, n)
        return {k: w[k] + FASTER * (new[k] - w[k]) if k in NEW else new[k] for k in new}, m, v, value

    m, v = jax.tree.map(jnp.zeros_like, w), jax.tree.map(jnp.zeros_like, w)
    done, begun, losses = 0, time.time(), []
    while done < total:
        waiting = {}
        for at in rng.permutation(train):
            batch = waiting.setdefault(width(parts[at][0]), [])
            batch.append(at)
            if len(batch) < BATCH or done >= total:
                continue
            batch = waiting.pop(width(parts[at][0]))
            some = [[row["spans"][k] for k in rng.permutation(len(row["spans"]))[:SEEN]] for row in (rows[k] for k in batch)]
            given, known = arrays([parts[k] for k in batch], some, SEEN)
            target, weight = np.zeros_like(known), np.zeros_like(known)
            for row, spans in enumerate(some):
                for span, (_, _, worth, counts) in enumerate(spans):
                    target[row, span], weight[row, span] = worth, counts * known[row, span]
            rate = a.rate * min(1, done / (total / 10)) * (1 - done / total)
            w, m, v, value = step(w, m, v, given, target, weight, jax.random.PRNGKey(done + 1000 * a.seed), rate, done + 1)
            losses.append(float(value))
            done += 1
            if done % 100 == 0:
                print(f"{done}/{total} loss {np.mean(losses[-100:]):.4f} {time.time() - begun:.0f} s", flush=True)
    w |= words

    measured = [at for at, row in enumerate(rows) if row["measuring"]]
    marked = [[span for span in rows[at]["spans"] if span[3] >= 1] for at in measured]
    said = ask(w, [parts[at] for at in measured], marked)
    pairs = [(span[2], z) for spans, some in zip(marked, said) for span, z in zip(spans, some) if z is not None]
    target, z = np.array(pairs).T
    print(f"AUC {auc(target, z):.3f}, of keep {auc((target > 0.8) * 1.0, z):.3f} of {len(z)} held-out spans", flush=True)

    labels = json.loads(a.labels.read_text())
    known = {row["text"] for row in rows}
    promise = np.array(labels["log_odds"], np.float32)[:, [labels["heads"].index(head) for head in PROMISE]].mean(1)
    open_ = sorted((at for at, text in enumerate(labels["texts"]) if text not in known and len(text.split()) in WORDS and not set("[]") & set(text)), key=lambda at: -promise[at])
    best = open_[: int(a.unmarked * BEST)]
    others = [labels["texts"][at] for at in best + random.Random(5).sample(open_[len(best) :], a.unmarked - len(best))]
    rows = [row for row in rows if not row["measuring"] and not row["scored"]] + [{"text": text, "spans": []} for text in others]
    spans = [list(hideable(row["text"].split())) for row in rows]
    begun = time.time()
    tell = lambda done: done % 6400 or print(f"{done} of {len(rows)}, {time.time() - begun:.0f} s", flush=True)
    with open(a.out, "w") as out:
        for row, some, said in zip(rows, spans, ask(w, list(pieces(model, [row["text"] for row in rows])), spans, tell)):
            soft = {tuple(span): 1 / (1 + np.exp(-z)) for span, z in zip(some, said) if z is not None}
            all_ = {span: [*span, round(float(worth), 3), SOFT] for span, worth in soft.items()}
            for word, words_, worth, counts in row["spans"]:
                if counts >= 1:
                    worth = OF_MARK * worth + (1 - OF_MARK) * soft.get((word, words_), worth)
                    all_[word, words_] = [word, words_, round(float(worth), 3), counts]
            out.write(json.dumps({"text": row["text"], "measuring": False, "spans": sorted(all_.values())}) + "\n")


if __name__ == "__main__":
    main()
