"""Embedding tables: which rows a word has, and an Adam that only touches the rows of a step."""
import numpy as np
import scipy.sparse

from .model import PAIR_WIDTH, WIDTH
from .text import fnv

PAD, UNKNOWN = 0, 1
VOCABULARY = 24_000
AFFIX = 4096
PAIRS = 65_536
SHAPES = {"word": (VOCABULARY, WIDTH, 0.5), "suffix": (AFFIX, WIDTH, 0.25), "prefix": (AFFIX, WIDTH, 0.25), "pair": (PAIRS, PAIR_WIDTH, 0.25)}


def init(seed):
    rng = np.random.default_rng(seed + 1)
    return {k: rng.normal(0, s, (n, w)).astype(np.float32) for k, (n, w, s) in SHAPES.items()}


def affixes(word):
    """(suffix row, prefix row): last three and first four characters."""
    return fnv("s" + word[-3:]) % AFFIX, fnv("p" + word[:4]) % AFFIX


def pair_bucket(a, b):
    """The row of the pair table for two neighbouring vocabulary numbers."""
    with np.errstate(over="ignore"):
        h = a.astype(np.uint32) * np.uint32(0x9E3779B1) + b.astype(np.uint32) * np.uint32(0x85EBCA77)
        h = (h ^ (h >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return (h >> np.uint32(16)).astype(np.int32) & (PAIRS - 1)


def rows(ids, suffix, prefix):
    """The four row arrays of [batch, time] words."""
    following = np.concatenate([ids[:, 1:], np.full_like(ids[:, :1], PAD)], 1)
    return {"word": ids, "suffix": suffix, "prefix": prefix, "pair": pair_bucket(ids, following)}


def look_up(tables, r):
    return tables["word"][r["word"]] + tables["suffix"][r["suffix"]] + tables["prefix"][r["prefix"]], tables["pair"][r["pair"]]


def dropout(rng, shape, number, pair):
    """Factors for what `look_up` gives and for its gradients, (words, pairs): numbers of words' vectors and whole
    pairs fall out with these chances, so that no row is learned by heart."""
    words = (rng.random((*shape, WIDTH), np.float32) >= number) / np.float32(1 - number)
    return words, (rng.random((*shape, 1), np.float32) >= pair) / np.float32(1 - pair)


class SparseAdam:
    """Adam whose moments only move for the rows in the step."""

    def __init__(self, tables):
        self.m = {k: np.zeros_like(v) for k, v in tables.items()}
        self.v = {k: np.zeros_like(v) for k, v in tables.items()}
        self.count = {k: np.zeros(len(v), np.float32) for k, v in tables.items()}

    def step(self, tables, r, grad_words, grad_pairs, rate):
        for k, table in tables.items():
            g = grad_pairs if k == "pair" else grad_words
            g = np.asarray(g).reshape(-1, g.shape[-1])
            unique, inverse = np.unique(r[k], return_inverse=True)
            gather = scipy.sparse.csr_matrix((np.ones(len(g), np.float32), (inverse.ravel(), np.arange(len(g)))), shape=(len(unique), len(g)))
            g = gather @ g
            self.count[k][unique] += 1
            n = self.count[k][unique][:, None]
            m = self.m[k][unique] * 0.9 + 0.1 * g
            v = self.v[k][unique] * 0.99 + 0.01 * g * g
            self.m[k][unique], self.v[k][unique] = m, v
            table[unique] -= rate * (m / (1 - 0.9**n)) / (np.sqrt(v / (1 - 0.99**n)) + 1e-9)
