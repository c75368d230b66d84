"""Sentence ends, commas and speakers of the whole program: held-out documents stripped to captions, through `crib analyze`, against their typists' marks
and labels. A sentence has the right speaker as far as its words have that of most words of the same person."""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import tempfile

from . import prepare, text

# Words of a document at most and at least, and of a caption.
MOST, LEAST, LINE = 8_000, 800, 8


def stripped(doc):
    """The lower-case words of a document, the places of those behind which a sentence ends – its typist's marks, and ends of turns – or a comma stands, and
    who says each."""
    words, ends, commas, speakers = [], set(), set(), []
    for speaker, said in prepare.turns_of(doc):
        for word, mark in text.words(said):
            # The program reads "flat'cause" as two words.
            parts = re.split(r"(?<=.)(?=['’](?:bout|cause|em|kay)$)", word.lower())
            words.extend(parts)
            speakers.extend([speaker] * len(parts))
            if mark in (text.STOP, text.QUESTION):
                ends.add(len(words) - 1)
            if mark == text.COMMA:
                commas.add(len(words) - 1)
        if words:
            ends.add(len(words) - 1)
        if len(words) > MOST:
            break
    return words, ends, commas, speakers


def restored(binary, words):
    """The sentences that the program makes of words."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "captions.txt"
        lines = (" ".join(words[at : at + LINE]) for at in range(0, len(words), LINE))
        path.write_text("\n".join(lines) + "\n")
        said = subprocess.run([binary, "analyze", path], capture_output=True, check=True).stdout
    return json.loads(said)["sentences"]


def paused(sentences):
    """The places inside of sentences, those behind which the program has a comma first; of sentences from which it took no word."""
    with_comma, inside = set(), set()
    for sentence in sentences:
        start, end = sentence["words"]
        tokens = sentence["text"].split()
        if len(tokens) == end - start:
            inside.update(range(start, end - 1))
            with_comma.update(start + at for at, token in enumerate(tokens[:-1]) if token.endswith(","))
    return with_comma, inside


def told(sentences, speakers):
    """Of the sentences with a speaker: whether the program is sure of it, and the share of its words that have the right one."""
    per = collections.defaultdict(collections.Counter)
    for sentence in sentences:
        for at in range(*sentence["words"]):
            per[speakers[at]][sentence["speaker"]] += 1
    mostly = {person: count.most_common(1)[0][0] for person, count in per.items()}
    for sentence in sentences:
        right = [mostly[speakers[at]] == sentence["speaker"] for at in range(*sentence["words"])]
        if sentence["speaker"] is not None and right:
            yield sentence["speaker_sure"], sum(right) / len(right)


def main(binary, corpora, most, learned):
    chosen = collections.defaultdict(list)
    for source, doc in prepare.documents(corpora):
        if text.held_out(doc["id"]) != learned and len(chosen[source]) < most:
            found = stripped(doc)
            if len(found[0]) >= LEAST:
                chosen[source].append(found)
    total = collections.Counter()
    print("| source | documents | precision | recall | F1 | commas: precision | recall | F1 | with a speaker | named | right | of the others |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")

    def row(name, documents, count):
        def scores(both, said, true):
            p, r = count[both] / max(1, count[said]), count[both] / max(1, count[true])
            return f"{p:.3f} | {r:.3f} | {2 * p * r / max(1e-9, p + r):.3f}"

        all_, sure = max(1, count["spoken"]), max(1, count["sure"])
        speakers = f"{count['spoken'] / max(1, count['said']):.2f} | {count['sure'] / all_:.2f} | {count['right'] / sure:.2f} | {count['other'] / max(1, all_ - sure):.2f}"
        print(f"| {name} | {documents} | {scores('both', 'said', 'true')} | {scores('commas both', 'commas said', 'commas true')} | {speakers} |", flush=True)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, documents in chosen.items():
            count = collections.Counter()
            for (_, true, commas, speakers), sentences in zip(documents, pool.map(lambda doc: restored(binary, doc[0]), documents)):
                said = {sentence["words"][1] - 1 for sentence in sentences}
                count.update(both=len(true & said), said=len(said), true=len(true))
                paused_said, inside = paused(sentences)
                count["commas both"] += len(paused_said & commas)
                count["commas said"] += len(paused_said)
                count["commas true"] += len(commas & inside)
                for sure, right in told(sentences, speakers):
                    count.update(spoken=1, sure=sure, right=right * sure, other=right * (not sure))
            row(source, len(documents), count)
            total.update(count)
    row("all", sum(map(len, chosen.values())), total)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default="../target/release/crib")
    parser.add_argument("--corpora", type=pathlib.Path, default=pathlib.Path("../../shared/corpora"))
    parser.add_argument("--most", type=int, default=60, help="documents of a source")
    parser.add_argument("--learned", action="store_true", help="documents that were learned from instead, to choose by")
    args = parser.parse_args()
    main(args.binary, args.corpora, args.most, args.learned)
