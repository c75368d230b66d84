"""Captions in which words are misheard on purpose, for `training/analyze intact`.

Takes 420 of the stripped documents of DATA/drawn.jsonl (`judge.sentences`) and writes them as captions might have heard them to DATA/misheard.jsonl: words are
exchanged for such as sound alike, split or cut, function words get lost, speakers repeat themselves, hesitate and begin anew; more in some documents than in
others. The two-hour interview of ../shared, whose captions are real, is the last line: it is only measured by. What readers said of sentences that the program made of these is in `marks/misheard.tsv`.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import zlib

DOCUMENTS = 420
FUNCTION = set(
    "a an the and of to in is it that i we you he she they was are on at for so but if do be this as or then just well have had has would can not with from by "
    "about what when how who which there it's i'm we're that's don't".split()
)
FILLERS = [
    ["like"], ["you", "know"], ["i", "mean"], ["kind", "of"], ["uh"], ["um"], ["and"], ["so"], ["sort", "of"], ["like", "you", "know"],
]
ALIKE = [
    ("ph", "f"), ("ck", "k"), ("kn", "n"), ("wr", "r"), ("gh", ""), ("c", "k"), ("z", "s"), ("v", "f"), ("d", "t"), ("b", "p"), ("g", "k"), ("j", "k"), ("q", "k"),
    ("x", "ks"), ("w", "u"), ("y", "i"),
]


def sounds(word):
    """The consonants of a word, those that sound alike as one; in the manner of Soundex."""
    word = re.sub(r"[^a-z]", "", word)
    for written, said in ALIKE:
        word = word.replace(written, said)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[:1] + re.sub("[aeiouh]", "", word[1:])


class Mishearing:
    """What could be heard for what, in the words of some documents."""

    def __init__(self, documents, rng):
        self.rng = rng
        self.count = collections.Counter(word for document in documents for word in document["text"].split())
        self.all = [word for word, count in self.count.items() if count >= 4 and word.isalpha()]
        self.alike, self.near = collections.defaultdict(list), collections.defaultdict(list)
        for word in self.all:
            self.alike[sounds(word)].append(word)
        for word in self.all:
            self.near[sounds(word)[:3]].append(word)

    def misheard(self, word):
        rng = self.rng
        chance, heard = rng.random(), sounds(word)
        if chance < 0.45:
            others = [other for other in self.alike[heard] if other != word]
            others = others or [other for other in self.near[heard[:3]] if other != word and abs(len(other) - len(word)) < 4]
            if others:
                return rng.choice(others)
        if chance < 0.6 and len(word) > 6:
            at = rng.randint(3, len(word) - 3)
            half = lambda part: rng.choice(self.alike[sounds(part)]) if self.alike[sounds(part)] else part
            return half(word[:at]) + " " + half(word[at:])
        if chance < 0.8 and len(word) > 3:
            at = rng.randrange(1, len(word) - 1)
            return word[:at] + word[at + 1 :]
        return rng.choice(self.near[heard[:2]] or self.all)

    def text(self, text):
        rng, words, out = self.rng, text.split(), []
        level = rng.uniform(0.5, 1.6)
        for at, word in enumerate(words):
            function, rare = word in FUNCTION, self.count[word] < 40
            chance = rng.random()
            if not function and chance < (0.09 if rare else 0.025) * level:
                out.append(self.misheard(word))
            elif function and chance < 0.012 * level:
                pass
            elif function and chance < 0.022 * level:
                out.append(rng.choice(sorted(FUNCTION)))
            else:
                out.append(word)
            chance = rng.random()
            if chance < 0.008 * level:
                out.append(word)
            elif chance < 0.018 * level:
                out += rng.choice(FILLERS)
            elif chance < 0.025 * level:
                again = rng.randint(1, 3)
                out += words[at + 1 : at + 1 + again]
                if rng.random() < 0.5:
                    out += [rng.choice(["the", "it", "we", "i", "that", "they", "you", "is"])]
        return "\n".join(" ".join(out[at : at + 8]) for at in range(0, len(out), 8))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data"))
    a.add_argument("--interview", type=pathlib.Path, default=pathlib.Path("../../shared/transcripts/interview-autocaptions.txt"))
    a = a.parse_args()
    rng = random.Random(11)
    documents = [json.loads(line) for line in (a.data / "drawn.jsonl").read_text().splitlines()]
    documents = [one for one in documents if zlib.crc32(one["id"].encode()) % 10 and one["id"].endswith("|c")]
    rng.shuffle(documents)
    documents = documents[:DOCUMENTS]
    mishearing = Mishearing(documents, rng)
    with open(a.data / "misheard.jsonl", "w") as out:
        for document in documents:
            out.write(json.dumps({"id": document["id"], "text": mishearing.text(document["text"])}) + "\n")
        out.write(json.dumps({"id": a.interview.stem, "text": a.interview.read_text()}) + "\n")


if __name__ == "__main__":
    main()
