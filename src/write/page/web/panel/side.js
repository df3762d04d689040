// The left side, one panel at a time: the issues (with which the page opens), the filters, the outline, the
// rules, and what a search found.

import { h } from '../dom.js';
import { say } from '../words.js';
import { iconButton, markSelected } from './parts.js';
import { issues } from './issues.js';
import { watch } from './watch.js';
import { filters } from './filters.js';
import { hits } from './hits.js';
import { outline } from './outline.js';
import { rules } from './rules.js';

/** @typedef {import('../state.js').Panel} Panel */
/**
 * @typedef {object} Part
 * @property {Panel} name
 * @property {HTMLElement} tab
 * @property {HTMLElement} panel
 * @property {(root: HTMLElement) => Update} make
 * @property {Update | null} update   once it was opened
 * @property {unknown} seen           the map it shows
 * @property {boolean} stale
 */
/**
 * @typedef {(state: import('../state.js').State, before: import('../state.js').State, fresh: boolean) => void} Update
 */

/**
 * @param {HTMLElement} root
 * @param {import('../state.js').Store} store
 * @param {import('../draw/picture.js').Picture} view
 */
export function side(root, store, view) {
  /** @type {[Panel, string, (root: HTMLElement) => Update][]} */
  const panels = [
    ['issues', say('Issues', 'Enjeux'), (panel) => issues(panel, store, view)],
    ['filters', say('Filters', 'Filtres'), (panel) => filters(panel, store)],
    [
      'outline',
      say('Outline', 'Plan'),
      (panel) => {
        outline(panel, store);
        return () => {};
      },
    ],
    ['watch', say('To watch', 'À suivre'), (panel) => watch(panel, store, view)],
    ['rules', say('Rules', 'Règles'), (panel) => rules(panel, store, view)],
    ['hits', say('Found', 'Trouvés'), (panel) => hits(panel, store, view)],
  ];
  const tablist = h('div', {
    role: 'tablist',
    class: 'tabs',
    'aria-label': say('Panels next to the map', 'Ce qui accompagne la carte'),
  });
  const close = iconButton('close', say('Close this panel', 'Fermer ce panneau'), () => store.set({ panel: '' }));
  root.append(h('div', { class: 'tab-row' }, tablist, close));
  /** @type {Part[]} */
  const parts = panels.map(([name, label, make]) => {
    const tab = h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'aria-controls': `panel-${name}`,
        onclick: () => store.set({ panel: name }),
      },
      label,
    );
    const panel = h('div', {
      role: 'tabpanel',
      id: `panel-${name}`,
      class: 'panel',
      'aria-labelledby': `tab-${name}`,
      tabindex: 0,
    });
    tablist.append(tab);
    root.append(panel);
    return { name, tab, panel, make, update: null, seen: null, stale: true };
  });
  tablist.addEventListener('keydown', (event) => {
    const shown = parts.filter(({ tab }) => !tab.hidden);
    const at = shown.findIndex(({ name }) => name === store.state.panel);
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: shown.length - 1,
    }[event.key];
    if (to === undefined) return;
    const next = shown[(to + shown.length) % shown.length];
    event.preventDefault();
    store.set({ panel: next.name });
    next.tab.focus();
  });
  store.subscribe((state, before) => {
    root.hidden = !state.panel;
    document.body.classList.toggle('has-side', Boolean(state.panel));
    for (const part of parts) {
      const open = part.name === state.panel;
      part.tab.hidden = part.name === 'hits' && !state.query && !open;
      part.tab.setAttribute('aria-selected', String(open));
      part.tab.tabIndex = open ? 0 : -1;
      part.panel.hidden = !open;
      // A panel that is not seen is brought up to date once it is.
      if (!open) {
        part.stale = true;
        continue;
      }
      const fresh = part.seen !== store.model || !part.update || part.stale;
      part.update ??= part.make(part.panel);
      part.update(state, before, fresh);
      part.seen = store.model;
      part.stale = false;
      if (part.name !== 'outline') markSelected(part.panel, state.selected);
    }
  });
}
