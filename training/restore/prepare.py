"""Reads the corpora once and stores them as arrays: word types, labels, documents."""
import argparse
import collections
import io
import json
import pathlib
import re
import time
import zlib

import numpy as np
import zstandard

from . import text

SOURCES = ["changelog", "pmtranscripts", "bitcoin", "rev-earnings", "qmsum-train"]
FILLER = {"um", "uh", "umm", "uhh", "uhm", "er", "erm", "mm", "mmm", "hmm", "hm", "eh", "ah", "ehm"}
GENERIC = re.compile(r"^(journalist|q|question|questioner|reporter|interviewer|presenter|audience.*|speaker.*|male.*|female.*|unidentified.*|participant.*|member.*)s?\W*\d*$", re.I)
ASKS = re.compile(r"journal|^q\b|question|interviewer|presenter|\bhost\b|reporter|caller|compere", re.I)
ANSWERS = re.compile(r"prime\s*min|^pm\b|p\.m\.|howard|rudd|gillard|abbott|turnbull|morrison", re.I)
PM_LABEL = re.compile(r"(?:^|(?<=[.?!\"' ]))((?:PR[iI]ME M[iI]N[iI]STER|PRIME MINSTER|JOURNALISTS?|PM|QUESTION|INTERVIEWER|PRESENTER|REPORTER|COMPERE|HOST|Journalist|Prime Minister|[A-Z]{4,12}(?: [A-Z]{4,12})?)) ?[:;] ")
BTC_LABEL = re.compile(r"(?:^|(?<=[.?!\"] ))((?:[A-Z][\w.'-]+ (?:[a-z]{2,3} )?[A-Z][\w.'-]+)(?: \([A-Z][A-Za-z]{1,4}\))?|[A-Z][A-Za-z]{1,3}): ")


def turns_of(doc):
    """The document's turns as (speaker, text), inline speaker labels made turns of their own."""
    source = doc["source"]
    for turn in doc["turns"]:
        speaker, body = turn["speaker"] or "", turn["text"]
        label = PM_LABEL if source == "pmtranscripts" else BTC_LABEL if source.startswith("bitcoin") else None
        if source == "qmsum":
            body = re.sub(r"(\w) - (\w)", r"\1-\2", body)
            body = re.sub(r"\s+([,.?!;:])", r"\1", body)
        if label is None:
            yield speaker, body
            continue
        parts = label.split(body)
        if parts[0].strip():
            yield speaker, parts[0]
        for name, piece in zip(parts[1::2], parts[2::2]):
            short = re.search(r"\((\w+)\)", name)
            yield (short.group(1) if short else name), piece


def roles_of(doc, turns, regulars):
    """speaker -> 1 (asks, hosts) or 2 (is asked); empty when the document does not tell."""
    count = collections.Counter()
    asked = collections.Counter()
    for speaker, body in turns:
        count[speaker] += len(body.split())
        asked[speaker] += body.count("?")
    total = sum(count.values()) or 1
    if doc["source"] == "changelog":
        show = doc["id"].split("/")[0]
        hosts = {s for s in count if regulars[show, s] >= 8}
        guests = set(count) - hosts
        share = sum(count[s] for s in guests) / total
        if hosts and 0.3 <= share <= 0.93:
            return {s: 1 if s in hosts else 2 for s in count}
        return {}
    if doc["source"] == "pmtranscripts":
        pm = {s for s in count if ANSWERS.search(s)}
        if pm and 0.4 < sum(count[s] for s in pm) / total < 0.97:
            rate = lambda names: sum(asked[s] for s in names) / max(1, sum(count[s] for s in names))
            others = set(count) - pm
            known = {s: 2 for s in pm} | {s: 1 for s in others if ASKS.search(s)}
            if rate(others) > 2 * rate(pm):
                known |= {s: 1 for s in others}
            return known
        return {}
    if doc["source"] in ("qmsum", "rev-earnings"):
        return {}
    main = [s for s, n in count.most_common(2)]
    if len(main) == 2 and (count[main[0]] + count[main[1]]) / total > 0.85 and count[main[1]] / total > 0.08:
        guest, host = main
        if asked[host] / count[host] > 2 * asked[guest] / max(1, count[guest]):
            return {guest: 2, host: 1}
    return {}


def documents(folder):
    for name in SOURCES:
        raw = (folder / f"{name}.jsonl.zst").open("rb")
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), encoding="utf-8"):
            yield name, json.loads(line)


def annotated(folder):
    """Ids of annotated documents that only ever measure."""
    stems = [p.stem for p in (folder / "annotation").glob("*.json")]
    return [s for s in stems if zlib.crc32(s.encode()) % 4 == 0], len(stems)


def main(corpora, labels, out):
    start = time.time()
    stems, _ = annotated(labels)
    regulars = collections.Counter()
    for name, doc in documents(corpora):
        if name != "changelog":
            break
        for s in {t["speaker"] for t in doc["turns"]}:
            regulars[doc["id"].split("/")[0], s] += 1
    types, forms = {}, collections.defaultdict(collections.Counter)
    wid, label, docs = [], [], []
    seen_stems = set()
    for name, doc in documents(corpora):
        slug = re.sub(r"[^a-z0-9]+", "-", doc["id"].lower()).strip("-")
        stem = next((s for s in stems if slug.startswith(s)), None)
        seen_stems |= {stem}
        held = 1 if text.held_out(doc["id"]) else 2 if stem else 0
        split_hyphens = zlib.crc32(("h" + doc["id"]).encode()) % 2 == 0
        turns = list(turns_of(doc))
        roles = roles_of(doc, turns, regulars)
        begin = len(wid)
        previous = None
        sentence_start = True
        people = {}
        speakers = []
        for speaker, body in turns:
            new = 1 if speaker != previous else 2 if GENERIC.match(speaker) else 0
            role = roles.get(speaker, 0)
            first = True
            pieces = []
            for word, mark in text.words(body):
                if split_hyphens and "-" in word.strip("-"):
                    parts = [p for p in word.split("-") if p]
                    pieces += [(p, 0) for p in parts[:-1]] + [(parts[-1], mark)]
                else:
                    pieces.append((word, mark))
            for k, (word, mark) in enumerate(pieces):
                low = word.lower()
                if low in FILLER:
                    if mark >= 2 and len(wid) > begin and not first and label[-1] & 3 < 2:
                        label[-1] = label[-1] & ~3 | mark
                        sentence_start = True
                    continue
                if k == len(pieces) - 1 and mark < 2:
                    mark = 2
                case = text.case_of(word)
                if case == text.MIXED or (sentence_start and low not in ("i", "i'm", "i've", "i'll", "i'd")):
                    stored = 3
                else:
                    stored = case
                if held == 0 and not (sentence_start and case == text.TITLE):
                    forms[low][word] += 1
                key = text.normal(low)
                wid.append(types.setdefault(key, len(types)))
                truth = case
                label.append(mark | stored << 2 | (new if first else 0) << 4 | role << 6 | truth << 8 | (1 << 10 if sentence_start else 0))
                speakers.append(people.setdefault(speaker, len(people)))
                first = False
                sentence_start = mark >= 2
                previous = speaker
            if not first:
                previous = speaker
        if len(wid) > begin:
            if label[begin] >> 4 & 3 == 0:
                label[begin] |= 1 << 4
            docs.append({"id": doc["id"], "source": name, "held": held, "begin": begin, "end": len(wid),
                         "speakers": np.array(speakers, np.int16).tobytes().hex() if held else None})
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "wid.npy", np.array(wid, np.int32))
    np.save(out / "label.npy", np.array(label, np.int16))
    (out / "docs.json").write_text(json.dumps(docs))
    (out / "types.json").write_text(json.dumps(list(types)))
    (out / "forms.json").write_text(json.dumps({w: c.most_common(3) for w, c in forms.items() if sum(c.values()) >= 5 and any(text.case_of(f) == text.MIXED for f in c)}))
    print(f"{len(wid):,} words, {len(types):,} types, {len(docs):,} documents, annotated found {len(seen_stems - {None})}/{len(stems)}, {time.time() - start:.0f} s")


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--corpora", type=pathlib.Path, default=pathlib.Path("../../shared/corpora"))
    p.add_argument("--labels", type=pathlib.Path, default=pathlib.Path("../../shared/labels"))
    p.add_argument("--out", type=pathlib.Path, default=pathlib.Path("data"))
    a = p.parse_args()
    main(a.corpora, a.labels, a.out)
