// The two sides: their colours, which colour-blind readers distinguish, and their names.

import { say } from '../words.js';

/**
 * Blue and orange of Okabe and Ito (2008), with words of 4.5 : 1 on both grounds, as `src/write/palette.rs` has them.
 * @type {Record<'for' | 'against', {bar: string, light: string, dark: string}>}
 */
export const SIDES = {
  for: { bar: '#0072b2', light: '#006aa6', dark: '#5cb8ec' },
  against: { bar: '#d55e00', light: '#b34d00', dark: '#ff9445' },
};

/** @param {'for' | 'against'} side */
export const sideName = (side) => (side === 'for' ? say('For', 'Pour') : say('Against', 'Contre'));
