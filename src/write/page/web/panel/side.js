// What stands at the left: the disputes (with which the page opens), the filters, the outline, the rules.

/** @param {HTMLElement} root @param {import('../state.js').Store} shared */
export function side(root, shared) {
  shared.subscribe((state) => {
    root.textContent = state.panel;
  });
}
