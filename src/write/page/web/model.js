// The map as the island holds it (`../data.rs` writes it), with what hangs where. Nothing here changes once it is made.

import { nameOf } from './words.js';

/**
 * Words that show a label: the place of the rule, first code unit, last.
 * @typedef {[rule: number, start: number, end: number]} Words
 *
 * A position or form: its place in the list, score, who gave it, the node it was taken over from, the words.
 * @typedef {[label: number, score: number, by: string, from: number | null, words: Words[]]} Label
 *
 * Words that show a link: the place of the rule, words of the reply, words of what it answers.
 * @typedef {[rule: number, own: [number, number] | null, other: [number, number] | null]} LinkWords
 *
 * @typedef {object} MapNode
 * @property {string} id
 * @property {string} name        `#4`, `Article`, `Claim 2`
 * @property {string} kind        article, post, claim, comment, deleted, pingback, missing, stub
 * @property {number} thread
 * @property {number} depth       levels above it
 * @property {number} [parent]    the node it hangs on
 * @property {number} [edge]      the edge it hangs by
 * @property {number} [author]
 * @property {string} [time]
 * @property {string} [lang]
 * @property {string} text
 * @property {number} [status]
 * @property {number} [strength]
 * @property {Label[]} [positions]
 * @property {Label[]} [forms]
 * @property {[number, number][]} [quotes]
 * @property {{rebuttal: number, correction: number, support: number, question: number, authors: number}} [taken]
 * @property {boolean} [faded]    there only for context
 * @property {string} [folded]  what was folded away here before the page was made, in words
 * @property {number} [held]      comments that the source held back here
 * @property {number} [votes]
 * @property {string[]} [marks]
 *
 * @typedef {object} MapEdge
 * @property {number} from
 * @property {number} to
 * @property {number} [relation]  none: the claim `from` is part of `to`
 * @property {number} [claim]     the claim that the reply takes up
 * @property {boolean} [given]
 * @property {number} confidence  P(link)
 * @property {number} p           P(relation | link)
 * @property {boolean} [undercut]
 * @property {boolean} [reasoned]
 * @property {[number, number]} [anchor]
 * @property {LinkWords[]} [evidence]
 *
 * @typedef {{comments: number, authors: number, best: number | null, reasoned: boolean}} Camp
 * @typedef {object} Dispute
 * @property {number | null} target
 * @property {Camp} against
 * @property {Camp} for
 * @property {number} authors
 * @property {boolean} known      whether authors are told apart at all
 * @property {number[]} open      attacks that stand
 * @property {{node: number | null, side: string | null}} end
 *
 * @typedef {object} Disputes
 * @property {boolean} known
 * @property {number} count
 * @property {Dispute[]} list
 * @property {{comment: number, rebuttal: number, conceding: number, own: boolean}[]} concessions
 * @property {{from: number, to: number, holds: string, against: string}[]} bridges
 *
 * @typedef {object} Island
 * @property {string} schema
 * @property {string} generator
 * @property {'en' | 'fr'} ui
 * @property {string} title
 * @property {string[]} caption
 * @property {string[]} filters
 * @property {{id: string, version: string}[]} packs
 * @property {boolean} live
 * @property {{id: string, title: string | null, source: string | null, announced: number | null, read: number}[]} threads
 * @property {string[]} authors
 * @property {{name: string, axis: string | null, bar: string, light: string, dark: string}[]} positions
 * @property {string[]} forms
 * @property {{name: string, sign: string, light: string, dark: string}[]} relations
 * @property {string[]} statuses
 * @property {string[]} rules       names that evidence has: pack, rule and cue
 * @property {{id: string, kind: string, label: string, about: string | null, pack: string}[]} rule_info  every loaded rule
 * @property {MapNode[]} nodes
 * @property {MapEdge[]} edges
 * @property {Disputes} disputes
 * @property {{severity: string, message: string}[]} notices
 *
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
