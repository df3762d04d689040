// Which comments and links the reader's choices leave, and how many each further choice would. Pure.

import { isComment } from './model.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./model.js').MapNode} MapNode */
/** @typedef {import('./model.js').MapEdge} MapEdge */
/** @typedef {import('./state.js').State} State */

/**
 * @typedef {object} Selection
 * @property {Uint8Array} nodes   1 where a node is chosen; what is not is drawn faded
 * @property {Uint8Array} edges   1 where a link is chosen
 * @property {number} comments    how many comments are chosen
 * @property {boolean} active     whether anything is filtered at all
 */

/** Filters of comments and filters of links, by their names in the state. */
export const NODE_FILTERS = /** @type {const} */ (['side', 'position', 'form', 'author', 'status', 'rule', 'thread']);
/** Filters of comments that are a limit. */
export const LIMITS = /** @type {const} */ (['since', 'until', 'votes']);
export const EDGE_FILTERS = /** @type {const} */ (['relation', 'origin', 'confidence']);

/** Letters without accents and case, for searching. @param {string} text */
export const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The words of a query, folded. @param {string} query */
export const wordsOf = (query) => fold(query).split(/\s+/).filter(Boolean);

/** @type {WeakMap<Model, string[]>} */
const folded = new WeakMap();

/** The folded texts of all nodes, made once. @param {Model} model */
function texts(model) {
  let list = folded.get(model);
  if (!list) {
    const author = (/** @type {MapNode} */ node) => (node.author === undefined ? '' : model.authors[node.author]);
    list = model.nodes.map((node) => fold(`${node.name} ${node.id} ${author(node)} ${node.text}`));
    folded.set(model, list);
  }
  return list;
}

/**
 * The values of a filter as numbers: their names, and those of each node.
 * @typedef {{names: string[], of: number[][]}} Facet
 */
/** @type {WeakMap<Model, Map<string, Facet>>} */
const facets = new WeakMap();
/** @type {number[]} */
const NOTHING = [];
/** @type {Record<string, number[]>} */
const SIDE = { for: [0], against: [1], '': [2] };

/** @type {WeakMap<MapNode[], number[]>} */
const timed = new WeakMap();

/** When each node was written, in milliseconds; not a number where that is not known. @param {{nodes: MapNode[]}} model */
export function dates({ nodes }) {
  let list = timed.get(nodes);
  if (!list) timed.set(nodes, (list = nodes.map(({ time }) => (time ? Date.parse(time) : NaN))));
  return list;
}

/** A day in milliseconds. */
const DAY = 86_400_000;

/**
 * What the limits of time and votes admit; nothing if there are none. What has no date or no votes is not admitted.
 * @param {Model} model @param {State} state @returns {((at: number) => boolean) | null}
 */
function within(model, { since, until, votes }) {
  const [from, to, least] = [Date.parse(since), Date.parse(until), votes.trim() === '' ? NaN : Number(votes)];
  if ([from, to, least].every(Number.isNaN)) return null;
  const times = dates(model);
  return (at) =>
    (Number.isNaN(from) || times[at] >= from) &&
    (Number.isNaN(to) || times[at] < to + DAY) &&
    (Number.isNaN(least) || (model.nodes[at].votes ?? NaN) >= least);
}

/**
 * The values of a filter, worked out once.
 * @param {Model} model
 * @param {typeof NODE_FILTERS[number]} filter
 * @returns {Facet}
 */
function facet(model, filter) {
  let all = facets.get(model);
  if (!all) facets.set(model, (all = new Map()));
  let found = all.get(filter);
  if (!found) all.set(filter, (found = make(model, filter)));
  return found;
}

/** @param {Model} model @param {typeof NODE_FILTERS[number]} filter @returns {Facet} */
function make(model, filter) {
  const one = (/** @type {number | undefined} */ value) => (value === undefined ? NOTHING : [value]);
  switch (filter) {
    case 'position': {
      const none = [model.positions.length];
      return {
        names: [...model.positions.map(({ name }) => name), ''],
        of: model.nodes.map((node) =>
          node.positions?.length ? node.positions.map(([label]) => label) : isComment(node) ? none : NOTHING,
        ),
      };
    }
    case 'side':
      return {
        names: ['for', 'against', ''],
        of: model.nodes.map((node) => (node.placed ? SIDE[node.placed[1]] : isComment(node) ? SIDE[''] : NOTHING)),
      };
    case 'thread':
      return {
        names: model.threads.map(({ id }) => id),
        of: model.nodes.map(({ thread }) => one(thread)),
      };
    case 'form':
      return {
        names: model.forms,
        of: model.nodes.map((node) => node.forms?.map(([label]) => label) ?? NOTHING),
      };
    case 'author':
      return {
        names: model.authors,
        of: model.nodes.map(({ author }) => one(author)),
      };
    case 'status':
      return {
        names: model.statuses,
        of: model.nodes.map(({ status }) => one(status)),
      };
    case 'rule':
      return {
        names: model.rules,
        of: model.nodes.map((node, at) => {
          const found = new Set(
            [...(node.positions ?? []), ...(node.forms ?? [])].flatMap(([, , , , words]) =>
              words.map(([rule]) => rule),
            ),
          );
          for (const edge of model.answers[at]) for (const [rule] of model.edges[edge].evidence ?? []) found.add(rule);
          return [...found];
        }),
      };
  }
}

/**
 * Works out what the first filter and the first search need, bit by bit, while nobody waits.
 * @param {Model} model
 */
export function warm(model) {
  const steps = [
    ...NODE_FILTERS.map((name) => () => {
      facet(model, name);
    }),
    () => {
      texts(model);
    },
  ];
  const next = () => {
    steps.shift()?.();
    if (steps.length) setTimeout(next, 20);
  };
  setTimeout(next, 20);
}

/** @param {Model} model @param {MapEdge} edge @param {State} state @param {string} [except] */
function admitsEdge(model, edge, state, except) {
  if (edge.relation === undefined) return false;
  const { relation, origin, confidence } = state;
  return (
    (except === 'relation' || !relation.length || relation.includes(model.relations[edge.relation].name)) &&
    (except === 'origin' || !origin || (origin === 'given') === Boolean(edge.given)) &&
    edge.confidence >= confidence
  );
}

/**
 * What was asked last: several parts of the page ask the same after each change.
 * @type {{model: Model | null, key: string, found: Selection | null}}
 */
const last = { model: null, key: '', found: null };

/**
 * What is chosen; `except` names one filter to leave out, for the counts next to its own values.
 * @param {Model} model @param {State} state @param {string} [except] @returns {Selection}
 */
export function select(model, state, except) {
  const key = JSON.stringify([
    state.query,
    state.origin,
    state.confidence,
    state.since,
    state.until,
    state.votes,
    except,
    ...[...NODE_FILTERS, 'relation'].map((name) => /** @type {any} */ (state)[name]),
  ]);
  if (last.model === model && last.key === key && last.found) return last.found;
  const found = choose(model, state, except);
  if (except === undefined) Object.assign(last, { model, key, found });
  return found;
}

/** @param {Model} model @param {State} state @param {string} [except] @returns {Selection} */
function choose(model, state, except) {
  const nodes = new Uint8Array(model.nodes.length);
  const edges = new Uint8Array(model.edges.length);
  const words = wordsOf(state.query);
  const filters = NODE_FILTERS.filter((name) => name !== except && state[name].length).map((name) => {
    const { names, of } = facet(model, name);
    return {
      of,
      wanted: Uint8Array.from(names, (value) => Number(state[name].includes(value))),
    };
  });
  const byEdge =
    (except !== 'relation' && state.relation.length > 0) ||
    (except !== 'origin' && state.origin !== '') ||
    state.confidence > 0;
  const limit = within(model, state);
  const active = words.length > 0 || filters.length > 0 || byEdge || limit !== null;
  const haystack = words.length ? texts(model) : [];
  let comments = 0;
  for (let at = 0; at < nodes.length; at++) {
    if (words.length && !words.every((word) => haystack[at].includes(word))) continue;
    if (limit && !limit(at)) continue;
    if (!filters.every(({ of, wanted }) => of[at].some((value) => wanted[value]))) continue;
    nodes[at] = 1;
  }
  const ends = byEdge ? new Uint8Array(nodes.length) : nodes;
  model.edges.forEach((edge, at) => {
    if (!admitsEdge(model, edge, state, except)) return;
    const target = edge.claim ?? edge.to;
    // A link is chosen with the comment that answers: what it answers may be outside the choice.
    if (!nodes[edge.from] && !(byEdge && nodes[target])) return;
    edges[at] = 1;
    if (byEdge) ends[edge.from] = ends[target] = 1;
  });
  const kept = byEdge ? ends : nodes;
  for (let at = 0; at < kept.length; at++) if (kept[at] && isComment(model.nodes[at])) comments++;
  return { nodes: kept, edges, comments, active };
}

/** What a selection depends on. */
const KEYS = /** @type {const} */ (['query', ...NODE_FILTERS, ...LIMITS, ...EDGE_FILTERS]);

/** Whether two states choose the same. @param {State} a @param {State} b */
export const sameChoice = (a, b) => KEYS.every((key) => a[key] === b[key]);

/**
 * The nodes that have the words searched for, in reading order, among those that the filters leave.
 * @param {Model} model @param {State} state @returns {number[]}
 */
export function hits(model, state) {
  const words = wordsOf(state.query);
  if (!words.length) return [];
  const { nodes } = select(model, state);
  const haystack = texts(model);
  const out = [];
  for (let at = 0; at < nodes.length; at++)
    if (nodes[at] && words.every((word) => haystack[at].includes(word))) out.push(at);
  return out;
}

/**
 * The comments that are chosen, in reading order, to go from one to the next; none if nothing is filtered.
 * @param {Model} model @param {State} state @returns {number[]}
 */
export function matches(model, state) {
  const { nodes, active } = select(model, state);
  /** @type {number[]} */ const out = [];
  if (active) for (let at = 0; at < nodes.length; at++) if (nodes[at] && isComment(model.nodes[at])) out.push(at);
  return out;
}

/** Whether a filter leaves anything out. @param {State} state @param {string} filter */
export function isSet(state, filter) {
  const value = /** @type {any} */ (state)[filter];
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/**
 * How many comments have each value of a filter, among those that the other filters leave.
 * @param {Model} model @param {State} state @param {typeof NODE_FILTERS[number] | 'relation' | 'origin'} filter
 * @returns {Map<string, number>}
 */
export function counts(model, state, filter) {
  const rest = isSet(state, filter) ? select(model, state, filter) : select(model, state);
  /** @type {Map<string, number>} */ const out = new Map();
  const add = (/** @type {string} */ value) => out.set(value, (out.get(value) ?? 0) + 1);
  if (filter === 'relation' || filter === 'origin') {
    model.edges.forEach((edge, at) => {
      if (!rest.edges[at] || edge.relation === undefined) return;
      add(filter === 'relation' ? model.relations[edge.relation].name : edge.given ? 'given' : 'inferred');
    });
    return out;
  }
  const { names, of } = facet(model, filter);
  const sums = new Uint32Array(names.length);
  for (let at = 0; at < model.nodes.length; at++) {
    if (rest.nodes[at] && isComment(model.nodes[at])) for (const value of of[at]) sums[value]++;
  }
  names.forEach((name, value) => {
    if (sums[value]) out.set(name, sums[value]);
  });
  return out;
}
