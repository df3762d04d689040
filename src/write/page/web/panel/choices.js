// Choices that are no list of values: the order of replies, limits of time and votes, and labels that are not about this
// thread.

import { h } from '../dom.js';
import { sorts } from '../derive.js';
import { dates } from '../select.js';
import { labelName, number, say } from '../words.js';

/** @typedef {import('../state.js').Store} Store */

/** @param {import('../derive.js').Sort} sort */
function sortName(sort) {
  switch (sort) {
    case 'best':
      return say('Best (votes, newer ones ahead)', 'Meilleurs (votes, récents favorisés)');
    case 'top':
      return say('Top (most votes)', 'Le plus de votes');
    case 'new':
      return say('New', 'Récents');
    case 'old':
      return say('Old', 'Anciens');
    case 'controversial':
      return say('Controversial (for and against)', 'Controversés (pour et contre)');
    default:
      return say('As in the source', 'Comme à la source');
  }
}

/** The order of replies; nothing where a map has only its own. @param {Store} store */
export function order(store) {
  const all = sorts(store.whole);
  if (all.length < 2) return [];
  const select = h(
    'select',
    {
      class: 'field',
      id: 'sort',
      onchange: () => store.set({ sort: /** @type {import('../derive.js').Sort} */ (select.value), view: null }),
    },
    ...all.map((sort) => h('option', { value: sort, selected: sort === store.state.sort }, sortName(sort))),
  );
  return [
    h('p', { class: 'field-row' }, h('label', { for: 'sort' }, say('Sort replies', 'Trier les réponses')), select),
  ];
}

/** Limits of time and of votes, each where the source says so. @param {Store} store */
export function limits(store) {
  const { model } = store;
  const times = dates(model).filter((time) => !Number.isNaN(time));
  const votes = model.nodes.flatMap((node) =>
    node.kind === 'comment' && node.votes !== undefined ? [node.votes] : [],
  );
  /** @type {{element: HTMLElement, update: () => void}[]} */ const out = [];
  if (times.length) {
    let [least, most] = [Infinity, -Infinity];
    for (const time of times) [least, most] = [Math.min(least, time), Math.max(most, time)];
    const day = (/** @type {number} */ time) => new Date(time).toISOString().slice(0, 10);
    const field = (/** @type {'since' | 'until'} */ name, /** @type {string} */ label) => {
      const input = h('input', {
        type: 'date',
        class: 'field',
        min: day(least),
        max: day(most),
        onchange: () => store.set({ [name]: input.value }),
      });
      return { input, name, element: h('label', { class: 'field-row' }, label, input) };
    };
    const fields = [field('since', say('From', 'Du')), field('until', say('To', 'Au'))];
    out.push({
      element: h(
        'fieldset',
        { class: 'facet', 'data-facet': 'time' },
        h('legend', {}, say('Time', 'Date')),
        ...fields.map(({ element }) => element),
      ),
      update: () => {
        for (const { input, name } of fields) if (document.activeElement !== input) input.value = store.state[name];
      },
    });
  }
  if (votes.length) {
    const input = h('input', {
      type: 'number',
      class: 'field',
      step: 1,
      onchange: () => store.set({ votes: input.value }),
    });
    let [least, most] = [Infinity, -Infinity];
    for (const count of votes) [least, most] = [Math.min(least, count), Math.max(most, count)];
    out.push({
      element: h(
        'fieldset',
        { class: 'facet', 'data-facet': 'votes' },
        h('legend', {}, say('Votes', 'Votes')),
        h('label', { class: 'field-row' }, say('At least', 'Au moins'), input),
        h(
          'p',
          { class: 'hint' },
          say(`from ${number(least)} to ${number(most)}`, `de ${number(least)} à ${number(most)}`),
        ),
      ),
      update: () => {
        if (document.activeElement !== input) input.value = store.state.votes;
      },
    });
  }
  return out;
}

/** Labels that are not about this thread: each can be hidden everywhere, and shown again. @param {Store} store */
export function labels(store) {
  const { whole } = store;
  const all = [...whole.positions.map(({ name }) => name), ...[...whole.forms].sort()];
  if (!all.length) return [];
  return [
    h(
      'details',
      { class: 'facet', 'data-facet': 'off', open: store.state.off.length > 0 },
      h('summary', {}, say('Labels that are about this thread', 'Étiquettes qui concernent ce fil')),
      h(
        'p',
        { class: 'hint' },
        say(
          'A label that is switched off is hidden everywhere in this page.',
          'Une étiquette décochée est masquée partout dans cette page.',
        ),
      ),
      ...all.map((name) => {
        const input = h('input', {
          type: 'checkbox',
          role: 'switch',
          'data-label': name,
          checked: !store.state.off.includes(name),
          onchange: () => {
            const others = store.state.off.filter((other) => other !== name);
            store.set({
              off: input.checked ? others : [...others, name],
              position: store.state.position.filter((other) => other !== name),
              form: store.state.form.filter((other) => other !== name),
            });
            /** @type {HTMLElement | null} */ (document.querySelector(`[data-label="${CSS.escape(name)}"]`))?.focus();
          },
        });
        return h('label', { class: 'value' }, input, h('span', { class: 'name' }, labelName(name)));
      }),
    ),
  ];
}
