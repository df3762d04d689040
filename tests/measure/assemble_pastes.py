#!/usr/bin/env python3
"""Makes flat pastes with known truth out of saved WordPress pages: article, counter line, comments.

    python3 tests/measure/assemble_pastes.py ../shared/data/formats/wordpress-html OUT [--only-comments]

Every page gives one paste per counter form of FORMS (`NAME.K.txt`) and its truth (`NAME.K.json`: the number of lines of
the article, what the counter announces, and the text of every comment, as a list of lines). With `--only-comments` one
paste per page is written without its article, for fitting the cuts. Only the standard library is needed. The pages
themselves belong to others and never enter the project.
"""
import html.parser, json, os, re, sys

FORMS = [
    "{n} commentaires", "Commentaires ({n})", "{n} réflexions sur « {title} »", "{n} réponses à “{title}”",
    "{n} Comments", "Comments ({n})", "{n} thoughts on “{title}”", "{n} responses to {title}",
    "{n} Kommentare", "Kommentare ({n})", "{n} Gedanken zu „{title}“", "{n} Ergänzungen",
    "{n} comentarios", "Comentarios ({n})", "Se han publicado {n} comentarios", "{n} respuestas a «{title}»",
]
VOID = set("area base br col embed hr img input link meta source track wbr param".split())
BLOCK = set("p div li ul ol blockquote h1 h2 h3 h4 h5 h6 pre table tr section article header footer figure dd dt dl".split())
SKIP = set("script style noscript form iframe svg button select textarea figcaption".split())
NOISE = re.compile(r"\b(reply|comment-likes|comment-meta|comment-author|sharedaddy|jp-relatedposts|comment-awaiting|wp-caption|"
                   r"sd-|comment-metadata|commentmetadata|post-ratings|author-box|related|social|share)\b")


class Node:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent, self.children = tag, attrs, parent, []

    @property
    def classes(self):
        return (self.attrs.get("class") or "").split()

    def walk(self):
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(c for c in reversed(node.children) if isinstance(c, Node))


class Tree(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("root", {}, None)

    def handle_starttag(self, tag, attrs):
        if tag == "p":                                     # an open paragraph ends where the next block begins
            node = self.at
            if node.tag == "p":
                self.at = node.parent
        node = Node(tag, dict(attrs), self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_endtag(self, tag):
        node = self.at
        while node is not None and node.tag != tag:
            if node.tag in ("li", "ol", "ul", "article", "section", "body") and tag in ("p", "span", "a", "em", "strong"):
                return
            node = node.parent
        if node is not None and node.parent is not None:
            self.at = node.parent

    def handle_data(self, data):
        self.at.children.append(data)


def depth_of(node):
    for name in node.classes:
        found = re.fullmatch(r"depth-(\d+)", name)
        if found:
            return int(found.group(1))
    return None


def is_comment(node):
    return (depth_of(node) is not None and "comment" in node.classes) or "wc-comment" in node.classes


def lines_of(node, stop):
    """The lines a copy of this element gives: one per block, white space folded. Inner `<br>` break lines too."""
    out, current = [], []

    def flush():
        text = re.sub(r"\s+", " ", "".join(current)).strip()
        current.clear()
        if text:
            out.append(text)

    def visit(node):
        for child in node.children:
            if isinstance(child, str):
                current.append(child)
            elif child.tag in SKIP or stop(child) or NOISE.search(" ".join(child.classes)):
                continue
            elif child.tag == "br":
                current.append(" ")
            elif child.tag in BLOCK:
                flush(); visit(child); flush()
            else:
                visit(child)
    visit(node)
    flush()
    return out


TEXT = ["comment-content", "comment_content", "comment-text", "commenttext", "wc-comment-text", "wpd-comment-text", "comment-body"]
ARTICLE = ["entry-content", "post-content", "article-content", "td-post-content", "bdaia-post-content", "storycontent", "post", "entry"]


def comments_of(root):
    found = []
    for node in root.walk():
        if not is_comment(node):
            continue
        inner = None
        for name in TEXT:
            stack = [node]
            while stack and inner is None:
                at = stack.pop()
                if at is not node and is_comment(at):
                    continue
                if at is not node and name in at.classes:
                    inner = at
                stack.extend(c for c in reversed(at.children) if isinstance(c, Node))
            if inner is not None:
                break
        lines = lines_of(inner, is_comment) if inner is not None else []
        if lines:
            found.append(lines)
    return found


def article_of(root):
    for name in ARTICLE:
        for node in root.walk():
            if name in node.classes and not is_comment(node):
                lines = lines_of(node, lambda n: is_comment(n) or "comments" in n.classes or n.attrs.get("id") in ("comments", "respond"))
                if sum(map(len, lines)) > 300:
                    return lines
    return []


def main():
    source, target = sys.argv[1], sys.argv[2]
    bare = "--only-comments" in sys.argv
    os.makedirs(target, exist_ok=True)
    made = 0
    for name in sorted(os.listdir(source)):
        if not name.endswith(".html"):
            continue
        with open(os.path.join(source, name), encoding="utf8", errors="replace") as page:
            tree = Tree()
            tree.feed(page.read())
        comments, article = comments_of(tree.root), article_of(tree.root)
        title = next((re.sub(r"\s+", " ", "".join(c for c in n.children if isinstance(c, str))).strip() for n in tree.root.walk() if n.tag == "title"), "")
        print(f"{name}: article {len(article)} lines, {len(comments)} comments, {sum(map(len, comments))} lines", file=sys.stderr)
        if len(comments) < 2 or not (article or bare):
            continue
        for k, form in enumerate([FORMS[0]] if bare else FORMS):
            counter = form.format(n=len(comments), title=title[:60])
            lines = ([] if bare else article) + [counter] + [line for comment in comments for line in comment]
            base = os.path.join(target, f"{name[:-5]}.{k}")
            with open(base + ".txt", "w", encoding="utf8") as out:
                out.write("\n".join(lines) + "\n")
            with open(base + ".json", "w", encoding="utf8") as out:
                json.dump({"article_lines": 0 if bare else len(article), "counter": counter, "announced": len(comments), "comments": comments}, out, ensure_ascii=False)
            made += 1
    print(f"{made} pastes", file=sys.stderr)


if __name__ == "__main__":
    main()
