// The map in the island, and the indices that are built from it. Nothing here changes once it is made.

import { nameOf } from './words.js';

// The types of the island are generated from `../data.rs` and `../disputes.rs`; `BLESS=1 cargo test` writes them again.
/**
 * end of what is generated
 */

/**
 * @typedef {object} Derived
 * @property {number[][]} kids    what hangs on each node, in reading order
 * @property {Uint32Array} size   nodes from each one on that belong to its subtree, itself among them: they follow it
 * @property {number[][]} answers edges by which each node answers (its own outgoing links)
 * @property {number[][]} answered edges that answer each node; those that take up a claim stand at the claim too
 * @property {number[]} roots
 * @property {Map<string, number>} places   of nodes, by id
 *
 * @typedef {Island & Derived} Model
 */

/**
 * The relations, by their places in the list.
 */
export const REBUTTAL = 0;
export const CORRECTION = 1;
export const SUPPORT = 2;
export const QUESTION = 3;
export const REPLY = 6;

/** Whether an edge is a rebuttal or correction. @param {MapEdge} edge */
export const isAttack = (edge) => edge.relation === REBUTTAL || edge.relation === CORRECTION;

/** Whether a node is a comment in the sense of counts. @param {MapNode} node */
export const isComment = (node) => node.kind === 'comment';

/**
 * Reads the island.
 * @param {Island} island
 * @returns {Model}
 */
export function model(island) {
  const count = island.nodes.length;
  /** @type {number[][]} */ const kids = Array.from({ length: count }, () => []);
  /** @type {number[][]} */ const answers = Array.from({ length: count }, () => []);
  /** @type {number[][]} */ const answered = Array.from({ length: count }, () => []);
  const size = new Uint32Array(count).fill(1);
  /** @type {number[]} */ const roots = [];
  island.nodes.forEach((node, at) => {
    node.name = nameOf(node);
    if (node.parent === undefined) roots.push(at);
    else kids[node.parent].push(at);
  });
  // Nodes follow what they hang on, so that one pass backwards adds up all subtrees.
  for (let at = count - 1; at >= 0; at--) {
    const { parent } = island.nodes[at];
    if (parent !== undefined) size[parent] += size[at];
  }
  island.edges.forEach((edge, at) => {
    answers[edge.from].push(at);
    answered[edge.to].push(at);
    if (edge.claim !== undefined) answered[edge.claim].push(at);
  });
  const places = new Map(island.nodes.map((node, at) => [node.id, at]));
  return { ...island, kids, size, answers, answered, roots, places };
}
