"""Sentence ends of the whole program: held-out documents stripped to captions, through `crib analyze`, against their typists' marks."""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import tempfile

from . import prepare, text

# Words of a document at most and at least, and of a caption.
MOST, LEAST, LINE = 8_000, 800, 8


def stripped(doc):
    """The lower-case words of a document, and the places of those behind which a sentence ends: its typist's marks, and ends of turns."""
    words, ends = [], set()
    for _, said in prepare.turns_of(doc):
        for word, mark in text.words(said):
            words.append(word.lower())
            if mark in (text.STOP, text.QUESTION):
                ends.add(len(words) - 1)
        if words:
            ends.add(len(words) - 1)
        if len(words) > MOST:
            break
    return words, ends


def restored(binary, words):
    """The places of the words with which the program ends sentences."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "captions.txt"
        lines = (" ".join(words[at : at + LINE]) for at in range(0, len(words), LINE))
        path.write_text("\n".join(lines) + "\n")
        said = subprocess.run([binary, "analyze", path], capture_output=True, check=True).stdout
    return {sentence["words"][1] - 1 for sentence in json.loads(said)["sentences"]}


def main(binary, corpora, most):
    chosen = collections.defaultdict(list)
    for source, doc in prepare.documents(corpora):
        if text.held_out(doc["id"]) and len(chosen[source]) < most:
            words, ends = stripped(doc)
            if len(words) >= LEAST:
                chosen[source].append((words, ends))
    total = collections.Counter()
    print("| source | documents | precision | recall | F1 |\n|---|--:|--:|--:|--:|")

    def row(name, documents, count):
        p, r = count["both"] / max(1, count["said"]), count["both"] / max(1, count["true"])
        print(f"| {name} | {documents} | {p:.3f} | {r:.3f} | {2 * p * r / max(1e-9, p + r):.3f} |", flush=True)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, documents in chosen.items():
            count = collections.Counter()
            for (_, true), said in zip(documents, pool.map(lambda doc: restored(binary, doc[0]), documents)):
                count.update(both=len(true & said), said=len(said), true=len(true))
            row(source, len(documents), count)
            total.update(count)
    row("all", sum(map(len, chosen.values())), total)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default="../target/release/crib")
    parser.add_argument("--corpora", type=pathlib.Path, default=pathlib.Path("../../shared/corpora"))
    parser.add_argument("--most", type=int, default=60, help="documents of a source")
    args = parser.parse_args()
    main(args.binary, args.corpora, args.most)
