// The sizes and limits that the page shares with the picture. They come with the map (`../geometry.rs` writes them), so
// that they are written down once, in `src/layout/constants.rs`, which also says what each is.

/** @typedef {import('./model.js').Geometry} Geometry */

/** @type {Geometry} */
export let geometry;

/** What grows with the text. */
const CARD = /** @type {const} */ ([
  'text',
  'head',
  'small',
  'leading',
  'first',
  'below',
  'space',
  'form_space',
  'mark',
  'port',
  'author',
]);

/**
 * Takes the geometry of a map. It is the same for all maps of one palabre, but for the language of the words.
 * @param {Geometry} next
 * @param {number} [size]   of the text: cards keep their width, and wrap their words again
 */
export function useGeometry(next, size = 1) {
  geometry = next;
  if (size === 1) return;
  const card = { ...next.card };
  for (const name of CARD) card[name] *= size;
  geometry = { ...next, card, lane: { ...next.lane, words: next.lane.words * size } };
}

/**
 * The layout that the page begins with: the first whose limit the map keeps, as the picture does.
 * @param {import('./model.js').Model} model
 * @returns {string}
 */
export function firstLayout({ nodes }) {
  let columns = 0;
  for (const { depth } of nodes) columns = Math.max(columns, depth + 1);
  const within = (/** @type {number} */ count, /** @type {number | null} */ most) => most === null || count <= most;
  const row = geometry.layouts.find(
    (layout) => layout.auto && within(nodes.length, layout.nodes) && within(columns, layout.columns),
  );
  return row ? row.name : geometry.layouts[0].name;
}
