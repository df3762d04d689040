// The tidy tree: y for boxes of different heights in columns, each parent level with its first child, no two boxes of a
// column closer than a gap, and every subtree as high up as its neighbours allow. Linear, as `src/layout/tidy.rs`.

/**
 * The outline of a subtree: top and bottom of every level before `shift`, the deepest level first.
 * @typedef {{tops: number[], bottoms: number[], shift: number}} Outline
 */

/**
 * The y of every box.
 * @param {ArrayLike<number>} heights
 * @param {readonly number[]} up      the parent of each box, before it in the list; -1 none
 * @param {readonly number[][]} kids
 * @param {number} gap                least distance between boxes of a column
 * @param {number} apart              that between trees
 * @returns {Float64Array}
 */
export function tidy(heights, up, kids, gap, apart) {
  const count = up.length;
  const below = new Float64Array(count);
  /** @type {(Outline | null)[]} */ const outlines = new Array(count).fill(null);
  // Backwards, so that children are done before their parents.
  for (let at = count - 1; at >= 0; at--) {
    const outline = join(kids[at], outlines, below, gap);
    outline.tops.push(-outline.shift);
    outline.bottoms.push(heights[at] - outline.shift);
    outlines[at] = outline;
  }
  /** @type {number[]} */ const roots = [];
  for (let at = 0; at < count; at++) if (up[at] < 0) roots.push(at);
  join(roots, outlines, below, apart);
  const out = new Float64Array(count);
  for (let at = 0; at < count; at++) out[at] = (up[at] < 0 ? 0 : out[up[at]]) + below[at];
  return out;
}

/**
 * @param {readonly number[]} kids
 * @param {(Outline | null)[]} outlines
 * @param {Float64Array} below
 * @param {number} gap
 * @returns {Outline}
 */
function join(kids, outlines, below, gap) {
  /** @type {Outline | null} */ let whole = null;
  for (const kid of kids) {
    const part = /** @type {Outline} */ (outlines[kid]);
    outlines[kid] = null;
    if (!whole) {
      whole = part;
      continue;
    }
    let down = 0;
    // The levels that both have, from the top.
    const shared = Math.min(whole.tops.length, part.tops.length);
    for (let level = 1; level <= shared; level++) {
      const bottom = whole.bottoms[whole.bottoms.length - level] + whole.shift;
      const top = part.tops[part.tops.length - level] + part.shift;
      if (bottom + gap - top > down) down = bottom + gap - top;
    }
    below[kid] = down;
    part.shift += down;
    whole = merge(whole, part, shared);
  }
  return whole ?? { tops: [], bottoms: [], shift: 0 };
}

/**
 * Tops of the upper, bottoms of the lower where both have a level.
 * @param {Outline} upper
 * @param {Outline} lower
 * @param {number} shared
 */
function merge(upper, lower, shared) {
  if (upper.tops.length >= lower.tops.length) {
    const by = lower.shift - upper.shift;
    for (let level = 1; level <= shared; level++)
      upper.bottoms[upper.bottoms.length - level] = lower.bottoms[lower.bottoms.length - level] + by;
    return upper;
  }
  const by = upper.shift - lower.shift;
  for (let level = 1; level <= shared; level++)
    lower.tops[lower.tops.length - level] = upper.tops[upper.tops.length - level] + by;
  return lower;
}
