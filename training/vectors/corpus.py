"""Words and sentences of the corpora. Documents that only measure (CRC-32 of the id divisible by 4) are left out."""
import io, json, random, re, zlib
from collections import Counter

import zstandard

SHARES = {"changelog": 0.35, "pmtranscripts": 0.25, "bitcoin": 0.15, "rev-earnings": 0.1, "qmsum-train": 0.15}
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
END = re.compile(r"(?<=[.?!])\s+")
SHORTEST, LONGEST = 6, 45  # words of a sentence
SPARSE = 4  # a sentence is taken first while one of its words has been taken less often


def words(text):
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def texts(folder, name):
    with open(f"{folder}/{name}.jsonl.zst", "rb") as file:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), "utf-8"):
            document = json.loads(line)
            if zlib.crc32(document["id"].encode()) % 4:
                yield [turn["text"] for turn in document["turns"]]


def load(folder, vocabulary, sentences):
    """The commonest words with their shares of the corpora, and sentences that have as many of them as can be."""
    share, per_corpus = Counter(), {}
    for name, weight in SHARES.items():
        counts, found = Counter(), []
        for turns in texts(folder, name):
            for turn in turns:
                for sentence in END.split(turn):
                    said = words(sentence)
                    counts.update(said)
                    if SHORTEST <= len(said) <= LONGEST:
                        found.append(sentence)
        total = counts.total()
        for word, count in counts.items():
            if count > 1:
                share[word] += weight * count / total
        random.Random(name).shuffle(found)
        per_corpus[name] = found[:200_000]
    known = {word: share[word] for word in sorted(share, key=lambda word: (-share[word], word))
             if 2 <= len(word) <= 24 and not word[0].isdigit()}
    known = dict(list(known.items())[:vocabulary])
    chosen = []
    for name, weight in SHARES.items():
        wanted, taken, late = int(sentences * weight), Counter(), []
        first = []
        for sentence in per_corpus[name]:
            said = [word for word in words(sentence) if word in known]
            if len(first) < 0.6 * wanted and any(taken[word] < SPARSE for word in said):
                taken.update(said)
                first.append(sentence)
            else:
                late.append(sentence)
        chosen += first + late[:wanted - len(first)]
    random.Random(0).shuffle(chosen)
    return known, chosen
