"""Counts how common each stem is in spoken English; writes src/analyze/background.tsv.

    pip install zstandard==0.23.0 snowballstemmer==2.2.0
    python3 training/analyze/background.py ../shared/corpora > src/analyze/background.tsv

A stem's value is its document frequency over chunks of 1,000 words, as round(10 * log2(chunks / chunks
with it)): 0 is in every chunk, 10 in half of them. Every corpus has the same weight. Stems that are in
fewer than one of 20,000 chunks are left out: whoever reads the table takes them for 143.
Documents that are for measuring only (CRC-32 of the id divisible by 4) are left out.
"""
import io, json, math, re, sys, zlib
from collections import Counter
import snowballstemmer, zstandard

FILES = ["changelog", "pmtranscripts", "bitcoin", "rev-earnings", "qmsum-train"]
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
stemmer = snowballstemmer.stemmer("english")
cache = {}

def stem(word):
    if word not in cache:
        word_ = word.lower().replace("’", "'")
        word_ = word_[:-2] if word_.endswith("'s") else word_
        cache[word] = stemmer.stemWord(word_)
    return cache[word]

share = Counter()
for name in FILES:
    seen, chunks = Counter(), 0
    with open(f"{sys.argv[1]}/{name}.jsonl.zst", "rb") as f:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(f), "utf-8"):
            document = json.loads(line)
            if zlib.crc32(document["id"].encode()) % 4 == 0:
                continue
            words = [w for turn in document["turns"] for w in WORD.findall(turn["text"])]
            for at in range(0, len(words), 1000):
                seen.update({stem(w) for w in words[at:at + 1000]})
                chunks += 1
    for s, n in seen.items():
        share[s] += n / chunks / len(FILES)

print("# source: cribsheet corpora changelog, pmtranscripts, bitcoin, rev-earnings, qmsum-train (see NOTICE)")
print("# version: 2026-11-24")
print("# licence: CC BY-SA 4.0")
print("# how made: training/analyze/background.py")
for s in sorted(share):
    if share[s] >= 1 / 20000 and len(s) < 24:
        print(f"{s}\t{round(10 * math.log2(1 / min(share[s], 1)))}")
