"""Pipes documents through `crib stream` in Spark's local mode and compares with what it gives without Spark.

usage: pipe.py CRIB DOCUMENTS.jsonl EXPECTED.jsonl
"""
import json
import sys
import time

from pyspark import SparkConf, SparkContext


def main():
    crib, documents, expected = sys.argv[1:]
    conf = SparkConf().setMaster("local[2]").setAppName("crib").set("spark.ui.enabled", "false")
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    lines = context.textFile(documents, minPartitions=16)
    began = time.time()
    # One process a partition; each uses one thread, since Spark fills the cores itself.
    answers = lines.pipe(f"{crib} stream --threads 1").collect()
    seconds = time.time() - began
    context.stop()
    wanted = {}
    with open(expected, encoding="utf-8") as file:
        for line in file:
            wanted[json.dumps(json.loads(line)["id"])] = line.rstrip("\n")
    answered = {json.dumps(json.loads(answer)["id"]): answer for answer in answers}
    assert len(answers) == len(answered) == len(wanted), (len(answers), len(answered), len(wanted))
    # The number of the line in a warning is that in its partition.
    strip = lambda answer: {k: v for k, v in json.loads(answer).items() if k != "warnings"}
    different = [id for id, answer in answered.items() if strip(answer) != strip(wanted[id])]
    assert not different, different[:5]
    failed = sum("error" in json.loads(answer) for answer in answers)
    words = sum(json.loads(answer)["analysis"]["source"]["words"] for answer in answers if '"analysis"' in answer)
    print(f"{len(answers)} documents, {failed} failed, {words} words in {seconds:.1f} s: {len(answers) / seconds:.1f} documents/s, {words / seconds:.0f} words/s")


if __name__ == "__main__":
    main()
