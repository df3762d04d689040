#!/usr/bin/env python3
"""Fits the weights of src/read/format/paste/segment/weights.tsv on threads whose comments are known.

    python3 tests/measure/fit_cuts.py ../shared/data/cuts [--write] [--rows N] [--without SITE,SITE] [--binary PATH]

Needs numpy and scipy. Every thread is laid out twice: a line for each paragraph (`p`), and a line for each line break, too
(`b`). The cues are those that `examples/cues.rs` finds, so there is one definition. The model is a ridge logistic regression
of "the lower line goes on", once with the log-odds that the number of comments gives as an offset (known), once without
(unknown). Prints F1 of the beginnings by cross-validation, with sites left out; threads of `open_paste` pages are never
fitted on. A thread is a JSON object a line: source, domain, lang, open_paste, article, comments with paragraphs.
"""
import argparse, glob, gzip, json, math, os, random, re, subprocess, sys
from collections import Counter

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
TABLE = os.path.join(ROOT, "src", "read", "format", "paste", "segment", "weights.tsv")
# The weight of one place. French blogs are what the cut is for; forum threads with hundreds of places teach the same again.
WEIGHT = {"fr": 1.0, "other": 1.0, "haacked": 0.3, "iac": 0.15}
# The inverse strength of the ridge.
C = 0.2
FOLDS = 6
# Set by hand, the others are fitted around them. Who says that they want to add something begins a comment: 46 of 95 French
# lines that do are the first of theirs, but English ones go on, and there are more of them.
FIXED = {"below-announcement": -0.9}
# How many threads of the two large English sources are used.
MOST = {"haacked": 400, "iac": 600}


def group(thread):
    if thread["source"] in MOST:
        return thread["source"]
    return "fr" if thread["lang"] == "fr" else "other"


def threads(data):
    found = []
    for name in sorted(glob.glob(os.path.join(data, "*.jsonl.gz"))):
        with gzip.open(name, "rt", encoding="utf8") as rows:
            found += [json.loads(row) for row in rows]
    chosen = [t for t in found if t["source"] not in MOST]
    for source, most in MOST.items():
        some = [t for t in found if t["source"] == source and len(t["comments"]) >= 8]
        random.Random(7).shuffle(some)
        chosen += some[:most]
    return chosen


def layouts(thread):
    """The lines of a thread and which of them begin a comment, in each layout."""
    pages = []
    for name in "pb":
        lines, starts = [], []
        for comment in thread["comments"]:
            own = []
            for paragraph in comment["paragraphs"]:
                parts = paragraph.split("\n") if name == "b" else [paragraph.replace("\n", " ")]
                own += [part.strip() for part in parts if part.strip()]
            if own:
                starts.append(len(lines))
                lines += own
        if lines not in [page["lines"] for page in pages]:
            pages.append({"layout": name, "lines": lines, "starts": starts, "group": group(thread), "site": thread["domain"],
                          "article": thread["article"], "open": thread["open_paste"]})
    return [page for page in pages if len(page["lines"]) > 1]


def rows_of(pages, binary):
    """The matrix of cues, whether each place goes on, and the page of each place."""
    call = [binary] if binary else ["cargo", "run", "-q", "--example", "cues"]
    names = subprocess.run(call + (["names"] if binary else ["--", "names"]), cwd=ROOT, check=True, capture_output=True, text=True).stdout
    meanings = dict(line.split("\t") for line in names.splitlines())
    cues = {name: at for at, name in enumerate(meanings)}
    text = "".join(json.dumps({"lines": p["lines"], "article": p["article"]}) + "\n" for p in pages)
    out = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True, input=text).stdout
    values, columns, ends, goes_on, page_of = [], [], [0], [], []
    for number, (page, line) in enumerate(zip(pages, out.split("\n"))):
        starts = set(page["starts"])
        places = line.split("\t")
        assert len(places) == len(page["lines"]) - 1, number
        for at, place in enumerate(places, 1):
            for cue in place.split():
                name, value = cue.rsplit("=", 1)
                columns.append(cues[name]); values.append(float(value))
            ends.append(len(columns)); goes_on.append(at not in starts); page_of.append(number)
    matrix = sp.csr_matrix((values, columns, ends), shape=(len(goes_on), len(cues)))
    return matrix, np.array(goes_on, float), np.array(page_of), meanings


def fit(x, y, offset, weight, start=None):
    """Weights and bias of a ridge logistic regression."""
    transposed, weight = x.T.tocsr(), weight * C

    def loss(w):
        z = x @ w[:-1] + w[-1] + offset
        error = weight * (1 / (1 + np.exp(-z)) - y)
        return (weight * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * (w[:-1] ** 2).sum(), \
            np.append(transposed @ error + w[:-1], error.sum())
    start = np.zeros(x.shape[1] + 1) if start is None else start
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300, "maxcor": 20, "gtol": 1e-4}).x


def marginals(z, cuts):
    """P(cut) of every place, given that there are exactly so many cuts."""
    n = len(z)
    if cuts <= 0 or cuts >= n:
        return np.full(n, float(cuts > 0))
    low, high = -60.0, 60.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 / (1 + np.exp(z + middle))).sum() > cuts else (low, middle)
    q = 1 / (1 + np.exp(z + low))
    done, ahead = np.zeros((n + 1, cuts + 1)), np.zeros((n + 1, cuts + 1))
    done[0, 0] = ahead[n, 0] = 1
    for i in range(n):
        done[i + 1] = done[i] * (1 - q[i]); done[i + 1, 1:] += done[i, :-1] * q[i]
    for i in range(n - 1, -1, -1):
        ahead[i] = ahead[i + 1] * (1 - q[i]); ahead[i, 1:] += ahead[i + 1, :-1] * q[i]
    p = np.array([q[i] * (done[i, :cuts] * ahead[i + 1, cuts - 1::-1]).sum() for i in range(n)])
    return np.clip(p / done[n, cuts], 0, 1)


# MARGIN of segment/cut.rs.
MARGIN = 0.5


def choose(p, comments, announced=None, margin=MARGIN):
    """The places that are cut, and the expected F1."""
    order = np.argsort(-p, kind="stable")
    right = np.concatenate([[1], 1 + np.cumsum(p[order])])
    expected = 2 * right / (np.arange(1, len(p) + 2) + comments)
    best = int(expected.argmax())
    if announced and announced <= len(p) + 1 and expected[announced - 1] >= expected[best] - margin / announced:
        best = announced - 1
    return set(order[:best].tolist()), expected[best]


def report(pages, of_page, z, y, numbers, known):
    """Prints F1 of the beginnings by group and layout, and how far the probabilities are off."""
    sums, p_all, cut_all, by_f1, margins = {}, [], [], [], {}
    for number in numbers:
        page, places = pages[number], of_page[number]
        n, true = len(page["starts"]), set(np.nonzero(y[places] == 0)[0].tolist())
        p = marginals(z[places], n - 1) if known else 1 / (1 + np.exp(z[places]))
        cuts, expected = choose(p, n if known else 1 + p.sum(), n if known else None)
        exact = set(np.argsort(-p, kind="stable")[:n - 1].tolist())
        for margin in (0, .2, .5, 1, 100) if known else ():
            some, _ = choose(p, n, n, margin)
            m = margins.setdefault((page["group"], margin), np.zeros(3)); m += [1 + len(some & true), 1 + len(some), n]
        p_all.append(p); cut_all.append(y[places] == 0)
        hits = 1 + len(cuts & true)
        by_f1.append((expected, 2 * hits / (1 + len(cuts) + n), 2 * n / (n + len(page["lines"]))))
        like_hidden = ["every line 65-85"] if 0.65 <= by_f1[-1][2] < 0.85 else []
        for key in [page["group"], page["group"] + " " + page["layout"], "all " + page["layout"]] + like_hidden:
            s = sums.setdefault(key, np.zeros(6))
            s += [hits, 1 + len(cuts), n, 1 + len(exact & true), len(page["lines"]), 1]
    for key, s in sorted(sums.items()):
        print(f"  {key:18} best F1 {200 * s[0] / (s[1] + s[2]):.1f}  exactly N {100 * s[3] / s[2]:.1f}  "
              f"every line {200 * s[2] / (s[2] + s[4]):.1f}  ({s[5]:.0f} pages)")
    if margins:
        print("  by margin:", ", ".join(f"{group} {margin} {200 * m[0] / (m[1] + m[2]):.1f}" for (group, margin), m in sorted(margins.items())))
    p, cut = np.concatenate(p_all), np.concatenate(cut_all)
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(abs(p[bins == b].mean() - cut[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any())
    print(f"  calibration error of the places {error:.4f};", end=" ")
    for low, high in ((0, .6), (.6, .7), (.7, .8), (.8, .9), (.9, 1.01)):
        some = [f for f in by_f1 if low <= f[0] < high]
        if some:
            print(f"expected {np.mean([f[0] for f in some]):.2f} got {np.mean([f[1] for f in some]):.2f} ({len(some)})", end="; ")
    worse = [f[2] - f[1] for f in by_f1 if f[1] < f[2] - 1e-9]
    print(f"worse than every line {len(worse)} of {len(by_f1)}, by {100 * sum(worse) / len(by_f1):.1f} points over all")


def folds(pages):
    """The fold of every page by its site; sites with many comments first, each into the emptiest fold. -1: always fitted on."""
    size = Counter()
    for page in pages:
        if page["group"] not in MOST:
            size[page["site"]] += len(page["starts"])
    fold, full = {}, [0] * FOLDS
    for site, count in sorted(size.items(), key=lambda item: (-item[1], item[0])):
        fold[site] = full.index(min(full)); full[fold[site]] += count
    return np.array([fold.get(page["site"], -1) if page["group"] not in MOST else -1 for page in pages])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data"); parser.add_argument("--write", action="store_true")
    parser.add_argument("--rows", type=int, default=500); parser.add_argument("--without", default="")
    parser.add_argument("--binary"); parser.add_argument("--to", default=TABLE); parser.add_argument("--no-folds", action="store_true")
    args = parser.parse_args()
    pages = [page for thread in threads(args.data) for page in layouts(thread)]
    x, y, page_of, meanings = rows_of(pages, args.binary)
    names = list(meanings)
    start = np.searchsorted(page_of, np.arange(len(pages) + 1))
    of_page = [slice(start[n], start[n + 1]) for n in range(len(pages))]
    n, lines = (np.array([len(page[key]) for page in pages]) for key in ("starts", "lines"))
    offset = np.log((lines - n + 0.5) / (n - 0.5))[page_of]
    weight = np.array([WEIGHT[page["group"]] for page in pages])[page_of]
    open_page = np.array([page["open"] for page in pages])
    left_out = np.array([page["site"] in args.without.split(",") for page in pages])
    set_by_hand = np.zeros(len(y))
    for name, fixed in FIXED.items():
        set_by_hand = set_by_hand + x[:, [names.index(name)]].toarray().ravel() * fixed
    x = x.multiply(np.array([[name not in FIXED for name in names]], float)).tocsr()
    fitted_on = ~(open_page | left_out)[page_of]
    # A cue on fewer pages than this is chance.
    pages_with = sp.csr_matrix((np.ones(len(y)), (page_of, np.arange(len(y)))), shape=(len(pages), len(y))) @ (x != 0).astype(float)
    common = np.asarray((pages_with > 0).sum(axis=0)).ravel() >= 5
    whole = {known: fit(x[fitted_on], y[fitted_on], (offset * known + set_by_hand)[fitted_on], weight[fitted_on]) for known in (True, False)}
    spread = np.sqrt(np.asarray(x.multiply(x).mean(axis=0)).ravel() - np.asarray(x.mean(axis=0)).ravel() ** 2)
    worth = np.maximum(abs(whole[True][:-1]), abs(whole[False][:-1])) * spread * common
    kept = np.sort(np.argsort(-worth)[:args.rows])
    kept = kept[worth[kept] > 0]
    x = x[:, kept]
    print(len(y), "places,", len(pages), "pages,", len(kept), "cues")
    fold = folds(pages)
    numbers = [number for number in range(len(pages)) if fold[number] >= 0 and not open_page[number]]
    table = {}
    for known in (True, False):
        z, w = np.full(len(y), np.nan), None
        if not args.no_folds:
            for out in range(FOLDS):
                here = (fold[page_of] != out) & fitted_on
                w = fit(x[here], y[here], (offset * known + set_by_hand)[here], weight[here], w)
                there = fold[page_of] == out
                z[there] = x[there] @ w[:-1] + w[-1] + set_by_hand[there]
            print("number known" if known else "number unknown", "(sites left out)")
            report(pages, of_page, z, y, numbers, known)
        table[known] = fit(x[fitted_on], y[fitted_on], (offset * known + set_by_hand)[fitted_on], weight[fitted_on], w)
        some = [number for number in range(len(pages)) if open_page[number]]
        print("open pages, not fitted on" + (", their sites neither" if args.without else ""))
        report(pages, of_page, x @ table[known][:-1] + table[known][-1] + set_by_hand, y, some, known)
    if args.write or args.to != TABLE:
        with open(args.to, "w", encoding="utf8") as out:
            out.write("# Log-odds that the lower line continues the comment of the line above it: the name of the cue, its weight where\n"
                      "# the number of comments is known, its weight where it is not, and what it means (\"it\" is the lower line).\n"
                      "# Written by tests/measure/fit_cuts.py.\n")
            out.write(f"bias\t{table[True][-1]:.3f}\t{table[False][-1]:.3f}\tbefore any cue\n")
            for name, fixed in FIXED.items():
                out.write(f"{name}\t{fixed:.3f}\t{fixed:.3f}\t{meanings[name]}\n")
            for at, column in enumerate(kept):
                out.write(f"{names[column]}\t{table[True][at]:.3f}\t{table[False][at]:.3f}\t{meanings[names[column]]}\n")


if __name__ == "__main__":
    main()
