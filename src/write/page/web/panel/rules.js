// The rules and where they hit: the workbench of who writes them.

import { h } from '../dom.js';
import { fold } from '../select.js';
import { counted, nameOf, number, say } from '../words.js';
import { authorOf, badges, capped, go } from './parts.js';

/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/**
 * Where a rule hits.
 * @typedef {object} Hit
 * @property {number} node
 * @property {number} start
 * @property {number} end
 */
/**
 * @typedef {object} Rule
 * @property {string} name
 * @property {Hit[]} hits        words; a rule without words has the node only
 * @property {number} comments
 * @property {string} [about]
 */

/** Code units shown around a hit. */
const AROUND = 60;

/** @type {WeakMap<import('../model.js').Model, Rule[]>} */
const known = new WeakMap();

/** All rules with their hits, by name. @param {import('../model.js').Model} model @returns {Rule[]} */
export function hitsOf(model) {
  const made = known.get(model);
  if (made) return made;
  const rules = model.rules.map((name) => ({ name, hits: /** @type {Hit[]} */ ([]), nodes: new Set() }));
  const add = (/** @type {number} */ rule, /** @type {number} */ node, start = 0, end = 0) => {
    rules[rule].hits.push({ node, start, end });
    rules[rule].nodes.add(node);
  };
  model.nodes.forEach((node, at) => {
    for (const [, , , , words] of [...(node.positions ?? []), ...(node.forms ?? [])]) for (const [rule, start, end] of words) add(rule, at, start, end);
    for (const edge of model.answers[at]) for (const [rule, own] of model.edges[edge].evidence ?? []) add(rule, at, own?.[0], own?.[1]);
  });
  const info = new Map((model.ruleInfo ?? []).map((rule) => [rule.name, rule]));
  /** @type {Rule[]} */
  const out = rules.map(({ name, hits, nodes }) => ({ name, hits, comments: nodes.size, about: info.get(name)?.about ?? info.get(family(name))?.about }));
  // A loaded rule counts as silent where neither it nor a cue of it hits.
  for (const { name, about } of info.values()) {
    if (!model.rules.some((hit) => hit === name || hit.startsWith(`${name}.`))) out.push({ name, hits: [], comments: 0, about });
  }
  out.sort((a, b) => (a.name < b.name ? -1 : 1));
  known.set(model, out);
  return out;
}

/** The rule of a cue: its name without the last part. @param {string} name */
const family = (name) => name.slice(0, Math.max(0, name.lastIndexOf('.'))) || name;

/** @param {HTMLElement} root @param {Store} store @param {Picture} view @returns {import('./side.js').Update} */
export function rules(root, store, view) {
  let wanted = '';
  let byHits = false;
  /** @type {unknown} */ let seen = null;
  const list = h('div', { class: 'rule-list' });
  const status = h('p', { class: 'hint', role: 'status' });
  const draw = () => {
    const all = hitsOf(store.model);
    const found = all.filter((rule) => fold(rule.name).includes(fold(wanted)));
    status.textContent = `${counted(found.length, ['rule', 'rules'], ['règle', 'règles'])} · ${counted(found.reduce((sum, rule) => sum + rule.hits.length, 0), ['hit', 'hits'], ['occurrence', 'occurrences'])}`
      + (found.some((rule) => !rule.hits.length) ? ` · ${say('silent: ', 'muettes : ')}${number(found.filter((rule) => !rule.hits.length).length)}` : '');
    if (byHits) {
      list.replaceChildren(capped([...found].sort((a, b) => b.hits.length - a.hits.length), (rule) => row(store, view, rule, rule.name), 60));
      return;
    }
    /** @type {Map<string, Rule[]>} */ const groups = new Map();
    for (const rule of found) groups.set(family(rule.name), [...(groups.get(family(rule.name)) ?? []), rule]);
    list.replaceChildren(capped([...groups], ([name, members]) => h('section', { class: 'group', 'aria-label': name }, h('h3', {}, name),
      ...members.map((rule) => row(store, view, rule, rule.name === name ? name : rule.name.slice(name.length + 1)))), 40));
  };
  root.append(
    h('h2', {}, say('Rules and where they hit', 'Les règles et leurs occurrences')),
    h('p', { class: 'hint' }, say('Choose a rule: the map keeps the comments where it hits, and its words are marked.', 'Choisissez une règle : la carte garde les commentaires où elle s’applique, et ses mots sont marqués.')),
    h('div', { class: 'rule-tools' },
      h('input', { type: 'search', class: 'field', 'aria-label': say('Search rules', 'Chercher une règle'), placeholder: say('Search rules…', 'Chercher une règle…'), oninput: (/** @type {Event} */ event) => { wanted = /** @type {HTMLInputElement} */ (event.target).value.trim(); draw(); } }),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', onchange: (/** @type {Event} */ event) => { byHits = /** @type {HTMLInputElement} */ (event.target).checked; draw(); } }), say('by number of hits', 'par fréquence'))),
    status, list);
  return (state, before) => {
    if (seen !== store.model) {
      seen = store.model;
      draw();
    } else if (state.rule !== before.rule) {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.rule;
      draw();
      if (focused !== undefined) /** @type {HTMLElement | undefined} */ ([...list.querySelectorAll('[data-rule]')].find((button) => /** @type {HTMLElement} */ (button).dataset.rule === focused))?.focus();
    }
  };
}

/** A rule; of a chosen one, its hits. @param {Store} store @param {Picture} view @param {Rule} rule @param {string} label */
function row(store, view, rule, label) {
  const on = store.state.rule.includes(rule.name);
  const choose = () => store.set({ rule: on ? store.state.rule.filter((name) => name !== rule.name) : [...store.state.rule, rule.name] });
  return h('div', { class: 'rule' },
    h('button', { type: 'button', class: 'rule-name', 'aria-pressed': String(on), 'data-rule': rule.name, title: rule.about || rule.name, onclick: choose, disabled: !rule.hits.length },
      h('span', { class: 'name' }, label), h('span', { class: 'count' }, number(rule.hits.length))),
    on && capped(rule.hits, (hit) => context(store, view, hit), 30));
}

/** A hit with the words around. @param {Store} store @param {Picture} view @param {Hit} hit */
function context(store, view, { node: at, start, end }) {
  const node = store.model.nodes[at];
  const from = Math.max(0, start - AROUND);
  const to = Math.min(node.text.length, end + AROUND);
  const words = end > start && start < node.text.length
    ? [from > 0 && '…', node.text.slice(from, start), h('mark', { class: 'found' }, node.text.slice(start, end)), node.text.slice(end, to), to < node.text.length && '…']
    : [say('(by its place or kind, not by words)', '(par sa place ou sa nature, non par des mots)')];
  return h('button', { type: 'button', class: 'quotation', 'data-node': node.id, onclick: () => go(store, view, at) },
    h('span', { class: 'meta' }, h('b', {}, nameOf(node)), authorOf(store.model, at) && h('span', { class: 'who' }, authorOf(store.model, at)), ...badges(store.model, at)),
    h('span', { class: 'words', dir: 'auto', lang: node.lang }, ...words));
}
