"""Step 3: what the teacher says of sentences that nobody marked.

Reads JSON lines {"id", "text"} of `sentences.py`, writes {"heads", "texts", "log_odds"}.
"""
import argparse
import json
import pathlib
import random
import time
import zlib

import numpy as np

from .teacher import Judge

WORDS = range(4, 61)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("sentences", type=pathlib.Path)
    a.add_argument("--teacher", type=pathlib.Path, default=pathlib.Path("data/teacher.pkl"))
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data/labels.json"))
    a.add_argument("--take", type=int, default=190_000)
    a = a.parse_args()
    lines = map(json.loads, a.sentences.read_text().splitlines())
    # Documents whose marked sentences measure teacher and student are for that only (`sentences.py`).
    learned = (line["text"] for line in lines if zlib.crc32(line["id"].encode()) % 10)
    texts = sorted({text for text in learned if len(text.split()) in WORDS})
    random.Random(3).shuffle(texts)
    texts, judge, start = texts[: a.take], Judge(a.teacher), time.time()
    said = judge.log_odds(texts, lambda done: done % 6400 or print(f"{done} of {len(texts)}, {time.time() - start:.0f} s", flush=True))
    a.out.write_text(json.dumps({"heads": judge.heads, "texts": texts, "log_odds": np.round(said, 3).tolist()}))


if __name__ == "__main__":
    main()
