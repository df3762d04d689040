// The outline: the map as a tree of rows next to the picture, for users who read line by line or hear the page. Only
// the rows in view exist, however large the map; attributes give their level, size and place.

import { h } from '../dom.js';
import { clean } from '../draw/clean.js';
import { kindNote } from '../draw/card.js';
import { firstWords, relationWords } from '../draw/describe.js';
import { select } from '../select.js';
import { counted, labelName, nameOf, say, statusName } from '../words.js';

/** Height of a row in pixels, as the style sheet has it. */
const ROW = 40;
/** Rows beyond the window that exist too. */
const OVER = 8;
/** Deepest indentation. */
const DEEPEST = 10;
/** For so long, letters typed make one word, in milliseconds. */
const TYPED = 700;

/**
 * Mounts the outline in an element that scrolls (it is given `overflow` by its own style).
 * @param {HTMLElement} root @param {import('../state.js').Store} shared
 */
export function outline(root, shared) {
  const rows = h('div', { class: 'outline-rows', role: 'presentation' });
  const tree = h(
    'div',
    {
      class: 'outline',
      role: 'tree',
      'aria-label': say('Outline of the map', 'Plan de la carte'),
    },
    rows,
  );
  root.append(tree);

  /** Nodes that are listed, and the index of each in the list. @type {number[]} */
  let list = [];
  /** @type {Map<number, number>} */ let placeOf = new Map();
  /** The row that the keys are at. */
  let current = 0;
  /** @type {import('../select.js').Selection | null} */ let chosen = null;
  /** @type {import('../model.js').Model | null} */ let known = null;
  /** @type {Map<string, number>} */ let byId = new Map();
  /** @type {Map<number, HTMLElement>} */ const made = new Map();
  let typed = '';
  let typedAt = 0;

  const model = () => shared.model;
  const siblings = (/** @type {number} */ at) => {
    const { parent } = model().nodes[at];
    return parent === undefined ? model().roots : model().kids[parent];
  };
  /** @type {WeakMap<number[], Map<number, number>>} */
  const ranks = new WeakMap();
  /** The place of a node among its siblings. @param {number} at */
  const rank = (at) => {
    const family = siblings(at);
    let known = ranks.get(family);
    if (!known) ranks.set(family, (known = new Map(family.map((one, place) => [one, place + 1]))));
    return known.get(at) ?? 1;
  };

  /** What is not folded away, in reading order. */
  function gather() {
    const { nodes, size } = model();
    const folded = new Set(shared.state.folded);
    const hides = shared.state.hide === 'hide' && chosen?.active;
    list = [];
    for (let at = 0; at < nodes.length;) {
      if (!hides || chosen?.nodes[at]) list.push(at);
      at += folded.has(nodes[at].id) ? size[at] : 1;
    }
    placeOf = new Map(list.map((at, place) => [at, place]));
    current = Math.min(current, Math.max(list.length - 1, 0));
    rows.style.height = `${list.length * ROW}px`;
  }

  /** @param {number} at @param {number} place */
  function row(at, place) {
    const { nodes, positions, statuses, kids, size } = model();
    const node = nodes[at];
    const folded = shared.state.folded.includes(node.id);
    const has = kids[at].length > 0;
    const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark');
    const item = h('div', {
      class: `outline-row${chosen?.active && !chosen.nodes[at] ? ' faded' : ''}`,
      role: 'treeitem',
      id: `outline-${at}`,
      'aria-level': node.depth + 1,
      'aria-setsize': siblings(at).length,
      'aria-posinset': rank(at),
      'aria-expanded': has ? String(!folded) : undefined,
      'aria-selected': String(node.id === shared.state.selected),
      tabindex: place === current ? 0 : -1,
    });
    item.style.top = `${place * ROW}px`;
    item.style.paddingInlineStart = `${8 + Math.min(node.depth, DEEPEST) * 14}px`;
    const mark = h('span', { class: 'outline-fold', 'aria-hidden': 'true' }, has ? (folded ? '▸' : '▾') : '');
    const head = h('span', { class: 'outline-head' }, h('b', {}, nameOf(node)));
    for (const [label, , by] of node.positions ?? []) {
      const name = h(
        'b',
        { class: 'outline-position' },
        ` ${by === 'inherited' ? '~' : ''}${clean(labelName(positions[label].name))}`,
      );
      name.style.color = dark ? positions[label].dark : positions[label].light;
      head.append(name);
    }
    const notes = [
      relationWords(model(), at),
      kindNote(node),
      node.status ? statusName(statuses[node.status]) : '',
      folded && has ? `+${counted(size[at] - 1, ['reply', 'replies'], ['réponse', 'réponses'])}` : '',
    ];
    const small = notes.filter(Boolean).join(' · ');
    if (small) head.append(h('span', { class: 'outline-note' }, ` ${small}`));
    item.append(
      mark,
      h(
        'span',
        { class: 'outline-body' },
        head,
        h('span', { class: 'outline-text', dir: 'auto' }, firstWords(node.text, 120)),
      ),
    );
    return item;
  }

  /** Makes the rows in view, and drops the others. */
  function fill() {
    const box = tree.clientHeight || 400;
    const first = Math.max(0, Math.floor(tree.scrollTop / ROW) - OVER);
    const last = Math.min(list.length - 1, Math.ceil((tree.scrollTop + box) / ROW) + OVER);
    const wanted = new Set();
    for (let place = first; place <= last; place++) wanted.add(list[place]);
    // The row with the focus stays, or the keys would be lost.
    if (list.length) wanted.add(list[current]);
    for (const [at, element] of made) {
      if (wanted.has(at)) continue;
      element.remove();
      made.delete(at);
    }
    /** @type {HTMLElement | null} */ let before = null;
    for (const at of [...wanted].sort((a, b) => a - b)) {
      let element = made.get(at);
      if (!element) {
        element = row(at, placeOf.get(at) ?? 0);
        made.set(at, element);
        // In the order of the map, for those who read the page without keys.
        if (before) before.after(element);
        else rows.prepend(element);
      }
      before = element;
    }
  }

  /** Makes all rows again. */
  function renew() {
    const focus = rows.contains(document.activeElement);
    for (const element of made.values()) element.remove();
    made.clear();
    fill();
    if (focus && list.length) made.get(list[current])?.focus({ preventScroll: true });
  }

  /** Goes to a row. @param {number} place @param {boolean} focus */
  function go(place, focus) {
    if (!list.length) return;
    current = Math.min(Math.max(place, 0), list.length - 1);
    const [top, bottom] = [current * ROW, (current + 1) * ROW];
    if (top < tree.scrollTop) tree.scrollTop = top;
    else if (bottom > tree.scrollTop + tree.clientHeight) tree.scrollTop = bottom - tree.clientHeight;
    fill();
    for (const [at, element] of made) element.tabIndex = placeOf.get(at) === current ? 0 : -1;
    if (focus) made.get(list[current])?.focus({ preventScroll: true });
  }

  /** @param {number} at @param {boolean} [open] */
  function fold(at, open) {
    const { id } = model().nodes[at];
    const { folded } = shared.state;
    const is = folded.includes(id);
    if (!model().kids[at].length || open === !is) return;
    shared.set({
      folded: is ? folded.filter((one) => one !== id) : [...folded, id],
    });
  }

  /** @param {number} at */
  const choose = (at) => shared.set({ selected: model().nodes[at].id });

  /** The next row that begins with what was typed. @param {string} letters */
  function find(letters) {
    const { nodes, positions } = model();
    for (let step = letters.length > 1 ? 0 : 1; step <= list.length; step++) {
      const place = (current + step) % list.length;
      const node = nodes[list[place]];
      const starts = [
        nameOf(node),
        node.name.replace(/^#/, ''),
        node.text.slice(0, 40),
        ...(node.positions ?? []).map(([label]) => labelName(positions[label].name)),
      ];
      if (starts.some((start) => start.toLowerCase().startsWith(letters))) return place;
    }
    return -1;
  }

  tree.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !list.length) return;
    const at = list[current];
    const { nodes, kids } = model();
    const { id, parent } = nodes[at];
    const folded = shared.state.folded.includes(id);
    const page = Math.max(1, Math.floor(tree.clientHeight / ROW) - 1);
    switch (event.key) {
      case 'ArrowDown':
        go(current + 1, true);
        break;
      case 'ArrowUp':
        go(current - 1, true);
        break;
      case 'PageDown':
        go(current + page, true);
        break;
      case 'PageUp':
        go(current - page, true);
        break;
      case 'Home':
        go(0, true);
        break;
      case 'End':
        go(list.length - 1, true);
        break;
      case 'ArrowRight':
        if (folded) fold(at, true);
        else if (kids[at].length) go(placeOf.get(kids[at][0]) ?? current, true);
        break;
      case 'ArrowLeft':
        if (!folded && kids[at].length) fold(at, false);
        else if (parent !== undefined) go(placeOf.get(parent) ?? current, true);
        break;
      case 'Enter':
      case ' ':
        choose(at);
        break;
      case '*':
        shared.set({
          folded: shared.state.folded.filter((one) => !siblings(at).some((kid) => nodes[kid].id === one)),
        });
        break;
      default: {
        if (event.key.length !== 1) return;
        const now = performance.now();
        typed = (now - typedAt < TYPED ? typed : '') + event.key.toLowerCase();
        typedAt = now;
        const place = find(typed);
        if (place >= 0) go(place, true);
      }
    }
    event.preventDefault();
  });
  tree.addEventListener('click', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const element = target.closest('.outline-row');
    if (!element) return;
    const at = Number(element.id.slice('outline-'.length));
    go(placeOf.get(at) ?? 0, true);
    if (target.classList.contains('outline-fold')) fold(at);
    else choose(at);
  });
  tree.addEventListener('scroll', fill, { passive: true });
  let seen = false;
  new ResizeObserver(() => {
    // The first time that it is seen, it is where the reader is.
    const node = byId.get(shared.state.selected);
    if (!seen && tree.clientHeight && node !== undefined && placeOf.has(node)) go(placeOf.get(node) ?? 0, false);
    seen ||= tree.clientHeight > 0;
    fill();
  }).observe(tree);

  shared.subscribe((state, before) => {
    const renewed = shared.model !== known;
    if (renewed) {
      known = shared.model;
      byId = new Map(shared.model.nodes.map(({ id }, at) => [id, at]));
    }
    // What moves the picture only is nothing to the outline.
    const same =
      !renewed &&
      /** @type {(keyof typeof state)[]} */ (Object.keys(state)).every(
        (key) => key === 'view' || key === 'layout' || key === 'panel' || state[key] === before[key],
      );
    if (same && state !== before) return;
    const at = list[current];
    chosen = select(shared.model, state);
    gather();
    if (at !== undefined) {
      // What was folded away gives way to what represents it.
      let up = /** @type {number | undefined} */ (at);
      while (up !== undefined && !placeOf.has(up)) up = shared.model.nodes[up]?.parent;
      if (up !== undefined) current = placeOf.get(up) ?? current;
    }
    renew();
    const node = byId.get(state.selected);
    if (state.selected !== before.selected && node !== undefined && placeOf.has(node))
      go(placeOf.get(node) ?? 0, false);
  });
}
