"""Finds the thresholds of `decode` on training documents (never on the held-out ones), half of them made noisy."""
import argparse
import pathlib

import numpy as np

from . import data, decode, evaluate, speakers, weights

WEIGHT = {"changelog": 2.0, "pmtranscripts": 1.0, "bitcoin": 0.7, "rev-earnings": 0.5, "qmsum-train": 0.3}


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data"))
    a.add_argument("--weights", type=pathlib.Path, default=pathlib.Path("../src/restore/model/restore.weights"))
    a.add_argument("--limit", type=int, default=60_000, help="words a source")
    a = a.parse_args()
    net = evaluate.Checkpoint(a.weights) if a.weights.suffix == ".pkl" else weights.Shipped(a.weights)
    corpus = data.Corpus(a.data)
    texts = [(source, *evaluate.scored(net, corpus, d, k % 2 == 1))
             for source, docs in evaluate.sample(corpus, False, a.limit, seed=9).items() for k, d in enumerate(docs)]
    chosen = {"end": 0.0, "question": 0.0, "comma": 0.0, "turn": 0.0}
    shape = {"one": 0.0, "two": 0.0, "start": 40, "each": -0.03}

    def worth(head, bias, shape):
        total = {}
        for source, z, label, weight in texts:
            c = evaluate.measure(z, label, weight, prior=decode.lengths(**shape), **bias)[0][head]
            total[source] = total.get(source, 0) + c
        return sum(WEIGHT[s] * evaluate.prf(c)[2] for s, c in total.items()) / sum(WEIGHT.values())

    def search(head, key, grid, holder):
        results = []
        for v in grid:
            trial = dict(holder, **{key: v})
            args = (trial, shape) if holder is chosen else (chosen, trial)
            results.append((worth(head, *args), v))
        holder[key] = max(results)[1]
        print(head, key, holder[key], [f"{v:g} {f:.4f}" for f, v in results], flush=True)

    search("turn", "turn", (0.4, 0.6, 0.8, 1.0), chosen)
    search("sentence end", "end", (-0.3, -0.1, 0.1, 0.3, 0.5), chosen)
    search("sentence end", "one", (-0.5, 0.0, 0.5), shape)
    search("sentence end", "two", (-0.5, 0.0, 0.5), shape)
    search("sentence end", "each", (-0.1, -0.03, 0.0), shape)
    search("question", "question", (0.0, 0.2, 0.4, 0.6), chosen)
    search("comma", "comma", (0.2, 0.4, 0.6, 0.8, 1.0, 1.2), chosen)
    print(chosen, shape)
    roles_of_words(texts, dict(chosen, prior=decode.lengths(**shape)))


def roles_of_words(texts, bias):
    """The role decoder's weights, by the share of words whose known role is right."""
    known = [(z, decode.decode(z, **bias)[0], (label >> 6) & 3) for _, z, label, _ in texts if ((label >> 6) & 3 > 0).mean() > 0.9]
    results = []
    for weight in (0.02, 0.03, 0.06, 0.1):
        for limit in (1.0, 2.0, 4.0):
            for turn in (0.5, 0.7, 1.0, 1.5):
                right = [np.mean((speakers.roles(z, m, weight, limit, turn) == (role == 1))[role > 0]) for z, m, role in known]
                results.append((np.mean(right), weight, limit, turn))
    for r in sorted(results)[-6:]:
        print("role %.4f: weight %g, limit %g, turn %g" % r)
    print("agreement of texts with known roles, fifths:", np.quantile([speakers.agreement(z, speakers.roles(z, m)) for z, m, _ in known], (0.1, 0.2, 0.4, 0.6, 0.8)).round(2))


if __name__ == "__main__":
    main()
