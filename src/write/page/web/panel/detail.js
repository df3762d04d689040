// The selected comment: its text with the evidence underlined, what it answers, who answers it, and its status.

import { h } from '../dom.js';
import { wordsOf } from '../select.js';
import { counted, kindName, labelName, nameOf, number, quoted, say, when } from '../words.js';
import { findWords, marked } from './find.js';
import { labels } from './labels.js';
import { answering, answers, follow } from './links.js';
import { authorOf, badges, go, iconButton, sideBadge } from './parts.js';
import { standing } from './standing.js';
import { copy } from './copy.js';

/** @typedef {import('../model.js').Model} Model */

/**
 * @param {HTMLElement} root
 * @param {import('../state.js').Store} store
 * @param {import('../draw/picture.js').Picture} view
 */
export function detail(root, store, view) {
  const said = h('p', { class: 'hidden', role: 'status' });
  const body = h('div', {
    class: 'detail-body',
    tabindex: 0,
    role: 'group',
    'aria-label': say('The selected comment', 'Le commentaire choisi'),
  });
  root.append(said, body);
  /** @type {unknown} */ let seen = null;
  store.subscribe((state, before) => {
    const at = store.model.places.get(state.selected);
    root.hidden = at === undefined;
    document.body.classList.toggle('has-detail', at !== undefined);
    if (at === undefined) {
      body.replaceChildren();
      said.textContent = '';
      seen = null;
      return;
    }
    if (
      seen === store.model &&
      state.selected === before.selected &&
      state.query === before.query &&
      state.rule === before.rule
    )
      return;
    const moved = seen !== store.model || state.selected !== before.selected;
    seen = store.model;
    body.replaceChildren(...content(store, view, at));
    if (moved) {
      body.scrollTop = 0;
      const { model } = store;
      const node = model.nodes[at];
      const held = (node.positions ?? []).map(([label]) => labelName(model.positions[label].name)).join(', ');
      said.textContent = `${nameOf(node)}, ${held || kindName(node.kind)}`;
    }
  });
}

/**
 * @param {import('../state.js').Store} store
 * @param {import('../draw/picture.js').Picture} view
 * @param {number} at
 */
function content(store, view, at) {
  const { model, state } = store;
  const node = model.nodes[at];
  const text = h('div', { class: 'text', dir: 'auto', lang: node.lang });
  text.append(marked(node.text, marks(model, at, state)));
  if (!node.text)
    text.append(
      h(
        'span',
        { class: 'hint' },
        node.held
          ? say(
              `${number(node.held)} comments held back by the source`,
              `${number(node.held)} commentaires non fournis par la source`,
            )
          : say('(no text)', '(sans texte)'),
      ),
    );
  const light = lights(text);
  for (const rule of state.rule) light.keep(model.rules.indexOf(rule));
  const { positions, forms } = labels(store, at, light);
  return [
    heading(store, view, at),
    text,
    ...follow(store, view, at),
    ...positions,
    ...standing(store, view, at),
    ...answers(store, view, at, light),
    ...answering(store, view, at),
    ...forms,
    notes(model, at),
  ].filter((part) => part instanceof Node);
}

/**
 * Name, author, time, and the way to the neighbours.
 * @param {import('../state.js').Store} store
 * @param {import('../draw/picture.js').Picture} view
 * @param {number} at
 */
function heading(store, view, at) {
  const { model } = store;
  const node = model.nodes[at];
  const author = authorOf(model, at);
  const facts = [
    author,
    node.time && when(node.time),
    kindName(node.kind),
    node.lang,
    node.votes !== undefined && counted(node.votes, ['vote', 'votes'], ['vote', 'votes']),
  ].filter(Boolean);
  return h(
    'header',
    { class: 'detail-head' },
    h(
      'div',
      { class: 'title-row' },
      h('h2', { dir: 'auto' }, nameOf(node)),
      sideBadge(model, at),
      ...badges(model, at),
      h(
        'span',
        { class: 'tools' },
        iconButton(
          'up',
          say('Previous in reading order', 'Précédent dans l’ordre de lecture'),
          () => go(store, view, at - 1),
          { disabled: at === 0 },
        ),
        iconButton(
          'down',
          say('Next in reading order', 'Suivant dans l’ordre de lecture'),
          () => go(store, view, at + 1),
          { disabled: at + 1 === model.nodes.length },
        ),
        iconButton('link', say('Copy a link to this comment', 'Copier un lien vers ce commentaire'), () =>
          copy(`${location.href.split('#')[0]}#selected=${encodeURIComponent(node.id)}`),
        ),
        iconButton('close', say('Close', 'Fermer'), () => store.set({ selected: '' }), { 'data-close': true }),
      ),
    ),
    h(
      'p',
      { class: 'hint' },
      facts.join(' · '),
      node.kind === 'comment' && node.id !== node.name && h('span', { class: 'id' }, ` · ${node.id}`),
    ),
  );
}

/** What the source says of it besides its text. @param {Model} model @param {number} at */
function notes(model, at) {
  const node = model.nodes[at];
  const thread = model.threads.length > 1 ? model.threads[node.thread] : undefined;
  const words = [
    ...(node.marks ?? []),
    node.faded && say('shown for context', 'montré pour le contexte'),
    thread && say(`thread ${quoted(thread.title || thread.id)}`, `fil ${quoted(thread.title || thread.id)}`),
  ].filter(Boolean);
  const url = node.url ?? model.threads[node.thread]?.url;
  if (!words.length && !url) return null;
  const original = node.url
    ? say('open the original', 'ouvrir l’original')
    : say('open the thread at its source', 'ouvrir le fil à sa source');
  const link = url && h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, original);
  return h('p', { class: 'fine' }, words.join(' · '), words.length && link ? ' · ' : '', link);
}

/**
 * Everything that is marked in a text.
 * @param {Model} model
 * @param {number} at
 * @param {import('../state.js').State} state
 * @returns {import('./find.js').Mark[]}
 */
function marks(model, at, state) {
  const node = model.nodes[at];
  /** @type {import('./find.js').Mark[]} */ const out = [];
  for (const [label, , , , words] of node.positions ?? []) {
    const ink = model.positions[label];
    for (const [rule, start, end] of words)
      out.push({
        start,
        end,
        kind: 'position',
        says: `${labelName(ink.name)} (${model.rules[rule]})`,
        rule,
        ink,
      });
  }
  for (const [label, , , , words] of node.forms ?? []) {
    for (const [rule, start, end] of words)
      out.push({
        start,
        end,
        kind: 'form',
        says: `${labelName(model.forms[label])} (${model.rules[rule]})`,
        rule,
      });
  }
  for (const edge of model.answers[at]) {
    for (const [rule, own] of model.edges[edge].evidence ?? [])
      if (own) out.push({ start: own[0], end: own[1], kind: 'link', rule, edge });
  }
  for (const [start, end] of node.quotes ?? [])
    out.push({
      start,
      end,
      kind: 'quote',
      says: say('quoted from someone else', 'cité de quelqu’un d’autre'),
    });
  for (const [start, end] of findWords(node.text, wordsOf(state.query))) out.push({ start, end, kind: 'found' });
  // A reply leaves its own lines on what it answers; here they would be too many. They are shown with the reply.
  return out;
}

/**
 * @typedef {object} Lights
 * @property {(rule: number) => void} keep                         marks the words of a rule for good
 * @property {(name: 'rules' | 'edges', value: number, on: boolean) => void} point   while something is pointed at
 */

/**
 * Lights up words of the text while their rule or link is pointed at.
 * @param {HTMLElement} text
 * @returns {Lights}
 */
function lights(text) {
  const those = (/** @type {'rules' | 'edges'} */ name, /** @type {number} */ value) =>
    [...text.querySelectorAll('mark')].filter((mark) => (mark.dataset[name] ?? '').split(' ').includes(String(value)));
  return {
    keep(rule) {
      for (const mark of those('rules', rule)) mark.classList.add('chosen');
    },
    point(name, value, on) {
      those(name, value).forEach((mark, at) => {
        mark.classList.toggle('lit', on);
        if (on && at === 0) mark.scrollIntoView({ block: 'nearest' });
      });
    },
  };
}
