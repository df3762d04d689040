// The links that a cell of the table counts, in a dialog: each leads to its comment.

import { h } from '../dom.js';
import { REPLY } from '../model.js';
import { probability, say, sureness, toward } from '../words.js';
import { inSentence } from '../draw/card.js';
import { valueName } from './filters.js';
import { capped, iconButton, quotation, sign } from './parts.js';

/** How many links are shown at first. */
const STEP = 20;

/** @param {HTMLElement} root @param {import('../state.js').Store} store @param {import('../draw/picture.js').Picture} view */
export function cellLinks(root, store, view) {
  const title = h('h2', { id: 'cell-title', dir: 'auto' });
  const body = h('div', {});
  const dialog = h(
    'dialog',
    { class: 'help cell', 'aria-labelledby': 'cell-title' },
    h(
      'div',
      { class: 'title-row' },
      title,
      iconButton('close', say('Close', 'Fermer'), () => dialog.close()),
    ),
    body,
  );
  dialog.addEventListener('click', (event) => {
    const to = event.target instanceof Element ? event.target : null;
    if (to === dialog || to?.closest('.quotation')) dialog.close();
  });
  root.append(dialog);
  view.listed = (name, edges, position) => {
    const { model, state } = store;
    title.textContent = name;
    const on = position !== null && state.position.length === 1 && state.position[0] === position;
    body.replaceChildren(
      ...(position === null
        ? []
        : [
            h(
              'p',
              {},
              h(
                'button',
                {
                  type: 'button',
                  class: 'chip',
                  'data-row': true,
                  onclick: () => {
                    store.set({ position: on ? [] : [position] });
                    dialog.close();
                  },
                },
                on
                  ? say('all comments again', 'de nouveau tous les commentaires')
                  : say(
                      `only comments with: ${valueName('position', position)}`,
                      `seulement les commentaires avec : ${valueName('position', position)}`,
                    ),
              ),
            ),
          ]),
      capped(
        edges,
        (place) => {
          const edge = model.edges[place];
          const whom = inSentence(model.nodes[edge.claim ?? edge.to]);
          const does = toward(model.relations[edge.relation ?? REPLY].name, whom, edge.grade);
          return quotation(store, view, edge.from, {
            note: `${does} ${probability(sureness(edge))}`,
            before: sign(model, edge.relation),
          });
        },
        STEP,
        say('Links', 'Liens'),
      ),
    );
    dialog.showModal();
  };
}
