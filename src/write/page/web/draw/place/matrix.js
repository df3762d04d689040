// The layout `matrix`: who answers whom, by positions. A cell counts the links from comments that hold the row's position
// to comments that hold the column's, in distinct authors where the map tells them apart.

import { SUPPORT, isAttack, isComment } from '../../model.js';

/** @typedef {import('../../model.js').Model} Model */

/**
 * `comments` are those that answer; `authors` how many wrote them; one that is not told apart counts as one.
 * @typedef {{links: number, comments: number, authors: number}} Count
 *
 * @typedef {object} Cell
 * @property {Count} against
 * @property {Count} for
 *
 * A row or column: the place of a position, NONE or SUBJECT.
 * @typedef {object} Matrix
 * @property {number[]} rows
 * @property {number[]} columns
 * @property {Cell[]} cells     row by row
 * @property {boolean} known    whether authors are told apart
 * @property {number} most      of any count
 */

export const NONE = -1;
/** Articles, posts and claims, which hold no position. */
export const SUBJECT = -2;

/**
 * @param {Model} model @param {Uint8Array} chosen   1 for the links that count
 * @returns {Matrix}
 */
export function matrix(model, chosen) {
  const groups = (/** @type {number} */ at) => {
    const node = model.nodes[at];
    if (node.positions?.length) return node.positions.map(([label]) => label);
    return [isComment(node) || node.kind === 'deleted' ? NONE : SUBJECT];
  };
  /** @type {Map<string, {row: number, column: number, kind: 'against' | 'for', comments: Set<number>, authors: Set<number>, links: number}>} */
  const found = new Map();
  /** How often each stands in a row or a column. @type {Map<number, number>} */
  const often = new Map();
  /** @type {Set<number>} */ const inRows = new Set();
  /** @type {Set<number>} */ const inColumns = new Set();
  let known = false;
  model.edges.forEach((edge, at) => {
    const kind = isAttack(edge) ? 'against' : edge.relation === SUPPORT ? 'for' : null;
    if (!kind) return;
    for (const row of groups(edge.from)) {
      for (const column of groups(edge.claim ?? edge.to)) {
        inRows.add(row);
        inColumns.add(column);
        often.set(row, (often.get(row) ?? 0) + 1);
        often.set(column, (often.get(column) ?? 0) + 1);
        if (!chosen[at]) continue;
        const key = `${kind} ${row} ${column}`;
        let sum = found.get(key);
        if (!sum) found.set(key, sum = { row, column, kind, comments: new Set(), authors: new Set(), links: 0 });
        sum.links++;
        sum.comments.add(edge.from);
        const { author } = model.nodes[edge.from];
        if (author !== undefined) known = true;
        sum.authors.add(author ?? -1 - edge.from);
      }
    }
  });
  // The same order both ways, so that what two hold against each other lies across the diagonal.
  const rank = (/** @type {number} */ group) => (group >= 0 ? 0 : group === NONE ? 1 : 2);
  const order = (/** @type {Set<number>} */ set) => [...set].sort((a, b) => rank(a) - rank(b) || (often.get(b) ?? 0) - (often.get(a) ?? 0) || a - b);
  const [rows, columns] = [order(inRows), order(inColumns)];
  const empty = () => ({ links: 0, comments: 0, authors: 0 });
  /** @type {Cell[]} */ const cells = Array.from({ length: rows.length * columns.length }, () => ({ against: empty(), for: empty() }));
  let most = 0;
  for (const { row, column, kind, comments, authors, links } of found.values()) {
    const cell = cells[rows.indexOf(row) * columns.length + columns.indexOf(column)];
    cell[kind] = { links, comments: comments.size, authors: authors.size };
    most = Math.max(most, known ? authors.size : comments.size);
  }
  return { rows, columns, cells, known, most };
}
