// The picture: placing, drawing, moving about.

/**
 * @typedef {object} Picture
 * @property {() => void} fit                       shows all of it
 * @property {(factor: number) => void} zoom        around the middle
 * @property {(node: number) => void} show          brings a node into view
 * @property {() => string} svg                     what is in view, as a file of its own
 * @property {() => Promise<Blob>} png              the same as pixels
 */

/**
 * Draws the map into an element and keeps it up to date.
 * @param {HTMLElement} root @param {import('../state.js').Store} shared @returns {Picture}
 */
export function picture(root, shared) {
  shared.subscribe((state) => {
    root.textContent = `${shared.model.nodes.length} · ${state.layout}`;
  });
  return { fit() {}, zoom() {}, show() {}, svg: () => '', png: async () => new Blob() };
}
