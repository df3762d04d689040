// Tests what of the page's panels is pure: the address, the choices and their counts, words found, offsets, cells; on
// random maps and on extreme texts, against the plainest way to say the same.
//
//     node test-panels.mjs        (also `node --test`)

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { geometry } from './geometry.mjs';

const web = fileURLToPath(new URL('../../src/write/page/web/', import.meta.url));
const source = `
export { useGeometry } from './geometry.js';
export { model } from './model.js';
export { derive } from './derive.js';
export { INITIAL, fromHash, store, toHash } from './state.js';
export { counts, fold, hits, select, wordsOf, NODE_FILTERS } from './select.js';
export { findWords } from './panel/find.js';
export { around, head } from './panel/parts.js';
export { cell, records, scalars } from './panel/export.js';
export { rulesOf } from './panel/rules.js';
export { messages } from './live.js';
export { probability, quoted, when } from './words.js';
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

let seed = 7;
function random() {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (/** @type {number} */ count) => Math.floor(random() * count);
/** @template T @param {T[]} list */
const some = (list) => list.filter(() => random() < 0.3);
/** @template T @param {T[]} list @returns {T} */
const one = (list) => list[below(list.length)];

const RELATIONS = ['rebuttal', 'correction', 'support', 'question', 'answer', 'elaboration', 'reply'];
const TEXTS = [
  'Élan vital, l’été',
  'naïve NAÏVE naive',
  '🎭 𝕬 doubt 🎭',
  'e\u0301te\u0301',
  '',
  'straße Ⅷ ﬁn',
  '\u0000\u202e x',
  'ÅÅ\u030a a',
  'water water',
];

/** A random map. @param {number} count */
function map(count) {
  const positions = ['skeptic', 'endorsing', 'a&b=c'];
  const forms = ['irony', 'question'];
  const rules = ['en.skeptic.doubt', 'en.skeptic.lie', 'core.link', 'en.irony'];
  const label = (/** @type {number} */ of, /** @type {string} */ text) => [
    below(of),
    random(),
    'rule',
    null,
    some([0, 1, 3]).map((rule) => {
      // No evidence cuts a character.
      const cuts = [0];
      for (const character of text) cuts.push((cuts.at(-1) ?? 0) + character.length);
      const start = below(cuts.length);
      return [rule, cuts[start], cuts[start + below(cuts.length - start)]];
    }),
  ];
  const nodes = Array.from({ length: count }, (_, at) => {
    const words = `${one(TEXTS)} ${one(TEXTS)}`;
    return {
      id: `n${at}`,
      name: `#${at}`,
      kind: at === 0 ? 'post' : random() < 0.1 ? 'deleted' : 'comment',
      thread: 0,
      depth: at ? 1 : 0,
      parent: at ? 0 : undefined,
      edge: at ? at - 1 : undefined,
      author: random() < 0.8 ? below(3) : undefined,
      status: at ? below(4) : undefined,
      strength: random(),
      text: words,
      positions: random() < 0.6 ? [label(3, words)] : undefined,
      forms: random() < 0.5 ? [label(2, words)] : undefined,
    };
  });
  const edges = nodes.slice(1).map((_, at) => ({
    from: at + 1,
    to: below(at + 1),
    relation: below(7),
    given: random() < 0.5,
    confidence: Math.round(random() * 100) / 100,
    p: random(),
    evidence: random() < 0.5 ? [[2, null, null]] : undefined,
  }));
  return page.model({
    nodes,
    edges,
    forms,
    rules,
    positions: positions.map((name) => ({ name, axis: null, bar: '', light: '', dark: '' })),
    relations: RELATIONS.map((name) => ({ name, sign: '', light: '', dark: '' })),
    statuses: ['unchallenged', 'defended', 'challenged', 'undecided'],
    authors: ['Author 1', 'Author 2', 'Author 3'],
    threads: [{ id: 't' }],
    packs: [],
    caption: [],
    issues: { count: 0, list: [] },
    disputes: { known: true, count: 0, list: [], concessions: [], bridges: [] },
    filters: [],
    rule_info: [
      { id: 'en.skeptic', kind: 'position', label: 'skeptic', about: 'doubts', pack: 'en' },
      { id: 'en.silent', kind: 'form', label: 'irony', about: null, pack: 'en' },
    ],
  });
}

/** A random state. @param {any} model */
const state = (model) => ({
  ...page.INITIAL,
  layout: one(['tree', 'thread', 'icicle', 'matrix']),
  panel: one(['issues', 'filters', 'outline', 'watch', 'rules', 'hits', '']),
  query: one(['', '', 'ete', 'x=y&z', 'naive é', '%00+ #']),
  position: some([...model.positions.map((/** @type {any} */ { name }) => name), '']),
  form: some(model.forms),
  relation: some(RELATIONS),
  author: some(model.authors),
  status: some(model.statuses),
  rule: some(model.rules),
  origin: one(['', '', 'given', 'inferred']),
  confidence: one([0, 0, 0.5, 1]),
  folded: some(['n1', 'a b&c', 'é#']),
  selected: one(['', 'n2', '<&#%"é🎭>']),
  side: some(['for', 'against', '']),
  thread: some(['t', 'a b&c']),
  since: one(['', '2025-01-28']),
  until: one(['', '2025-02-01']),
  votes: one(['', '3']),
  off: some(['skeptic', 'irony']),
  sort: one(['', 'top', 'new', 'controversial']),
  colour: one(['', 'side', 'position']),
  size: one(['', '1.3']),
  theme: one(['', 'light', 'dark']),
  hide: one(['', 'hide']),
  view: one([null, [1.5, -2, 0.25]]),
});

test('an address restores the state, whatever it holds', () => {
  const model = map(5);
  for (let round = 0; round < 500; round++) {
    const [initial, wanted] = [{ ...page.INITIAL, layout: one(['tree', 'icicle']) }, state(model)];
    assert.deepEqual(page.fromHash(`#${page.toHash(wanted, initial)}`, initial), wanted);
  }
  assert.equal(page.toHash(page.INITIAL, page.INITIAL), '');
  for (const wild of [
    '#%',
    '#&&&===',
    '#view=1,2',
    '#view=NaN,1,1',
    '#confidence=7',
    '#layout=__proto__',
    '#%F0%9F',
    `#${'folded=x&'.repeat(2000)}`,
  ])
    page.fromHash(wild, page.INITIAL);
});

test('what is chosen, and its counts, are as the plainest way has them', () => {
  for (let round = 0; round < 200; round++) {
    const model = map(2 + below(40));
    const wanted = state(model);
    /** @type {Record<string, (at: number) => string[]>} */
    const values = {
      position: (at) =>
        model.nodes[at].positions
          ? model.nodes[at].positions.map(([label]) => model.positions[label].name)
          : model.nodes[at].kind === 'comment'
            ? ['']
            : [],
      form: (at) => (model.nodes[at].forms ?? []).map(([label]) => model.forms[label]),
      author: (at) => (model.nodes[at].author === undefined ? [] : [model.authors[model.nodes[at].author]]),
      status: (at) => (model.nodes[at].status === undefined ? [] : [model.statuses[model.nodes[at].status]]),
      side: (at) => (model.nodes[at].kind === 'comment' ? [''] : []),
      thread: () => ['t'],
      rule: (at) => [
        ...new Set(
          [...(model.nodes[at].positions ?? []), ...(model.nodes[at].forms ?? [])]
            .flatMap(([, , , , words]) => words.map(([rule]) => model.rules[rule]))
            .concat(
              model.edges
                .filter(({ from }) => from === at)
                .flatMap(({ evidence }) => (evidence ?? []).map(([rule]) => model.rules[rule])),
            ),
        ),
      ],
    };
    // Limits have a test with the page.
    wanted.since = wanted.until = wanted.votes = '';
    const choose = (/** @type {string} */ except) => {
      const words = page.wordsOf(wanted.query);
      const own = model.nodes.map(
        (node, at) =>
          words.every((word) => page.fold(`${node.name} ${node.text}`).includes(word)) &&
          page.NODE_FILTERS.every(
            (name) =>
              name === except || !wanted[name].length || values[name](at).some((value) => wanted[name].includes(value)),
          ),
      );
      const byEdge =
        (except !== 'relation' && wanted.relation.length > 0) ||
        (except !== 'origin' && wanted.origin !== '') ||
        wanted.confidence > 0;
      const edges = model.edges.map(
        (edge) =>
          (own[edge.from] || (byEdge && own[edge.to])) &&
          (except === 'relation' || !wanted.relation.length || wanted.relation.includes(RELATIONS[edge.relation])) &&
          (except === 'origin' || !wanted.origin || (wanted.origin === 'given') === edge.given) &&
          edge.confidence >= wanted.confidence,
      );
      const kept = byEdge
        ? model.nodes.map((_, at) =>
            model.edges.some((edge, place) => edges[place] && (edge.from === at || edge.to === at)),
          )
        : own;
      return { edges, kept };
    };
    const { edges, kept } = choose('');
    const found = page.select(model, wanted);
    assert.deepEqual([...found.nodes], kept.map(Number));
    assert.deepEqual([...found.edges], edges.map(Number));
    assert.equal(found.comments, model.nodes.filter(({ kind }, at) => kind === 'comment' && kept[at]).length);
    for (const facet of [...page.NODE_FILTERS, 'relation', 'origin']) {
      const rest = choose(facet);
      /** @type {Record<string, number>} */ const expected = {};
      const add = (/** @type {string} */ value) => {
        expected[value] = (expected[value] ?? 0) + 1;
      };
      if (facet === 'relation')
        model.edges.forEach((edge, at) => {
          if (rest.edges[at]) add(RELATIONS[edge.relation]);
        });
      else if (facet === 'origin')
        model.edges.forEach((edge, at) => {
          if (rest.edges[at]) add(edge.given ? 'given' : 'inferred');
        });
      else
        model.nodes.forEach(({ kind }, at) => {
          if (kind === 'comment' && rest.kept[at]) values[facet](at).forEach(add);
        });
      assert.deepEqual(
        Object.fromEntries([...page.counts(model, wanted, facet)].sort()),
        Object.fromEntries(Object.entries(expected).sort()),
        facet,
      );
    }
  }
});

test('words are found whatever their accents and case, and whole letters are marked', () => {
  assert.deepEqual(page.findWords('L’été, l’ÉTÉ et e\u0301te\u0301', ['ete']), [
    [2, 5],
    [9, 12],
    [16, 21],
  ]);
  assert.deepEqual(page.findWords('abc', []), []);
  for (let round = 0; round < 500; round++) {
    const words = `${one(TEXTS)} ${one(TEXTS)} ${one(TEXTS)}`;
    const wanted = page.wordsOf(one(['e', 'ete', 'naive', 'x', 'a', 'doubt', 'water', 'fi', 'aa', '🎭']));
    const found = page.findWords(words, wanted);
    let last = 0;
    for (const [start, end] of found) {
      assert.ok(start >= last && end > start && end <= words.length, `${start}–${end} of ${words}`);
      assert.ok(page.fold(words.slice(start, end)).includes(wanted[0]), `${words.slice(start, end)} is not ${wanted}`);
      assert.ok(!/^\p{M}/u.test(words.slice(end)), 'a letter is cut from its marks');
      last = end;
    }
    assert.equal(found.length > 0, page.fold(words).includes(wanted[0]), `${wanted} in ${words}`);
  }
});

test('offsets are counted in scalar values', () => {
  for (const words of [...TEXTS, '🎭'.repeat(50), '\ud83c alone \udfad', 'a🎭b\ud83c']) {
    const count = page.scalars(words);
    let unit = 0;
    let scalar = 0;
    for (const character of words) {
      assert.equal(count(unit), scalar, `${JSON.stringify(words)} at ${unit}`);
      unit += character.length;
      scalar += 1;
    }
    assert.equal(count(unit), scalar);
  }
});

test('no cell is a formula, and what needs it is quoted', () => {
  for (const wild of ['=1+1', '+33 1', '-2', '@SUM(A1)', '\t=1', '\r=1', "  =cmd|' /C calc'!A0", '＝1', '\n=1'])
    assert.match(page.cell(wild), /^"?'/, wild);
  for (const tame of ['', 'c1', "'quoted'", 'a=b', '1-2', '…']) assert.equal(page.cell(tame), tame);
  assert.equal(page.cell('a"b,c\n'), '"a""b,c\n"');
});

test('a stretch has what was asked for, and whole words around', () => {
  for (let round = 0; round < 300; round++) {
    const words = Array.from({ length: 20 }, () => one(['word', 'a', '', 'lengthy-one', 'é'])).join(' ');
    const start = below(words.length);
    const end = start + below(words.length - start + 1);
    const [from, to] = page.around(words, start, end, 10);
    assert.ok(from <= start && to >= end && from >= 0 && to <= words.length && start - from <= 10 && to - end <= 10);
    if (from > 0 && from < start) assert.match(words[from - 1], /\s/);
  }
  assert.ok(!/[\ud800-\udbff]…$/.test(page.head('🎭'.repeat(90), 41)));
});

test('every hit is listed with its rule, and silent rules are there', () => {
  const model = map(40);
  const rules = page.rulesOf(model);
  const listed = rules
    .flatMap(({ cues }) => cues)
    .map(({ name, hits }) => [name, hits.length])
    .sort();
  const count = model.rules.map((name, rule) => [
    name,
    [
      ...model.nodes
        .flatMap((node) => [...(node.positions ?? []), ...(node.forms ?? [])])
        .flatMap(([, , , , words]) => words),
      ...model.edges.flatMap(({ evidence }) => evidence ?? []),
    ].filter(([one]) => one === rule).length,
  ]);
  assert.deepEqual(listed, count.sort());
  assert.deepEqual(
    rules.map(({ id }) => id),
    ['core', 'en', 'en.silent', 'en.skeptic'],
  );
  assert.deepEqual(rules.find(({ id }) => id === 'en.silent')?.cues, []);
});

test('files hold what is chosen and nothing else', () => {
  for (let round = 0; round < 50; round++) {
    const model = map(30);
    const wanted = round % 2 ? page.INITIAL : state(model);
    const { nodes, edges } = page.records({ model, state: wanted });
    const found = page.select(model, wanted);
    assert.deepEqual(
      nodes.map(({ id }) => id),
      model.nodes.filter((_, at) => found.nodes[at]).map(({ id }) => id),
    );
    assert.equal(
      edges.length,
      found.edges.reduce((sum, kept) => sum + kept, 0),
    );
    for (const node of nodes)
      for (const { evidence } of [...node.positions, ...node.forms])
        for (const { start, end, text: words } of evidence)
          assert.equal([...node.text].slice(start, end).join(''), words);
  }
});

test('listeners hear once a change, and of another map', () => {
  const [first, second] = [map(3), map(4)];
  const shared = page.store(first, page.INITIAL, page.INITIAL);
  /** @type {string[]} */ const heard = [];
  shared.subscribe((now, before) => heard.push(`${before.query}>${now.query} ${shared.model.nodes.length}`));
  shared.set({ query: 'a' });
  shared.set({ query: 'a', position: [] });
  shared.replace(second);
  assert.deepEqual(heard, ['> 3', '>a 3', 'a>a 4']);
});

test('messages, numbers and times are read as they are meant', () => {
  assert.deepEqual(page.messages('{"messages":["a","b"],"diagnostics":[]}'), ['a', 'b']);
  assert.deepEqual(page.messages('not JSON {'), ['not JSON {']);
  assert.deepEqual(page.messages('["x"]'), ['x']);
  assert.deepEqual(
    [page.probability(0.999), page.probability(1), page.probability(-1), page.probability(0.005)],
    ['0.99', '1.00', '0.00', '0.01'],
  );
  assert.deepEqual([page.quoted('a'), page.quoted('“a”')], ['“a”', '‘“a”’']);
  assert.deepEqual(
    [page.when('2025-01-28'), page.when('yesterday'), page.when('2025-99-99')],
    ['28 January 2025', 'yesterday', '2025-99-99'],
  );
  assert.match(page.when('2025-01-28T23:30:00-03:00'), /^29 January 2025.*02:30/);
  assert.match(page.when('2025-01-28 23:30'), /^28 January 2025.*23:30$/);
});

test('another order of replies and labels left out lose nothing else', () => {
  for (let round = 0; round < 60; round++) {
    const whole = map(30);
    whole.nodes.forEach((/** @type {any} */ node) => {
      node.votes = random() < 0.8 ? below(9) - 3 : undefined;
      node.time = random() < 0.8 ? `2025-01-${String(1 + below(28)).padStart(2, '0')}T10:00:00Z` : undefined;
    });
    for (const sort of ['', 'best', 'top', 'new', 'old', 'controversial']) {
      const off = some(['skeptic', 'irony']);
      const other = page.derive(whole, off, sort);
      assert.deepEqual(other.nodes.map(({ id }) => id).sort(), whole.nodes.map(({ id }) => id).sort());
      assert.ok(!other.positions.some(({ name }) => off.includes(name)));
      other.nodes.forEach((/** @type {any} */ node, /** @type {number} */ at) => {
        const before = whole.nodes[whole.places.get(node.id)];
        assert.equal(other.nodes[node.parent]?.id, whole.nodes[before.parent]?.id);
        assert.ok(node.parent === undefined || node.parent < at);
        const names = (/** @type {any} */ model, /** @type {any} */ one) =>
          (one.positions ?? []).map((/** @type {any} */ [label]) => model.positions[label].name);
        assert.deepEqual(
          names(other, node),
          names(whole, before).filter((/** @type {string} */ name) => !off.includes(name)),
        );
      });
      other.edges.forEach((/** @type {any} */ edge, /** @type {number} */ at) => {
        assert.equal(other.nodes[edge.from].id, whole.nodes[whole.edges[at].from].id);
        assert.equal(other.nodes[edge.to].id, whole.nodes[whole.edges[at].to].id);
      });
      if (sort === 'top') {
        const votes = other.kids[0].map((/** @type {number} */ at) => other.nodes[at].votes ?? 0);
        assert.deepEqual(
          votes,
          [...votes].sort((a, b) => b - a),
        );
      }
    }
  }
});
