// The rules and where they hit: the workbench of who writes them.

import { h } from '../dom.js';
import { fold } from '../select.js';
import { counted, labelName, nameOf, number, relationName, say } from '../words.js';
import { around, authorOf, badges, capped, go } from './parts.js';

/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/**
 * Where a cue hits; a cue without words has the node only.
 * @typedef {{node: number, start: number, end: number}} Hit
 *
 * What evidence names: a rule, or one of its cues.
 * @typedef {{name: string, short: string, hits: Hit[]}} Cue
 *
 * A rule with its cues that hit; one without any is silent.
 * @typedef {{id: string, about: string, hits: number, cues: Cue[]}} Rule
 */

/** Code units shown around a hit. */
const AROUND = 60;

/** @type {WeakMap<Model, Rule[]>} */
const known = new WeakMap();

/**
 * All rules with their hits, by name: those that hit, and those that are loaded.
 * @param {Model} model
 * @returns {Rule[]}
 */
export function rulesOf(model) {
  const made = known.get(model);
  if (made) return made;
  const hits = model.rules.map(() => /** @type {Hit[]} */ ([]));
  model.nodes.forEach((node, at) => {
    for (const [, , , , words] of [...(node.positions ?? []), ...(node.forms ?? [])])
      for (const [rule, start, end] of words) hits[rule].push({ node: at, start, end });
    for (const edge of model.answers[at])
      for (const [rule, own] of model.edges[edge].evidence ?? [])
        hits[rule].push({ node: at, start: own?.[0] ?? 0, end: own?.[1] ?? 0 });
  });
  /** @type {Map<string, Rule>} */ const rules = new Map();
  for (const { id, kind, label, about } of model.rule_info ?? []) {
    const does = kind === 'link' ? say('link', 'lien') : kind === 'relation' ? relationName(label) : labelName(label);
    rules.set(id, {
      id,
      about: [does, about].filter(Boolean).join(' · '),
      hits: 0,
      cues: [],
    });
  }
  model.rules.forEach((name, place) => {
    const id = owner(rules, name);
    const rule = rules.get(id) ?? { id, about: '', hits: 0, cues: [] };
    rules.set(id, rule);
    rule.hits += hits[place].length;
    rule.cues.push({
      name,
      short: name === id ? name : name.slice(id.length + 1),
      hits: hits[place],
    });
  });
  const out = [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { cues } of out) cues.sort((a, b) => b.hits.length - a.hits.length || (a.name < b.name ? -1 : 1));
  known.set(model, out);
  return out;
}

/**
 * The rule that a name of evidence belongs to: the longest beginning that is loaded, else all but its last part.
 * @param {Map<string, Rule>} rules
 * @param {string} name
 */
function owner(rules, name) {
  for (let id = name; id; id = id.slice(0, Math.max(0, id.lastIndexOf('.')))) if (rules.has(id)) return id;
  return name.slice(0, Math.max(0, name.lastIndexOf('.'))) || name;
}

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Picture} view
 * @returns {import('./side.js').Update}
 */
export function rules(root, store, view) {
  let wanted = '';
  let byHits = false;
  // Who writes rules looks for those that do not hit; who reads a map does not.
  let silent = store.model.live;
  /** @type {unknown} */ let seen = null;
  const list = h('div', { class: 'rule-list' });
  const status = h('p', { class: 'hint', role: 'status' });
  const draw = () => {
    const all = rulesOf(store.model);
    const words = fold(wanted);
    const matching = all.flatMap((rule) => {
      if (fold(`${rule.id} ${rule.about}`).includes(words)) return [rule];
      const cues = rule.cues.filter(({ name }) => fold(name).includes(words));
      return cues.length ? [{ ...rule, cues }] : [];
    });
    const shown = matching.filter((rule) => silent || rule.cues.length);
    if (byHits) shown.sort((a, b) => b.hits - a.hits);
    const quiet = matching.filter((rule) => !rule.cues.length).length;
    status.textContent = [
      counted(matching.length - quiet, ['rule hits', 'rules hit'], ['règle s’applique', 'règles s’appliquent']),
      counted(
        matching.reduce((sum, { hits }) => sum + hits, 0),
        ['hit', 'hits'],
        ['occurrence', 'occurrences'],
      ),
      quiet && counted(quiet, ['silent rule', 'silent rules'], ['règle muette', 'règles muettes']),
    ]
      .filter(Boolean)
      .join(' · ');
    list.replaceChildren(
      capped(
        shown,
        (rule) =>
          h(
            'section',
            {
              class: `group${rule.cues.length ? '' : ' quiet'}`,
              'aria-label': rule.id,
            },
            h('h3', {}, h('code', {}, rule.id), h('span', { class: 'count' }, number(rule.hits))),
            rule.about && h('p', { class: 'hint' }, rule.about),
            ...rule.cues.map((cue) => row(store, view, cue)),
          ),
        40,
        say('Rules', 'Règles'),
      ),
    );
  };
  const check = (/** @type {string} */ words, /** @type {boolean} */ on, /** @type {(on: boolean) => void} */ change) =>
    h(
      'label',
      { class: 'check' },
      h('input', {
        type: 'checkbox',
        checked: on,
        onchange: (/** @type {Event} */ event) => {
          change(/** @type {HTMLInputElement} */ (event.target).checked);
          draw();
        },
      }),
      words,
    );
  root.append(
    h('h2', {}, say('Rules and where they hit', 'Les règles et leurs occurrences')),
    h(
      'p',
      { class: 'hint' },
      say(
        'Choose a cue: the map keeps the comments where it hits, and its words are marked.',
        'Choisissez un indice : la carte garde les commentaires où il apparaît, et ses mots sont marqués.',
      ),
    ),
    h(
      'div',
      { class: 'rule-tools' },
      h('input', {
        type: 'search',
        class: 'field',
        'aria-label': say('Search rules', 'Chercher une règle'),
        placeholder: say('Search rules…', 'Chercher une règle…'),
        oninput: (/** @type {Event} */ event) => {
          wanted = /** @type {HTMLInputElement} */ (event.target).value.trim();
          draw();
        },
      }),
      h(
        'div',
        { class: 'title-row' },
        check(say('most hits first', 'les plus fréquentes d’abord'), byHits, (on) => {
          byHits = on;
        }),
        (store.model.rule_info ?? []).length > 0 &&
          check(say('silent ones too', 'les muettes aussi'), silent, (on) => {
            silent = on;
          }),
      ),
    ),
    status,
    list,
  );
  return (state, before) => {
    if (seen !== store.model) {
      seen = store.model;
      draw();
    } else if (state.rule !== before.rule) {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.rule;
      draw();
      if (focused !== undefined)
        /** @type {HTMLElement | undefined} */ (
          [...list.querySelectorAll('[data-rule]')].find(
            (button) => /** @type {HTMLElement} */ (button).dataset.rule === focused,
          )
        )?.focus();
    }
  };
}

/** A cue; of a chosen one, its hits. @param {Store} store @param {Picture} view @param {Cue} cue */
function row(store, view, { name, short, hits }) {
  const on = store.state.rule.includes(name);
  const choose = () =>
    store.set({
      rule: on ? store.state.rule.filter((other) => other !== name) : [...store.state.rule, name],
    });
  return h(
    'div',
    { class: 'rule' },
    h(
      'button',
      {
        type: 'button',
        class: 'rule-name',
        'aria-pressed': String(on),
        'data-rule': name,
        title: name,
        onclick: choose,
      },
      h('span', { class: 'name' }, short),
      h('span', { class: 'count' }, number(hits.length)),
    ),
    on && capped(hits, (hit) => context(store, view, hit), 30),
  );
}

/** A hit with the words around. @param {Store} store @param {Picture} view @param {Hit} hit */
function context(store, view, { node: at, start, end }) {
  const node = store.model.nodes[at];
  const [from, to] = around(node.text, start, end, AROUND);
  const words =
    end > start && start < node.text.length
      ? [
          from > 0 && '…',
          node.text.slice(from, start),
          h('mark', { class: 'found' }, node.text.slice(start, end)),
          node.text.slice(end, to),
          to < node.text.length && '…',
        ]
      : [say('(by its place or kind, not by words)', '(par sa place ou sa nature, non par des mots)')];
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
    h('span', { class: 'words', dir: 'auto', lang: node.lang }, ...words),
  );
}
