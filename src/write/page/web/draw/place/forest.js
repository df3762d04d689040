// The forest of what is shown, once subtrees are folded and comments hidden. Pure; one pass in reading order.

import { isAttack, isComment } from '../../model.js';

/** @typedef {import('../../model.js').Model} Model */

/**
 * What is not shown below a card.
 * @typedef {{folded: number, hidden: number, attacks: number}} Away
 *
 * A link outside the tree; `lifted` if one of its ends is hidden and something above represents it.
 * @typedef {{edge: number, from: number, to: number, lifted: boolean}} Cross
 *
 * What is shown, by slot: the place among what is shown, in reading order.
 * @typedef {object} Forest
 * @property {number[]} nodes     the node of each slot
 * @property {number[]} up        the slot of its parent; -1 none
 * @property {number[]} depth
 * @property {number[][]} kids    slots
 * @property {boolean[]} indirect  whether something hidden is between it and its parent
 * @property {Map<number, Away>} away   by slot
 * @property {Cross[]} cross
 * @property {Int32Array} slot    by node: its slot, or that of what represents it; -1 none
 * @property {number} lost        comments that are hidden and have nothing above them that is shown
 */

/**
 * @param {Model} model
 * @param {ReadonlySet<string>} folded    ids of nodes whose subtree is folded away
 * @param {Uint8Array | null} kept        1 for nodes that are shown; null: all
 * @returns {Forest}
 */
export function forest(model, folded, kept) {
  const { nodes: all, size } = model;
  const slot = new Int32Array(all.length).fill(-1);
  /** @type {Forest} */
  const out = {
    nodes: [],
    up: [],
    depth: [],
    kids: [],
    indirect: [],
    away: new Map(),
    cross: [],
    slot,
    lost: 0,
  };
  const own = new Uint8Array(all.length);
  const count = (/** @type {number} */ at, /** @type {number} */ above, /** @type {'folded' | 'hidden'} */ how) => {
    let away = out.away.get(above);
    if (!away) out.away.set(above, (away = { folded: 0, hidden: 0, attacks: 0 }));
    if (isComment(all[at])) away[how]++;
    if (how === 'folded' && model.answers[at].some((edge) => isAttack(model.edges[edge]))) away.attacks++;
  };
  let closed = 0;
  let by = -1;
  for (let at = 0; at < all.length; at++) {
    const { parent } = all[at];
    const above = parent === undefined ? -1 : slot[parent];
    if (at < closed) {
      slot[at] = by;
      count(at, by, 'folded');
      continue;
    }
    if (kept && !kept[at]) {
      slot[at] = above;
      if (above >= 0) count(at, above, 'hidden');
      else if (isComment(all[at])) out.lost++;
      continue;
    }
    const next = out.nodes.length;
    slot[at] = next;
    own[at] = 1;
    out.nodes.push(at);
    out.up.push(above);
    out.kids.push([]);
    out.indirect.push(above >= 0 && parent !== undefined && !own[parent]);
    out.depth.push(above < 0 ? 0 : out.depth[above] + 1);
    if (above >= 0) out.kids[above].push(next);
    if (size[at] > 1 && folded.has(all[at].id)) {
      closed = at + size[at];
      by = next;
    }
  }
  cross(model, out, own);
  return out;
}

/** @param {Model} model @param {Forest} out @param {Uint8Array} own   1 where a node is shown itself */
function cross(model, out, own) {
  /** @type {Set<number>} */ const lifted = new Set();
  model.edges.forEach((edge, at) => {
    if (edge.relation === undefined || model.nodes[edge.from].edge === at) return;
    const target = edge.claim ?? edge.to;
    const [from, to] = [out.slot[edge.from], out.slot[target]];
    if (from < 0 || to < 0 || from === to) return;
    const high = !own[edge.from] || !own[target];
    if (high) {
      // One line for all that run between the same two cards.
      const key = from * out.nodes.length + to;
      if (lifted.has(key)) return;
      lifted.add(key);
    }
    out.cross.push({ edge: at, from, to, lifted: high });
  });
}

/**
 * What stays when everything else is hidden: what is chosen, articles and posts, and claims that something chosen
 * answers.
 * @param {Model} model @param {Uint8Array} chosen
 */
export function kept(model, chosen) {
  const out = Uint8Array.from(chosen);
  const below = new Uint32Array(model.nodes.length + 1);
  for (let at = 0; at < model.nodes.length; at++) below[at + 1] = below[at] + chosen[at];
  model.nodes.forEach(({ kind }, at) => {
    if (kind === 'article' || kind === 'post') out[at] = 1;
    if (kind === 'claim' && below[at + model.size[at]] > below[at]) out[at] = 1;
  });
  return out;
}
