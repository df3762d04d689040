// The page's own words, English and French side by side. Labels are named by the packs, in the language of the page.

/** @type {'en' | 'fr'} */
let language = 'en';

/** What people see in place of the ids of labels. @type {Map<string, string>} */
let labels = new Map();

/** Chooses the language of the page, and its names for labels. @param {{ui: 'en' | 'fr', label_names?: [string, string][]}} island */
export function speak(island) {
  language = island.ui;
  labels = new Map(island.label_names ?? []);
}

/** What a position or form is called: its id if the packs give it no name. @param {string} id */
export const labelName = (id) => labels.get(id) ?? id;

/** The words in the language of the page. @param {string} en @param {string} fr */
export const say = (en, fr) => (language === 'fr' ? fr : en);

/** What a reply of that relation does, as a verb before its object. @param {string} relation */
export function verb(relation) {
  switch (relation) {
    case 'rebuttal':
      return say('rebuts', 'réfute');
    case 'correction':
      return say('corrects', 'corrige');
    case 'support':
      return say('supports', 'soutient');
    case 'question':
      return say('questions', 'questionne');
    case 'answer':
      return say('answers', 'répond à');
    case 'elaboration':
      return say('adds to', 'complète');
    default:
      return say('replies to', 'réagit à');
  }
}

/** What a link seems to do. @param {string} relation */
function seeming(relation) {
  switch (relation) {
    case 'rebuttal':
      return say('seems to rebut', 'semble réfuter');
    case 'correction':
      return say('seems to correct', 'semble corriger');
    case 'support':
      return say('seems to support', 'semble soutenir');
    case 'question':
      return say('seems to question', 'semble questionner');
    case 'answer':
      return say('seems to answer', 'semble répondre à');
    case 'elaboration':
      return say('seems to add to', 'semble compléter');
    default:
      return say('seems to reply to', 'semble réagir à');
  }
}

/**
 * The words before the object of a link and those after it, as sure as the link is: as `src/layout/graded.rs`.
 * @param {string} relation
 * @param {number | undefined} grade   1: it seems so; 0: perhaps; else it is sure
 * @returns {[string, string]}
 */
export function parts(relation, grade) {
  if (grade === undefined || grade > 1) return [verb(relation), ''];
  if (grade === 1) return [seeming(relation), ''];
  const answers = say('answers', 'répond à');
  switch (relation) {
    case 'rebuttal':
      return [answers, say(', perhaps against it', ', peut-être pour contredire')];
    case 'correction':
      return [answers, say(', perhaps to correct it', ', peut-être pour corriger')];
    case 'support':
      return [answers, say(', perhaps in favour', ', peut-être pour appuyer')];
    case 'question':
      return [answers, say(', perhaps to ask', ', peut-être pour demander')];
    case 'elaboration':
      return [answers, say(', perhaps to add', ', peut-être pour compléter')];
    case 'answer':
      return [say('perhaps answers', 'répond peut-être à'), ''];
    default:
      return [say('perhaps replies to', 'réagit peut-être à'), ''];
  }
}

/** A graded verb without its object: `answers, perhaps against`. @param {string} relation @param {number | undefined} grade */
export function graded(relation, grade) {
  if (grade !== 0) return parts(relation, grade)[0];
  switch (relation) {
    case 'rebuttal':
      return say('answers, perhaps against', 'répond, peut-être contre');
    case 'correction':
      return say('answers, perhaps to correct', 'répond, peut-être pour corriger');
    default: {
      const [before, after] = parts(relation, grade);
      return after ? `${say('answers', 'répond')}${after}` : before;
    }
  }
}

/** How sure a link is, in all. @param {import('./model.js').MapEdge} edge */
export const sureness = (edge) => edge.sure ?? 1;

/**
 * What a reply does, with its object: `rebuts claim 2`, `semble réfuter l’affirmation 2`, `répond au message initial`.
 * @param {string} relation
 * @param {string} name   of what it answers, as inside a sentence
 * @param {number} [grade]
 */
export function toward(relation, name, grade) {
  const [does, after] = parts(relation, grade);
  return `${withObject(does, name)}${after}`;
}

/** @param {string} does @param {string} name */
function withObject(does, name) {
  if (language !== 'fr' || name.startsWith('#')) return `${does} ${name}`;
  if (/^[aeiou]/.test(name)) return `${does} l’${name}`;
  if (name.startsWith('suite')) return `${does} la ${name}`;
  return does.endsWith('à') ? `${does.slice(0, -1)}au ${name}` : `${does} le ${name}`;
}

/** A relation as a noun, in the plural. @param {string} relation */
export function relationName(relation) {
  switch (relation) {
    case 'rebuttal':
      return say('rebuttals', 'réfutations');
    case 'correction':
      return say('corrections', 'corrections');
    case 'support':
      return say('supports', 'soutiens');
    case 'question':
      return say('questions', 'questions');
    case 'answer':
      return say('answers', 'réponses à une question');
    case 'elaboration':
      return say('elaborations', 'compléments');
    default:
      return say('neutral or unclear replies', 'réponses neutres ou incertaines');
  }
}

/** A kind of node. @param {string} kind */
export function kindName(kind) {
  switch (kind) {
    case 'article':
      return say('article', 'article');
    case 'post':
      return say('opening post', 'message initial');
    case 'claim':
      return say('claim of the article', 'affirmation de l’article');
    case 'deleted':
      return say('deleted comment', 'commentaire supprimé');
    case 'pingback':
      return say('pingback', 'rétrolien');
    case 'missing':
      return say('not in the input', 'absent des données');
    case 'stub':
      return say('held back by the source', 'non affiché par la source');
    default:
      return say('comment', 'commentaire');
  }
}

/** The name of a node in the language of the page. @param {import('./model.js').MapNode} node */
export function nameOf(node) {
  if (language !== 'fr') return node.name;
  const figure = /\d+$/.exec(node.name)?.[0];
  switch (node.kind) {
    case 'claim':
      return figure ? `Affirmation ${figure}` : node.name;
    case 'post':
      return 'Message initial';
    case 'missing':
      return 'Message absent';
    case 'stub':
      return 'Suite';
    default:
      return node.name;
  }
}

/** A probability with two decimals; 1 only for what is certain. @param {number} p */
export function probability(p) {
  const hundredths = p >= 1 ? 100 : Math.min(99, Math.round(Math.max(0, p) * 100));
  // By hand: it is asked for every link of a map, and what knows all languages is slow.
  const text = (hundredths / 100).toFixed(2);
  return language === 'fr' ? text.replace('.', ',') : text;
}

/**
 * Words in quotation marks; those around a text that has such itself are of the other kind.
 * @param {string} words
 */
export const quoted = (words) =>
  say(/[“”"]/.test(words) ? `‘${words}’` : `“${words}”`, /[«»]/.test(words) ? `“${words}”` : `«\u00a0${words}\u00a0»`);

/**
 * A time of the source, as the language writes it; unchanged if it cannot be parsed.
 * @param {string} time
 */
export function when(time) {
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/.test(time);
  const date = new Date(zoned || time.length <= 10 ? time : `${time.replace(' ', 'T')}Z`);
  if (!/^\d{4}-\d\d-\d\d/.test(time) || Number.isNaN(date.getTime())) return time;
  /** @type {Intl.DateTimeFormatOptions} */
  const options = {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  };
  // Where the reader is must not move a comment to another day.
  if (time.length > 10)
    Object.assign(options, { hour: '2-digit', minute: '2-digit' }, zoned ? { timeZoneName: 'short' } : {});
  return date.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', options);
}

/** A status. @param {string} status */
export function statusName(status) {
  switch (status) {
    case 'unchallenged':
      return say('unchallenged', 'non contesté');
    case 'defended':
      return say('defended', 'défendu');
    case 'challenged':
      return say('challenged', 'contesté');
    default:
      return say('undecided', 'indécis');
  }
}

/**
 * A number as the language writes it; small ones alike in all, without waking what knows them.
 * @param {number} value
 */
export const number = (value) =>
  Number.isInteger(value) && Math.abs(value) < 1000
    ? String(value)
    : value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB');

/** A number with its noun. @param {number} count @param {[string, string]} en @param {[string, string]} fr */
export function counted(count, en, fr) {
  // French counts none in the singular.
  const plural = language === 'fr' ? count >= 2 : count !== 1;
  return `${number(count)}\u00a0${say(en[plural ? 1 : 0], fr[plural ? 1 : 0])}`;
}

/**
 * What to call rebuttals or questions without an answer. If the source does not say who answers whom, their answer may not
 * have been found. @param {import('./model.js').Model} model @param {'rebuttal' | 'question'} what
 */
export function withoutAnswer({ edges }, what) {
  const given = edges.every((edge) => edge.relation === undefined || edge.given);
  const [en, fr] = what === 'rebuttal' ? ['Rebuttals', 'Réfutations'] : ['Questions', 'Questions'];
  return given
    ? say(`${en} nobody answered`, `${fr} restées sans réponse`)
    : say(`${en} to which no answer was found`, `${fr} dont la réponse n’a pas été trouvée`);
}
