// What is filtered, above the picture: each choice can be taken back, and how many comments are left is said.

import { h } from '../dom.js';
import { select, EDGE_FILTERS, NODE_FILTERS, sameChoice } from '../select.js';
import { probability, quoted, say } from '../words.js';
import { facetName, NONE, valueName } from './filters.js';
import { chosenWords, icon } from './parts.js';

/** Most choices that are shown one by one. */
const MOST = 12;

/** @param {HTMLElement} root @param {import('../state.js').Store} store */
export function chips(root, store) {
  const said = h('p', { class: 'chosen', role: 'status' });
  const list = h('ul', {
    class: 'chips',
    'aria-label': say('Active filters', 'Filtres actifs'),
  });
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'text-button',
      onclick: () => {
        store.set(NONE);
        document.getElementById('search')?.focus();
      },
    },
    say('Clear all', 'Tout effacer'),
  );
  const hide = h('input', {
    type: 'checkbox',
    onchange: () => store.set({ hide: hide.checked ? 'hide' : '' }),
  });
  const others = h('label', { class: 'check' }, hide, say('hide the others', 'masquer les autres'));
  root.append(said, list, clear, others);
  let timer = 0;
  /** @type {unknown} */ let seen = null;
  store.subscribe((state, before) => {
    hide.checked = state.hide === 'hide';
    if (seen === store.model && sameChoice(state, before)) return;
    const words = chosenWords(store);
    // Who listens hears the end of typing, not every letter.
    clearTimeout(timer);
    if (seen === store.model)
      timer = window.setTimeout(() => {
        said.textContent = words;
      }, 120);
    else said.textContent = words;
    seen = store.model;
    const { active } = select(store.model, state);
    clear.hidden = list.hidden = others.hidden = !active;
    root.classList.toggle('active', active);
    const all = choices(state);
    list.replaceChildren(
      ...all.slice(0, MOST).map(({ words: name, patch }) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'filter-chip',
              'aria-label': say(`Remove the filter ${name}`, `Retirer le filtre ${name}`),
              title: name,
              onclick: () => store.set(patch),
            },
            h('span', {}, name),
            icon('close'),
          ),
        ),
      ),
      ...(all.length > MOST ? [h('li', { class: 'hint' }, `+${all.length - MOST}`)] : []),
    );
  });
}

/** Every single choice, with what takes it back. @param {import('../state.js').State} state */
function choices(state) {
  /** @type {{words: string, patch: Partial<import('../state.js').State>}[]} */ const out = [];
  if (state.query.trim()) out.push({ words: quoted(state.query.trim()), patch: { query: '' } });
  for (const name of [...NODE_FILTERS, ...EDGE_FILTERS]) {
    if (name === 'confidence') {
      if (state.confidence > 0)
        out.push({
          words: `${say('confidence', 'confiance')} ≥ ${probability(state.confidence)}`,
          patch: { confidence: 0 },
        });
    } else if (name === 'origin') {
      if (state.origin)
        out.push({
          words: `${say('links', 'liens')} ${valueName('origin', state.origin)}`,
          patch: { origin: '' },
        });
    } else {
      for (const value of state[name])
        out.push({
          words: `${facetName(name).toLowerCase()} ${valueName(name, value)}`,
          patch: { [name]: state[name].filter((other) => other !== value) },
        });
    }
  }
  return out;
}
