"""Reads CSV with Python's reader and says what it found.

In: a list of documents. Out: for each, its rows as objects by column.
"""

import csv
import io
import json
import sys

csv.field_size_limit(1 << 30)
found = []
for document in json.load(sys.stdin):
    reader = csv.DictReader(io.StringIO(document, newline=""), strict=True)
    rows = list(reader)
    assert all(None not in row and None not in row.values() for row in rows), "rows of another length than the head"
    found.append({"columns": reader.fieldnames, "rows": rows})
json.dump(found, sys.stdout)
