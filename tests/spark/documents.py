"""Corpora (`*.jsonl.zst`, a document a line, its turns with speaker and text) as lines for `crib stream`."""
import io
import json
import pathlib
import sys

import zstandard


def documents(folder):
    folder = pathlib.Path(folder)
    for path in [folder] if folder.is_file() else sorted(folder.glob("*.jsonl.zst")):
        with path.open("rb") as file:
            for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), encoding="utf-8"):
                document = json.loads(line)
                text = "\n".join(f"{turn['speaker'] or 'Speaker'}: {turn['text']}" for turn in document["turns"])
                yield {"id": document["id"], "text": text, "title": document.get("title") or document["id"]}


if __name__ == "__main__":
    most = int(sys.argv[2]) if len(sys.argv) > 2 else None
    for count, document in enumerate(documents(sys.argv[1])):
        if count == most:
            break
        print(json.dumps(document))
