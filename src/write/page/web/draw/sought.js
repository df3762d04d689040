// What was searched for, as it is found in the texts on the cards.

import { fold } from '../select.js';

/** @type {{query: string, found: RegExp | null}} */
let last = { query: '', found: null };

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
        [...word]
          .map((letter) => (kin[letter] ? `[${kin[letter]}]` : letter.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')))
          .join('\\p{M}*'),
      )
      .join('|');
    last = { query, found: source ? new RegExp(source, 'giu') : null };
  }
  return last.found;
}
