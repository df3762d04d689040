// The layout `matrix`: who answers whom, by positions. A cell counts who of those that hold the row's position answers
// comments of those that hold the column's, in distinct authors; as `src/dispute/exchange.rs`.

import { geometry } from '../../geometry.js';
import { SUPPORT, isAttack, isComment } from '../../model.js';

/** @typedef {import('../../model.js').Model} Model */

/**
 * `comments` are those that answer; `authors` how many wrote them. A comment without an author counts as one.
 * @typedef {{links: number, comments: number, authors: number}} Count
 *
 * @typedef {object} Cell
 * @property {Count} against
 * @property {Count} for
 *
 * A row or column: the index of a position, or OTHERS, NONE or SUBJECT.
 * @typedef {object} Matrix
 * @property {number[]} rows
 * @property {number[]} columns
 * @property {Cell[]} cells     row by row
 * @property {number} others    positions without a row
 * @property {number[][]} links   of each cell: the edges that are counted
 * @property {number} own       chosen answers to oneself, which are not counted
 * @property {boolean} known    whether any comment names its author
 * @property {number} most      of any count
 */

/** No position was found. */
export const NONE = -1;
/** Articles, posts and claims, which hold no position. They are only answered. */
export const SUBJECT = -2;
/** The positions that are too rare for a row, together. */
export const OTHERS = -3;

/**
 * @param {Model} model @param {Uint8Array} chosen   1 for the links that count
 * @returns {Matrix}
 */
export function matrix(model, chosen) {
  const { nodes, edges } = model;
  const order = frequent(model);
  const frequentOnes = order.slice(0, geometry.matrix.positions);
  const others = order.length - frequentOnes.length;
  const rows = [...frequentOnes, ...(others ? [OTHERS] : []), NONE];
  const columns = [...rows, SUBJECT];
  const indexOf = new Map(columns.map((group, index) => [group, index]));
  const place = (/** @type {number} */ group) => /** @type {number} */ (indexOf.get(group) ?? indexOf.get(OTHERS));
  /** The rows or columns of a node. @param {number} at */
  const places = (at) => {
    if (isComment(nodes[at])) {
      const held = [...new Set(heldBy(model, at).map(place))];
      return held.length ? held : [place(NONE)];
    }
    const { kind } = nodes[at];
    // What was deleted or never read holds nothing that could be known.
    return [place(kind === 'article' || kind === 'post' || kind === 'claim' ? SUBJECT : NONE)];
  };
  /** Comments without an author are distinguished by their index. @param {number} at */
  const person = (at) => (isComment(nodes[at]) ? (nodes[at].author ?? -1 - at) : -1 - at);

  /** @typedef {{comments: Set<number>, authors: Set<number>, links: number}} Sum */
  /** @type {Map<string, Sum>} */ const sums = new Map();
  /** @type {Map<number, number[]>} */ const listed = new Map();
  let own = 0;
  edges.forEach((edge, at) => {
    const side = isAttack(edge) ? 'against' : edge.relation === SUPPORT ? 'for' : null;
    const { from, to } = edge;
    if (!side || !chosen[at] || !isComment(nodes[from]) || nodes[from].faded || nodes[to].faded) return;
    if (person(from) === person(to)) {
      own++;
      return;
    }
    for (const row of places(from)) {
      for (const column of places(to)) {
        const cell = row * columns.length + column;
        const list = listed.get(cell);
        if (list) list.push(at);
        else listed.set(cell, [at]);
        const key = `${side} ${cell}`;
        let sum = sums.get(key);
        if (!sum) sums.set(key, (sum = { comments: new Set(), authors: new Set(), links: 0 }));
        sum.links++;
        sum.comments.add(from);
        sum.authors.add(person(from));
      }
    }
  });

  const known = nodes.some((node) => isComment(node) && node.author !== undefined);
  const count = (/** @type {string} */ key) => {
    const sum = sums.get(key);
    return { links: sum?.links ?? 0, comments: sum?.comments.size ?? 0, authors: sum?.authors.size ?? 0 };
  };
  /** @type {Cell[]} */ const cells = [];
  let most = 0;
  for (let index = 0; index < rows.length * columns.length; index++) {
    const cell = { against: count(`against ${index}`), for: count(`for ${index}`) };
    cells.push(cell);
    most = Math.max(most, cell.against.authors, cell.for.authors);
  }
  const links = cells.map((_, index) => listed.get(index) ?? []);
  return { rows, columns, cells, links, others, own, known, most };
}

/**
 * The positions of a comment that count.
 * @param {Model} model
 * @param {number} at
 */
const heldBy = (model, at) => (model.nodes[at].positions ?? []).slice(0, geometry.matrix.held).map(([label]) => label);

/** The positions that comments hold, the most frequent first, then by name. @param {Model} model */
function frequent(model) {
  /** @type {Map<number, number>} */ const counts = new Map();
  model.nodes.forEach((node, at) => {
    if (!isComment(node)) return;
    for (const position of heldBy(model, at)) counts.set(position, (counts.get(position) ?? 0) + 1);
  });
  const name = (/** @type {number} */ position) => model.positions[position].name;
  return [...counts].sort(([a, m], [b, n]) => n - m || (name(a) < name(b) ? -1 : 1)).map(([position]) => position);
}
