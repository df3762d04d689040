// With what the page opens: who is against whom on what, in distinct authors; where somebody gave in; where opponents
// agree.

import { h } from '../dom.js';
import { isAttack, REBUTTAL, REPLY, SUPPORT } from '../model.js';
import { counted, kindName, nameOf, number, quoted, say } from '../words.js';
import { capped, go, head, ink, quotation, sign } from './parts.js';

/** @typedef {import('../model.js').Dispute} Dispute */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/** How many entries of a list are shown at first. */
const STEP = 12;
/** How many comments are shown instead of disputes if there are none. */
const INSTEAD = 8;

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Picture} view
 * @returns {import('./side.js').Update}
 */
export function disputes(root, store, view) {
  /** @type {unknown} */ let seen = null;
  return () => {
    if (seen === store.model) return;
    seen = store.model;
    const { disputes: found } = store.model;
    root.replaceChildren(
      h(
        'h2',
        {},
        say('What is disputed', 'Ce qui est disputé'),
        found.count > 1 && h('span', { class: 'count' }, ` ${number(found.count)}`),
      ),
      h(
        'p',
        { class: 'hint' },
        say(
          'Those who comment are not the public: nothing here is a poll.',
          'Ceux qui commentent ne sont pas le public : rien ici n’est un sondage.',
        ),
        !found.known &&
          h(
            'span',
            {},
            ' ',
            say(
              'Authors are not known, so each comment counts as a separate author.',
              'Les auteurs ne sont pas connus : chaque commentaire compte pour un auteur.',
            ),
          ),
      ),
      ...(found.list.length ? [list(store, view)] : instead(store, view)),
      ...turns(store, view),
      h('p', { class: 'fine' }, store.model.caption.join(' · ')),
    );
  };
}

/** @param {Store} store @param {Picture} view */
function list(store, view) {
  const { list: all, count } = store.model.disputes;
  const box = capped(all, (dispute) => card(store, view, dispute), STEP, say('Disputes', 'Débats'));
  if (count > all.length)
    box.append(
      h(
        'p',
        { class: 'hint' },
        say(
          `The first ${number(all.length)} of ${number(count)}.`,
          `Les ${number(all.length)} premiers sur ${number(count)}.`,
        ),
      ),
    );
  return box;
}

/** @param {Store} store @param {Picture} view @param {Dispute} dispute */
function card(store, view, dispute) {
  const { model } = store;
  const target = dispute.target === null ? undefined : model.nodes[dispute.target];
  const at = dispute.target ?? 0;
  return h(
    'article',
    {
      class: 'dispute',
      'aria-label': target ? say(`Dispute about ${nameOf(target)}`, `Débat sur ${nameOf(target)}`) : undefined,
    },
    target &&
      h(
        'button',
        {
          type: 'button',
          class: 'disputed',
          'data-node': target.id,
          onclick: () => go(store, view, at),
        },
        h(
          'span',
          { class: 'meta' },
          h('b', {}, nameOf(target)),
          h(
            'span',
            { class: 'note' },
            target.kind === 'comment'
              ? say('a comment', 'un commentaire')
              : target.kind === 'claim'
                ? kindName('claim')
                : '',
          ),
        ),
        h('span', { class: 'words', dir: 'auto', lang: target.lang }, quoted(head(target.text, 220))),
      ),
    balance(store, dispute),
    ...camp(store, view, dispute, 'against'),
    ...camp(store, view, dispute, 'for'),
    open(store, view, dispute),
    ending(store, view, dispute),
  );
}

/** The two sides as a bar, in authors. @param {Store} store @param {Dispute} dispute */
function balance(store, dispute) {
  const { relations } = store.model;
  const part = (/** @type {number} */ authors, /** @type {typeof relations[number]} */ relation) => {
    const element = ink(h('span', {}), relation);
    element.style.flexGrow = String(authors);
    return element;
  };
  return h(
    'div',
    { class: 'balance', 'aria-hidden': 'true' },
    part(dispute.against.authors, relations[REBUTTAL]),
    part(dispute.for.authors, relations[SUPPORT]),
  );
}

/**
 * One side.
 * @param {Store} store
 * @param {Picture} view
 * @param {Dispute} dispute
 * @param {'against' | 'for'} side
 */
function camp(store, view, dispute, side) {
  const { comments, authors, best, reasoned } = dispute[side];
  const title = side === 'against' ? say('Against', 'Contre') : say('For', 'Pour');
  const people = counted(authors, ['author', 'authors'], ['auteur', 'auteurs']);
  const said = counted(comments, ['comment', 'comments'], ['commentaire', 'commentaires']);
  return [
    h(
      'h3',
      { class: `camp ${side}` },
      sign(store.model, side === 'against' ? 0 : SUPPORT),
      `${title} `,
      h('span', { class: 'count' }, dispute.known ? `${people} (${said})` : said),
    ),
    best !== null &&
      quotation(store, view, best, {
        most: 220,
        note: reasoned ? say('gives a reason', 'donne une raison') : '',
      }),
  ];
}

/**
 * The attacks that nobody has answered.
 * @param {Store} store
 * @param {Picture} view
 * @param {Dispute} dispute
 */
function open(store, view, dispute) {
  if (!dispute.open.length)
    return h('p', { class: 'open' }, say('No rebuttal stands open.', 'Aucune réfutation ne reste sans réponse.'));
  const shown = dispute.open.slice(0, 8);
  return h(
    'p',
    { class: 'open' },
    dispute.open.length === 1
      ? say('Open rebuttal: ', 'Réfutation restée ouverte : ')
      : say(
          `${number(dispute.open.length)} open rebuttals: `,
          `${number(dispute.open.length)} réfutations restées ouvertes : `,
        ),
    ...shown.flatMap((at) => [chip(store, view, at), ' ']),
    dispute.open.length > shown.length && '…',
  );
}

/** @param {Store} store @param {Picture} view @param {Dispute} dispute */
function ending(store, view, dispute) {
  const { node, side } = dispute.end;
  if (node === null) return null;
  return h(
    'p',
    { class: 'open' },
    say('Last word: ', 'Dernier mot : '),
    chip(store, view, node),
    ' ',
    side === 'against'
      ? say('against', 'contre')
      : side === 'for'
        ? say('for', 'pour')
        : say('side not clear', 'camp incertain'),
  );
}

/** A node by its name, to go to. @param {Store} store @param {Picture} view @param {number} at */
export const chip = (store, view, at) =>
  h(
    'button',
    {
      type: 'button',
      class: 'chip',
      'data-node': store.model.nodes[at].id,
      onclick: () => go(store, view, at),
    },
    nameOf(store.model.nodes[at]),
  );

/** Concessions, and supports across positions. @param {Store} store @param {Picture} view */
function turns(store, view) {
  const { concessions, bridges } = store.model.disputes;
  /** @type {HTMLElement[]} */ const out = [];
  if (concessions.length) {
    out.push(
      h('h2', {}, say('Where somebody gave in', 'Où quelqu’un a concédé')),
      capped(
        concessions,
        ({ comment, rebuttal, conceding, own }) =>
          h(
            'div',
            { class: 'turn' },
            quotation(store, view, conceding, {
              note: own ? say('the author gives in', 'l’auteur concède') : say('another gives in', 'un autre concède'),
            }),
            h(
              'p',
              { class: 'open' },
              say('to the rebuttal ', 'à la réfutation '),
              chip(store, view, rebuttal),
              say(' of ', ' de '),
              chip(store, view, comment),
            ),
          ),
        STEP,
      ),
    );
  }
  if (bridges.length) {
    out.push(
      h('h2', {}, say('Supports across positions', 'Soutiens d’un camp à l’autre')),
      capped(
        bridges,
        ({ from, to, holds, against }) =>
          h(
            'div',
            { class: 'turn' },
            quotation(store, view, from, {}),
            h(
              'p',
              { class: 'open' },
              say(`holds ${holds}, and supports `, `tient ${holds}, et soutient `),
              chip(store, view, to),
              say(`, which holds ${against}`, `, qui tient ${against}`),
            ),
          ),
        STEP,
      ),
    );
  }
  return out;
}

/**
 * Where nothing has both sides: what is rebutted most, and what is taken up most.
 * @param {Store} store
 * @param {Picture} view
 */
function instead(store, view) {
  const { model } = store;
  const ranked = (/** @type {(edge: import('../model.js').MapEdge) => boolean} */ counts) =>
    model.answered
      .map((edges, at) => {
        const taken = edges
          .map((edge) => model.edges[edge])
          .filter((edge) => counts(edge) && (edge.claim === undefined || edge.claim === at));
        const authors = new Set(taken.map(({ from }) => model.nodes[from].author ?? `?${from}`));
        return { at, authors: authors.size, comments: taken.length };
      })
      .filter(({ comments }) => comments > 0)
      .sort((a, b) => b.authors - a.authors || b.comments - a.comments || a.at - b.at)
      .slice(0, INSTEAD);
  const rebutted = ranked(isAttack);
  const taken = ranked((edge) => edge.relation !== undefined && edge.relation !== REPLY);
  const section = (/** @type {string} */ title, /** @type {typeof taken} */ rows) =>
    rows.length
      ? [
          h('h3', {}, title),
          capped(
            rows,
            ({ at, authors, comments }) =>
              quotation(store, view, at, {
                note: model.disputes.known
                  ? say(
                      `by ${counted(authors, ['author', 'authors'], ['', ''])}`,
                      `par ${counted(authors, ['', ''], ['auteur', 'auteurs'])}`,
                    )
                  : counted(comments, ['time', 'times'], ['fois', 'fois']),
              }),
            INSTEAD,
          ),
        ]
      : [];
  return [
    h(
      'p',
      {},
      say(
        'No claim and no comment is both attacked and supported here.',
        'Ici, aucune affirmation et aucun commentaire n’est à la fois attaqué et soutenu.',
      ),
    ),
    ...section(say('Most rebutted', 'Les plus réfutés'), rebutted),
    ...section(say('Most taken up', 'Les plus repris'), taken),
    !rebutted.length &&
      !taken.length &&
      h('p', { class: 'hint' }, say('No reply takes a side either.', 'Et aucune réponse ne prend parti.')),
  ].filter((part) => part instanceof Node);
}
