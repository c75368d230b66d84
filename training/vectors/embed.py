"""Step 1: the corpora's words and sentences with their MiniLM vectors, into data/vectors/ (resumes where it stopped)."""
import argparse, json, pathlib, time

import numpy as np

from .corpus import load
from .minilm import MiniLm

CHUNK = 4000

parser = argparse.ArgumentParser()
parser.add_argument("--corpora", default="../../shared/corpora")
parser.add_argument("--out", default="data/vectors")
parser.add_argument("--words", type=int, default=28_000)
parser.add_argument("--sentences", type=int, default=60_000, help="to choose")
parser.add_argument("--take", type=int, default=32_000, help="of the chosen ones, to embed")
arguments = parser.parse_args()
out = pathlib.Path(arguments.out)
out.mkdir(parents=True, exist_ok=True)

known, sentences = load(arguments.corpora, arguments.words, arguments.sentences)
sentences = sentences[:arguments.take]
(out / "words.json").write_text(json.dumps(known))
(out / "sentences.json").write_text(json.dumps(sentences))
model = MiniLm()
for name, texts in (("words", list(known)), ("sentences", sentences)):
    for at in range(0, len(texts), CHUNK):
        path, start = out / f"{name}-{at:06}.npy", time.time()
        if not path.exists():
            np.save(path, model.embed(texts[at:at + CHUNK]).astype(np.float16))
            print(f"{name} {at + CHUNK}: {CHUNK / (time.time() - start):.0f}/s", flush=True)
