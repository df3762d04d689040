// The layout `icicle`: one row a depth, as wide as the subtree has comments, in reading order.

/** @typedef {import('./forest.js').Forest} Forest */

/**
 * @typedef {object} Icicle
 * @property {Float64Array} x      left edges, by slot, in pixels of a window at zoom 1
 * @property {Float64Array} wide   widths
 * @property {Int32Array} last     the last slot of each one's subtree: subtrees follow their root without a gap
 * @property {number} levels
 */

/**
 * @param {Forest} forest @param {number} width   of all of it
 * @returns {Icicle}
 */
export function icicle({ nodes, up, depth, away }, width) {
  const count = nodes.length;
  const weight = new Float64Array(count);
  const last = Int32Array.from(nodes, (_, at) => at);
  let levels = 0;
  let total = 0;
  for (let at = count - 1; at >= 0; at--) {
    weight[at] += 1 + (away.get(at)?.folded ?? 0);
    if (up[at] >= 0) {
      weight[up[at]] += weight[at];
      last[up[at]] = Math.max(last[up[at]], last[at]);
    } else total += weight[at];
    levels = Math.max(levels, depth[at] + 1);
  }
  const unit = width / Math.max(total, 1);
  const x = new Float64Array(count);
  const wide = Float64Array.from(weight, (part) => part * unit);
  /** Where the next child of each begins. */
  const next = new Float64Array(count);
  let root = 0;
  for (let at = 0; at < count; at++) {
    if (up[at] < 0) {
      x[at] = root;
      root += wide[at];
    } else {
      x[at] = next[up[at]];
      next[up[at]] += wide[at];
    }
    next[at] = x[at];
  }
  return { x, wide, last, levels };
}
