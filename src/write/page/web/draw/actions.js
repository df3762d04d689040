// What can be done to what is in the picture: select, fold, filter by a cell. Pointer and keyboard share it.

import { say } from '../words.js';
import { NONE, OTHERS, SUBJECT } from './place/matrix.js';
import { cellWords } from './table.js';

/** @typedef {import('./picture.js').Parts} Parts */

/** @param {Parts} parts */
export function actions(parts) {
  const { store, now } = parts;
  const idOf = (/** @type {number} */ node) => store.model.nodes[node].id;

  return {
    /** Folds the replies of a node away, or unfolds them. @param {number} node */
    fold(node) {
      if (store.model.size[node] < 2) return;
      const id = idOf(node);
      const { folded } = store.state;
      const open = folded.includes(id);
      store.set({ selected: id, folded: open ? folded.filter((other) => other !== id) : [...folded, id] });
      parts.mirror.say(open ? say('unfolded', 'déplié') : say('folded', 'replié'));
    },

    /** Selects a node. @param {number} node   -1: changes nothing */
    choose(node) {
      if (node >= 0) store.set({ selected: idOf(node) });
    },

    /** Selects a node, or none. @param {number} node */
    select(node) {
      store.set({ selected: node >= 0 ? idOf(node) : '' });
    },

    /**
     * Selects a node that may be folded away, and unfolds what hides it.
     * @param {number} node
     * @param {string} otherwise   what is said if there is none
     */
    reach(node, otherwise) {
      if (node < 0) {
        parts.mirror.say(otherwise);
        return;
      }
      const { model, state } = store;
      const above = new Set();
      for (let up = model.nodes[node].parent; up !== undefined; up = model.nodes[up].parent) above.add(idOf(up));
      store.set({ folded: state.folded.filter((id) => !above.has(id)), selected: idOf(node) });
    },

    /** Goes to a cell of the table. @param {number} cell */
    toCell(cell) {
      if (!now.table) return;
      now.cell = cell;
      parts.mirror.grid(store.model, now.table, cell);
      parts.render.redraw();
    },

    /** Lists the links of a cell, and offers to keep only its row. @param {number} cell */
    pickCell(cell) {
      if (!now.table) return;
      const { rows, columns, links } = now.table;
      const group = rows[Math.trunc(cell / columns.length)];
      const title = cellWords(store.model, now.table, cell);
      const position =
        group === SUBJECT || group === OTHERS ? null : group === NONE ? '' : store.model.positions[group].name;
      parts.listed(title, links[cell], position);
    },
  };
}
