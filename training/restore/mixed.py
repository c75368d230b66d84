"""Writes the table of words with a case of their own (iPhone, eBPF) from the forms that prepare counted."""
import argparse
import json
import pathlib
import re

from . import text

# forms that are right for the corpora, but are more often plain words elsewhere
ENGLISH = {"ors", "mobs", "pegs", "rags", "maxes", "nerf", "cans", "canteen", "speeches", "dashaun", "spas", "tiso", "momo", "heex", "cas"}


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=pathlib.Path, default=pathlib.Path("data"))
    a.add_argument("--out", type=pathlib.Path, default=pathlib.Path("../src/restore/model/mixed-case.txt"))
    a.add_argument("--date", default="2026-11-24")
    a = a.parse_args()
    out = []
    for word, forms in json.loads((a.data / "forms.json").read_text()).items():
        total = sum(n for _, n in forms)
        form, n = forms[0]
        plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9+#'./-]*", form)
        base = re.sub(r"'s$", "", form)
        if text.case_of(form) == text.MIXED and text.case_of(base) == text.MIXED and plain and n >= 8 and n / total >= 0.6 and len(word) > 1 and not re.match(r"(?:i'|\d+(?:am|pm|th)$)", word):
            if word in ENGLISH or "..." in word or re.match(r"mr\.|madamc", word) or re.fullmatch(r"\d[a-z]", word) and n < 100:
                continue
            out.append((base.lower(), base))
    out = sorted(set(out))
    seen = {}
    for w, f in out:
        seen.setdefault(w, f)
    head = ["# source: forms counted in changelog @44a0e16, pmtranscripts @97683f1, bitcointranscripts @52ccbbe, rev speech-datasets @2f1a8f0, QMSum training part",
            f"# date: {a.date}", "# licence: CC BY-SA 4.0 (see NOTICE)", "# made: training/restore/mixed.py; forms seen 8 times or oftener that are at least 60 % of their word's"]
    a.out.write_text("\n".join(head + list(dict.fromkeys(seen.values()))) + "\n")
    print(len(seen))


if __name__ == "__main__":
    main()
