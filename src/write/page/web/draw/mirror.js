// What those who hear the page get of the picture.
//
// A canvas says nothing. The picture is therefore a tree by its role, with one item that is current: readers go over to
// passing the keys on, and say name, level, place among its siblings and whether it is folded, each in its own way.
// Users know that better than an application with custom messages, which are spoken like an alert and which
// has no levels. Only what is around the current item is there (`aria-level` and its kin say the rest), so that ten
// thousand comments cost nothing. The outline beside it is the same as a list that can be read through. The matrix is a
// grid.

import { h } from '../dom.js';
import { say } from '../words.js';
import { describe } from './describe.js';
import { cellWords, groupName } from './table.js';

/** @param {HTMLElement} host   the element that has the focus */
export function mirror(host) {
  const list = h('div', { class: 'unseen', role: 'presentation' });
  const voice = h('div', {
    class: 'unseen',
    role: 'status',
    'aria-live': 'polite',
  });
  host.append(list);
  host.after(voice);

  return {
    /** Says something once. @param {string} words */
    say(words) {
      voice.textContent = words;
    },

    /**
     * Shows what is around a node.
     * @param {import('../model.js').Model} model
     * @param {import('./place/forest.js').Forest} forest
     * @param {number} node
     */
    tree(model, forest, node) {
      host.setAttribute('role', 'tree');
      host.setAttribute(
        'aria-label',
        say(
          'Argument map. Question mark lists the keys.',
          'Carte des arguments. Le point d’interrogation liste les touches.',
        ),
      );
      const { nodes, up, kids, depth, slot, away } = forest;
      // A tree without items is none.
      if (!nodes.length) host.setAttribute('role', 'group');
      const at = node >= 0 ? slot[node] : -1;
      /** @type {number[]} */ const roots = [];
      for (let root = 0; root < nodes.length && roots.length < 3; root++) if (up[root] < 0) roots.push(root);
      const siblings =
        at >= 0 && up[at] >= 0
          ? kids[up[at]]
          : at >= 0
            ? nodes.map((_, one) => one).filter((one) => up[one] < 0)
            : roots;
      const place = siblings.indexOf(at);
      const shown =
        at < 0
          ? roots
          : [up[at], siblings[place - 1], at, kids[at][0], siblings[place + 1]].filter(
              (one) => one !== undefined && one >= 0,
            );
      const all = [...new Set(shown)].sort((a, b) => a - b);
      list.replaceChildren(
        ...all.map((one) => {
          const family = up[one] >= 0 ? kids[up[one]] : one === at ? siblings : null;
          const folded = Boolean(away.get(one)?.folded);
          return h(
            'div',
            {
              role: 'treeitem',
              id: `seen-${one}`,
              'aria-level': depth[one] + 1,
              'aria-selected': one === at ? 'true' : 'false',
              'aria-setsize': family ? family.length : undefined,
              'aria-posinset': family ? family.indexOf(one) + 1 : undefined,
              'aria-expanded': folded ? 'false' : kids[one].length ? 'true' : undefined,
            },
            describe(model, nodes[one]),
          );
        }),
      );
      if (at >= 0) host.setAttribute('aria-activedescendant', `seen-${at}`);
      else host.removeAttribute('aria-activedescendant');
    },

    /**
     * Shows a matrix.
     * @param {import('../model.js').Model} model
     * @param {import('./place/matrix.js').Matrix} matrix
     * @param {number} cell
     */
    grid(model, matrix, cell) {
      host.setAttribute('role', 'grid');
      host.setAttribute(
        'aria-label',
        say('Who rebuts and supports whom, by positions', 'Qui réfute et appuie qui, par positions'),
      );
      const count = matrix.columns.length;
      list.replaceChildren(
        ...matrix.rows.map((group, row) =>
          h(
            'div',
            { role: 'row' },
            h('div', { role: 'rowheader' }, groupName(model, matrix, group)),
            ...matrix.columns.map((_, column) =>
              h(
                'div',
                {
                  role: 'gridcell',
                  id: `seen-${row * count + column}`,
                  'aria-selected': row * count + column === cell ? 'true' : 'false',
                },
                cellWords(model, matrix, row * count + column),
              ),
            ),
          ),
        ),
      );
      if (cell >= 0) host.setAttribute('aria-activedescendant', `seen-${cell}`);
      else host.removeAttribute('aria-activedescendant');
    },
  };
}
