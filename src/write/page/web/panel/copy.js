// Copies text and says so.

import { h } from '../dom.js';
import { say } from '../words.js';

/** @type {HTMLElement | null} */
let toast = null;
let timer = 0;

/** Says something for a moment. @param {string} words */
export function notify(words) {
  toast ??= document.body.appendChild(h('div', { class: 'toast', role: 'status' }));
  toast.textContent = words;
  toast.classList.add('on');
  clearTimeout(timer);
  timer = window.setTimeout(() => toast?.classList.remove('on'), 2500);
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    notify(say('Copied', 'Copié'));
  } catch {
    // Some browsers keep the clipboard from pages on disk: the old way, then by hand.
    const field = h('textarea', {
      class: 'hidden',
      'aria-hidden': 'true',
      tabindex: -1,
    });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    notify(done ? say('Copied', 'Copié') : text);
  }
}
