"""`python time.py CRIB TRANSCRIPT WORK ROUNDS`: wall time and memory of every program, in turns, as ratios to crib."""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

crib, transcript, work, rounds = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), int(sys.argv[4])
peers = str(pathlib.Path(__file__).with_name("peers.py"))
PEERS = ["lexrank", "textrank", "luhn", "texttiling", "pytextrank"]

# The peers can't read captions: they get the sentences and paragraphs that crib restored, and once the bare words.
subprocess.run([crib, "build", transcript, "--output", str(work)], check=True, capture_output=True)
analysis = json.loads(next(work.glob("*/analysis.json")).read_text())
turns = {}
for sentence in analysis["sentences"]:
    turns.setdefault(sentence["turn"], []).append(sentence["text"])
typed, bare = work / "typed.txt", work / "bare.txt"
typed.write_text("\n\n".join(" ".join(t) for t in turns.values()) + "\n")
bare.write_text(" ".join(s["said"] for s in analysis["sentences"]) + "\n")

runs = {("crib build", "captions"): [crib, "build", transcript, "--output", str(work)]}
runs[("crib build", "punctuated")] = [crib, "build", str(typed), "--output", str(work)]
runs[("crib summary", "punctuated")] = [crib, "summary", str(typed)]
for peer in PEERS:
    for name, path in (("punctuated", typed), ("captions", bare)):
        runs[(peer, name)] = [sys.executable, peers, peer, str(path)]

seconds = {key: [] for key in runs}
memory, said = {}, {}
for _ in range(rounds):
    for key, command in runs.items():
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds[key].append(time.perf_counter() - began)
        memory[key] = usage.ru_maxrss / 1024
        said[key] = out.strip().splitlines()[-1] if key[0] in PEERS and out.strip() else ""
base = statistics.median(seconds[("crib build", "captions")])
print(f"{analysis['source']['words']} words, median of {rounds} runs taking turns\n")
print("| program | input | seconds | times crib | memory, MB | found |\n|---|---|--:|--:|--:|---|")
for (program, text), values in seconds.items():
    middle = statistics.median(values)
    print(f"| {program} | {text} | {middle:.2f} | {middle / base:.1f} | {memory[(program, text)]:.0f} | {said[(program, text)]} |")
