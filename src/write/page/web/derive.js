// The map as the reader wants to see it: without the labels that are not about this thread, and with replies in another
// order. Pure; another model of the same form.

import { SUPPORT, isAttack, model as build } from './model.js';
import { dates } from './select.js';

/** @typedef {import('./model.js').Model} Model */
/** @typedef {import('./model.js').MapNode} MapNode */
/** @typedef {'' | 'best' | 'top' | 'new' | 'old' | 'controversial'} Sort */

/** The orders that a map has what it takes for. @param {Model} model @returns {Sort[]} */
export function sorts(model) {
  const votes = model.nodes.some((node) => node.kind === 'comment' && node.votes !== undefined);
  const times = dates(model).some((time) => !Number.isNaN(time));
  const sides = model.edges.some(isAttack) && model.edges.some(({ relation }) => relation === SUPPORT);
  return [
    '',
    ...(votes && times ? [/** @type {const} */ ('best')] : []),
    ...(votes ? [/** @type {const} */ ('top')] : []),
    ...(times ? [/** @type {const} */ ('new'), /** @type {const} */ ('old')] : []),
    ...(sides ? [/** @type {const} */ ('controversial')] : []),
  ];
}

/**
 * @param {Model} whole
 * @param {string[]} off   names of labels to leave out
 * @param {Sort} sort
 * @returns {Model}
 */
export function derive(whole, off, sort) {
  const kept = off.length ? without(whole, new Set(off)) : whole;
  return sort && sorts(whole).includes(sort) ? sorted(kept, sort) : kept;
}

/** @param {Model} whole @param {Set<string>} off @returns {Model} */
function without(whole, off) {
  /** The new place of each label; -1 if it is left out. @param {string[]} names */
  const places = (names) => {
    let next = 0;
    return names.map((name) => (off.has(name) ? -1 : next++));
  };
  const positions = places(whole.positions.map(({ name }) => name));
  const forms = places(whole.forms);
  /** @param {import('./model.js').Label[] | undefined} labels @param {number[]} to @returns {any} */
  const moved = (labels, to) => {
    const left = (labels ?? []).filter(([label]) => to[label] >= 0).map(([label, ...rest]) => [to[label], ...rest]);
    return left.length ? left : undefined;
  };
  return build({
    ...whole,
    positions: whole.positions.filter(({ name }) => !off.has(name)),
    forms: whole.forms.filter((name) => !off.has(name)),
    rule_info: whole.rule_info.filter(({ label }) => !off.has(label)),
    nodes: whole.nodes.map((node) =>
      node.positions || node.forms
        ? { ...node, positions: moved(node.positions, positions), forms: moved(node.forms, forms) }
        : node,
    ),
    disputes: {
      ...whole.disputes,
      bridges: whole.disputes.bridges.filter(({ holds, against }) => !off.has(holds) && !off.has(against)),
    },
  });
}

/** Hours by which a new comment is ahead of an old one, and how fast votes lose weight: as Hacker News ranks. */
const LEAD = 2;
const FADING = 1.8;

/**
 * What replies are sorted by: the larger comes first.
 * @param {Model} model @param {Sort} sort @returns {(at: number) => number}
 */
function weight(model, sort) {
  const times = dates(model);
  const last = times.reduce((most, time) => (time > most ? time : most), 0);
  const votes = (/** @type {number} */ at) => model.nodes[at].votes ?? 0;
  switch (sort) {
    case 'top':
      return votes;
    case 'best':
      return (at) => {
        const hours = (last - (Number.isNaN(times[at]) ? last : times[at])) / 3_600_000;
        return votes(at) / (hours + LEAD) ** FADING;
      };
    case 'new':
      return (at) => (Number.isNaN(times[at]) ? -Infinity : times[at]);
    case 'old':
      return (at) => (Number.isNaN(times[at]) ? -Infinity : -times[at]);
    default:
      // Many who attack and many who support: as many as the fewer of both, then all.
      return (at) => {
        const edges = model.answered[at].map((edge) => model.edges[edge]).filter((edge) => edge.grade !== 0);
        const against = edges.filter(isAttack).length;
        const backing = edges.filter(({ relation }) => relation === SUPPORT).length;
        return Math.min(against, backing) * 1e6 + against + backing;
      };
  }
}

/** Replies in another order; claims stay before them, and threads stay together. @param {Model} whole @param {Sort} sort @returns {Model} */
function sorted(whole, sort) {
  const of = weight(whole, sort);
  const weights = whole.nodes.map((_, at) => of(at));
  const first = (/** @type {number} */ at) => Number(!['comment', 'deleted', 'stub'].includes(whole.nodes[at].kind));
  const order = (/** @type {number[]} */ list) =>
    [...list].sort(
      (a, b) =>
        whole.nodes[a].thread - whole.nodes[b].thread ||
        first(b) - first(a) ||
        (weights[a] === weights[b] ? 0 : weights[b] > weights[a] ? 1 : -1) ||
        a - b,
    );
  // Without recursion: a thread may be a thousand levels deep.
  /** @type {number[]} */ const old = [];
  const open = order(whole.roots).reverse();
  while (open.length) {
    const at = /** @type {number} */ (open.pop());
    old.push(at);
    if (whole.kids[at].length) open.push(...order(whole.kids[at]).reverse());
  }
  const now = new Int32Array(old.length);
  old.forEach((from, to) => {
    now[from] = to;
  });
  const to = (/** @type {number} */ at) => now[at];
  const maybe = (/** @type {number | undefined} */ at) => (at === undefined ? undefined : now[at]);
  const nullable = (/** @type {number | null} */ at) => (at === null ? null : now[at]);
  const labels = (/** @type {import('./model.js').Label[] | undefined} */ list) =>
    list?.map(
      ([label, score, by, from, words]) =>
        /** @type {import('./model.js').Label} */ ([label, score, by, nullable(from), words]),
    );
  const party = (/** @type {import('./model.js').Party} */ side) => ({
    ...side,
    comments: side.comments.map(to),
    voices: side.voices.map(to),
  });
  const camp = (/** @type {import('./model.js').Camp} */ side) => ({ ...side, best: nullable(side.best) });
  return build({
    ...whole,
    nodes: old.map((at) => {
      const node = whole.nodes[at];
      return { ...node, parent: maybe(node.parent), positions: labels(node.positions) };
    }),
    edges: whole.edges.map((edge) => ({
      ...edge,
      from: now[edge.from],
      to: now[edge.to],
      ...(edge.claim === undefined ? {} : { claim: now[edge.claim] }),
    })),
    issues: {
      ...whole.issues,
      list: whole.issues.list.map((issue) => ({
        ...issue,
        node: nullable(issue.node),
        for: party(issue.for),
        against: party(issue.against),
        unplaced: issue.unplaced.map(to),
        open: issue.open.map(to),
        conceded: issue.conceded.map(to),
        last: nullable(issue.last),
      })),
    },
    disputes: {
      ...whole.disputes,
      list: whole.disputes.list.map((dispute) => ({
        ...dispute,
        target: nullable(dispute.target),
        for: camp(dispute.for),
        against: camp(dispute.against),
        open: dispute.open.map(to),
        end: { ...dispute.end, node: nullable(dispute.end.node) },
      })),
      concessions: whole.disputes.concessions.map((one) => ({
        ...one,
        comment: now[one.comment],
        rebuttal: now[one.rebuttal],
        conceding: now[one.conceding],
      })),
      bridges: whole.disputes.bridges.map((one) => ({ ...one, from: now[one.from], to: now[one.to] })),
    },
  });
}
