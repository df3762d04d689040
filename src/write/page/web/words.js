// The page's own words, English and French side by side. Labels and names of rules stay as the packs write them.

/** @type {'en' | 'fr'} */
let language = 'en';

/** Chooses the language of the page. @param {'en' | 'fr'} ui */
export function speak(ui) {
  language = ui;
}

/** The words in the language of the page. @param {string} en @param {string} fr */
export const say = (en, fr) => (language === 'fr' ? fr : en);

/** What a reply of that relation does, as a verb before its object. @param {string} relation */
export function verb(relation) {
  switch (relation) {
    case 'rebuttal': return say('rebuts', 'réfute');
    case 'correction': return say('corrects', 'corrige');
    case 'support': return say('supports', 'appuie');
    case 'question': return say('questions', 'interroge');
    case 'answer': return say('answers', 'répond à');
    case 'elaboration': return say('adds to', 'complète');
    default: return say('replies to', 'répond à');
  }
}

/** A status. @param {string} status */
export function statusName(status) {
  switch (status) {
    case 'unchallenged': return say('unchallenged', 'non contesté');
    case 'defended': return say('defended', 'défendu');
    case 'challenged': return say('challenged', 'contesté');
    default: return say('undecided', 'indécis');
  }
}

/** A number as the language writes it; small ones alike in all, without waking what knows them. @param {number} value */
export const number = (value) => (Number.isInteger(value) && Math.abs(value) < 1000 ? String(value) : value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB'));

/** A number with its noun. @param {number} count @param {[string, string]} en @param {[string, string]} fr */
export function counted(count, en, fr) {
  // French counts none in the singular.
  const plural = language === 'fr' ? count >= 2 : count !== 1;
  return `${number(count)}\u00a0${say(en[plural ? 1 : 0], fr[plural ? 1 : 0])}`;
}
