"""What a person does with Anki's own backend, step by step; says what became of it, as JSON.

usage: session.py LANGUAGE FOLDER < STEPS

FOLDER gets an empty collection. STEPS is a JSON list of lists:
  ["csv", PATH] or ["apkg", PATH]   imports, as the dialogue does when it is just confirmed
  ["edit", GUID, FIELD, TEXT]       changes a field by hand, FIELD counted from 0
  ["tag", GUID, TAG]                adds a tag by hand
  ["move", GUID, DECK]              moves the cards to another deck and suspends them
"""
import json
import re
import sys
from pathlib import Path

import anki.lang

ERRORS = ["conflicting", "first_field_match", "missing_notetype", "missing_deck", "empty_first_field"]


def counts(log):
    return {name: len(getattr(log, name)) for name in ["new", "updated", "duplicate", *ERRORS]}


def run(collection, step):
    from anki.collection import (ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest)
    what, *rest = step
    if what == "csv":
        metadata = collection.get_csv_metadata(rest[0], None)
        return counts(collection.import_csv(ImportCsvRequest(path=rest[0], metadata=metadata)).log)
    if what == "apkg":
        options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False)
        request = ImportAnkiPackageRequest(package_path=rest[0], options=options)
        return counts(collection.import_anki_package(request).log)
    [note] = [n for n in map(collection.get_note, collection.find_notes("")) if n.guid == rest[0]]
    if what == "edit":
        note.fields[int(rest[1])] = rest[2]
        collection.update_note(note)
    elif what == "tag":
        note.add_tag(rest[1])
        collection.update_note(note)
    elif what == "move":
        cards = [card.id for card in note.cards()]
        collection.set_deck(cards, collection.decks.id(rest[1]))
        collection.sched.suspend_cards(cards)
    return {}


def notes(collection):
    found = []
    for note in map(collection.get_note, collection.find_notes("")):
        cards = [{"deck": collection.decks.name(card.did), "suspended": card.queue == -1, "ord": card.ord,
                  "question": card.question(), "answer": card.answer(),
                  "answer_text": re.sub("<style>.*?</style>|<[^>]*>", "", card.answer(), flags=re.S).strip()}
                 for card in note.cards()]
        found.append({"guid": note.guid, "type": note.note_type()["name"],
                      "is_cloze": note.note_type()["type"] == 1, "fields": note.fields, "tags": note.tags,
                      "cards": cards})
    return found


def main():
    language, folder = sys.argv[1:]
    anki.lang.set_lang(language)
    from anki.collection import Collection
    collection = Collection(str(Path(folder) / "collection.anki2"))
    report = {"steps": [run(collection, step) for step in json.load(sys.stdin)]}
    report["notes"] = notes(collection)
    report["sound"] = collection.fix_integrity()[1]
    collection.close()
    print(json.dumps(report))


main()
