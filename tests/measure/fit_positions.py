#!/usr/bin/env python3
"""Fits the weights of a position or form, or of a scale, for all languages together, held to those of the packs.

    python3 tests/measure/fit_positions.py EXAMPLE LABEL GOLD... [--hold 4] [--own 10] [--packs FILE...]
    python3 tests/measure/fit_positions.py EXAMPLE --scale economy plus,minus GOLD...

EXAMPLE is `target/release/examples/position_terms`; GOLD are files or folders of JSON Lines with `gold` (CONTRIBUTING.md). What
is printed first is measured on threads that were left out: precision and recall by threshold. Comments of which the gold
says that the label is acceptable are left out. Needs numpy and scipy.
"""
import argparse, collections, glob, json, os, subprocess

import numpy as np
from scipy.optimize import minimize

FOLDS = 8
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.7)


def comments(example, gold, packs):
    """(thread, gold, record of EXAMPLE) of every annotated comment."""
    files = [f for g in gold for f in (sorted(glob.glob(g + "/*.jsonl")) if os.path.isdir(g) else [g])]
    for number, file in enumerate(files):
        rows = [json.loads(line) for line in open(file, encoding="utf8")]
        rows = [{"thread": os.path.basename(file), **row} for row in rows if "annotated" not in row]
        asked = "".join(json.dumps({k: v for k, v in row.items() if k != "gold"}) + "\n" for row in rows)
        found = subprocess.run([example, *packs], input=asked.encode(), stdout=subprocess.PIPE, check=True).stdout
        found = {record["id"]: record for record in map(json.loads, found.decode().splitlines())}
        for row in rows:
            if "positions" in row.get("gold", {}) and row["id"] in found:
                yield f"{number} {row['thread']}", row["gold"], found[row["id"]]


def labels_of(gold):
    said = set(gold.get("positions", [])) | set(gold.get("forms", []))
    return said, set(gold.get("acceptable") or []) - said


def fit(x, y, mean, penalty):
    """Logistic regression with a normal prior about `mean`."""
    def loss(w):
        p = 1 / (1 + np.exp(-x @ w))
        away = penalty * (w - mean)
        bad = -(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)).sum()
        return bad + 0.5 * (away * (w - mean)).sum(), x.T @ (p - y) + away

    return minimize(loss, mean.copy(), jac=True, method="L-BFGS-B").x


def left_out(x, y, threads, mean, penalty):
    """Probabilities of rows by weights that were fitted without their threads."""
    names = sorted(set(threads))
    p = np.zeros(len(y))
    for fold in range(FOLDS):
        out = np.isin(threads, names[fold::FOLDS])
        if out.any():
            p[out] = 1 / (1 + np.exp(-x[out] @ fit(x[~out], y[~out], mean, penalty)))
    return p


def report(y, p, said=None):
    print(f"{len(y)} rows, {int(y.sum())} with the label")
    for at in THRESHOLDS:
        taken = (p >= at) & (True if said is None else said)
        hits = (y * taken).sum()
        print(f"  from {at:.2f}: precision {hits / max(taken.sum(), 1):.2f}, recall {hits / max(y.sum(), 1):.2f} ({taken.sum()} said)")


def of_label(data, label, hold, own):
    rows, hand, bias = [], {}, {}
    for thread, gold, record in data:
        said, acceptable = labels_of(gold)
        rule = record["rules"].get(f"{record['lang']}.{label}")
        if rule is None or label in acceptable:
            continue
        values = {}
        for name, value, _, weight in rule["terms"]:
            values[name.split(".", 2)[2]] = value
            hand[record["lang"], name.split(".", 2)[2]] = weight
        bias[record["lang"]] = rule["bias"]
        rows.append((thread, record["lang"], values, label in said))
    names, langs = sorted({name for _, name in hand}), sorted(bias)
    width = 1 + len(names)
    x = np.zeros((len(rows), width * (1 + len(langs))))
    for row, (_, lang, values, _) in zip(x, rows):
        one = np.array([1.0] + [values.get(name, 0.0) for name in names])
        at = width * (1 + langs.index(lang))
        row[:width], row[at : at + width] = one, one
    mean = np.zeros(x.shape[1])
    mean[0] = np.mean(list(bias.values()))
    for i, name in enumerate(names):
        known = [hand[lang, name] for lang in langs if (lang, name) in hand]
        mean[1 + i] = np.mean(known)
        for j, lang in enumerate(langs):
            mean[width * (1 + j) + 1 + i] = hand.get((lang, name), mean[1 + i]) - mean[1 + i]
    penalty = np.array([0.01] + [hold] * len(names) + ([0.5] + [own] * len(names)) * len(langs))
    y = np.array([row[3] for row in rows], float)
    report(y, left_out(x, y, np.array([row[0] for row in rows]), mean, penalty))
    w = fit(x, y, mean, penalty)
    for i, name in enumerate(["bias", *names]):
        print(f"{name:24}", *(f"{lang} {w[i] + w[width * (1 + j) + i]:+.2f}" for j, lang in enumerate(langs)))


def of_scale(data, scale, sides, hold):
    plus, minus = sides.split(",")
    rows = []
    for thread, gold, record in data:
        said, acceptable = labels_of(gold)
        rule = record["rules"].get(f"{record['lang']}.{scale}.{plus}")
        if rule is None or (acceptable & {plus, minus} and not said & {plus, minus}):
            continue
        same, other = collections.Counter(), collections.Counter()
        for name, value, _, weight in rule["terms"]:
            kind = name.split(f".{plus}.")[1]
            if kind.startswith("presence."):
                same[kind, weight] += value
                other[kind, weight] += value
            else:
                kind, is_other = kind.split(".")[0], kind.endswith(".other")
                (other if is_other else same)[f"own {kind}"] += value
                (same if is_other else other)[f"other {kind}"] += value
        flat = lambda counts: {key if isinstance(key, str) else key[0]: value for key, value in counts.items()}
        rows += [(thread, flat(same), plus in said, rule["bias"]), (thread, flat(other), minus in said, rule["bias"])]
    names = sorted({name for _, values, _, _ in rows for name in values})
    x = np.array([[1.0] + [values.get(name, 0.0) for name in names] for _, values, _, _ in rows])
    y = np.array([row[2] for row in rows], float)
    mean = np.array([rows[0][3]] + [0.8 if name.startswith("own ") else 0.0 for name in names])
    penalty = np.array([0.1] + [hold] * len(names))
    p = left_out(x, y, np.array([row[0] for row in rows]), mean, penalty)
    pairs = p.reshape(-1, 2)
    report(y, p, (pairs == pairs.max(1, keepdims=True)).reshape(-1))
    for name, weight in zip(["bias", *names], fit(x, y, mean, penalty)):
        print(f"{name:24} {weight:+.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("example")
    parser.add_argument("what", help="a label, or the sides of a scale as PLUS,MINUS")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--scale", help="the id of a scale")
    parser.add_argument("--hold", type=float, default=4.0, help="how strongly weights are held to those of the packs")
    parser.add_argument("--own", type=float, default=10.0, help="how strongly a language is held to the others")
    parser.add_argument("--packs", nargs="*", default=[])
    args = parser.parse_args()
    data = list(comments(args.example, args.gold, args.packs))
    if args.scale:
        of_scale(data, args.scale, args.what, args.hold)
    else:
        of_label(data, args.what, args.hold, args.own)


main()
