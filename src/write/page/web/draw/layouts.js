// The layouts of the page: for each name in `geometry.layouts` how it is placed and drawn, and what differs in its use.

import { cardScene } from './cards.js';
import { icicleScene } from './icicle-scene.js';
import { icicle } from './place/icicle.js';
import { matrix } from './place/matrix.js';
import { thread } from './place/thread.js';
import { tree } from './place/tree.js';
import { tableScene } from './table.js';

/**
 * What a layout is made from.
 * @typedef {object} Given
 * @property {import('../model.js').Model} model
 * @property {import('./place/forest.js').Forest} forest     what is shown
 * @property {import('../select.js').Selection} chosen
 * @property {number} width             of the window, without the strip of the small map beside a layout that scrolls
 * @property {number} height
 * @property {() => number} cell        the cell of a table that the keys are at
 *
 * @typedef {{scene: import('./scene.js').Scene, table: import('./place/matrix.js').Matrix | null}} Arranged
 *
 * @typedef {object} Layout
 * @property {string} icon              its lines, on a square of 20
 * @property {boolean} scrolls
 *   whether it is read down like a text: the wheel scrolls, and it begins in full width
 * @property {boolean} counts           whether it only counts what is chosen: what is not chosen changes it
 * @property {(given: Given) => Arranged} arrange
 */

/** @type {Record<string, Layout>} */
export const LAYOUTS = {
  tree: {
    icon: 'M3 5h5v4H3zM12 2.5h5v4h-5zM12 13h5v4h-5zM8 7h2v-2.5h2M10 7v8h2',
    scrolls: false,
    counts: false,
    arrange: ({ model, forest, width }) => ({ scene: cardScene(forest, tree(model, forest, width)), table: null }),
  },
  thread: {
    icon: 'M3 4h14M6 8.5h11M9 13h8M6 17h11',
    scrolls: true,
    counts: false,
    arrange: ({ model, forest, width }) => ({ scene: cardScene(forest, thread(model, forest, width)), table: null }),
  },
  icicle: {
    icon: 'M3 3h14v4H3zM3 7h8v4H3zM11 7h6v4h-6zM3 11h4v5H3z',
    scrolls: false,
    counts: false,
    arrange: ({ forest, width, height }) => ({
      scene: icicleScene(forest, icicle(forest, Math.max(width, 200)), width, height),
      table: null,
    }),
  },
  matrix: {
    icon: 'M3 3h14v14H3zM3 7.7h14M3 12.3h14M7.7 3v14M12.3 3v14',
    scrolls: false,
    counts: true,
    arrange: ({ model, forest, chosen, width, cell }) => {
      const table = matrix(model, chosen.edges);
      return { scene: tableScene(model, forest, table, width, cell), table };
    },
  },
};

/** The layout of a name. @param {string} name */
export const layoutOf = (name) => LAYOUTS[name] ?? LAYOUTS.tree;
