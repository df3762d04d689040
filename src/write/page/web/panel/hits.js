// What a search found, in reading order, with the words around.

import { h } from '../dom.js';
import { select, hits as find, sameChoice, wordsOf } from '../select.js';
import { counted, nameOf, say } from '../words.js';
import { findWords } from './find.js';
import { around, authorOf, badges, capped, go } from './parts.js';

/** Code units before the first word found, and in all. */
const BEFORE = 40;
const AROUND = 160;

/**
 * @param {HTMLElement} root
 * @param {import('../state.js').Store} store
 * @param {import('../draw/picture.js').Picture} view
 * @returns {import('./side.js').Update}
 */
export function hits(root, store, view) {
  return (state, before, fresh) => {
    if (!fresh && sameChoice(state, before)) return;
    const found = find(store.model, state);
    const words = wordsOf(state.query);
    root.replaceChildren(
      h(
        'h2',
        {},
        state.query ? counted(found.length, ['hit', 'hits'], ['résultat', 'résultats']) : say('Search', 'Recherche'),
      ),
      h(
        'p',
        { class: 'hint' },
        !state.query
          ? say(
              'Type in the field above; all words must occur.',
              'Tapez dans le champ en haut ; tous les mots doivent y figurer.',
            )
          : select(store.model, { ...state, query: '' }).active
            ? say('Only comments that pass the filters.', 'Parmi ce que les filtres laissent.')
            : say('Enter goes to the next one, Shift+Enter back.', 'Entrée mène au suivant, Maj+Entrée au précédent.'),
      ),
      capped(found, (at) => hit(store, view, at, words), 50, say('Hits', 'Résultats')),
    );
  };
}

/**
 * @param {import('../state.js').Store} store
 * @param {import('../draw/picture.js').Picture} view
 * @param {number} at
 * @param {string[]} words
 */
function hit(store, view, at, words) {
  const node = store.model.nodes[at];
  const spans = findWords(node.text, words);
  const first = spans[0]?.[0] ?? 0;
  const [start, end] = around(node.text, first, Math.min(node.text.length, first + AROUND - BEFORE), BEFORE);
  const line = h('span', { class: 'words', dir: 'auto', lang: node.lang }, start > 0 ? '…' : '');
  let from = start;
  for (const [begin, last] of spans) {
    if (begin < from || last > end) continue;
    line.append(node.text.slice(from, begin), h('mark', { class: 'found' }, node.text.slice(begin, last)));
    from = last;
  }
  line.append(node.text.slice(from, end), end < node.text.length ? '…' : '');
  return h(
    'button',
    {
      type: 'button',
      class: 'quotation',
      'data-node': node.id,
      onclick: () => go(store, view, at),
    },
    h(
      'span',
      { class: 'meta' },
      h('b', {}, nameOf(node)),
      authorOf(store.model, at) && h('span', { class: 'who' }, authorOf(store.model, at)),
      ...badges(store.model, at),
    ),
    line,
  );
}
