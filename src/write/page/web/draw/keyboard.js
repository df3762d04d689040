// The keyboard in the picture: hands keys to `key-actions.js`, with what they may do.

import { press } from './key-actions.js';

/**
 * @param {import('./picture.js').Parts} parts
 * @param {HTMLElement} host
 * @param {import('./picture.js').Picture} picture
 */
export function keyboard(parts, host, picture) {
  const { store, now, camera, actions, render } = parts;

  /** @type {import('./key-actions.js').Acts} */
  const acts = {
    ...actions,
    model: () => store.model,
    scene: () => now.scene,
    chosen: () => now.chosen,
    node: parts.selected,
    cells: () => now.table && { at: now.cell, count: now.table.cells.length, columns: now.table.columns.length },
    turn: (share) => camera.glideTo({ ...now.place, y: now.place.y - now.height * share }),
    zoom: picture.zoom,
    fit: picture.fit,
    keys: () => picture.keys(),
    open: (node) => host.dispatchEvent(new CustomEvent('open-comment', { bubbles: true, detail: node })),
    clear: () => store.set({ selected: '' }),
  };
  host.addEventListener('keydown', (event) => {
    if (!now.ready || event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event.key, event.shiftKey, acts)) event.preventDefault();
    render.redraw();
  });
  for (const type of ['focus', 'blur']) host.addEventListener(type, render.redraw);
}
