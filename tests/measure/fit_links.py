#!/usr/bin/env python3
"""Fits the weights of the link rules, a set for each kind of thread, by conditional logit (McFadden 1974) with an L2 penalty.

    cargo build --bin palabre --example link_trials
    python3 tests/measure/fit_links.py target/debug DATA WORK [--more DIR] [--skip WORD]... [--write]

DATA is the shared data folder, WORK a folder for what the example prints (made once; empty it after a change of a
feature). DIR holds more whole threads of the form of DATA/threads. Pages whose path has WORD are left out. Prints the share of right
parents with whole threads left out, against the better of "the article or post" and "the comment just before", and the
cross-validated share on the forum set; `--write` writes the weights, fitted on everything, into the packs. Needs numpy and scipy.

What is fitted first is the set for forums, on `links/iac_en`; it is the mean of the priors of the other sets. Features
that depend on other links are worked out here, for the true links and for those that the weights themselves choose
(as in Ross, Gordon and Bagnell 2011), since that is what they meet in use.
"""
import argparse, collections, glob, json, math, os, random, re, subprocess, sys

import numpy as np
from scipy.optimize import minimize

SHARED = """cited-words quoted-echo shared-words shared-phrase shared-number opening-echo named same-author turn sibling
asks-question opens-question+opening-echo short+previous previous distance article post comment first-comment denied shorter cosine
closest last-use brief brief+previous above depth after-top+previous after-top+article after-top+post newcomer+previous
newcomer+article newcomer+post length+article length+post elsewhere+article elsewhere+post""".split()
OWN = {"nested": ["later", "closed"]}
CUES = "you you-to-article you_verb agreeing refusing hanging spoken_above article_word".split()
NAMES = SHARED + ["later", "closed"] + CUES
AT = {name: at for at, name in enumerate(NAMES)}
NEAR_LINKS = ("turn", "sibling", "above", "closed", "after-top", "depth")
KINDS = ("forum", "column", "nested", "signed", "flat", "unsigned")
# The kinds of threads from which the set of a kind is fitted, if they are others too.
FROM = {"column": ("column", "forum")}
# How much a reply of each source weighs, by kind, against one of a thread that was read by a careful reader.
WEIGHT = {"forum": {"iac": 1.0, "iac_quotes": 0.5}, "column": {"pages": 0.1}, "nested": {"pages": 0.5}, "signed": {}, "flat": {"flat": 1.0}, "unsigned": {}}
PENALTY = {"forum": 3.0, "column": 3.0, "nested": 3.0, "signed": 25.0, "flat": 10.0, "unsigned": 3.0}
WINDOW = 64
# What the cues of languages weighed before: the forum set has no article, and says nothing of some.
BEFORE = {"you": 0.2, "you-to-article": -1.0, "you_verb": -0.5, "agreeing": 1.5, "refusing": 0.4, "hanging": 0.4, "spoken_above": -0.5,
          "article_word": 0.6}


def rows(path):
    with open(path, encoding="utf8") as lines:
        return [r for r in map(json.loads, lines) if "text" in r]


def comment(thread, r, **more):
    return {"thread": thread, "id": str(r["id"]), "kind": r.get("kind") or "comment", "author": r.get("author"), "time": r.get("time"),
            "lang": r.get("lang"), "text": r["text"], "parent": r.get("parent"), **more}


def whole(folder):
    """Threads that a careful reader annotated: the first link is the parent."""
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        name = os.path.basename(path)[:-6]
        for r in rows(path):
            links = (r.get("gold") or {}).get("links") or []
            yield comment(f"{name}#{r['thread']}", r, parent=links[0]["to"] if links else None)


def forum(data, quotes):
    sys.path.insert(0, os.path.join(data, "..", "eval"))
    import score
    threads = collections.defaultdict(list)
    for r in rows(os.path.join(data, "links", "iac_en.jsonl")):
        threads[r["thread"]].append(r)
    for thread, posts in sorted(threads.items()):
        root = next((r for r in posts if r.get("parent") is None), None)
        rest = sorted((r for r in posts if r is not root), key=lambda r: r["meta"].get("order") or 0)
        if root is None or not rest:
            continue
        for at, r in enumerate([root] + rest):
            text = score.quoted(r) if quotes else r["meta"].get("text_noquote") or r["text"]
            yield comment(thread, r, text=text, kind="post" if r is root else "comment", author=r["meta"].get("author"), ordinal=at)


def pages(binary, data, known, skip):
    """Pages and exports that give parents, without those that `known` texts come from."""
    seen = set()
    places = glob.glob(os.path.join(data, "formats", "*", "*")) + glob.glob(os.path.join(data, "realfiles", "*", "*"))
    for path in sorted(places):
        name = os.path.relpath(path, data)
        if not os.path.isfile(path) or any(word in name for word in ["hypothesis", "debate_dataset", "kialo", *skip]):
            continue
        try:
            run = subprocess.run([binary, "convert", path, "-q", "--authors", "keep"], capture_output=True, text=True, timeout=120)
        except (subprocess.TimeoutExpired, UnicodeDecodeError):
            continue
        threads = collections.defaultdict(list)
        for r in map(json.loads, run.stdout.splitlines()):
            if "text" in r:
                threads[r.get("thread")].append(r)
        for thread, found in threads.items():
            parent = {r["id"]: r.get("parent") for r in found}
            deep = sum(parent.get(p) in parent for p in parent.values() if p)
            first = tuple(r["text"][:50] for r in found[:3])
            if deep < 4 or len(found) < 8 or first in seen or sum(head(r["text"]) in known for r in found) > 1:
                continue
            seen.add(first)
            for r in found:
                yield comment(f"{name}#{thread}", r)


def capped(items):
    """At most 110 comments of each thread: a few long ones must not decide."""
    seen = collections.Counter()
    for r in items:
        seen[r["thread"]] += 1
        if seen[r["thread"]] <= 110:
            yield r


def head(text):
    return " ".join(text.split())[:60]


def flat(items, seed=1):
    """French pages as short threads without authors, the oldest comment first, below their article."""
    threads = collections.defaultdict(list)
    for r in items:
        if "wordpress-html/fr-" in r["thread"]:
            threads[r["thread"]].append(r)
    rng, out = random.Random(seed), []
    for name, found in sorted(threads.items()):
        if found[0]["kind"] != "article":
            continue
        article, rest = found[0], sorted(found[1:], key=lambda r: r["time"] or "")
        at = 0
        while at < len(rest):
            size = rng.randint(7, 15)
            part = rest[at:at + size]
            inside = {r["id"] for r in part} | {article["id"]}
            for r in [article] + part:
                parent = r["parent"] if r["parent"] in inside else None
                out.append({**r, "thread": f"{name}~{at}", "author": None, "time": None, "lang": "fr", "parent": parent})
            at += size
    return out


class Thread:
    """A thread as the example prints it, with the features that do not depend on links."""

    def __init__(self, found):
        self.name, self.kind, self.comments = found["thread"], found["kind"], found["comments"]
        self.parent = [c["parent"] for c in self.comments]
        self.opening = next((at for at, c in enumerate(self.comments) if c["opening"]), None)
        self.to, self.fixed, self.cached, self.cached_chosen = [], [], None, None
        for at, c in enumerate(self.comments):
            candidates = [] if c["opening"] else c["candidates"]
            x = np.zeros((len(candidates), len(NAMES)))
            for row, (_, found) in enumerate(candidates):
                get = lambda name: found.get(name, 0.0)
                for name in SHARED:
                    one, _, other = name.partition("+")
                    if one in ("opens-question", "short"):
                        x[row, AT[name]] = get(other) * (one in c["is"])
                    elif one not in NEAR_LINKS:
                        x[row, AT[name]] = get(one) * (get(other) if other else 1)
                x[row, AT["later"]] = get("later")
                for name, value in found.items():
                    cue = name.split(".")[-1]
                    if name.count(".") > 1 and cue in AT:
                        x[row, AT[cue]] = value
            self.to.append([to for to, _ in candidates])
            self.fixed.append(x)

    def features(self, at, parent):
        """The features of the candidates of a comment, when the comments before it answer `parent`."""
        x, c, of = self.fixed[at].copy(), self.comments[at], self.comments
        chain, step = [], at - 1
        while step is not None and step >= 0 and len(chain) < WINDOW:
            chain.append(step)
            step = parent[step]
        top = bool(chain) and not of[chain[0]]["opening"] and (len(chain) < 2 or of[chain[1]]["opening"])
        for row, to in enumerate(self.to[at]):
            is_opening, is_previous = of[to]["opening"], to == at - 1
            grand = parent[to]
            ours, theirs = c["author"], of[to]["author"]
            x[row, AT["turn"]] = bool(ours and theirs and ours != theirs and grand is not None and of[grand]["author"] == ours)
            if to in chain[1:]:
                below = of[chain[chain.index(to) - 1]]["time"]
                x[row, AT["sibling"]] = to == chain[1] and not is_opening
                x[row, AT["above"]] = not is_opening
                x[row, AT["closed"]] = below is not None and c["time"] is not None and below > c["time"]
            if is_previous and not is_opening:
                x[row, AT["depth"]] = math.log(max(1, len(chain) - 1))
            if top:
                for other, holds in (("previous", is_previous), ("article", self.is_kind(at, row, "article")), ("post", self.is_kind(at, row, "post"))):
                    x[row, AT["after-top+" + other]] = holds
        return x

    def is_kind(self, at, row, kind):
        return self.fixed[at][row, AT[kind]] > 0

    def chosen(self, w):
        """What each comment answers by these weights."""
        parent = [None] * len(self.comments)
        for at, to in enumerate(self.to):
            if to:
                utility = self.features(at, parent) @ w
                allowed = set(self.comments[at]["addressed"]) or set(to)
                parent[at] = max((row for row in range(len(to)) if to[row] in allowed), key=lambda row: (utility[row], to[row]), default=None)
                parent[at] = None if parent[at] is None else to[parent[at]]
        return parent

    def chosen_cases(self, w):
        if self.cached_chosen is None:
            self.cached_chosen = self.cases(self.chosen(w))
        return self.cached_chosen

    def right(self, w):
        chosen = self.chosen(w)
        known = [at for at, c in enumerate(self.comments) if not c["opening"] and self.parent[at] is not None]
        return sum(chosen[at] == self.parent[at] for at in known), len(known)

    def cases(self, parent):
        """The features of the candidates of each comment with a usable answer, each below a row of zeros for "none"; how
        many rows each has; and the right one of each."""
        stacks, rights = [], []
        for at, to in enumerate(self.to):
            answer = self.parent[at]
            # "None" is right only where no article was read that a comment might answer.
            is_none = answer is None and not self.comments[at]["known"] and self.opening is None and at > 0 and any(p is not None for p in self.parent)
            if to and (is_none or answer in to):
                stacks.append(np.vstack([np.zeros(len(NAMES)), self.features(at, parent)]))
                rights.append(0 if is_none else 1 + to.index(answer))
        return (np.vstack(stacks) if stacks else np.zeros((0, len(NAMES)))), [len(x) for x in stacks], rights

    def true_cases(self):
        if self.cached is None:
            self.cached = self.cases(self.parent)
        return self.cached


def fit(cases, prior, penalty, mask):
    """Weights by maximum a posteriori. `cases` are what `Thread.cases` gives, with a weight; `mask` names the features that
    may differ from the prior."""
    free = np.array([name in mask for name in NAMES])
    cases = [(part, weight) for part, weight in cases if part[1]]
    if not cases:
        return prior.copy()
    x = np.vstack([part[0] for part, _ in cases])
    sizes = np.concatenate([part[1] for part, _ in cases])
    starts = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(sizes)), sizes)
    right = starts + np.concatenate([part[2] for part, _ in cases])
    weight = np.concatenate([np.full(len(part[1]), weight) for part, weight in cases])
    base, xf = x @ np.where(free, 0, prior), x[:, free]

    def loss(v):
        u = base + xf @ v
        u -= np.maximum.reduceat(u, starts)[owner]
        e = np.exp(u)
        total = np.add.reduceat(e, starts)
        p = e / total[owner] * weight[owner]
        gradient = xf.T @ p - xf[right].T @ weight
        away = v - prior[free]
        return -((u[right] - np.log(total)) * weight).sum() + penalty / 2 * away @ away, gradient + penalty * away

    w = prior.copy()
    w[free] = minimize(loss, prior[free], jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return w


class Sets:
    """The weights of every kind, fitted on all sources but the threads left out."""

    def __init__(self, sources, left_out=frozenset()):
        keep = lambda name: [t for t in sources[name] if t.name.split("~")[0].split("#")[0] not in left_out]
        self.forum = forum_weights(sources, left_out)
        self.w = {}
        for kind in KINDS:
            kinds = FROM.get(kind, (kind,))
            own = [t for t in keep("whole") if t.kind in kinds]
            more = [(t, weight) for name, weight in WEIGHT[kind].items() for t in keep(name) if t.kind in kinds]
            mask = SHARED + OWN.get(kind, [])
            # The true links, and those that the weights themselves choose.
            cases = [(t.true_cases(), 1.0) for t in own] + [(t.true_cases(), weight) for t, weight in more]
            w = fit(cases, self.forum, PENALTY[kind], mask)
            mixed = [(part, weight / 2) for part, weight in cases]
            mixed += [(t.cases(t.chosen(w)), 0.5) for t in own] + [(t.chosen_cases(self.forum), weight / 2) for t, weight in more]
            self.w[kind] = fit(mixed, self.forum, PENALTY[kind], mask)

    def right(self, thread):
        return thread.right(self.w.get(thread.kind, self.forum))


FORUM = {}


def forum_weights(sources, left_out):
    """The weights of forums, on the forum set alone."""
    names = frozenset(t.name for t in sources["iac"] if t.name not in left_out)
    if names not in FORUM:
        cases = [(t.true_cases(), weight) for name, weight in (("iac", 1.0), ("iac_quotes", 0.5)) for t in sources[name] if t.name in names]
        start = np.array([BEFORE.get(name, 0.0) for name in NAMES])
        FORUM[names] = fit(cases, start, 3.0, SHARED + CUES)
    return FORUM[names]


def trivial(thread):
    known = [at for at, c in enumerate(thread.comments) if not c["opening"] and thread.parent[at] is not None]
    return sum(thread.parent[at] == at - 1 for at in known), sum(thread.parent[at] == thread.opening for at in known)


def load(args):
    """The threads of every source."""
    binary, example = os.path.join(args.target, "palabre"), os.path.join(args.target, "examples", "link_trials")

    def dump(name, items):
        path = os.path.join(args.work, name + ".trials")
        if not os.path.exists(path):
            data = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in items()).encode()
            with open(path + ".part", "wb") as out:
                subprocess.run([example], input=data, stdout=out, check=True)
            os.rename(path + ".part", path)
        with open(path, encoding="utf8") as lines:
            return [Thread(json.loads(line)) for line in lines]

    folders = [os.path.join(args.data, "threads"), *args.more]
    items = [r for folder in folders for r in whole(folder)]
    known = {head(r["text"]) for r in items if r["kind"] == "comment"}
    kept = []

    def page_items():
        if not kept:
            kept.extend(pages(binary, args.data, known, args.skip))
        return kept

    return {"whole": dump("whole", lambda: items), "iac": dump("iac", lambda: forum(args.data, False)),
            "iac_quotes": dump("iac_quotes", lambda: forum(args.data, True)), "pages": dump("pages", lambda: capped(page_items())),
            "flat": dump("flat", lambda: flat(page_items()))}


def measure(sources):
    """Whole threads, each left out, and the forum set in two halves."""
    files = sorted({t.name.split("#")[0] for t in sources["whole"]})
    total, by_kind = collections.Counter(), collections.defaultdict(collections.Counter)
    folds = 8
    for fold in range(folds):
        left_out = set(files[fold::folds])
        sets = Sets(sources, left_out)
        for name in sorted(left_out):
            threads = [t for t in sources["whole"] if t.name.split("#")[0] == name]
            right, seen = map(sum, zip(*(sets.right(t) for t in threads)))
            above, root = map(sum, zip(*map(trivial, threads)))
            total.update(right=right, seen=seen, trivial=max(above, root))
            by_kind[threads[0].kind].update(right=right, seen=seen)
            print(f"  {name:18} {threads[0].kind:8} {right}/{seen} above {above} root {root}{'' if right > max(above, root) else '  not above the trivial rule'}", flush=True)
    print("whole threads left out:", {**total, "share": round(total["right"] / total["seen"], 3)},
          {kind: f"{c['right']}/{c['seen']}" for kind, c in by_kind.items()})
    for name in ("iac", "iac_quotes", "flat"):
        threads = sorted({page(t) for t in sources[name]})
        right = seen = 0
        for half in range(2):
            left_out = set(threads[half::2])
            sets = Sets(sources, left_out)
            got = [sets.right(t) for t in sources[name] if page(t) in left_out]
            right, seen = right + sum(r for r, _ in got), seen + sum(n for _, n in got)
        print(f"{name} left out: {right / seen:.3f} of {seen}", flush=True)


def page(thread):
    return thread.name.split("~")[0].split("#")[0]


def write(sets):
    """Replaces the weights between the brackets of each set in `rules/core.toml`, and those of the cues of languages."""
    path = "rules/core.toml"
    text = open(path, encoding="utf8").read()
    for kind, w in sets.w.items():
        lines = []
        for name in SHARED + OWN.get(kind, []):
            one, _, other = name.partition("+")
            value = round(float(w[AT[name]]), 2)
            if value:
                also = f', with = "{other}"' if other else ""
                lines.append(f'  {{ is = "{one}"{also}, w = {value} }},')
        block = re.compile(rf'(id = "link-{kind}"\n(?:(?!\[\[rule\]\]).)*?feature = \[\n).*?(\n\])', re.S)
        text, count = block.subn(lambda m: m.group(1) + "\n".join(lines) + m.group(2), text)
        assert count == 1, kind
    open(path, "w", encoding="utf8").write(text)
    for path in ("rules/en/links.toml", "rules/fr/links.toml"):
        text = open(path, encoding="utf8").read()
        for cue in CUES:
            value = round(float(sets.forum[AT[cue]]), 2)
            mark = f'name = "{cue}"' if cue == "you-to-article" else f'lex = "{cue}", with' if cue == "you" else f'lex = "{cue}"'
            text = re.sub(rf'({{ [^\n]*{mark}[^\n]* w = )-?[0-9.]+', lambda m: m.group(1) + str(value), text)
        open(path, "w", encoding="utf8").write(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("target")
    parser.add_argument("data")
    parser.add_argument("work")
    parser.add_argument("--more", action="append", default=[])
    parser.add_argument("--skip", action="append", default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    sources = load(args)
    print({name: f"{len(threads)} threads, {sum(sum(p is not None for p in t.parent) for t in threads)} links" for name, threads in sources.items()})
    if args.write:
        write(Sets(sources))
    else:
        measure(sources)


if __name__ == "__main__":
    main()
