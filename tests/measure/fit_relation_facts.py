#!/usr/bin/env python3
"""Fits the facts of relations on whole threads, after fit_relations.py, which says what is what.

    python3 tests/measure/fit_relation_facts.py EXAMPLE DATA WORK [--more DIR] [--write]
"""
import argparse, collections, glob, gzip, json, os, subprocess

import numpy as np
from scipy.optimize import minimize

from fit_relations import KINDS, key_of, rows

CLASSES = ("rebuttal", "support", "question", "answer", "elaboration", "reply")
MOST_OF_WORDS = 6.0
PRIOR_REPLIES = 4
PENALTY = 15.0
# What a set of pairs weighs against a reply of a whole thread, and what its relations are told apart from.
PAIRS = {"debagreement": ("en", "relation/debagreement.jsonl", 2), "xstance": ("fr", "position/xstance_fr.jsonl", 4),
         "repnum": ("fr", "relation/repnum_fr.jsonl", 3), "cofe": (None, "relation/cofe_valid.jsonl", 2)}
TWO_SIDED = ("xstance", "repnum")
WEIGHT = {"replies_fr": 0.5, **dict.fromkeys(PAIRS, 0.25)}
SIDES = {"favor": "support", "for": "support", "agree": "support", "support": "support", "against": "rebuttal", "attack": "rebuttal",
         "disagree": "rebuttal", "other": "none", "neutral": "none"}
# The words of a language may shift attack and support only, and what is known of a thread too.
ONLY_SIDES = ("lang:fr", "thread:replies")
ROWS = """always:
thread:attack
thread:support
thread:replies
lang:fr
pair:turn
pair:same-author
pair:post
pair:article
pair:asks-question
pair:asks-question & pair:comment
is:question
is:question & pair:asks-question
is:question & any:[ask]
is:ends-question
is:ends-question & any:[you]
is:ends-question & is:short
is:ends-question & pair:turn
is:ends-question & is:opens-question
is:ends-question & any:[i]
is:opens-question
is:questions
is:web-link
is:cited
pair:quoted-echo
pair:denied
pair:shared-words
pair:named
any:[ask]
start:[answer]
start:[yes]
start:[yes] & pair:asks-question
start:[no] & pair:asks-question
first:[add]
any:[fix]
any:[experience]
parent:[experience]
start:[thanks]
any:[thanks]
any:[thanks] & any:[but]
start:[praise]
any:[praise]
start:[agreeing]
opening:[agreeing]
opening:[too]
any:[hope]
any:[you]
any:[i]
any:[blame]
any:[mock]
any:[proof]
any:[maybe]
any:[contrary]
start:[but]
start:[no]
is:denial
is:exclamation
is:emoji
is:number
is:short
is:long
is:short & is:exclamation
words:0
words:1
words:2
parent-is:question
parent-is:ends-question
parent-is:ends-question & pair:comment
parent-is:questions
parent:[blame]
parent:[ask]
first:[consent]
first:[consent] & any:[but]
first:[consent] & start:[but]
any:[consent]
any:![consent]
start:[consent]
opening:[consent]
last:[consent]
first:[praise]
first:[praise] & any:[but]
first:[agreeing]
first:[agreeing] & any:[but]
first:[thanks]
any:[grant]
first:[dissent]
first:![dissent]
any:[dissent]
any:![dissent]
start:[dissent]
start:![dissent]
first:[grant]
is:opens-quoted
is:scare-quote
is:scare-quote & is:exclamation
form:irony & pair:quoted-echo
form:irony
form:insult
form:experience
form:reason
form:hedge
form:hypothesis
form:concession
form:endorsing""".split("\n")


def given(row):
    """The parent, the relation, others that a fair reader may give, and whether the reader was sure."""
    links = (row.get("gold") or {}).get("links") or []
    first = links[0] if links else {}
    also = set(first.get("also") or []) | {l.get("relation") for l in links[1:] if l["to"] == first.get("to")}
    return first.get("to"), first.get("relation"), also, not first.get("unsure") and first.get("sure", True)


def threads(data, more):
    """Yields (set, name, language, rows) for every whole thread."""
    for name, folder in [("open", os.path.join(data, "threads"))] + [("more", folder) for folder in more]:
        for file in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
            base = os.path.basename(file)[:-6]
            yield name, base, base[:2], [r for r in rows(file) if "text" in r]
    texts = {}
    for n, calm in enumerate(rows(os.path.join(os.path.dirname(os.path.abspath(__file__)), "calm_threads.jsonl"))):
        source = calm["source"]
        texts.setdefault(source, {t["thread"]: t for t in rows(os.path.join(data, "cuts", f"{source}.jsonl.gz"))})
        thread = texts[source][calm["thread"]]
        article = "\n\n".join(thread.get("article") or [])[:1500] or f"(article missing; title: {calm['thread']})"
        found = [{"id": "0", "kind": "article", "title": calm["thread"], "text": article}]
        for i, (comment, link) in enumerate(zip(thread["comments"], calm["links"]), 1):
            link = {**link, "to": str(link["to"])}
            found.append({"id": str(i), "author": comment.get("author"), "text": "\n\n".join(comment["paragraphs"]), "gold": {"links": [link]}})
        yield "calm", f"calm-{n}", calm["lang"], found


def run(args, lines):
    """What the program finds in every reply of native JSON Lines, by thread and id."""
    names = [os.path.join(args.work, "facts", *name) for name in (("en", "relations.tsv"), ("fr", "relations.tsv"), ("rules", "relations.tsv"))]
    text = "\n".join(json.dumps(line) for line in lines)
    got = subprocess.run([args.example, *names], input=text.encode(), capture_output=True, check=True).stdout.decode()
    fields = [line.split("\t") for line in got.split("\n") if line.count("\t") > 2]
    return {(f[0], f[1]): {k: float(v) for k, _, v in (x.rpartition("=") for x in f[3:])} for f in fields}


def replies(args, words):
    """All replies with what the program finds in them."""
    for lang, table in list(words["tables"].items()) + [("rules", ROWS)]:
        os.makedirs(os.path.join(args.work, "facts", lang), exist_ok=True)
        with open(os.path.join(args.work, "facts", lang, "relations.tsv"), "w") as out:
            out.writelines(f"{name}\t0\n" for name in table)
    out = []
    for kind, name, lang, found in threads(args.data, args.more):
        ids = {r["id"] for r in found}
        lines = []
        for r in found:
            to = given(r)[0]
            to = to if to in ids else r.get("parent")
            line = {k: r[k] for k in ("id", "text", "kind", "author", "title") if r.get(k) is not None}
            lines.append({**line, "thread": "t", "lang": lang, **({"parent": to} if to in ids else {})})
        seen = run(args, lines)
        for r in found:
            to, relation, also, sure = given(r)
            if relation and ("t", r["id"]) in seen and r.get("kind") not in ("article", "post"):
                out.append(dict(set=kind, thread=name, lang=lang, want=relation, also=also, sure=sure, found=seen["t", r["id"]]))
    for source, (lang, file, step) in {"replies_fr": ("fr", "relation/replies_fr.jsonl", 1), **PAIRS}.items():
        found = [r for r in rows(os.path.join(args.data, file)) if (r.get("lang") or lang) in ("en", "fr") and (r.get("parent_text") or r.get("target"))][::step]
        lines = []
        for n, r in enumerate(found):
            meta, tongue = r.get("meta") or {}, r.get("lang") or lang
            kind = meta.get("to") if source == "replies_fr" and meta.get("to") in ("article", "post") else "comment"
            kind = "post" if source in ("xstance", "repnum", "cofe") else kind
            lines.append({"thread": f"t{n}", "id": "p", "kind": kind, "lang": tongue, "text": r.get("parent_text") or r["target"]})
            lines.append({"thread": f"t{n}", "id": "c", "parent": "p", "lang": tongue, "text": r["text"]})
        seen = run(args, lines)
        for n, r in enumerate(found):
            tongue, meta = r.get("lang") or lang, r.get("meta") or {}
            name = {"cofe": f"cofe-{tongue}"}.get(source, source)
            held = words["held_out"].get(key_of(name, r["text"], r.get("parent_text") or r["target"]))
            values = seen.get((f"t{n}", "c"))
            if held is None or values is None:
                continue
            if source == "replies_fr":
                values.update({"pair:turn": 1.0} if meta["aba"] else {})
                out.append(dict(set=source, thread=f"replies-{meta.get('fold') or r['thread']}", lang=tongue, want=meta["relation"],
                                also=set(meta.get("also") or []), sure=bool(meta["sure"]), found=values, words=held))
            elif r["label"] in SIDES:
                out.append(dict(set=source, thread=f"{source}-{n}", lang=tongue, want=SIDES[r["label"]], also=set(), sure=True, found=values, words=held))
    by_thread = collections.defaultdict(list)
    for x in out:
        if "words" not in x:
            table, sums = words["tables"][x["lang"]], np.zeros(3)
            for name, value in x["found"].items():
                if name in table and name not in KINDS:
                    sums += np.array(table[name]) * value
            x["words"] = [sums[0] - sums[2], sums[1] - sums[2]]
        x["words"] = [float(np.clip(w, -MOST_OF_WORDS, MOST_OF_WORDS)) for w in x["words"]]
        by_thread[x["thread"]].append(x)
    for thread in by_thread.values():
        total = np.sum([x["words"] for x in thread], axis=0)
        for x in thread:
            others = len(thread) - 1
            tone = (total - x["words"]) / (others + PRIOR_REPLIES)
            x["facts"] = {"attack": x["words"][0], "support": x["words"][1], "always:": 1.0, "thread:attack": tone[0],
                          "thread:support": tone[1], "thread:replies": others / (others + PRIOR_REPLIES)}
            x["facts"].update({r: x["found"][r] for r in ROWS if r in x["found"] and r not in x["facts"]})
            x["facts"].update({"lang:fr": 1.0} if x["lang"] == "fr" else {})
            x["facts"].update({"replies_fr": 1.0} if x["set"] == "replies_fr" else {})
    return out


def wanted(x):
    if x["want"] == "none":
        return [0, 0, 1, 1, 1, 1]
    return [float(c == {"correction": "rebuttal"}.get(x["want"], x["want"])) for c in CLASSES]


def matrix(xs, names):
    at = {k: i for i, k in enumerate(names)}
    X = np.zeros((len(xs), len(names)))
    for i, x in enumerate(xs):
        for k, v in x["facts"].items():
            if k in at:
                X[i, at[k]] = v
    rules = np.array([[x["found"].get(f"rule:{c}", 0.0) for c in CLASSES[:-1]] + [0.0] for x in xs])
    return X, rules


def fit(xs, names):
    """Multinomial logit with `reply` at 0 and the rules of the packs as they are."""
    X, rules = matrix(xs, names)
    spread = np.maximum(X.std(0), 0.2)
    X = X / spread
    Y, V = np.array([wanted(x) for x in xs]), np.array([[1, 1, 0, 0, 0, 0] if x["set"] in TWO_SIDED else [1] * 6 for x in xs], float)
    weights = np.array([WEIGHT.get(x["set"], 1.0) for x in xs])[:, None]
    may = np.array([{"attack": [1, 0, 0, 0, 0], "support": [0, 1, 0, 0, 0]}.get(k, [1, 1, 0, 0, 0] if k in ONLY_SIDES else [1] * 5) for k in names], float)
    free = ("attack", "support", "always:", "thread:replies", "replies_fr")
    penalty = np.array([PENALTY * (0.05 if k in free else 1.0) for k in names])[:, None]

    def loss(flat):
        W = flat.reshape(len(names), 5) * may
        U = np.hstack([X @ W, np.zeros((len(xs), 1))]) + rules
        Q = np.exp(U - U.max(1, keepdims=True))
        Q /= Q.sum(1, keepdims=True)
        right, among = (Q * Y).sum(1, keepdims=True) + 1e-12, (Q * V).sum(1, keepdims=True) + 1e-12
        G = (Q * V / among - Q * Y / right) * weights
        return -(weights * np.log(right / among)).sum() + (penalty * W**2).sum() / 2, ((X.T @ G[:, :5] + penalty * W) * may).ravel()

    found = minimize(loss, np.zeros(len(names) * 5), jac=True, method="L-BFGS-B", options={"maxiter": 600}).x
    return found.reshape(len(names), 5) * may / spread[:, None]


def predict(xs, names, W):
    X, rules = matrix(xs, names)
    U = np.hstack([X @ W, np.zeros((len(xs), 1))]) + rules
    Q = np.exp(U - U.max(1, keepdims=True))
    return Q / Q.sum(1, keepdims=True)


def report(xs, P):
    """Shares over sure replies, by the likeliest relation, without the thresholds of the program."""
    for name in ("open", "more", "calm"):
        at = [i for i, x in enumerate(xs) if x["set"] == name and x["sure"]]
        if not at:
            continue
        said = [CLASSES[P[i].argmax()] for i in at]
        want = [{"correction": "rebuttal"}.get(xs[i]["want"], xs[i]["want"]) for i in at]
        right = np.mean([s == w or s in xs[i]["also"] for i, s, w in zip(at, said, want)])
        polar = [(s, w) for s, w in zip(said, want) if {s, w} <= {"rebuttal", "support"}]
        print(f"{name:6} n {len(at):4} right {right:.3f} wrong way round {np.mean([s != w for s, w in polar]):.3f} of {len(polar)}")


def write(root, words, names, W):
    at = {k: i for i, k in enumerate(names)}
    scale = [W[at["attack"]][0], W[at["support"]][1]]
    figure = lambda v: f"{round(float(v), 2) + 0.0:g}"
    notes = "# Written by tests/measure/fit_relations.py; rules/README.md says how a row is read.\n"
    for lang, name in (("en", "English"), ("fr", "French")):
        with open(os.path.join(root, "rules", lang, "relations.tsv"), "w") as out:
            out.write(f"# What words of a reply add to the log-odds that it attacks or supports what it answers, in {name}.\n{notes}")
            for row, (attack, support, neutral) in sorted(words["tables"][lang].items()):
                figures = [figure(scale[0] * (attack - neutral)), figure(scale[1] * (support - neutral))]
                out.write("\t".join([row, *figures]) + "\n" if set(figures) != {"0"} else "")
    with open(os.path.join(root, "rules", "relations.tsv"), "w") as out:
        out.write("# What facts of a reply, of what it answers and of the thread add to the log-odds that it attacks, supports, asks, answers\n"
                  f"# or adds to what it answers, in every language. Columns: attack, support, question, answer, elaboration.\n{notes}")
        for row in (r for r in ROWS if r in at):
            weights = W[at[row]] / {"thread:attack": scale[0], "thread:support": scale[1]}.get(row, 1.0)
            figures = [figure(v) for v in weights]
            out.write("\t".join([row, *figures]) + "\n" if set(figures) != {"0"} else "")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("example"); args.add_argument("data"); args.add_argument("work")
    args.add_argument("--more", action="append", default=[]); args.add_argument("--write", action="store_true")
    args = args.parse_args()
    words = json.load(open(os.path.join(args.work, "words.json")))
    everything = replies(args, words)
    sure = [x for x in everything if x["sure"]]
    count = collections.Counter(k for x in everything if x["set"] not in WEIGHT for k in x["facts"])
    names = ["attack", "support"] + [r for r in ROWS if count[r] >= 12] + ["replies_fr"]
    whole = [x for x in everything if x["set"] in ("open", "more", "calm")]
    files = sorted({x["thread"] for x in whole})
    P = np.zeros((len(whole), 6))
    for part in range(12):
        out = set(files[part::12])
        W = fit([x for x in sure if x["thread"] not in out], names)
        at = [i for i, x in enumerate(whole) if x["thread"] in out]
        P[at] = predict([whole[i] for i in at], names, W)
    print("== whole threads, left out in twelve parts")
    report(whole, P)
    if args.write:
        write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."), words, names, fit(sure, names))


if __name__ == "__main__":
    main()
