"""Prints a caption file as the model restores it: for reading what the figures do not tell."""
import argparse
import pathlib
import re

import numpy as np

from . import decode, evaluate, parity, prepare, speakers, text, weights


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("file", type=pathlib.Path)
    a.add_argument("--weights", type=pathlib.Path, default=parity.HOME / "src/restore/model/restore.weights")
    a = a.parse_args()
    net = weights.Shipped(a.weights)
    words = [w.lower() for w in a.file.read_text().split() if w.lower() not in prepare.FILLER]
    words = [w for i, w in enumerate(words) if i == 0 or w != words[i - 1]]
    z = evaluate.logits_of(net, *parity.features(net, words))
    marks, turns = decode.decode(z)
    roles = speakers.roles(z, marks)
    case = np.argmax(z[:, 4:7], 1)
    print(f"{len(words)} words, {(marks >= 2).sum()} sentences, {turns.sum()} turns, host's share {roles.mean():.2f}, agreement {speakers.agreement(z, roles):.2f}")
    out = []
    for i, w in enumerate(words):
        if i and roles[i] != roles[i - 1]:
            out.append("\n\n" + ("HOST: " if roles[i] else "GUEST: "))
        elif turns[i]:
            out.append(" // ")
        start = i == 0 or marks[i - 1] >= 2
        w = w.upper() if case[i] == 2 else w[:1].upper() + w[1:] if case[i] == 1 or start else w
        out.append(w + ["", ",", ".", "?"][marks[i]] + " ")
    print("".join(out))


if __name__ == "__main__":
    main()
