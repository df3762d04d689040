// The chosen comments and links as files: records as `palabre map -f json` has them, and a table.

import { select } from '../select.js';
import { FILTERS } from '../state.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('../state.js').Store} Store */

/**
 * Counts Unicode scalar values up to code units, as other programs count.
 * @param {string} text @returns {(unit: number) => number}
 */
export function scalars(text) {
  // Without surrogate pairs both counts are the same.
  if (!/[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text)) return (unit) => unit;
  const counts = new Uint32Array(text.length + 1);
  let count = 0;
  for (let unit = 0; unit < text.length; unit++) {
    counts[unit] = count;
    const second = unit > 0 && /[\uDC00-\uDFFF]/.test(text[unit]) && /[\uD800-\uDBFF]/.test(text[unit - 1]);
    if (second) counts[unit] = count;
    else count++;
  }
  counts[text.length] = count;
  return (unit) => counts[Math.min(unit, text.length)];
}

/**
 * A span with its words; without places where the page does not have the text.
 * @param {string} text
 * @param {[number, number] | null | undefined} span
 * @param {(unit: number) => number} count
 * @param {string} [prefix]
 */
function place(text, span, count, prefix = '') {
  if (!span || span[1] > text.length) return {};
  return {
    [`${prefix}start`]: count(span[0]),
    [`${prefix}end`]: count(span[1]),
  };
}

/** The chosen part of the map. @param {Store} store */
export function records({ model, state }) {
  const { nodes: kept, edges: keptEdges } = select(model, state);
  /** @type {Map<number, (unit: number) => number>} */ const counters = new Map();
  const counter = (/** @type {number} */ at) => {
    let count = counters.get(at);
    if (!count) counters.set(at, (count = scalars(model.nodes[at].text)));
    return count;
  };
  const label = (
    /** @type {number} */ at,
    /** @type {string} */ name,
    /** @type {string | null | undefined} */ axis,
    /** @type {import('../model.js').Label} */ [, score, by, from, words],
  ) => ({
    label: name,
    ...(axis === undefined ? {} : { axis }),
    score,
    by,
    ...(from === null || from === undefined ? {} : { from: model.nodes[from].id }),
    evidence: words.map(([rule, start, end]) => ({
      rule: model.rules[rule],
      ...place(model.nodes[at].text, [start, end], counter(at)),
      text: model.nodes[at].text.slice(start, end),
    })),
  });
  const nodes = model.nodes.flatMap((node, at) =>
    kept[at]
      ? [
          {
            id: node.id,
            thread: model.threads[node.thread]?.id ?? '',
            kind: node.kind,
            author: node.author === undefined ? null : model.authors[node.author],
            time: node.time ?? null,
            lang: node.lang ?? null,
            text: node.text,
            depth: node.depth,
            ...(node.quotes?.length
              ? {
                  quotes: node.quotes.map((span) => place(node.text, span, counter(at))),
                }
              : {}),
            ...(node.status === undefined
              ? {}
              : {
                  status: model.statuses[node.status],
                  strength: node.strength,
                }),
            ...(node.taken ? { taken_up: node.taken } : {}),
            ...(node.votes === undefined ? {} : { votes: node.votes }),
            ...(node.placed ? { issue: `i${node.placed[0] + 1}`, side: node.placed[1], side_p: node.placed[2] } : {}),
            ...(node.faded ? { context: true } : {}),
            positions: (node.positions ?? []).map((held) =>
              label(at, model.positions[held[0]].name, model.positions[held[0]].axis, held),
            ),
            forms: (node.forms ?? []).map((form) => label(at, model.forms[form[0]], undefined, form)),
          },
        ]
      : [],
  );
  const edges = model.edges.flatMap((edge, at) => {
    const [from, to] = [model.nodes[edge.from], model.nodes[edge.to]];
    if (edge.relation === undefined)
      return kept[edge.from] && kept[edge.to] ? [{ from: from.id, to: to.id, relation: 'part-of', confidence: 1 }] : [];
    if (!keptEdges[at]) return [];
    return [
      {
        from: from.id,
        to: to.id,
        ...(edge.claim === undefined ? {} : { claim: model.nodes[edge.claim].id }),
        given: Boolean(edge.given),
        confidence: edge.confidence,
        ...(edge.anchor ? { anchor: place(to.text, edge.anchor, counter(edge.to)) } : {}),
        relation: model.relations[edge.relation].name,
        relation_p: edge.p,
        reasoned: Boolean(edge.reasoned),
        ...(edge.undercut ? { undercut: true } : {}),
        evidence: (edge.evidence ?? []).map(([rule, own, other]) => ({
          rule: model.rules[rule],
          ...place(from.text, own, counter(edge.from)),
          ...(own ? { text: from.text.slice(own[0], own[1]) } : {}),
          ...place(to.text, other, counter(edge.to), 'to_'),
        })),
      },
    ];
  });
  return { nodes, edges };
}

/** What was chosen, by the names of the filters. @param {import('../state.js').State} state */
export function filtersOf(state) {
  /** @type {string[]} */ const out = [];
  for (const name of FILTERS) for (const value of state[name]) out.push(`${name}=${value}`);
  for (const name of /** @type {const} */ (['since', 'until', 'votes']))
    if (state[name]) out.push(`${name}=${state[name]}`);
  for (const name of state.off) out.push(`not-about=${name}`);
  if (state.sort) out.push(`sort=${state.sort}`);
  if (state.origin) out.push(state.origin);
  if (state.confidence > 0) out.push(`min-confidence=${state.confidence}`);
  if (state.query) out.push(`search=${state.query}`);
  return out;
}

/** @param {Store} store */
export function json(store) {
  const { model, state } = store;
  const { nodes, edges } = records(store);
  return `${JSON.stringify(
    {
      schema: 'palabre.selection/1',
      generator: model.generator,
      packs: model.packs,
      caption: model.caption,
      filters: [...model.filters, ...filtersOf(state)],
      threads: model.threads,
      nodes,
      edges,
    },
    null,
    1,
  )}\n`;
}

/** The columns, as `palabre tag -f csv` has them. */
const COLUMNS = [
  'thread',
  'id',
  'kind',
  'author',
  'time',
  'lang',
  'depth',
  'to',
  'relation',
  'relation_p',
  'confidence',
  'given',
  'links',
  'positions',
  'forms',
  'status',
  'strength',
  'text',
];

/** @param {Store} store */
export function csv(store) {
  const { nodes, edges } = records(store);
  /** @type {Map<string, any[]>} */ const links = new Map();
  for (const edge of edges)
    if (edge.relation !== 'part-of') links.set(edge.from, [...(links.get(edge.from) ?? []), edge]);
  const labels = (/** @type {{label: string, score: number, by: string}[]} */ list) =>
    list.map(({ label, score, by }) => `${by === 'inherited' ? '~' : ''}${label} ${score}`).join('; ');
  const rows = nodes
    .filter(({ kind }) => kind !== 'claim')
    .map((node) => {
      const own = links.get(node.id) ?? [];
      const first = own[0];
      return [
        node.thread,
        node.id,
        node.kind,
        node.author,
        node.time,
        node.lang,
        node.depth,
        first?.to,
        first?.relation,
        first?.relation_p,
        first?.confidence,
        first?.given,
        own.length,
        labels(node.positions),
        labels(node.forms),
        'status' in node ? node.status : '',
        'strength' in node ? node.strength : '',
        node.text,
      ];
    });
  return [COLUMNS, ...rows].map((row) => `${row.map((value) => cell(String(value ?? ''))).join(',')}\n`).join('');
}

/** A cell that no spreadsheet takes for a formula: as `src/write/csv.rs` has it. @param {string} text */
export function cell(text) {
  const harmless = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
