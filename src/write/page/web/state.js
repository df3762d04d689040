// What the reader chose. It is the only thing on the page that changes, and all that a shared address carries.

import { derive } from './derive.js';
import { geometry } from './geometry.js';

/** @typedef {import('./model.js').Model} Model */

/**
 * @typedef {'issues' | 'filters' | 'outline' | 'watch' | 'rules' | 'hits'} Panel
 * @typedef {object} State
 * @property {string} layout     the name of one of `geometry.layouts`
 * @property {Panel | ''} panel      the open panel at the left; '' = closed
 * @property {string} query          words to search for
 * @property {string[]} position     names; any of them; '' is no position
 * @property {string[]} form
 * @property {string[]} relation
 * @property {string[]} author
 * @property {string[]} status
 * @property {string[]} rule         names of rules (pack, rule and cue)
 * @property {string[]} side           `for`, `against`; '' is not placed
 * @property {string[]} thread         ids
 * @property {string} since            least day, as `2025-01-28`; '' = any
 * @property {string} until            last day
 * @property {string} votes            least votes; '' = any
 * @property {string[]} off            names of labels that are not about this thread, and nowhere shown
 * @property {import('./derive.js').Sort} sort   order of replies; '' = as in the source
 * @property {'' | 'side' | 'position'} colour   what colour means; '' = the side where sides are known
 * @property {'' | '1.15' | '1.3' | '1.6' | '2'} size   of the text
 * @property {'' | 'given' | 'inferred'} origin
 * @property {number} confidence     least P(link), 0 to 1
 * @property {string[]} folded       ids of nodes whose subtree is folded away
 * @property {'' | 'fade' | 'hide'} hide   what happens to comments that are not chosen; '' = they are faded
 * @property {string} selected       id of the selected node; '' = none
 * @property {'' | 'light' | 'dark'} theme   '' = as the system says
 * @property {[number, number, number] | null} view  centre x, y and zoom of the picture; null = fit
 */

/** @type {State} */
export const INITIAL = Object.freeze({
  // `firstLayout` chooses it.
  layout: '',
  panel: 'issues',
  query: '',
  position: [],
  form: [],
  relation: [],
  author: [],
  status: [],
  rule: [],
  side: [],
  thread: [],
  since: '',
  until: '',
  votes: '',
  off: [],
  sort: '',
  colour: '',
  size: '',
  origin: '',
  confidence: 0,
  folded: [],
  hide: '',
  selected: '',
  theme: '',
  view: null,
});

/** The filters of which several values can be chosen. */
export const FILTERS = /** @type {const} */ ([
  'position',
  'form',
  'relation',
  'author',
  'status',
  'rule',
  'side',
  'thread',
]);
const LISTS = /** @type {const} */ ([...FILTERS, 'off', 'folded']);
const WORDS = /** @type {const} */ (['query', 'selected', 'since', 'until', 'votes']);
/** What takes one of a few values; the layouts are added. */
const CHOICES = {
  panel: ['issues', 'filters', 'outline', 'watch', 'rules', 'hits', ''],
  sort: ['', 'best', 'top', 'new', 'old', 'controversial'],
  colour: ['', 'side', 'position'],
  size: ['', '1.15', '1.3', '1.6', '2'],
  origin: ['', 'given', 'inferred'],
  theme: ['', 'light', 'dark'],
  hide: ['', 'fade', 'hide'],
};

const choices = () => ({ layout: geometry.layouts.map(({ name }) => name), ...CHOICES });

/**
 * The state as the fragment of an address: only what differs from the beginning.
 * @param {State} state @param {State} initial @returns {string}
 */
export function toHash(state, initial) {
  const params = new URLSearchParams();
  for (const name of [...WORDS, ...Object.keys(choices())]) {
    const value = /** @type {any} */ (state)[name];
    if (value !== /** @type {any} */ (initial)[name]) params.set(name, value);
  }
  for (const name of LISTS) for (const value of state[name]) params.append(name, value);
  if (state.confidence > 0) params.set('confidence', String(state.confidence));
  if (state.view) params.set('view', state.view.map((part) => Math.round(part * 1000) / 1000).join(','));
  return params.toString();
}

/**
 * The state that a fragment names; what it does not name, or names wrongly, is as at the beginning.
 * @param {string} hash @param {State} initial @returns {State}
 */
export function fromHash(hash, initial) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  /** @type {any} */ const state = { ...initial };
  for (const name of WORDS) state[name] = params.get(name) ?? initial[name];
  for (const [name, values] of Object.entries(choices())) {
    const value = params.get(name);
    if (value !== null && values.includes(value)) state[name] = value;
  }
  for (const name of LISTS) if (params.has(name)) state[name] = params.getAll(name);
  const confidence = Number(params.get('confidence'));
  if (confidence > 0 && confidence <= 1) state.confidence = confidence;
  const view = (params.get('view') ?? '').split(',').map(Number);
  if (view.length === 3 && view.every(Number.isFinite) && view[2] > 0) state.view = view;
  return state;
}

/**
 * @typedef {object} Store
 * @property {Model} model   as the reader wants to see it
 * @property {Model} whole   with all its labels, in the order of the source
 * @property {State} state
 * @property {(patch: Partial<State>) => void} set   the only way to change the state
 * @property {(listener: (state: State, before: State) => void) => void} subscribe   called once a change, and at once
 * @property {(model: Model) => void} replace   another map, the state kept (the live page)
 * @property {State} initial
 */

/**
 * Keeps the state. Listeners hear of every change, in the order in which they subscribed.
 * @param {Model} model @param {State} initial @param {State} state @returns {Store}
 */
export function store(model, initial, state) {
  /** @type {((state: State, before: State) => void)[]} */ const listeners = [];
  /** @type {Store} */ const self = {
    model: derive(model, state.off, state.sort),
    whole: model,
    state,
    initial,
    set(patch) {
      const before = self.state;
      // A view is a place in one layout.
      if (patch.layout !== undefined && patch.layout !== before.layout && !('view' in patch)) {
        patch = { ...patch, view: null };
      }
      const keys = /** @type {(keyof State)[]} */ (Object.keys(patch));
      if (keys.every((key) => same(before[key], patch[key]))) return;
      self.state = { ...before, ...patch };
      if (!same(self.state.off, before.off) || self.state.sort !== before.sort)
        self.model = derive(self.whole, self.state.off, self.state.sort);
      for (const listener of listeners) guarded(() => listener(self.state, before));
    },
    subscribe(listener) {
      listeners.push(listener);
      guarded(() => listener(self.state, self.state));
    },
    replace(next) {
      self.whole = next;
      self.model = derive(next, self.state.off, self.state.sort);
      for (const listener of listeners) guarded(() => listener(self.state, self.state));
    },
  };
  return self;
}

/** Whether colour means the side. @param {Store} store */
export const bySide = ({ model, state }) => (state.colour ? state.colour === 'side' : model.sided);

/**
 * Does a part of the work of the page: what goes wrong in it is reported, and takes nothing else down.
 * @param {() => void} act
 * @returns {boolean} whether it went well
 */
export function guarded(act) {
  try {
    act();
    return true;
  } catch (error) {
    // As if nobody had caught it: the console has it, and so have the tests.
    globalThis.reportError?.(error);
    return false;
  }
}

/** @param {unknown} a @param {unknown} b */
function same(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((part, at) => part === b[at]);
  return a === b;
}
