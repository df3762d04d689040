"""Turns a labelled set of replies (JSON Lines: text, parent_text or target, lang, label, thread) into a gold file of
relations for `palabre rules fit`.

    pairs_of.py SET.jsonl [--post] [--lang fr,en] [--every N] LABEL=RELATION ... > gold.jsonl

`--post` makes what is answered a post (a question, a proposal), else it is a comment. A label that is not named leaves
its row out; `LABEL=reply` says that none of the named relations holds. Every pair is a thread of two; pairs of one
source thread share a fold. `--every 3` takes each third row: a set that is far from what the pack is for counts less. Where there is no source thread, those with the same target do.
"""
import json
import sys

args = sys.argv[1:]
post = "--post" in args
langs = next((args[at + 1].split(",") for at, arg in enumerate(args) if arg == "--lang"), None)
every = next((int(args[at + 1]) for at, arg in enumerate(args) if arg == "--every"), 1)
table = dict(arg.split("=") for arg in args if "=" in arg)
rows = [json.loads(line.replace(": NaN", ": null")) for line in open(args[0], encoding="utf-8")]
print(json.dumps({"annotated": {"positions": [], "forms": [], "relations": sorted(set(table.values()))}}))
for n, row in list(enumerate(rows))[::every]:
    above = row.get("parent_text") or (row.get("target") if post else None)
    if row["label"] not in table or above is None or langs and row["lang"] not in langs:
        continue
    base = {"thread": f"t{n}", "fold": str(row.get("thread") or row["target"]), "lang": row["lang"]}
    print(json.dumps({**base, "id": "p", "kind": "post" if post else "comment", "text": above}, ensure_ascii=False))
    gold = {"links": [{"to": "p", "relation": table[row["label"]]}]}
    print(json.dumps({**base, "id": "c", "text": row["text"], "gold": gold}, ensure_ascii=False))
