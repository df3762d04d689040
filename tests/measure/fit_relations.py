#!/usr/bin/env python3
"""Fits the tables of relations: words, rules/{en,fr}/relations.tsv, then facts, rules/relations.tsv.

    python3 tests/measure/fit_relations.py EXAMPLE DATA WORK                          words: writes WORK/words.json
    python3 tests/measure/fit_relation_facts.py EXAMPLE DATA WORK [--more DIR] [--write]   facts, and both tables

EXAMPLE is the built `relation_words`, DATA the folder of labelled data (../shared/data), WORK a folder for what is computed on
the way, DIR more whole threads as native JSON Lines with `gold`. Needs scikit-learn and SciPy. Both print held-out figures; the
second replaces the tables with `--write`. Rules of packs count in the fit as they are written.

Words are fitted on pairs of a reply and what it answers. Every pair is one row: the rows of the tables that the program itself
finds in it. Classes of phrases have the same names in both languages, so that each weight is the sum of one that both share and
one of the language. Each source has a bias of its own, and its classes are balanced: the words are to be learnt, not how often
people of one place disagree. Words that only one topic or place has are left out, so that nothing but general words is shipped.

Facts are fitted on whole threads only: DATA/threads, the calm threads of calm_threads.jsonl (annotated without a look at any rule;
the texts are in DATA/cuts), DIR, and, with half the weight and a bias of its own, replies_fr. Pairs without a thread only say how
probable a relation is where nothing is known of the thread.
"""
import argparse, collections, gzip, json, os, re, subprocess, sys, unicodedata

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

CLASSES = ("attack", "support", "neutral")
SIDES = {"disagree": 0, "against": 0, "attack": 0, "rebut": 0, "undercut": 0, "rebuttal": 0, "correction": 0,
         "agree": 1, "favor": 1, "support": 1, "neutral": 2, "other": 2, "question": 2, "answer": 2, "elaboration": 2, "reply": 2}
SCOPES = ("opening", "start", "first", "any", "last")
ROWS = 2000


def rows(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def sources(data):
    """Yields (source, weight, lang, group, kind of what is answered, parent text, text, class)."""
    def pairs(name, file, weight, lang, kind="comment", group="thread", community=None, most=None):
        found = rows(os.path.join(data, file))
        if most and len(found) > most:
            found = found[:: len(found) // most + 1]
        for r in found:
            parent = r.get("parent_text") or r.get("target")
            if r.get("lang", lang) != lang or not parent or r["label"] not in SIDES:
                continue
            to = (r.get("meta") or {}).get("to") or "comment" if kind == "meta" else kind
            g = str(r.get(group) or (r.get("meta") or {}).get(group) or r["id"])
            place = str((r.get("meta") or {}).get(community) or g) if community else g
            yield (name, weight, lang, f"{name}/{g}", to, parent, r["text"], SIDES[r["label"]], f"{name}/{place}")
    yield from pairs("debagreement", "relation/debagreement.jsonl", 1.0, "en", community="subreddit")
    yield from pairs("mtcsd", "relation/mtcsd_sides.jsonl", 0.2, "en", community="target")
    yield from pairs("wikitactics", "relation/wikitactics.jsonl", 0.2, "en")
    yield from pairs("iac", "relation/iac_sides.jsonl.gz", 0.15, "en", most=8000)
    yield from pairs("cmv", "relation/cmv_modes.jsonl", 0.3, "en")
    yield from pairs("microtexts", "relation/microtexts.jsonl", 0.3, "en")
    yield from pairs("cofe-en", "relation/cofe_valid.jsonl", 0.3, "en", "post")
    yield from pairs("replies_fr", "relation/replies_fr.jsonl", 1.0, "fr", "meta")
    yield from pairs("repnum", "relation/repnum_fr.jsonl", 0.6, "fr", "post")
    yield from pairs("xstance", "position/xstance_fr.jsonl", 0.6, "fr", "post", group="question_id")
    yield from pairs("cofe-fr", "relation/cofe_valid.jsonl", 0.6, "fr", "post")


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def words(text):
    text = re.sub(r"(?m)^>.*$", " ", text)
    return [re.findall(r"[^\W_]+", fold(part)) for part in re.split(r"[.!?…\n]+", text) if part.strip()]


def candidates(lang, items, lexicons):
    """All rows that may be in a table: classes everywhere, and words that are not of one topic or place."""
    out = []
    for name in lexicons:
        for scope in SCOPES:
            out += [f"{scope}:[{name}]", f"{scope}:![{name}]"]
        out += [f"parent:[{name}]", f"parent:![{name}]"]
        if lang == "fr":
            out += [f"{scope}:[{name}] & pair:post" for scope in ("start", "first", "any")] + [f"any:![{name}] & pair:post"]
    text = ["question", "ends-question", "exclamation", "ends-exclamation", "scare-quote", "opens-quoted", "cited", "number", "web-link",
            "denial", "ellipsis", "emoji", "shout", "opens-ellipsis", "opens-question", "bracketed-question", "questions", "opens-mention"]
    out += [f"is:{name}" for name in text] + [f"parent-is:{name}" for name in text]
    out += [f"form:{name}" for name in ("irony", "skeptic", "endorsing", "insult", "hedge", "hypothesis", "concession", "reason", "source", "experience", "question", "quotation")]
    out += [f"pair:{name}" for name in ("article", "post", "comment", "cited-words", "quoted-echo", "shared-words", "shared-phrase", "shared-number",
            "numeric-conflict", "opening-echo", "asks-question", "denied", "same-side", "other-side", "target-denies", "named", "shorter")]
    out += [f"words:{n}" for n in range(9)] + [f"parent-words:{n}" for n in range(9)]
    out += ["is:question & pair:asks-question", "is:opens-question & pair:opening-echo", "is:question & pair:article", "is:denial & pair:article",
            "is:denial & pair:shared-words", "is:question & pair:shared-words", "any:[you] & is:denial", "any:[you] & is:question", "start:[no] & pair:asks-question",
            "opening:[yes] & pair:asks-question", "opening:[agreeing] & any:[but]", "start:[grant] & any:[but]", "start:[praise] & any:[but]",
            "start:[thanks] & any:[but]", "start:[yes] & any:[but]", "start:[agreeing] & is:question", "any:[you] & form:insult", "form:irony & any:[you]",
            "start:[agreeing] & form:irony", "is:denial & parent-is:denial", "any:[i] & parent:[i]", "any:[contrary] & any:[you]", "any:[experience] & parent:[experience]"]
    groups = collections.defaultdict(lambda: collections.Counter())
    for name, _, _, group, _, _, text, _, place in items:
        sentences = words(text)
        if not sentences:
            continue
        first = sentences[0]
        grams = {f"opening:{' '.join(first[:n])}" for n in range(1, 5) if len(first) >= n}
        grams |= {f"first:{' '.join(first[i:i + n])}" for n in (1, 2) for i in range(len(first) - n + 1)}
        grams |= {f"any:{w}" for s in sentences for w in s}
        for gram in grams:
            groups[gram][place] += 1
    sizes = collections.Counter(item[8] for item in items)
    for gram, count in groups.items():
        word = gram.split(":")[1]
        if sum(count.values()) < 12 or len(count) < 6 or re.search(r"\d", word):
            continue
        kinds = {place.split("/")[0] for place in count}
        rate = {place: (n + 0.0) / (sizes[place] + 5) for place, n in count.items()}
        if len(kinds) >= (3 if lang == "en" else 2) and max(rate.values()) <= 0.6 * sum(rate.values()):
            out.append(gram)
    return out


def lexicons(folder, lang):
    text = open(f"{folder}/rules/{lang}/relations.toml", encoding="utf8").read()
    return re.findall(r"(?m)^([a-z]+) = \[", text[text.index("[lexicon]"):text.index("[[rule]]")])


def find(example, work, lang, items, names):
    """What the program finds: for every item the values of its rows."""
    table = os.path.join(work, lang, "relations.tsv")
    os.makedirs(os.path.dirname(table), exist_ok=True)
    with open(table, "w", encoding="utf8") as out:
        out.writelines(f"{name}\t0\t0\t0\n" for name in names)
    lines = []
    for n, (_, _, _, _, kind, parent, text, _, _) in enumerate(items):
        lines.append(json.dumps({"thread": f"t{n}", "id": "p", "kind": kind, "lang": lang, "text": parent}))
        lines.append(json.dumps({"thread": f"t{n}", "id": "c", "parent": "p", "lang": lang, "text": text}))
    got = subprocess.run([example, table], input="\n".join(lines).encode(), capture_output=True, check=True).stdout.decode()
    found = {}
    for line in got.split("\n"):
        thread, _, rest = line.partition("\t")
        if rest:
            found[int(thread[1:])] = [(k, float(v)) for k, _, v in (f.rpartition("=") for f in rest.split("\t")[2:])]
    return [found.get(n, []) for n in range(len(items))]


def matrix(found, items, names, shared):
    """Columns: what both languages share, then those of the language, then a bias for each source."""
    columns, values, at = [], [], [0]
    for values_of, item in zip(found, items):
        for name, value in values_of:
            for key in ((f"{item[2]}|{name}",) + ((f"*|{name}",) if name in shared else ())):
                if key in names:
                    columns.append(names[key]); values.append(value)
        columns.append(names[f"bias|{item[0]}|{item[4]}"]); values.append(3.0)
        at.append(len(columns))
    return csr_matrix((values, columns, at), shape=(len(items), len(names)))


def sample_weights(items):
    count = collections.Counter((item[0], item[7]) for item in items)
    total = collections.Counter(item[0] for item in items)
    kinds = collections.Counter()
    for name, _ in count:
        kinds[name] += 1
    return np.array([item[1] * total[item[0]] / kinds[item[0]] / count[item[0], item[7]] for item in items])


def fit(X, y, weights, C):
    model = LogisticRegression(C=C, max_iter=400, tol=1e-3)
    model.fit(X, y, sample_weight=weights)
    return model


def report(items, p, only):
    for name in only:
        at = [i for i, item in enumerate(items) if item[0] == name]
        if not at:
            continue
        y, q = np.array([items[i][7] for i in at]), p[at]
        classes = sorted(set(y))
        guess = np.array(classes)[q[:, classes].argmax(1)]
        sure = np.sort(q[:, :2].max(1))[::-1][int(len(at) * 0.45)]
        said = q[:, :2].max(1) >= sure
        right = (q[:, :2].argmax(1) == y)[said].mean()
        pairs = [(c, y == c) for c in classes]
        error = np.mean([abs(np.mean(q[:, c][m]) - np.mean(t[m])) for c, t in pairs for b in range(10) for m in [((q[:, c] * 10).astype(int).clip(0, 9) == b)] if m.sum() > 20])
        print(f"{name:14} n {len(at):5} macro-F1 {100 * f1_score(y, guess, average='macro'):.1f}  accuracy {100 * (guess == y).mean():.1f}  P@45 {right:.2f}  calibration {error:.3f}")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("example"); args.add_argument("data"); args.add_argument("work")
    args.add_argument("--C", type=float, default=0.03)
    args.add_argument("--rows", type=int, default=ROWS); args.add_argument("--no-words", action="store_true")
    args = args.parse_args()
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    os.makedirs(args.work, exist_ok=True)
    items, found = [], []
    for lang in ("en", "fr"):
        of = [item for item in sources(args.data) if item[2] == lang]
        names = candidates(lang, of, lexicons(root, lang))
        cache = os.path.join(args.work, f"found-{lang}.json")
        if os.path.exists(cache):
            got = json.load(open(cache))
        else:
            got = find(args.example, args.work, lang, of, names)
            json.dump(got, open(cache, "w"))
        print(lang, len(of), "replies,", len(names), "candidates", flush=True)
        items += of; found += got
    if args.no_words:
        found = [[(k, v) for k, v in f if "[" in k or not re.match(r"(opening|start|first|any|last):", k)] for f in found]
    langs = collections.defaultdict(set)
    for item, of in zip(items, found):
        for name, _ in of:
            langs[name].add(item[2])
    shared = {n for n, l in langs.items() if len(l) == 2 and ("[" in n or ":" in n and not re.match(r"(opening|start|first|any|last):[^\[!]", n))}
    biases = sorted({f"bias|{i[0]}|{i[4]}" for i in items})
    keys = sorted(f"{l}|{n}" for n, ls in langs.items() for l in ls) + sorted(f"*|{n}" for n in shared) + biases
    y, weights = np.array([item[7] for item in items]), sample_weights(items)
    groups = sorted({item[3] for item in items})
    folds = {g: n % 5 for n, g in enumerate(sorted(groups, key=lambda g: hash_of(g)))}
    fold_of = np.array([folds[item[3]] for item in items])
    print(len(keys), "columns", flush=True)

    def held_out(keep):
        names = {k: n for n, k in enumerate(keep)}
        X = matrix(found, items, names, shared)
        p, sums = np.zeros((len(items), 3)), np.zeros((len(items), 3))
        apart = np.array([k.startswith("bias|") or k.split("|")[1] in KINDS for k in keep])
        for f in range(5):
            train, test = fold_of != f, fold_of == f
            model = fit(X[train], y[train], weights[train], args.C)
            p[test] = model.predict_proba(X[test])
            sums[test] = X[test] @ (model.coef_ * ~apart).T
        return p, sums

    def strongest(keep):
        names = {k: n for n, k in enumerate(keep)}
        X = matrix(found, items, names, shared)
        model = fit(X, y, weights, args.C)
        spread = np.sqrt(np.asarray(X.power(2).mean(0)).ravel() - np.asarray(X.mean(0)).ravel() ** 2)
        worth = (model.coef_.max(0) - model.coef_.min(0)) * spread
        kept = set()
        for lang in ("en", "fr"):
            mine = {}
            for k, n in names.items():
                if k.startswith((f"{lang}|", "*|")):
                    name = k.split("|", 1)[1]
                    if lang in langs[name]:
                        mine[name] = max(mine.get(name, 0), worth[n])
            for name in sorted(mine, key=lambda n: -mine[n])[: args.rows]:
                kept |= {f"{lang}|{name}"} | ({f"*|{name}"} if name in shared else set())
        return [k for k in keep if k in kept or k.startswith("bias|")]

    only = list(dict.fromkeys(item[0] for item in items))
    keep = strongest(keys)
    print("== held out,", len(keep), "columns (chosen on all data: a little lucky)")
    p, sums = held_out(keep)
    report(items, p, only)
    names = {k: n for n, k in enumerate(keep)}
    coef = fit(matrix(found, items, names, shared), y, weights, args.C).coef_
    tables = {"en": {}, "fr": {}}
    for k, n in names.items():
        own, _, name = k.partition("|")
        for lang, table in tables.items():
            if own in (lang, "*") and lang in langs[name] and name not in KINDS:
                table[name] = [a + float(b) for a, b in zip(table.get(name, (0, 0, 0)), coef[:, n])]
    held = {key_of(i[0], i[6], i[5]): [float(s[0] - s[2]), float(s[1] - s[2])] for i, s in zip(items, sums)}
    with open(os.path.join(args.work, "words.json"), "w") as out:
        json.dump({"tables": tables, "held_out": held}, out)


# What is answered has a bias of its own in each source, and facts weigh it.
KINDS = ("pair:article", "pair:post", "pair:comment")


def key_of(source, reply, parent):
    """The name of a pair between the two fits."""
    return hash_of(f"{source}|{reply}|{parent}")


def hash_of(text):
    import hashlib
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
