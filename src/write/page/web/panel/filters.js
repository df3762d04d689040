// The filters, each value with the number of comments that it would leave.

import { h } from '../dom.js';
import { counts, sameChoice } from '../select.js';
import { labelName, number, probability, relationName, say, statusName } from '../words.js';
import { labels, limits, order } from './choices.js';
import { ink } from './parts.js';
import { SIDES, sideName } from './sides.js';

/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../state.js').State} State */
/** @typedef {'side' | 'thread' | 'position' | 'form' | 'relation' | 'author' | 'status' | 'rule' | 'origin'} Facet */

/** Values that a list shows before it is asked for more; longer lists can be searched. */
const STEP = 12;

/** What a filter is called. @param {Facet | 'confidence' | 'query' | 'since' | 'until' | 'votes'} facet */
export function facetName(facet) {
  switch (facet) {
    case 'side':
      return say('Side on the main issue', 'Camp sur l’enjeu principal');
    case 'thread':
      return say('Thread', 'Fil');
    case 'since':
      return say('From', 'Du');
    case 'until':
      return say('To', 'Au');
    case 'votes':
      return say('Least votes', 'Votes au moins');
    case 'position':
      return say('Position', 'Position');
    case 'form':
      return say('Form', 'Forme');
    case 'relation':
      return say('Relation', 'Relation');
    case 'author':
      return say('Author', 'Auteur');
    case 'status':
      return say('Status', 'Statut');
    case 'rule':
      return say('Rule', 'Règle');
    case 'origin':
      return say('Where links come from', 'D’où viennent les liens');
    case 'confidence':
      return say('Minimum confidence of a link', 'Confiance minimale d’un lien');
    default:
      return say('Search', 'Recherche');
  }
}

/** What a value is called. @param {Facet} facet @param {string} value */
export function valueName(facet, value) {
  switch (facet) {
    case 'side':
      return value ? sideName(value === 'for' ? 'for' : 'against') : say('not placed', 'non placé');
    case 'position':
      return value ? labelName(value) : say('no position', 'sans position');
    case 'form':
      return labelName(value);
    case 'relation':
      return relationName(value);
    case 'status':
      return statusName(value);
    case 'origin':
      return value === 'given' ? say('given by the source', 'donnés par la source') : say('inferred', 'déduits');
    default:
      return value;
  }
}

/** All filters without effect. */
export const NONE = Object.freeze({
  query: '',
  side: [],
  thread: [],
  since: '',
  until: '',
  votes: '',
  position: [],
  form: [],
  relation: [],
  author: [],
  status: [],
  rule: [],
  origin: /** @type {''} */ (''),
  confidence: 0,
});

/** @param {HTMLElement} root @param {Store} store @returns {import('./side.js').Update} */
export function filters(root, store) {
  /** @type {unknown} */ let seen = null;
  /** @type {(() => void)[]} */ let updates = [];
  return (state, before, fresh) => {
    if (seen !== store.model) {
      seen = store.model;
      updates = build(root, store);
    } else if (!fresh && sameChoice(state, before)) return;
    for (const update of updates) update();
  };
}

/** @param {HTMLElement} root @param {Store} store */
function build(root, store) {
  const { model } = store;
  const all = [
    ...(model.sided ? [facet(store, 'side', ['for', 'against', ''])] : []),
    facet(store, 'position', [...model.positions.map(({ name }) => name), '']),
    facet(
      store,
      'relation',
      model.relations.map(({ name }) => name),
    ),
    facet(store, 'status', model.statuses),
    facet(store, 'form', [...model.forms].sort()),
    facet(store, 'origin', ['given', 'inferred']),
    slider(store),
    ...(model.authors.length ? [facet(store, 'author', model.authors)] : []),
    ...(model.threads.length > 1
      ? [
          facet(
            store,
            'thread',
            model.threads.map(({ id }) => id),
          ),
        ]
      : []),
    ...limits(store),
    facet(store, 'rule', [...model.rules].sort()),
  ];
  root.replaceChildren(
    h(
      'div',
      { class: 'title-row' },
      h('h2', {}, say('Filters', 'Filtres')),
      h(
        'button',
        {
          type: 'button',
          class: 'text-button',
          onclick: () => store.set(NONE),
        },
        say('Clear all', 'Tout effacer'),
      ),
    ),
    h(
      'p',
      { class: 'hint' },
      say(
        'Several values of one filter widen the selection, several filters narrow it. Numbers count comments; ' +
          'those of relations and links count links.',
        'Les valeurs d’un même filtre s’ajoutent, des filtres différents restreignent. Les nombres sont des ' +
          'commentaires ; pour les relations et les liens, des liens.',
      ),
    ),
    ...order(store),
    ...all.map(({ element }) => element),
    ...labels(store),
  );
  return all.map(({ update }) => update);
}

/**
 * One filter with its values.
 * @param {Store} store @param {Facet} name @param {string[]} values
 */
function facet(store, name, values) {
  const long = values.length > STEP;
  const single = name === 'origin';
  /** @type {Map<string, {row: HTMLElement, input: HTMLInputElement, count: HTMLElement, bar: HTMLElement}>} */ const rows =
    new Map();
  const chosenOf = () => {
    const value = store.state[name];
    return Array.isArray(value) ? value : value ? [value] : [];
  };
  const reset = h(
    'button',
    {
      type: 'button',
      class: 'text-button',
      onclick: () => store.set(single ? { origin: '' } : { [name]: [] }),
    },
    say('Reset', 'Effacer'),
  );
  const list = h('div', { class: 'values' });
  const more = h('button', {
    type: 'button',
    class: 'more',
    onclick: () => {
      shown += 100;
      update();
    },
  });
  let wanted = '';
  let shown = STEP;
  const search =
    long &&
    h('input', {
      type: 'search',
      class: 'field',
      'aria-label': say(`Search in ${facetName(name)}`, `Chercher dans ${facetName(name)}`),
      placeholder: say('Search…', 'Chercher…'),
      oninput: (/** @type {Event} */ event) => {
        wanted = /** @type {HTMLInputElement} */ (event.target).value.trim().toLowerCase();
        shown = STEP;
        update();
      },
    });
  const row = (/** @type {string} */ value) => {
    const known = rows.get(value);
    if (known) return known;
    const change = () => {
      const chosen = chosenOf();
      const on = chosen.includes(value);
      if (single)
        store.set({
          origin: on ? '' : /** @type {'given' | 'inferred'} */ (value),
        });
      else
        store.set({
          [name]: on ? chosen.filter((other) => other !== value) : [...chosen, value],
        });
    };
    const input = h('input', {
      type: 'checkbox',
      'data-value': value,
      onchange: change,
    });
    const count = h('span', { class: 'count' });
    const bar = h('span', { class: 'share', 'aria-hidden': 'true' });
    const thread = name === 'thread' ? store.model.threads.find(({ id }) => id === value) : undefined;
    const words = h('span', { class: 'name', dir: 'auto' }, thread?.title || valueName(name, value));
    const element = h('label', { class: 'value' }, input, words, bar, count);
    const colours =
      name === 'side' && value
        ? SIDES[value === 'for' ? 'for' : 'against']
        : name === 'position'
          ? store.model.positions.find((position) => position.name === value)
          : name === 'relation'
            ? store.model.relations.find((relation) => relation.name === value)
            : undefined;
    if (colours) ink(element, colours).classList.add('inked');
    const made = { row: element, input, count, bar };
    rows.set(value, made);
    return made;
  };
  const update = () => {
    const counted = counts(store.model, store.state, name);
    const chosen = chosenOf();
    let matching = long ? values.filter((value) => valueName(name, value).toLowerCase().includes(wanted)) : values;
    if (long) {
      // Of a long list, what is chosen and what occurs most comes first.
      const weight = (/** @type {string} */ value) => (chosen.includes(value) ? 1e9 : (counted.get(value) ?? 0));
      matching = matching
        .map((value) => ({ value, weight: weight(value) }))
        .sort((a, b) => b.weight - a.weight)
        .map(({ value }) => value);
    }
    const visible = long ? matching.slice(0, shown) : matching;
    const most = Math.max(1, ...visible.map((value) => counted.get(value) ?? 0));
    const elements = visible.map((value) => {
      const { row: element, input, count, bar } = row(value);
      const many = counted.get(value) ?? 0;
      input.checked = chosen.includes(value);
      count.textContent = number(many);
      bar.style.setProperty('--share', String(many / most));
      element.classList.toggle('empty', many === 0 && !input.checked);
      return element;
    });
    // Rows move only when they must, so that the one with the focus keeps it.
    if (elements.length !== list.children.length || elements.some((element, at) => list.children[at] !== element)) {
      const focused = document.activeElement;
      list.replaceChildren(...elements);
      if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
    }
    more.hidden = visible.length >= matching.length;
    more.textContent = say(`Show more of ${number(matching.length)}`, `En montrer plus sur ${number(matching.length)}`);
    reset.hidden = chosen.length === 0;
  };
  const element = h(
    'fieldset',
    { class: 'facet', 'data-facet': name },
    h('legend', {}, facetName(name)),
    reset,
    search,
    list,
    more,
  );
  return { element, update };
}

/** Least confidence, as a slider and a number. @param {Store} store */
function slider(store) {
  const name = facetName('confidence');
  const set = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    if (Number.isFinite(value))
      store.set({
        confidence: Math.min(1, Math.max(0, Math.round(value * 100) / 100)),
      });
  };
  const range = h('input', {
    type: 'range',
    min: 0,
    max: 1,
    step: 0.01,
    'aria-label': name,
    oninput: set,
  });
  const field = h('input', {
    type: 'number',
    class: 'field',
    min: 0,
    max: 1,
    step: 0.05,
    'aria-label': say(`${name}, as a number`, `${name}, en chiffres`),
    onchange: set,
  });
  const reset = h(
    'button',
    {
      type: 'button',
      class: 'text-button',
      onclick: () => store.set({ confidence: 0 }),
    },
    say('Reset', 'Effacer'),
  );
  const left = h('p', { class: 'hint' });
  const update = () => {
    const { confidence } = store.state;
    range.value = String(confidence);
    range.setAttribute('aria-valuetext', probability(confidence));
    if (document.activeElement !== field) field.value = String(confidence);
    reset.hidden = confidence === 0;
    const links = store.model.edges.filter((edge) => edge.relation !== undefined);
    const sure = links.filter((edge) => edge.confidence >= confidence).length;
    left.textContent = say(
      `${number(sure)} of ${number(links.length)} links`,
      `${number(sure)} liens sur ${number(links.length)}`,
    );
  };
  const element = h(
    'fieldset',
    { class: 'facet', 'data-facet': 'confidence' },
    h('legend', {}, name),
    reset,
    h('div', { class: 'slider' }, range, field),
    left,
  );
  return { element, update };
}
