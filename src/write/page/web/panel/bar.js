// The bar at the top: title, caption, search, layout, zoom, theme, downloads, help.

import { h } from '../dom.js';
import { geometry } from '../geometry.js';
import { bySide } from '../state.js';
import { number, say } from '../words.js';
import { layoutOf } from '../draw/layouts.js';
import { cellLinks } from './cell.js';
import { copy, notify } from './copy.js';
import { csv, json } from './export.js';
import { help } from './help.js';
import { drawing, icon, iconButton } from './parts.js';
import { presenting } from './present.js';
import { search, typing } from './search.js';

/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../draw/picture.js').Picture} Picture */

/** @param {HTMLElement} root @param {Store} store @param {Picture} view */
export function bar(root, store, view) {
  const title = h('h1', { dir: 'auto' });
  const facts = h('div', { class: 'facts' });
  const about = popover('about', say('About this map', 'À propos de cette carte'), facts);
  const toggle = iconButton(
    'side',
    say('Panel', 'Panneau'),
    () =>
      store.set({
        panel: store.state.panel ? '' : store.initial.panel || 'issues',
      }),
    { class: 'icon-button toggle', 'aria-controls': 'side' },
  );
  const dialog = help(document.body);
  cellLinks(document.body, store, view);
  const present = presenting(document.body, store);
  // The picture asks for its keys; the help lists them with all others.
  view.keys = () => dialog.showModal();
  root.append(
    toggle,
    h(
      'div',
      { class: 'titles' },
      title,
      opener(about, 'unreviewed', say('machine, unreviewed', 'résultat automatique, non relu'), 400, [
        h('span', { class: 'pill' }, say('machine, unreviewed', 'résultat automatique, non relu')),
      ]),
    ),
    search(store, view),
    layouts(store),
    h(
      'div',
      { class: 'group', role: 'group', 'aria-label': say('Zoom', 'Zoom') },
      iconButton('minus', say('Smaller', 'Plus petit'), () => view.zoom(1 / 1.25)),
      iconButton('fit', say('Show all', 'Tout montrer'), () => view.fit()),
      iconButton('plus', say('Larger', 'Plus grand'), () => view.zoom(1.25)),
    ),
    ...texts(store),
    iconButton('present', say('Present one comment a screen', 'Présenter un commentaire par écran'), present, {
      class: 'icon-button presenter',
    }),
    ...themes(store),
    ...downloads(store, view),
    iconButton('help', say('Keys and help', 'Touches et aide'), () => dialog.showModal(), { 'aria-keyshortcuts': '?' }),
    about,
  );
  addEventListener('keydown', (event) => {
    if (event.key !== '?' || event.defaultPrevented || typing(event.target) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!dialog.open) dialog.showModal();
  });
  /** @type {unknown} */ let seen = null;
  store.subscribe((state) => {
    toggle.setAttribute('aria-expanded', String(Boolean(state.panel)));
    if (seen === store.model) return;
    seen = store.model;
    title.textContent = title.title = store.model.title;
    facts.replaceChildren(...overview(store));
  });
}

/** What there is to know of the map as a whole. @param {Store} store */
function overview(store) {
  const { model } = store;
  const line = (/** @type {string} */ name, /** @type {string} */ value) =>
    value && h('div', {}, h('dt', {}, name), h('dd', { dir: 'auto' }, value));
  return [
    h('ul', {}, ...model.caption.map((part) => h('li', {}, part))),
    h(
      'p',
      {},
      say(
        'Rules found who answers whom, how, and which position a comment takes, offline. No person has reviewed' +
          ' the result: read the underlined words.',
        'Qui répond à qui, comment, et quelle position prend un commentaire : des règles l’ont trouvé, hors ' +
          'ligne. Personne ne l’a relu ; lisez les mots soulignés.',
      ),
    ),
    h(
      'dl',
      {},
      ...[
        ...model.threads
          .slice(0, 20)
          .map((thread) =>
            line(
              say('Thread', 'Fil'),
              [
                thread.title || thread.id,
                thread.source,
                thread.announced !== null &&
                  thread.announced !== thread.read &&
                  say(
                    `${number(thread.read)} of ${number(thread.announced)} announced comments read`,
                    `${number(thread.read)} commentaires lus sur ${number(thread.announced)} annoncés`,
                  ),
              ]
                .filter(Boolean)
                .join(' · '),
            ),
          ),
        line(say('Filters', 'Filtres'), model.filters.join(', ')),
        line(say('Rule packs', 'Jeux de règles'), model.packs.map(({ id, version }) => `${id} ${version}`).join(', ')),
        line(say('Made by', 'Fait par'), model.generator),
      ].filter((part) => part instanceof Node),
    ),
    ...(model.notices.length
      ? [
          h('h2', {}, say('Noticed while reading', 'Remarqué à la lecture')),
          h(
            'ul',
            {},
            ...model.notices
              .slice(0, 50)
              .map(({ severity, message }) => h('li', { dir: 'auto' }, `${severity}: ${message}`)),
          ),
        ]
      : []),
  ];
}

/** What can be chosen among the arrangements. @param {Store} store */
function layouts(store) {
  const group = h('div', {
    class: 'group layouts',
    role: 'radiogroup',
    'aria-label': say('Layout', 'Disposition'),
  });
  const buttons = geometry.layouts.map(({ name, label }) => {
    const button = h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        role: 'radio',
        'data-layout': name,
        title: label,
        onclick: () => store.set({ layout: name, view: null }),
      },
      drawing(layoutOf(name).icon),
      h('span', { class: 'label' }, label),
    );
    group.append(button);
    return { name, button };
  });
  group.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = buttons.findIndex(({ name }) => name === store.state.layout);
    const next = buttons[(at + by + buttons.length) % buttons.length];
    store.set({ layout: next.name, view: null });
    next.button.focus();
  });
  store.subscribe((state) => {
    for (const { name, button } of buttons) {
      button.setAttribute('aria-checked', String(name === state.layout));
      button.tabIndex = name === state.layout ? 0 : -1;
    }
  });
  return group;
}

/**
 * Something that opens below its button and closes by itself.
 * @param {string} id @param {string} label @param {...Node} children
 */
function popover(id, label, ...children) {
  return h(
    'div',
    {
      id,
      class: 'popover',
      popover: 'auto',
      role: 'dialog',
      'aria-label': label,
    },
    ...children,
  );
}

/**
 * A button that opens a popover below itself.
 * @param {HTMLElement} target
 * @param {string} name
 * @param {string} label
 * @param {number} width
 * @param {Node[]} children
 */
function opener(target, name, label, width, children) {
  const button = h(
    'button',
    {
      type: 'button',
      class: `opener ${name}`,
      'aria-label': label,
      title: label,
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
      popovertarget: target.id,
    },
    ...children,
  );
  target.addEventListener('toggle', (event) => {
    const open = /** @type {ToggleEvent} */ (event).newState === 'open';
    button.setAttribute('aria-expanded', String(open));
  });
  // It has no size before it is shown, so that its width is set.
  target.addEventListener('beforetoggle', () => {
    const place = button.getBoundingClientRect();
    const wide = Math.min(width, innerWidth - 16);
    target.style.width = `${wide}px`;
    target.style.top = `${place.bottom + 6}px`;
    target.style.left = `${Math.max(8, Math.min(place.left, innerWidth - wide - 8))}px`;
  });
  return button;
}

/** How large the text is. @param {Store} store */
function texts(store) {
  /** @type {[import('../state.js').State['size'], string][]} */
  const all = [
    ['', '100 %'],
    ['1.15', '115 %'],
    ['1.3', '130 %'],
    ['1.6', '160 %'],
    ['2', '200 %'],
  ];
  const menu = popover('texts', say('Size of the text', 'Taille du texte'));
  const radios = all.map(([name, label]) => {
    const input = h('input', { type: 'radio', name: 'size', value: name, onchange: () => store.set({ size: name }) });
    menu.append(h('label', { class: 'menu-item' }, input, label));
    return input;
  });
  store.subscribe((state) => {
    for (const radio of radios) radio.checked = radio.value === state.size;
  });
  return [opener(menu, 'icon-button sizes', say('Size of the text', 'Taille du texte'), 160, [icon('text')]), menu];
}

/** Light, dark, or as the system says. @param {Store} store */
function themes(store) {
  /** @type {[import('../state.js').State['theme'], string][]} */
  const all = [
    ['', say('As the system', 'Comme le système')],
    ['light', say('Light', 'Clair')],
    ['dark', say('Dark', 'Sombre')],
  ];
  const menu = popover('themes', say('Colours', 'Couleurs'));
  const radios = all.map(([name, label]) => {
    const input = h('input', {
      type: 'radio',
      name: 'theme',
      value: name,
      onchange: () => store.set({ theme: name }),
    });
    menu.append(h('label', { class: 'menu-item' }, input, label));
    return input;
  });
  /** @type {['side' | 'position', string][]} */
  const meanings = [
    ['side', say('By side', 'Par camp')],
    ['position', say('By position', 'Par position')],
  ];
  const kinds = meanings.map(([name, label]) => {
    const input = h('input', {
      type: 'radio',
      name: 'colour',
      value: name,
      onchange: () => store.set({ colour: name }),
    });
    menu.append(h('label', { class: `menu-item${name === 'side' ? ' first' : ''}` }, input, label));
    return input;
  });
  store.subscribe((state) => {
    for (const radio of radios) radio.checked = radio.value === state.theme;
    for (const radio of kinds) {
      radio.checked = (radio.value === 'side') === bySide(store);
      radio.disabled = radio.value === 'side' && !store.model.sided;
    }
  });
  return [opener(menu, 'icon-button', say('Colours', 'Couleurs'), 200, [icon('theme')]), menu];
}

/** What can be taken away. @param {Store} store @param {Picture} view */
function downloads(store, view) {
  const menu = popover('downloads', say('Download and share', 'Télécharger et partager'));
  const stem = () =>
    store.model.title
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'map';
  const item = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {string} */ hint,
    /** @type {() => unknown} */ act,
  ) =>
    menu.append(
      h(
        'button',
        {
          type: 'button',
          class: 'menu-item',
          'data-item': name,
          onclick: async () => {
            menu.hidePopover();
            try {
              await act();
            } catch (error) {
              notify(`${label}: ${error instanceof Error ? error.message : String(error)}`);
            }
          },
        },
        h('span', {}, label),
        h('small', {}, hint),
      ),
    );
  item('svg', 'SVG', say('the picture as it is in view', 'l’image telle qu’on la voit'), () =>
    save(new Blob([view.svg()], { type: 'image/svg+xml' }), `${stem()}.svg`),
  );
  item('png', 'PNG', say('the same as pixels', 'la même en pixels'), async () =>
    save(await view.png(), `${stem()}.png`),
  );
  item('json', 'JSON', say('the chosen comments and links', 'les commentaires et liens choisis'), () =>
    save(new Blob([json(store)], { type: 'application/json' }), `${stem()}.json`),
  );
  item('csv', 'CSV', say('the chosen comments as a table', 'les commentaires choisis en tableau'), () =>
    save(new Blob([csv(store)], { type: 'text/csv;charset=utf-8' }), `${stem()}.csv`),
  );
  item('print', say('Print', 'Imprimer'), say('a report of what is chosen', 'un rapport de ce qui est choisi'), () =>
    print(),
  );
  item(
    'address',
    say('Copy the address', 'Copier l’adresse'),
    say('of the page as it is now', 'de la page telle qu’elle est'),
    () => copy(location.href),
  );
  return [opener(menu, 'icon-button', say('Download and share', 'Télécharger et partager'), 370, [icon('save')]), menu];
}

/** Hands a file to the reader. @param {Blob} blob @param {string} name */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
