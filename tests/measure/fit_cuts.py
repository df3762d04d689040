#!/usr/bin/env python3
"""Fits the weights of src/read/format/paste/segment/table.rs: ridge logistic regression on pages with known comments.

    python3 tests/measure/fit_cuts.py ../shared/data [--write] [--drop NAME,NAME]

Takes the flat pastes of DATA/paste and, through assemble_pastes.py, the comments of the pages in
DATA/formats/wordpress-html (a page that is in both counts once). The cues are computed by the crate itself (the ignored
test `dump_cues`), so there is one definition. Every page has its own intercept while fitting, because the announced
number fixes the rate of cuts on a page; the bias of the free cut is the mean of those. Prints cross-validated F1 of the
beginnings with the number of comments given, leaving out one page at a time. Standard library only.
"""
import json, math, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "..", "..", "src", "read", "format", "paste", "segment", "table.rs")
RIDGE = 3.0
# What a reader expects of a cue before any page is counted; the ridge pulls towards this, so that a cue seen a few times
# keeps a sensible weight.
PRIOR = {"coda": 1.0, "signs-off": 2.0, "self-remark": 1.2, "asks-back": -1.0, "quotes-word-above": -1.2,
         "quotes-word-earlier": -1.0, "quotes-article": -1.0, "takes-up-quoted-word": 0.8, "same-commas": 0.8,
         "same-spacing": 0.6, "same-marks": 0.6, "same-apostrophe": 0.4, "same-ellipsis": 0.4, "answers-why": -1.0,
         "adds": 0.5, "numbered-on": 1.5, "postscript": 1.5, "reblog": -2.0, "repeats": -1.0, "dots-first": -0.7,
         "dots-on": 0.7, "quotes-above": -1.5, "quotation-above": 2.0, "continuation-word": 1.3, "greeting": -1.5,
         "thanks": -1.0, "address": -0.3, "at-name": -1.5, "answer-word": -1.0, "list-both": 1.0, "condition": 0.4, "register-changes":
         -0.7, "inside-quotation": 3.0, "long-quotation-above": 2.0, "copies": -1.5, "copies-on": 1.0, "copy-above": 2.0,
         "runs-on": 2.0, "colon": 1.5, "comma": 1.0, "conjunction": 0.7, "lower-case": -0.3, "announces": -1.2}
# Kept as it is: blogs with nested replies, which is what the pages to fit on are, have more short answers below long
# lines than newspapers have, whose threads are flat; the weight is a reader's, between the two. Wishes to speak occur 13 times.
FIXED = {"coda": 1.3, "announces": -1.2}
SAME = {"fr-arguments-anti-feministes-2-confit-71c": "fr-arguments2", "fr-egalitariste-forever-33c": "fr-egalitariste",
        "fr-machos-twentythirteen-38c": "fr-machos", "netzpolitik.org.abmahnungen": "de-netzpolitik", "cubadebate.cu-sesiona": "es-cubadebate"}


LEFT_OUT = {"en-zblack-60c", "archive.org.the-pain.net.silkroad"}   # names and dates stand among the words there


def pages(data, folder):
    """Writes NAME.lines and NAME.starts for every page."""
    out = {}
    paste = os.path.join(data, "paste")
    for name in sorted(os.listdir(paste)):
        if name.endswith(".flat.txt"):
            base = name[:-9]
            lines = open(os.path.join(paste, name), encoding="utf8").read().split("\n")[1:]
            lines = [l for l in lines if l.strip()]
            gold = [json.loads(l) for l in open(os.path.join(paste, base + ".gold.jsonl"), encoding="utf8")]
            squeeze = lambda t: "".join(t.split())
            starts, at = [], 0
            for g in gold:
                starts.append(at)
                want, have = len(squeeze(g["text"])), 0
                while at < len(lines) and have < want:
                    have += len(squeeze(lines[at])); at += 1
            assert at == len(lines), (name, at, len(lines))
            out[base] = (lines, starts)
    bare = os.path.join(folder, "bare")
    subprocess.run([sys.executable, os.path.join(HERE, "assemble_pastes.py"), os.path.join(data, "formats", "wordpress-html"), bare, "--only-comments"],
                   check=True, stderr=subprocess.DEVNULL)
    full = os.path.join(folder, "full")
    subprocess.run([sys.executable, os.path.join(HERE, "assemble_pastes.py"), os.path.join(data, "formats", "wordpress-html"), full],
                   check=True, stderr=subprocess.DEVNULL)
    for name in sorted(os.listdir(full)):
        if name.endswith(".0.json"):
            truth = json.load(open(os.path.join(full, name), encoding="utf8"))
            text = open(os.path.join(full, name[:-5] + ".txt"), encoding="utf8").read().split("\n")[:truth["article_lines"]]
            base = SAME.get(name[:-7], name[:-7])
            open(os.path.join(folder, base + ".article"), "w", encoding="utf8").write("\n".join(text) + "\n")
    for name in sorted(os.listdir(bare)):
        if name.endswith(".json"):
            base = name[:-7]
            comments = json.load(open(os.path.join(bare, name), encoding="utf8"))["comments"]
            if base in SAME or base in LEFT_OUT or len(comments) < 8:
                continue
            starts, lines = [], []
            for c in comments:
                starts.append(len(lines)); lines += c
            out[base] = (lines, starts)
    for base, (lines, starts) in out.items():
        open(os.path.join(folder, base + ".lines"), "w", encoding="utf8").write("\n".join(lines) + "\n")
        open(os.path.join(folder, base + ".starts"), "w").write(" ".join(map(str, starts)))


def load(data, root):
    with tempfile.TemporaryDirectory() as folder:
        pages(data, folder)
        to = os.path.join(folder, "cues.tsv")
        subprocess.run(["cargo", "test", "-q", "--test", "it", "dump_cues", "--", "--ignored"], cwd=root, check=True,
                       env=dict(os.environ, PALABRE_CUES_FROM=folder, PALABRE_CUES_TO=to), stdout=subprocess.DEVNULL)
        rows = {}
        for line in open(to, encoding="utf8"):
            page, at, merged, *cues = line.rstrip("\n").split("\t")
            rows.setdefault(page, []).append((int(merged), {k: float(v) for k, v in (c.rsplit("=", 1) for c in cues)}))
        return rows


def fit(rows, drop=(), ridge=RIDGE, rounds=60):
    """Coordinate-wise Newton steps on the ridge-penalised likelihood; intercepts per page are not penalised."""
    names = sorted({k for p in rows.values() for _, c in p for k in c} - set(drop))
    w = {k: FIXED.get(k, PRIOR.get(k, 0.0)) for k in names}
    b = {p: 0.0 for p in rows}
    by = {k: [] for k in names}
    items = []
    for p, page in rows.items():
        for y, cues in page:
            n = len(items)
            items.append([y, sum(w.get(k, 0.0) * v for k, v in cues.items()), p])
            for k, v in cues.items():
                if k in by:
                    by[k].append((n, v))
    where = {p: [n for n, i in enumerate(items) if i[2] == p] for p in rows}
    sig = lambda z: 1 / (1 + math.exp(-z)) if z > -30 else 0.0
    for _ in range(rounds):
        moved = 0.0
        for p, ns in where.items():
            g = h = 1e-9
            for n in ns:
                q = sig(items[n][1]); g += items[n][0] - q; h += q * (1 - q)
            step = max(-1, min(1, g / (h + 0.05)))
            b[p] += step; moved = max(moved, abs(step))
            for n in ns:
                items[n][1] += step
        for k in names:
            if k in FIXED:
                continue
            g, h = -ridge * (w[k] - PRIOR.get(k, 0.0)), ridge
            for n, v in by[k]:
                q = sig(items[n][1]); g += v * (items[n][0] - q); h += v * v * q * (1 - q)
            step = max(-1, min(1, g / h))
            w[k] += step; moved = max(moved, abs(step))
            for n, v in by[k]:
                items[n][1] += step * v
        if moved < 1e-3:
            break
    return w, b


def score(page, w):
    """Beginnings found with the number given, the first line among them."""
    odds = [sum(w.get(k, 0.0) * v for k, v in cues.items()) for _, cues in page]
    n = sum(1 - y for y, _ in page)
    chosen = sorted(range(len(odds)), key=lambda i: odds[i])[:n]
    return 1 + sum(1 - page[i][0] for i in chosen), 1 + n


def validate(rows, drop=(), ridge=RIDGE, only=None):
    hit = {}
    for p in rows:
        if only and p not in only:
            continue
        w, _ = fit({q: r for q, r in rows.items() if q != p}, drop, ridge, 25)
        hit[p] = score(rows[p], w)
    return hit


def main():
    data, root = sys.argv[1], os.path.join(HERE, "..", "..")
    drop = next((a.split("=", 1)[1].split(",") for a in sys.argv if a.startswith("--drop=")), [])
    drop = list(drop) + ["blank-line", "reply-link"]
    rows = load(os.path.abspath(data), root)
    w, b = fit(rows, drop)
    count = lambda k: sum(1 for p in rows.values() for _, c in p if k in c)
    for k in sorted(w, key=lambda k: w[k]):
        print(f"{w[k]:+.2f}  {k}  ({count(k)})")
    hit = validate(rows, drop)
    for p, (h, n) in hit.items():
        print(f"{p:45s} {h}/{n} = {h / n:.3f}   lines {len(rows[p]) + 1}   intercept {b[p]:+.2f}")
    paste = [p for p in hit if os.path.exists(os.path.join(data, "paste", p + ".flat.txt"))]
    for name, some in (("paste", paste), ("other", [p for p in hit if p not in paste])):
        print(name, sum(hit[p][0] for p in some) / sum(hit[p][1] for p in some))
    if "--write" in sys.argv:
        source = open(TABLE, encoding="utf8").read()
        for k, v in w.items():
            source = re.sub(r'((?:plain|graded)\(\s*"%s",\s*)-?[0-9.]+' % re.escape(k), lambda m: f"{m.group(1)}{v:.2f}", source)
        bias = sum(b.values()) / len(b)
        source = re.sub(r"(pub const BIAS: f64 = )-?[0-9.]+", lambda m: f"{m.group(1)}{bias:.2f}", source)
        open(TABLE, "w", encoding="utf8").write(source)


if __name__ == "__main__":
    main()
