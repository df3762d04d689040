// A scene: what every layout provides. It can be drawn through a window, and says what is where.

/**
 * What a window shows of a scene. A point of the scene is at `x + k * its x`, `y + k * its y` of the window (a flat
 * scene: `y + its y`).
 * @typedef {object} Frame
 * @property {import('./surface.js').Surface} surface
 * @property {import('./inks.js').Inks} inks
 * @property {import('../model.js').Model} model
 * @property {import('../select.js').Selection} chosen
 * @property {number} k
 * @property {number} x
 * @property {number} y
 * @property {number} width    of the window
 * @property {number} height
 * @property {number} hover    a node; -1 none
 * @property {number} selected
 * @property {boolean} focus   whether keys go to the picture
 * @property {RegExp | null} sought
 *
 * What is at a point: a node; its fold mark; a cell of the matrix.
 * @typedef {{node: number, fold: boolean, cell?: number}} Hit
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 *
 * @typedef {object} Scene
 * @property {number} width
 * @property {number} height
 * @property {boolean} flat        whether zoom only widens it
 * @property {(frame: Frame) => void} draw
 * @property {(x: number, y: number, frame: Frame) => Hit | null} hit   a point of the scene
 * @property {(node: number) => Box | null} box    of a node, or of what represents it
 * @property {(visit: (box: Box, node: number) => void) => void} each
 * @property {import('./place/forest.js').Forest} forest
 * @property {() => number} [left]
 *   cross links that the last drawing left out, since they would be too small to distinguish
 */

/** How clearly what is not chosen is drawn. */
export const FADED = 0.32;
/** Opacity of nodes that are only context. */
const CONTEXT = 0.45;

/** How clearly a node is drawn. @param {Frame} frame @param {number} node */
export function clarity({ model, chosen }, node) {
  return (chosen.active && !chosen.nodes[node] ? FADED : 1) * (model.nodes[node].faded ? CONTEXT : 1);
}
