// The keyboard in the picture: where keys lead. Pure.

import { isAttack } from '../model.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('./place/forest.js').Forest} Forest */

/**
 * The node that an arrow leads to; -1: none. `way` is towards the root (`up`), to the first reply (`in`), along
 * siblings (`before`, `after`; at their end, to the next of the same depth).
 * @param {Forest} forest @param {number} node @param {'up' | 'in' | 'before' | 'after'} way
 */
export function arrow({ nodes, up, kids, depth, slot }, node, way) {
  if (!nodes.length) return -1;
  const at = node >= 0 ? slot[node] : -1;
  if (at < 0) return nodes[0];
  if (way === 'up') return up[at] >= 0 ? nodes[up[at]] : node;
  if (way === 'in') return kids[at].length ? nodes[kids[at][0]] : node;
  const step = way === 'after' ? 1 : -1;
  for (let next = at + step; next >= 0 && next < nodes.length; next += step)
    if (depth[next] === depth[at]) return nodes[next];
  return node;
}

/**
 * The next or the previous comment that attacks something, in reading order; -1: none.
 * @param {Model} model @param {import('../select.js').Selection} chosen @param {number} node @param {1 | -1} step
 */
export function attack(model, chosen, node, step) {
  for (
    let at = node < 0 ? (step > 0 ? 0 : model.nodes.length - 1) : node + step;
    at >= 0 && at < model.nodes.length;
    at += step
  ) {
    if (model.answers[at].some((edge) => isAttack(model.edges[edge]) && (!chosen.active || chosen.edges[edge])))
      return at;
  }
  return -1;
}

/**
 * Along a chain of rebuttals: what a comment attacks, or who attacks it, the surest; -1: nobody.
 * @param {Model} model @param {number} node @param {boolean} back   to who attacks it
 */
export function chain(model, node, back) {
  if (node < 0) return -1;
  let best = -1;
  let most = -1;
  for (const at of back ? model.answered[node] : model.answers[node]) {
    const edge = model.edges[at];
    const sure = edge.confidence * edge.p;
    if (!isAttack(edge) || sure <= most) continue;
    most = sure;
    best = back ? edge.from : (edge.claim ?? edge.to);
  }
  return best;
}
