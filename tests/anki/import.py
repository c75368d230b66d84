"""Imports a CSV file of ours into Anki's own backend and says what happened, as JSON.

usage: import.py cards.csv WORK_FOLDER
"""
import csv
import io
import json
import re
import sys
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest

ERRORS = ["conflicting", "first_field_match", "missing_notetype", "missing_deck", "empty_first_field"]


def load(collection, path):
    """Imports with the file's own headers, as the import dialogue does when it is just confirmed."""
    metadata = collection.get_csv_metadata(str(path), None)
    log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    counts = {name: len(getattr(log, name)) for name in ["new", "updated", "duplicate", *ERRORS]}
    return counts | {"found": log.found_notes}


def split(path):
    lines = path.read_text("utf-8").splitlines(keepends=True)
    head = 0
    while head < len(lines) and lines[head].startswith("#"):
        head += 1
    return "".join(lines[:head]), list(csv.reader(io.StringIO("".join(lines[head:]), newline="")))


def main():
    source, work = Path(sys.argv[1]), Path(sys.argv[2])
    header, rows = split(source)
    columns = {m[1]: int(m[2]) - 1 for m in re.finditer(r"#(\w+) column:(\d+)", header)}
    collection = Collection(str(work / "collection.anki2"))
    report = {"rows": len(rows), "header": header, "first": load(collection, source)}

    guids = set()
    report["no_gap"], report["without_answer"] = [], []
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        guids.add(note.guid)
        for card in note.cards():
            question, answer = card.question(), card.answer()
            if note.note_type()["name"] == "Cloze":
                if "No cloze" in question or 'class="cloze"' not in question:
                    report["no_gap"].append(note.fields[0])
            if len(re.sub("<[^>]*>", "", answer).strip()) == 0:
                report["without_answer"].append(note.fields[0])
    report["guids"] = len(guids)
    report["notes"] = collection.note_count()
    report["decks"] = sorted(deck.name for deck in collection.decks.all_names_and_ids())
    report["second"] = load(collection, source)

    # One back is changed, as by a later version of a template: the note must be updated in place.
    guid_column = columns["guid"]
    changed_guid = rows[0][guid_column]
    fields = [at for at in range(len(rows[0])) if at not in columns.values()]
    before = [n for n in collection.find_notes("") if collection.get_note(n).guid == changed_guid]
    rows[0][fields[1]] += " (changed)"
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    changed = work / "changed.csv"
    changed.write_text(header + text.getvalue(), "utf-8")
    report["third"] = load(collection, changed)
    after = [n for n in collection.find_notes("") if collection.get_note(n).guid == changed_guid]
    report["same_note"] = before == after and len(after) == 1
    report["took_change"] = "(changed)" in collection.get_note(after[0]).fields[1]
    collection.close()
    print(json.dumps(report))


main()
