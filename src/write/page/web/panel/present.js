// Presenting: one comment a screen. Its labels are hidden until somebody presses space, so that those who look can think
// first.

import { h } from '../dom.js';
import { REPLY, isComment } from '../model.js';
import { matches } from '../select.js';
import { labelName, nameOf, number, probability, quoted, say, sureness, toward } from '../words.js';
import { inSentence } from '../draw/card.js';
import { authorOf, badges, head, iconButton, sideBadge } from './parts.js';

/** @typedef {import('../state.js').Store} Store */

/** @param {HTMLElement} root @param {Store} store @returns {() => void} what opens it */
export function presenting(root, store) {
  let [at, shown] = [0, false];
  /** @type {number[]} */ let all = [];
  const screen = h('div', { class: 'slide', tabindex: 0, role: 'group', 'aria-live': 'polite' });
  const count = h('span', { class: 'count' });
  const reveal = h('button', { type: 'button', class: 'chip', onclick: () => turn(0, !shown) });
  const dialog = h(
    'dialog',
    { class: 'present', 'aria-label': say('Presentation', 'Présentation') },
    screen,
    h(
      'div',
      { class: 'slide-bar' },
      iconButton('up', say('Previous comment', 'Commentaire précédent'), () => turn(-1, false)),
      count,
      iconButton('down', say('Next comment', 'Commentaire suivant'), () => turn(1, false)),
      reveal,
      iconButton('close', say('Close', 'Fermer'), () => dialog.close()),
    ),
  );
  const turn = (/** @type {number} */ by, /** @type {boolean} */ labels) => {
    at = Math.max(0, Math.min(all.length - 1, at + by));
    shown = labels;
    const { model } = store;
    const node = model.nodes[all[at]];
    if (!node) return;
    const author = authorOf(model, all[at]);
    const edge = node.edge === undefined ? undefined : model.edges[node.edge];
    const parent = node.parent === undefined ? undefined : model.nodes[node.parent];
    const does =
      edge && parent && edge.relation !== undefined
        ? shown
          ? `${toward(model.relations[edge.relation].name, inSentence(parent), edge.grade)} ${probability(sureness(edge))}`
          : toward(model.relations[REPLY].name, inSentence(parent))
        : '';
    screen.replaceChildren(
      ...[
        parent && parent.text
          ? h(
              'p',
              { class: 'slide-parent', dir: 'auto', lang: parent.lang },
              `${nameOf(parent)} ${quoted(head(parent.text, 200))}`,
            )
          : null,
        h('p', { class: 'meta' }, h('b', {}, nameOf(node)), author, ' ', does),
        h('p', { class: 'slide-text', dir: 'auto', lang: node.lang }, node.text || say('(no text)', '(sans texte)')),
        shown
          ? h(
              'p',
              { class: 'meta slide-labels' },
              sideBadge(model, all[at]),
              ...badges(model, all[at]),
              ...(node.forms ?? []).map(([form]) => h('span', { class: 'form' }, labelName(model.forms[form]))),
            )
          : null,
      ].filter((part) => part instanceof Node),
    );
    screen.scrollTop = 0;
    count.textContent = `${number(at + 1)}/${number(all.length)}`;
    reveal.textContent = shown
      ? say('Hide labels', 'Cacher les étiquettes')
      : say('Show labels', 'Montrer les étiquettes');
    store.set({ selected: node.id });
  };
  dialog.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key];
    // A text longer than the screen is read to its end first.
    const rest = screen.scrollHeight - screen.clientHeight - screen.scrollTop;
    if ((event.key === 'ArrowDown' && rest > 4) || (event.key === 'ArrowUp' && screen.scrollTop > 4)) {
      screen.scrollBy(0, Math.sign(by ?? 0) * screen.clientHeight * 0.8);
      event.preventDefault();
      return;
    }
    if (by) turn(by, false);
    else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) turn(0, !shown);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.append(dialog);
  return () => {
    const { model, state } = store;
    all = matches(model, state);
    if (!all.length) all = model.nodes.flatMap((node, place) => (isComment(node) ? [place] : []));
    if (!all.length) return;
    at = Math.max(0, all.indexOf(model.places.get(state.selected) ?? -1));
    dialog.showModal();
    turn(0, false);
    reveal.focus();
  };
}
