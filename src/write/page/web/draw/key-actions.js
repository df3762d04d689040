// What each key does in the picture.

import { say } from '../words.js';
import { arrow, attack, chain } from './keys.js';

/**
 * What keys can do.
 * @typedef {object} Acts
 * @property {() => import('../model.js').Model} model
 * @property {() => import('./scene.js').Scene} scene
 * @property {() => import('../select.js').Selection} chosen
 * @property {() => number} node                             the selected one; -1 none
 * @property {() => {at: number, count: number, columns: number} | null} cells   of the matrix, while it is shown
 * @property {(node: number) => void} choose                 selects
 * @property {(node: number, otherwise: string) => void} reach
 *   selects what may be folded away; says so if there is none
 * @property {(node: number) => void} fold
 * @property {(cell: number) => void} toCell
 * @property {(cell: number) => void} pickCell
 * @property {(share: number) => void} turn                  scrolls by this share of the window
 * @property {(factor: number) => void} zoom
 * @property {() => void} fit
 * @property {() => void} keys
 * @property {(node: number) => void} open
 * @property {() => void} clear
 */

/** @type {Record<string, 'up' | 'in' | 'before' | 'after'>} */
const ACROSS = {
  ArrowLeft: 'up',
  ArrowRight: 'in',
  ArrowUp: 'before',
  ArrowDown: 'after',
};
/** Where replies are below. @type {Record<string, 'up' | 'in' | 'before' | 'after'>} */
const DOWN = {
  ArrowUp: 'up',
  ArrowDown: 'in',
  ArrowLeft: 'before',
  ArrowRight: 'after',
};

/**
 * @param {string} key @param {boolean} shift @param {Acts} to
 * @returns {boolean} whether it was for the picture
 */
export function press(key, shift, to) {
  const cells = to.cells();
  if (cells && inCells(key, cells, to)) return true;
  const node = to.node();
  const { forest, flat } = to.scene();
  const way = (flat ? DOWN : ACROSS)[key];
  if (way) {
    to.choose(arrow(forest, node, way));
    return true;
  }
  switch (key) {
    case 'Home':
      to.choose(forest.nodes[0] ?? -1);
      return true;
    case 'End':
      to.choose(forest.nodes[forest.nodes.length - 1] ?? -1);
      return true;
    case 'PageUp':
      to.turn(-0.85);
      return true;
    case 'PageDown':
      to.turn(0.85);
      return true;
    case 'n':
      to.reach(attack(to.model(), to.chosen(), node, 1), say('no further rebuttal', 'pas d’autre réfutation'));
      return true;
    case 'p':
      to.reach(attack(to.model(), to.chosen(), node, -1), say('no earlier rebuttal', 'pas de réfutation avant'));
      return true;
    case 'f':
    case 'F': {
      const back = shift || key === 'F';
      to.reach(
        chain(to.model(), node, back),
        back ? say('nobody rebuts it', 'personne ne le réfute') : say('it rebuts nothing', 'il ne réfute rien'),
      );
      return true;
    }
    case 'Enter':
      if (node < 0) to.choose(forest.nodes[0] ?? -1);
      else to.open(node);
      return true;
    case ' ':
      if (node >= 0) to.fold(node);
      return true;
    case '+':
    case '=':
      to.zoom(1.4);
      return true;
    case '-':
    case '−':
      to.zoom(1 / 1.4);
      return true;
    case '0':
      to.fit();
      return true;
    case 'Escape':
      to.clear();
      return true;
    case '?':
      to.keys();
      return true;
    case '/': {
      const search = /** @type {HTMLElement | null} */ (document.querySelector('input[type="search"]'));
      search?.focus();
      return search !== null;
    }
    default:
      return false;
  }
}

/** @param {string} key @param {{at: number, count: number, columns: number}} cells @param {Acts} to */
function inCells(key, { at, count, columns }, to) {
  if (key in ACROSS) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key] ?? 0;
    const next = at < 0 ? 0 : at + step;
    // Not from the end of a row to the beginning of the next.
    const same = Math.abs(step) !== 1 || at < 0 || Math.trunc(next / columns) === Math.trunc(at / columns);
    if (next >= 0 && next < count && same) to.toCell(next);
    return true;
  }
  if (key !== 'Enter' && key !== ' ') return false;
  if (at >= 0) to.pickCell(at);
  return true;
}
