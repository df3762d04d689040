// The selected comment: its text with the evidence underlined, what it answers, who answers it.

/** @param {HTMLElement} root @param {import('../state.js').Store} shared @param {import('../draw/picture.js').Picture} _view */
export function detail(root, shared, _view) {
  shared.subscribe((state) => {
    root.textContent = state.selected;
  });
}
