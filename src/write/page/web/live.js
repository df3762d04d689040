// The page that `palabre view` serves: it hears when the map changes, and keeps what the reader chose.

import { h } from './dom.js';
import { model } from './model.js';
import { say, speak } from './words.js';

/** Most messages shown at once. */
const MOST = 20;

/** @param {import('./state.js').Store} store @param {HTMLElement} banner */
export function live(store, banner) {
  const show = (/** @type {string[]} */ messages, /** @type {string} */ title) => {
    banner.hidden = messages.length === 0 && !title;
    banner.replaceChildren(
      title ? h('strong', {}, title) : '',
      ...messages.slice(0, MOST).map((message) => h('pre', { dir: 'auto' }, message)),
    );
  };
  let round = 0;
  const load = async () => {
    const mine = ++round;
    try {
      const answer = await fetch('map.json', { cache: 'no-store' });
      if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
      const island = await answer.json();
      // A later change may have been answered first.
      if (mine !== round) return;
      speak(island);
      store.replace(model(island));
    } catch (error) {
      if (mine === round)
        show([String(error)], say('The new map could not be read.', 'La nouvelle carte n’a pas pu être lue.'));
    }
  };
  const events = new EventSource('events');
  let lost = false;
  events.addEventListener('map', () => {
    // What was wrong is fixed, or is reported again after this.
    show([], '');
    load();
  });
  events.addEventListener('trouble', (event) =>
    show(messages(event.data), say('palabre view says:', 'palabre view dit :')),
  );
  events.addEventListener('open', () => {
    if (lost) {
      show([], '');
      load();
    }
    lost = false;
  });
  events.addEventListener('error', () => {
    lost = true;
    show(
      [],
      say(
        'palabre view has stopped or cannot be reached. The map has not changed.',
        'palabre view s’est arrêté ou ne répond pas ; la carte est restée telle quelle.',
      ),
    );
  });
}

/** The messages of an event: JSON or plain text. @param {string} data @returns {string[]} */
export function messages(data) {
  try {
    const parsed = JSON.parse(data);
    const list = Array.isArray(parsed) ? parsed : parsed?.messages;
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // Plain text.
  }
  return [data];
}
