// What was searched for, as it is found in the texts on the cards.

import { fold } from '../select.js';

/** @type {{query: string, found: RegExp | null}} */
let last = { query: '', found: null };

/** What has a meaning in an expression. With the flag `u` nothing else may have a backslash: not even a hyphen. */
const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

/** The expression, or nothing if it is none: then no words light up, and the picture stays. @param {string} source */
function compile(source) {
  if (!source) return null;
  try {
    return new RegExp(source, 'giu');
  } catch {
    return null;
  }
}

/** An expression that finds the words of a query in a text, ignoring accents and case. @param {string} query */
export function sought(query) {
  if (query !== last.query) {
    const words = fold(query)
      .split(/\s+/)
      .filter((word) => word.length > 1);
    // A letter also matches its accented forms.
    const kin = /** @type {Record<string, string>} */ ({
      a: 'aàâäáãå',
      c: 'cç',
      e: 'eéèêë',
      i: 'iîïíì',
      n: 'nñ',
      o: 'oôöóòõ',
      u: 'uùûüú',
      y: 'yÿý',
    });
    const source = words
      .map((word) =>
        [...word].map((letter) => (kin[letter] ? `[${kin[letter]}]` : letter.replace(SPECIAL, '\\$&'))).join('\\p{M}*'),
      )
      .join('|');
    last = { query, found: compile(source) };
  }
  return last.found;
}
