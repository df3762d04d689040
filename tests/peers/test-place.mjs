// Tests what of the page's picture is pure: placing, folding, wrapping, keys, on random maps and on extreme ones.
//
//     node test-place.mjs        (also `node --test`)

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { geometry } from './geometry.mjs';

// The browser's part: every letter is half an em wide, `…` a whole one.
globalThis.document = /** @type {any} */ ({
  createElement: () => ({
    getContext: () => ({
      font: '',
      measureText: (/** @type {string} */ text) => ({
        width: 128 * [...text].reduce((sum, one) => sum + (one === '…' ? 1 : /\p{M}/u.test(one) ? 0 : 0.5), 0),
      }),
    }),
  }),
});
const web = fileURLToPath(new URL('../../src/write/page/web/', import.meta.url));
const source = `
export { useGeometry } from './geometry.js';
export { model } from './model.js';
export { select } from './select.js';
export { INITIAL } from './state.js';
export { forest, kept } from './draw/place/forest.js';
export { tidy } from './draw/place/tidy.js';
export { tree } from './draw/place/tree.js';
export { thread } from './draw/place/thread.js';
export { icicle } from './draw/place/icicle.js';
export { matrix } from './draw/place/matrix.js';
export { Lanes } from './draw/place/lanes.js';
export { Bands } from './draw/bands.js';
export { wrap, stretches } from './draw/wrap.js';
export { REGULAR } from './draw/measure.js';
export { clean, cleanRun } from './draw/clean.js';
export { arrow, attack, chain } from './draw/keys.js';
export { svgSurface } from './draw/svg-surface.js';
export { mix, step } from './draw/inks.js';
`;
const {
  outputFiles: [{ text }],
} = await build({
  stdin: { contents: source, resolveDir: web, loader: 'js' },
  bundle: true,
  write: false,
  format: 'esm',
});
const page = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
page.useGeometry(geometry);

let seed = 1;
function random() {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (/** @type {number} */ most) => Math.floor(random() * most);
const RELATIONS = ['rebuttal', 'correction', 'support', 'question', 'answer', 'elaboration', 'reply'];

/** A random island: nodes in reading order. `deep`: how likely a reply answers the comment right above it. */
function island(/** @type {number} */ count, deep = 0.4) {
  const sign = ['−', '−', '+', '?', '', '', ''];
  /** @type {any} */
  const out = {
    title: 't',
    caption: [],
    threads: [{ id: 't', title: null }],
    authors: ['a', 'b', 'c'],
    forms: ['irony', 'question'],
    rules: [],
    positions: ['skeptic', 'endorsing', 'hypothesis'].map((name) => ({
      name,
      bar: '#000000',
      light: '#000000',
      dark: '#ffffff',
    })),
    relations: RELATIONS.map((name, at) => ({ name, sign: sign[at], light: '#000000', dark: '#ffffff' })),
    statuses: ['unchallenged', 'defended', 'challenged', 'undecided'],
    nodes: [],
    edges: [],
    issues: { count: 0, list: [] },
  };
  /** The branch that is open. @type {number[]} */ const branch = [];
  const edge = (/** @type {number} */ from, /** @type {number} */ to) => {
    out.edges.push({
      from,
      to,
      relation: random() < 0.5 ? 6 : below(7),
      given: random() < 0.5,
      confidence: random(),
      p: random(),
    });
    return out.edges.length - 1;
  };
  for (let at = 0; at < count; at++) {
    if (random() > deep && branch.length) branch.length = below(branch.length) + (random() < 0.9 ? 1 : 0);
    const parent = branch[branch.length - 1];
    out.nodes.push({
      id: `n${at}`,
      name: at ? `#${at}` : 'Article',
      kind: at ? 'comment' : 'article',
      thread: 0,
      depth: branch.length,
      parent,
      edge: parent === undefined ? undefined : edge(at, parent),
      author: below(3),
      text: 'word '.repeat(1 + below(60)).trim(),
      positions: random() < 0.5 ? [[below(3), 0.9, 'rule', null, [[0, 0, 4]]]] : undefined,
      status: at ? below(4) : undefined,
    });
    branch.push(at);
  }
  for (let made = 0; made < count / 4; made++) {
    const [from, to] = [below(count), below(count)];
    if (from !== to) edge(from, to);
  }
  return out;
}
const maps = () => [1, 2, 5, 30, 120, 400].flatMap((count) => [island(count), island(count, 0.9), island(count, 0.05)]);

/** Pieces of lines that run through a card that they do not touch. */
function pierced(/** @type {any} */ { cards, x, y, paths }) {
  let count = 0;
  for (const { points, from, to } of paths) {
    for (let at = 2; at < points.length; at += 2) {
      const [x0, x1] = [Math.min(points[at - 2], points[at]), Math.max(points[at - 2], points[at])];
      const [y0, y1] = [Math.min(points[at - 1], points[at + 1]), Math.max(points[at - 1], points[at + 1])];
      for (let card = 0; card < cards.length; card++) {
        if (card === from || card === to) continue;
        if (
          x1 > x[card] + 0.5 &&
          x0 < x[card] + cards[card].width - 0.5 &&
          y1 > y[card] + 0.5 &&
          y0 < y[card] + cards[card].height - 0.5
        )
          count++;
      }
    }
  }
  return count;
}

for (const [name, place] of /** @type {[string, any][]} */ ([
  ['tree', page.tree],
  ['thread', page.thread],
])) {
  test(`${name}: cards do not overlap, lines meet no other card, all is inside`, () => {
    for (const raw of maps())
      for (const width of [360, 1400]) {
        const model = page.model(raw);
        const shown = page.forest(model, new Set(), null);
        const placed = place(model, shown, width);
        assert.equal(placed.cards.length, raw.nodes.length);
        for (let a = 0; a < placed.cards.length; a++) {
          const [ax, ay, card] = [placed.x[a], placed.y[a], placed.cards[a]];
          assert.ok(
            ax >= 0 && ay >= 0 && ax + card.width <= placed.width + 0.5 && ay + card.height <= placed.height + 0.5,
          );
          for (let b = a + 1; b < placed.cards.length; b++) {
            const apart =
              ax + card.width <= placed.x[b] ||
              placed.x[b] + placed.cards[b].width <= ax ||
              ay + card.height <= placed.y[b] ||
              placed.y[b] + placed.cards[b].height <= ay;
            assert.ok(apart, `${name} ${raw.nodes.length}: ${a} over ${b}`);
          }
        }
        assert.equal(pierced(placed), 0);
        // Every link is there: near as a line, or from afar.
        const links = new Set(placed.paths.map((/** @type {any} */ path) => path.edge));
        raw.edges.forEach((/** @type {any} */ edge, /** @type {number} */ at) =>
          assert.ok(links.has(at), `${name}: link ${at} ${edge.from} → ${edge.to}`),
        );
      }
  });
}

test('a chain of a hundred thousand replies needs no stack, and places grow with the map', () => {
  const times = [20_000, 100_000].map((count) => {
    const model = page.model(island(count, 1));
    const begin = performance.now();
    const shown = page.forest(model, new Set(), null);
    for (const place of [page.tree, page.thread]) assert.equal(place(model, shown, 1400).cards.length, count);
    page.icicle(shown, 1400);
    return performance.now() - begin;
  });
  assert.ok(times[1] < 25 * times[0] + 500, `${times}`);
});

test('what is folded or hidden is counted, and nothing is lost', () => {
  for (const raw of maps()) {
    const model = page.model(raw);
    const folded = new Set(raw.nodes.filter(() => random() < 0.2).map((/** @type {any} */ node) => node.id));
    const chosen = Uint8Array.from(raw.nodes, () => (random() < 0.4 ? 1 : 0));
    for (const keep of [null, page.kept(model, chosen)]) {
      const shown = page.forest(model, folded, keep);
      let comments = shown.lost;
      for (const node of shown.nodes) if (raw.nodes[node].kind === 'comment') comments++;
      for (const away of shown.away.values()) comments += away.folded + away.hidden;
      assert.equal(comments, raw.nodes.filter((/** @type {any} */ node) => node.kind === 'comment').length);
      shown.nodes.forEach((/** @type {number} */ node, /** @type {number} */ at) => {
        assert.equal(shown.slot[node], at);
        assert.ok(shown.up[at] < at);
        assert.equal(shown.depth[at], shown.up[at] < 0 ? 0 : shown.depth[shown.up[at]] + 1);
      });
      for (const { from, to } of shown.cross)
        assert.ok(from !== to && from >= 0 && to >= 0 && from < shown.nodes.length);
      // A folded map can be drawn too.
      assert.equal(page.tree(model, shown, 900).cards.length, shown.nodes.length);
    }
  }
});

test('the tidy tree is as high as it can be', () => {
  //  0 ─ 1 ─ 2    1 is low, 2 is high; 3 stands below 1 and not below 2.
  //    └ 3
  assert.deepEqual([...page.tidy([10, 10, 90, 10], [-1, 0, 1, 0], [[1, 3], [2], [], []], 5, 20)], [0, 0, 0, 15]);
});

test('blocks of the icicle lie inside those they answer, and share them out', () => {
  for (const raw of maps()) {
    const model = page.model(raw);
    const shown = page.forest(model, new Set(), null);
    const { x, wide, last } = page.icicle(shown, 1000);
    shown.nodes.forEach((_, /** @type {number} */ at) => {
      const up = shown.up[at];
      if (up >= 0) assert.ok(x[at] >= x[up] - 1e-6 && x[at] + wide[at] <= x[up] + wide[up] + 1e-6);
      assert.equal(last[at] - at + 1, model.size[at]);
      shown.kids[at].slice(1).forEach((/** @type {number} */ kid, /** @type {number} */ number) => {
        const before = shown.kids[at][number];
        assert.ok(Math.abs(x[before] + wide[before] - x[kid]) < 1e-6);
      });
    });
  }
});

test('the matrix counts distinct authors, and only what is chosen', () => {
  const model = page.model(island(400));
  const all = page.matrix(model, new Uint8Array(model.edges.length).fill(1));
  const none = page.matrix(model, new Uint8Array(model.edges.length));
  assert.ok(all.known && all.most > 0 && all.most <= 3);
  assert.deepEqual(all.rows, none.rows);
  assert.equal(none.most, 0);
  for (const cell of all.cells)
    for (const side of [cell.against, cell.for])
      assert.ok(side.authors <= side.comments && side.comments <= side.links);
});

test('stretches share a lane only where they are apart', () => {
  const lanes = new page.Lanes();
  assert.deepEqual(
    [
      lanes.take(0, 100, 2),
      lanes.take(50, 60, 2),
      lanes.take(80, 120, 2),
      lanes.take(90, 95, 2),
      lanes.take(200, 110, 2),
    ],
    [0, 1, 1, -1, 0],
  );
});

test('bands find what lies between two heights', () => {
  const ranges = Array.from({ length: 500 }, () => {
    const top = random() * 40_000;
    return [top, top + (random() < 0.1 ? random() * 30_000 : random() * 300)];
  });
  const bands = new page.Bands(ranges.length, (/** @type {number} */ at) => ranges[at]);
  for (let tried = 0; tried < 60; tried++) {
    const top = random() * 41_000 - 500;
    const found = new Set(bands.between(top, top + 900));
    ranges.forEach(([from, to], at) => {
      if (from <= top + 900 && to >= top) assert.ok(found.has(at));
    });
  }
});

test('no line is too wide, and nothing of a text is lost', () => {
  const letters = [
    'a',
    'b',
    'é',
    'e\u0301',
    ' ',
    ' ',
    ' ',
    '\n',
    '\u00a0',
    '«',
    '»',
    '!',
    '?',
    '-',
    '’',
    '漢',
    '🦀',
    '👍🏽',
    '👨‍👩‍👧',
    '\u202e',
    '\u0000',
    '\ud800',
    '🇫🇷',
    '\t',
    'ש',
  ];
  for (let tried = 0; tried < 1500; tried++) {
    const text = Array.from({ length: below(120) }, () => letters[below(letters.length)]).join('');
    const ems = 1 + random() * 20;
    /** @type {any[]} */ const rows = [];
    const most = random() < 0.5 ? 99 : 1 + below(3);
    assert.equal(page.wrap(text, page.REGULAR, ems, most, random() < 0.5, rows), rows.length);
    let at = 0;
    for (const { start, end, cut } of rows) {
      assert.match(text.slice(at, start), /^\s*$/u);
      // As it is drawn: several spaces are one.
      const line = page.cleanRun(text.slice(start, end));
      const wide = page.REGULAR.sum(line) + (cut ? 1 : 0);
      assert.ok(
        wide <= ems + 1e-3 ||
          [...new Intl.Segmenter().segment(line)].filter(({ segment }) => page.REGULAR.sum(segment) > 0).length <= 1 ||
          (line.startsWith('⟨U+202E⟩') && line.length < 12),
        `${wide} > ${ems}: ${JSON.stringify(line)}`,
      );
      at = end;
    }
    if (rows.length < most) assert.match(text.slice(at), /^[\s\u2028\u2029]*$/u);
    else if (!rows[rows.length - 1].cut) assert.match(text.slice(at), /^\s*$/u);
  }
});

test('French marks stay with their words', () => {
  const text = 'Ravi d’apprendre que « oui » ! Et vous ? Non : jamais ; et 20 % de plus '.repeat(3);
  for (let ems = 8; ems < 20; ems += 0.5) {
    /** @type {any[]} */ const rows = [];
    page.wrap(text, page.REGULAR, ems, 99, false, rows);
    for (const { start, end } of rows) {
      assert.doesNotMatch(text.slice(start, end), /^[?!:;»%]/);
      assert.doesNotMatch(text.slice(start, end), /«$/);
    }
  }
});

test('stretches cover a line without gaps', () => {
  const parts = page.stretches({ start: 3, end: 20, cut: false }, [
    { start: 0, end: 5, mark: 1 },
    { start: 8, end: 12, mark: 2 },
    { start: 18, end: 30, mark: 3 },
  ]);
  assert.deepEqual(
    parts.map((/** @type {any} */ part) => [part.start, part.end, part.mark]),
    [
      [3, 5, 1],
      [5, 8, null],
      [8, 12, 2],
      [12, 18, null],
      [18, 20, 3],
    ],
  );
});

test('controls are dropped or named', () => {
  assert.equal(page.clean('a\u0000\u001b[31mb\u202ec\td\ufffe\ud800'), 'a[31mb⟨U+202E⟩c d\ufffd');
  assert.equal(page.cleanRun('a  \n b'), 'a b');
});

test('text is inert in a file', () => {
  const surface = page.svgSurface();
  surface.transform(1, 0, 0);
  surface.text('</text><script>alert(1)</script> & "\'', 1, 2, 14, false, '#000000');
  const file = surface.done(10, 10, '<b>', '&');
  assert.doesNotMatch(file, /<script|<b>|& /);
  assert.match(file, /&#60;script&#62;/);
});

test('arrows follow the tree, and chains the rebuttals', () => {
  const raw = island(6, 0);
  raw.nodes.forEach((/** @type {any} */ node, /** @type {number} */ at) => {
    node.parent = at ? 0 : undefined;
    node.depth = at ? 1 : 0;
  });
  raw.edges = [1, 2, 3, 4, 5].map((from) => ({
    from,
    to: 0,
    relation: from % 2 ? 6 : 0,
    given: true,
    confidence: from / 10,
    p: 1,
  }));
  raw.nodes.forEach((/** @type {any} */ node, /** @type {number} */ at) => {
    node.edge = at ? at - 1 : undefined;
  });
  const model = page.model(raw);
  const shown = page.forest(model, new Set(), null);
  assert.deepEqual(
    [
      page.arrow(shown, 3, 'up'),
      page.arrow(shown, 0, 'in'),
      page.arrow(shown, 1, 'after'),
      page.arrow(shown, 1, 'before'),
      page.arrow(shown, 5, 'after'),
    ],
    [0, 1, 2, 1, 5],
  );
  const chosen = page.select(model, page.INITIAL);
  assert.deepEqual(
    [
      page.attack(model, chosen, -1, 1),
      page.attack(model, chosen, 2, 1),
      page.attack(model, chosen, 4, 1),
      page.attack(model, chosen, 4, -1),
    ],
    [2, 4, -1, 2],
  );
  assert.deepEqual([page.chain(model, 2, false), page.chain(model, 0, true), page.chain(model, 1, false)], [0, 4, -1]);
});

test('hues mix, and a sure relation has its full one', () => {
  assert.equal(page.mix('#000000', '#ffffff', 0.5), '#808080');
  assert.deepEqual([page.step(1), page.step(0.5), page.step(NaN) >= 0], [3, 0, false]);
});
