// Search as you type, and the way from hit to hit.

import { h } from '../dom.js';
import { hits, sameChoice } from '../select.js';
import { number, say } from '../words.js';
import { go, icon } from './parts.js';

/** @param {import('../state.js').Store} store @param {import('../draw/picture.js').Picture} view */
export function search(store, view) {
  /** @type {import('../state.js').Panel | ''} */ let before = 'issues';
  const input = h('input', {
    type: 'search',
    id: 'search',
    'aria-label': say('Search the comments', 'Chercher dans les commentaires'),
    placeholder: say('Search', 'Chercher'),
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'search-count',
    'aria-keyshortcuts': '/',
    oninput: () => look(input.value),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        step(event.shiftKey ? -1 : 1);
      } else if (event.key === 'Escape' && input.value) {
        event.preventDefault();
        event.stopPropagation();
        look('');
      }
    },
  });
  const count = h('output', {
    id: 'search-count',
    class: 'search-count',
    for: 'search',
  });
  const narrow = matchMedia('(max-width: 759px)');
  const look = (/** @type {string} */ query) => {
    const { panel } = store.state;
    if (panel !== 'hits') before = panel;
    // On a narrow screen the list would cover what it finds; it is one tab away.
    store.set({
      query,
      panel: query
        ? narrow.matches && panel !== 'hits'
          ? panel
          : 'hits'
        : panel === 'hits'
          ? before || 'issues'
          : panel,
    });
  };
  const step = (/** @type {number} */ by) => {
    const found = hits(store.model, store.state);
    if (!found.length) return;
    const selected = store.model.places.get(store.state.selected);
    const at = selected === undefined ? -1 : found.indexOf(selected);
    const next =
      at >= 0
        ? at + by
        : selected === undefined
          ? by > 0
            ? 0
            : -1
          : by > 0
            ? found.findIndex((hit) => hit > selected)
            : found.findLastIndex((hit) => hit < selected);
    go(store, view, found[(next + found.length) % found.length]);
  };
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  store.subscribe((state, last) => {
    if (input.value !== state.query) input.value = state.query;
    if (!state.query) {
      count.textContent = '';
      return;
    }
    if (count.textContent && sameChoice(state, last) && state.selected === last.selected && last !== state) return;
    const found = hits(store.model, state);
    const at = found.indexOf(store.model.places.get(state.selected) ?? -1);
    count.textContent = at < 0 ? number(found.length) : `${number(at + 1)}/${number(found.length)}`;
    count.setAttribute('aria-label', say(`${found.length} hits`, `${found.length} résultats`));
  });
  return h('div', { class: 'search', role: 'search' }, icon('search'), input, count);
}

/** Whether keys go into a field. @param {EventTarget | null} target */
export function typing(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range])'))
  );
}
