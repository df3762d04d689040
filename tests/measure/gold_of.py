"""Turns a labelled set of single comments (JSON Lines: text, lang, label, target or id) into a gold file for `palabre rules fit`.

    gold_of.py SET.jsonl KIND LABEL=OUR_LABEL[,OUR_LABEL] ... > gold.jsonl

KIND is positions or forms. Labels of the set that are not named mean that none of ours applies. A thread is what the
set calls a target when there are many, else the first part of the id, so that no thread stands on both sides of a fold.
"""
import json
import sys

path, kind, *pairs = sys.argv[1:]
table = {label: ours.split(",") if ours else [] for label, ours in (pair.split("=") for pair in pairs)}
rows = [json.loads(line) for line in open(path, encoding="utf-8")]
by_target = len({row.get("target") for row in rows}) > 4
ours = sorted({label for labels in table.values() for label in labels})
print(json.dumps({"annotated": {"positions": [], "forms": [], kind: ours}}))
for n, row in enumerate(rows):
    thread = row["target"] if by_target else "_".join(str(row["id"]).split("_")[:2])
    gold = {kind: table.get(row["label"], [])}
    print(json.dumps({"thread": thread, "id": f"c{n}", "lang": row["lang"], "text": row["text"], "gold": gold}, ensure_ascii=False))
