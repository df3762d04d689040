// With what the page opens: what is at stake, in the words of the thread; how many are for and against, and how many
// cannot be placed; the best comment a side; what nobody answered. Where this cannot be read, it says so.

import { h } from '../dom.js';
import { isAttack, SUPPORT } from '../model.js';
import { counted, nameOf, number, quoted, say, withoutAnswer } from '../words.js';
import { capped, chip, go, head, ink, quotation } from './parts.js';
import { SIDES, sideName } from './sides.js';
import { turns } from './turns.js';

/** @typedef {import('../model.js').Issue} Issue */
/** @typedef {import('../model.js').Model} Model */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/** How many entries of a list are shown at first. */
const STEP = 6;
/** How many comments are named in one line. */
const NAMED = 12;

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Picture} view
 * @returns {import('./side.js').Update}
 */
export function issues(root, store, view) {
  /** @type {unknown} */ let seen = null;
  return () => {
    if (seen === store.model) return;
    seen = store.model;
    const { model } = store;
    const { list, count } = model.issues;
    root.replaceChildren(
      h('h2', {}, say('What is at stake', 'Ce qui est en jeu')),
      h(
        'p',
        { class: 'hint' },
        say(
          'Found by rules. Those who comment are not the public: nothing here is a poll.',
          'Trouvé par des règles. Ceux qui commentent ne sont pas le public : ceci n’est pas un sondage.',
        ),
        !model.disputes.known &&
          ` ${say(
            'Authors are not known, so each comment counts as a separate author.',
            'Les auteurs ne sont pas connus : chaque commentaire compte pour un auteur.',
          )}`,
      ),
      list.length
        ? capped(shown(list), (issue) => card(store, view, issue), STEP, say('Issues', 'Enjeux'))
        : h('p', {}, say('Nobody answers anybody here.', 'Ici, personne ne répond à personne.')),
      ...(count > list.length ? [h('p', { class: 'hint' }, `${number(list.length)}/${number(count)}`)] : []),
      ...turns(store, view),
      h('p', { class: 'fine' }, model.caption.join(' · ')),
    );
  };
}

/**
 * The issues in their order; of those beside the main one, only what can be read.
 * @param {Issue[]} list
 */
export const shown = (list) => list.filter((issue) => issue.main || issue.readable);

/**
 * Why the sides of an issue cannot be read: how many replies of its thread are neutral or uncertain.
 * @param {Model} model @param {Issue} issue
 */
export function unreadable(model, issue) {
  const replies = model.edges.filter(
    ({ from, relation }) =>
      relation !== undefined && model.nodes[from].thread === issue.thread && model.nodes[from].kind === 'comment',
  );
  const all = replies.length;
  const unclear = replies.filter((edge) => !(isAttack(edge) || edge.relation === SUPPORT) || edge.grade === 0).length;
  const why = !all
    ? say('nobody answers anybody', 'personne ne répond à personne')
    : unclear * 2 >= all
      ? all === 1
        ? say('the only reply is neutral or uncertain', 'la seule réponse est neutre ou incertaine')
        : say(
            `${number(unclear)} of ${number(all)} replies are neutral or uncertain`,
            `${number(unclear)} réponses sur ${number(all)} sont neutres ou incertaines`,
          )
      : issue.against.clear && !issue.for.clear
        ? say('nobody is clearly for it', 'personne n’est nettement pour')
        : issue.for.clear && !issue.against.clear
          ? say('nobody is clearly against it', 'personne n’est nettement contre')
          : say('nobody is clearly on a side', 'personne n’est nettement d’un côté');
  return say(`For or against cannot be read here: ${why}.`, `Pour ou contre, on ne peut pas le lire ici : ${why}.`);
}

/** So many authors, or comments where authors are not known. @param {Issue} issue @param {number} count */
export const people = (issue, count) =>
  issue.known
    ? counted(count, ['author', 'authors'], ['auteur', 'auteurs'])
    : counted(count, ['comment', 'comments'], ['commentaire', 'commentaires']);

/** The words at stake, in quotation marks. @param {Model} model @param {Issue} issue @param {number} most */
export function stake(model, issue, most) {
  const node = issue.node === null ? undefined : model.nodes[issue.node];
  const words = issue.title || node?.text || '';
  return words ? quoted(head(words, most)) : node ? nameOf(node) : issue.id;
}

/** @param {Store} store @param {Picture} view @param {Issue} issue */
function card(store, view, issue) {
  const { model } = store;
  const node = issue.node === null ? undefined : model.nodes[issue.node];
  const thread = model.threads.length > 1 ? model.threads[issue.thread] : undefined;
  const where = [
    node && nameOf(node),
    thread && (thread.title || thread.id),
    issue.subject.length && `${say('about', 'sur')} ${issue.subject.map(quoted).join(', ')}`,
  ].filter(Boolean);
  return h(
    'article',
    { class: 'dispute issue', 'data-issue': issue.id, 'aria-label': say(`Issue ${issue.id}`, `Enjeu ${issue.id}`) },
    h(
      'button',
      {
        type: 'button',
        class: 'disputed',
        'data-node': node?.id,
        onclick: () => issue.node !== null && go(store, view, issue.node),
      },
      h('span', { class: 'meta' }, h('span', { class: 'note', dir: 'auto' }, where.join(' · '))),
      h('strong', { class: 'words', dir: 'auto', lang: node?.lang }, stake(model, issue, 220)),
    ),
    ...(issue.readable ? sides(store, view, issue) : [h('p', { class: 'honest' }, unreadable(model, issue))]),
    line(store, view, withoutAnswer(model, 'rebuttal'), issue.open),
    line(store, view, say('Seems to give ground', 'Semble concéder'), issue.conceded),
    issue.last !== null && line(store, view, say('Last word', 'Dernier mot'), [issue.last]),
  );
}

/** For, against and not placed. @param {Store} store @param {Picture} view @param {Issue} issue */
function sides(store, view, issue) {
  const { for: support, against, unplaced_authors: rest } = issue;
  const bar = h('div', { class: 'balance', 'aria-hidden': 'true' });
  for (const [count, side] of /** @type {[number, 'for' | 'against' | ''][]} */ ([
    [support.authors, 'for'],
    [rest, ''],
    [against.authors, 'against'],
  ])) {
    if (!count) continue;
    const part = side ? ink(h('span', {}), SIDES[side]) : h('span', { class: 'unplaced' });
    part.style.flexGrow = String(count);
    bar.append(part);
  }
  return [
    h(
      'p',
      { class: 'tally' },
      `${sideName('for')} ${number(support.authors)} · ${sideName('against')} ${number(against.authors)} · `,
      `${say('not placed', 'non placés')} ${number(rest)} `,
      h(
        'span',
        { class: 'note' },
        issue.known ? say('authors', 'auteurs') : say('comments', 'commentaires'),
        say(
          `; ${number(Math.round(issue.sure * 100))} % are expected to be on the right side`,
          ` ; on s’attend à ${number(Math.round(issue.sure * 100))} % de bien placés`,
        ),
      ),
    ),
    bar,
    ...side(store, view, issue, 'for'),
    ...side(store, view, issue, 'against'),
  ];
}

/** @param {Store} store @param {Picture} view @param {Issue} issue @param {'for' | 'against'} which */
function side(store, view, issue, which) {
  const { authors, clear, comments, voices } = issue[which];
  const best = voices.find((at) => at !== issue.node);
  return [
    h(
      'h3',
      { class: `camp ${which}` },
      ink(h('span', { class: 'badge side-badge' }, sideName(which)), SIDES[which]),
      ' ',
      h(
        'span',
        { class: 'count' },
        people(issue, authors),
        clear < authors && say(`, ${number(clear)} of them clearly`, `, dont ${number(clear)} nettement`),
        issue.known && ` (${counted(comments.length, ['comment', 'comments'], ['commentaire', 'commentaires'])})`,
      ),
    ),
    best === undefined
      ? h('p', { class: 'hint' }, say('No comment says it clearly.', 'Aucun commentaire ne le dit nettement.'))
      : quotation(store, view, best, { most: 260 }),
  ];
}

/** Comments by their names. @param {Store} store @param {Picture} view @param {string} title @param {number[]} all */
function line(store, view, title, all) {
  if (!all.length) return null;
  return h(
    'p',
    { class: 'open' },
    `${title}${say(': ', ' : ')}`,
    ...all.slice(0, NAMED).flatMap((at) => [chip(store, view, at), ' ']),
    all.length > NAMED && `+${number(all.length - NAMED)}`,
  );
}
