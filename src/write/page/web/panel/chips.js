// What is filtered, above the picture: each choice can be taken back, and how many comments are left is said.

import { h } from '../dom.js';
import { select, EDGE_FILTERS, LIMITS, NODE_FILTERS, matches, sameChoice } from '../select.js';
import { number, probability, quoted, say } from '../words.js';
import { facetName, NONE, valueName } from './filters.js';
import { chosenWords, go, icon, iconButton } from './parts.js';
import { typing } from './search.js';

/** Most choices that are shown one by one. */
const MOST = 12;

/** @param {HTMLElement} root @param {import('../state.js').Store} store @param {import('../draw/picture.js').Picture} view */
export function chips(root, store, view) {
  const place = h('output', { class: 'count', 'aria-live': 'polite' });
  /** Goes to the next match, or the one before. @param {number} by */
  const step = (by) => {
    const all = matches(store.model, store.state);
    if (!all.length) return;
    const selected = store.model.places.get(store.state.selected) ?? -1;
    const at = all.indexOf(selected);
    const next =
      at >= 0 ? at + by : by > 0 ? all.findIndex((one) => one > selected) : all.findLastIndex((one) => one < selected);
    go(store, view, all[((next < 0 && at < 0 && by > 0 ? 0 : next) + all.length) % all.length]);
  };
  const stepper = h(
    'span',
    { class: 'stepper', role: 'group', 'aria-label': say('Go through the matches', 'Parcourir les résultats') },
    place,
    iconButton('up', say('Previous match', 'Précédent'), () => step(-1), { 'aria-keyshortcuts': '[' }),
    iconButton('down', say('Next match', 'Suivant'), () => step(1), { 'aria-keyshortcuts': ']' }),
  );
  addEventListener('keydown', (event) => {
    const by = { '[': -1, ']': 1 }[event.key];
    if (!by || event.defaultPrevented || typing(event.target) || event.ctrlKey || event.metaKey || stepper.hidden)
      return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    step(by);
  });
  /** @type {unknown} */ let jumped = null;
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
  root.append(said, stepper, list, clear, others);
  let timer = 0;
  /** @type {unknown} */ let seen = null;
  store.subscribe((state, before) => {
    hide.checked = state.hide === 'hide';
    const all = matches(store.model, state);
    const at = all.indexOf(store.model.places.get(state.selected) ?? -1);
    stepper.hidden = !all.length;
    place.textContent = `${at < 0 ? '–' : number(at + 1)}/${number(all.length)}`;
    // What was just filtered is shown from its first match on; the text of a search is still being typed.
    if (jumped === store.model && !sameChoice(state, before) && all.length && state.query === before.query && at < 0)
      view.show(all[0]);
    jumped = store.model;
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
    const chosen = choices(state);
    list.replaceChildren(
      ...chosen.slice(0, MOST).map(({ words: name, patch }) =>
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
      ...(chosen.length > MOST ? [h('li', { class: 'hint' }, `+${chosen.length - MOST}`)] : []),
    );
  });
}

/** Every single choice, with what takes it back. @param {import('../state.js').State} state */
function choices(state) {
  /** @type {{words: string, patch: Partial<import('../state.js').State>}[]} */ const out = [];
  if (state.query.trim()) out.push({ words: quoted(state.query.trim()), patch: { query: '' } });
  for (const name of LIMITS)
    if (state[name]) out.push({ words: `${facetName(name)} ${state[name]}`, patch: { [name]: '' } });
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
