// The bar at the top: title, caption, search, layout, theme, downloads.

import { h } from '../dom.js';

/** @param {HTMLElement} root @param {import('../state.js').Store} shared @param {import('../draw/picture.js').Picture} _view */
export function bar(root, shared, _view) {
  root.append(h('h1', {}, shared.model.title), h('p', {}, shared.model.caption.join(' · ')));
}
