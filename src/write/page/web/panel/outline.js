// The thread as an accessible tree (the part that draws has the real one).

/** @param {HTMLElement} root @param {import('../state.js').Store} store */
export function outline(root, store) {
  root.textContent = String(store.model.nodes.length);
}
