#!/usr/bin/env python3
"""Fits the weights of the link rules by conditional logit (McFadden 1974) with an L2 penalty, cross-validated over
threads, on reply trees with known parents: `links/` and `paste/` of the shared data folder. Needs numpy and scipy.

    cargo build --release --example link_trials
    python3 tests/measure/fit_links.py ../shared/data

Prints, per set, the share of right parents in cross-validation, and the weights fitted on all of it. The weights in
`rules/core.toml` are these, rounded. The penalty pulls every weight towards zero, so a term that tells nothing stays 0.
"""
import collections, glob, json, os, random, subprocess, sys

import numpy as np
from scipy.optimize import minimize

DATA = sys.argv[1] if len(sys.argv) > 1 else "../shared/data"
EXAMPLE = "target/release/examples/link_trials"


def rows(path):
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def forum(name, quotes, shuffle):
    sys.path.insert(0, os.path.join(DATA, "..", "eval"))
    import score
    threads = collections.defaultdict(list)
    for r in rows(os.path.join(DATA, "links", name + ".jsonl")):
        threads[r["thread"]].append(r)
    out = []
    for thread, posts in sorted(threads.items()):
        root = next((r for r in posts if r.get("parent") is None), None)
        rest = [r for r in posts if r is not root]
        if root is None or not rest:
            continue
        if shuffle:
            random.Random(thread).shuffle(rest)
        else:
            rest.sort(key=lambda r: r["meta"].get("order") or 0)
        for r in [root] + rest:
            text = score.quoted(r) if quotes else (r.get("meta") or {}).get("text_noquote") or r["text"]
            out.append({"thread": thread, "id": r["id"], "parent": r.get("parent"), "lang": r["lang"], "text": text,
                        "kind": "post" if r is root else "comment", "author": (r.get("meta") or {}).get("author")})
    return out


def pasted():
    out = []
    for path in sorted(glob.glob(os.path.join(DATA, "paste", "*.gold.jsonl"))):
        name = os.path.basename(path)
        for r in rows(path):
            out.append({"thread": name, "id": str(r["i"]), "text": r["text"], "lang": name[:2],
                        "parent": None if r.get("parent_i") is None else str(r["parent_i"])})
    return out


def news():
    """The project's own threads: an article, and comments that answer it or each other."""
    out = []
    for path in sorted(glob.glob("seeds/gold/*.jsonl")):
        for r in rows(path):
            if "text" in r:
                links = (r.get("gold") or {}).get("links") or []
                out.append({"thread": path, "id": r["id"], "kind": r["kind"], "text": r["text"],
                            "parent": links[0]["to"] if links else None})
    return out


def trials(items):
    data = "".join(json.dumps(i, ensure_ascii=False) + "\n" for i in items).encode()
    run = subprocess.run([EXAMPLE], input=data, capture_output=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


SETS = {
    "paste": (trials(pasted()), 6.0, True),
    "news": (trials(news()), 6.0, False),
    "iac_en": (trials(forum("iac_en", False, False)), 1.0, False),
    "iac_en+quotes": (trials(forum("iac_en", True, False)), 0.5, False),
    "reddit_fr": (trials(forum("reddit_fr", False, True)), 1.0, False),
}
NAMES = sorted({t for trial, _, _ in SETS.values() for r in trial for c in r["candidates"] for t in c["terms"]})
PLACE = {n: i for i, n in enumerate(NAMES)}


def matrix(trial, none):
    """(thread, X with a first row of zeros for "none", chosen row) of every comment with a usable answer."""
    out = []
    for r in trial:
        hits = [i for i, c in enumerate(r["candidates"]) if c["hit"]]
        if not r["candidates"] or (not hits and not none) or (not hits and r["known"]):
            continue
        x = np.zeros((len(r["candidates"]) + 1, len(NAMES)))
        for i, c in enumerate(r["candidates"]):
            for t, v in c["terms"].items():
                x[i + 1, PLACE[t]] = v
        out.append((r["thread"], x, hits[0] + 1 if hits else 0))
    return out


def fit(parts, strength=3.0):
    def loss(w):
        total, grad = 0.5 * strength * w @ w, strength * w.copy()
        for weight, cases in parts:
            for _, x, y in cases:
                u = x @ w
                u -= u.max()
                p = np.exp(u)
                p /= p.sum()
                total -= weight * np.log(p[y] + 1e-12)
                grad += weight * (x.T @ p - x[y])
        return total, grad
    return minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B", bounds=BOUNDS, options={"maxiter": 200}).x


# Signs that make sense are kept: a cue that the data would turn round is noise, and becomes zero.
AGAINST = {"same-author", "anonymous", "distance", "shorter", "you-to-article", "spoken_above"}
FREE = {"article", "post"}
BOUNDS = [(None, None) if n.split(".")[-1] in FREE else (None, 0) if n.split(".")[-1] in AGAINST else (0, None) for n in NAMES]

cases = {name: (matrix(trial, none), weight) for name, (trial, weight, none) in SETS.items()}
threads = sorted({c[0] for rows_, _ in cases.values() for c in rows_})
random.Random(1).shuffle(threads)
fold = {t: i % 5 for i, t in enumerate(threads)}
right, seen, above = collections.Counter(), collections.Counter(), collections.Counter()
FOLDS = 5
for k in range(FOLDS):
    w = fit([(weight, [c for c in rows_ if fold[c[0]] != k]) for rows_, weight in cases.values()])
    for name, (rows_, _) in cases.items():
        for t, x, y in rows_:
            if fold[t] == k and y:
                seen[name] += 1
                right[name] += 1 + int(np.argmax((x @ w)[1:])) == y
                prev = PLACE.get("core.link.previous")
                above[name] += prev is not None and x[y, prev] > 0
for name in cases:
    print(f"{name:16s} right {100 * right[name] / seen[name]:5.1f}   above {100 * above[name] / seen[name]:5.1f}   of {seen[name]}")
w = fit([(weight, rows_) for rows_, weight in cases.values()])
for n, v in sorted(zip(NAMES, w), key=lambda p: -abs(p[1])):
    print(f"{v:7.2f}  {n}")
