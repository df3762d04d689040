// Makes a map for measuring: a random reply tree with a quarter as many cross links, as `map -f json` writes it.
//
//     node make-map.mjs 10000 > map.json && palabre map --from palabre map.json -f html -o map.html

const count = Number(process.argv[2] ?? 1000);
let seed = Number(process.argv[3] ?? 7) >>> 0;
/** A number below 1, the same ones for the same seed (mulberry32). */
function random() {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (/** @type {number} */ most) => Math.floor(random() * most);
const pick = (/** @type {any[]} */ list) => list[below(list.length)];

const WORDS =
  `the of a to in that is it for on as with but not this they what about which there when would more people price
tram council street traffic shop shops evening market study figures evidence opposite because never always nobody everyone
money tax budget ferry bridge school cyclists noise parking station neighbours “free” (really) l’idée déjà très économique`.split(
    /\s+/,
  );
const POSITIONS = [
  ['skeptic', 'stance'],
  ['endorsing', 'stance'],
  ['hypothesis', 'modality'],
  ['liberal-economics', 'economy'],
  ['interventionist-economics', 'economy'],
  ['anti-car', null],
];
const FORMS = ['irony', 'question', 'reason', 'source', 'concession', 'hedge'];
const RELATIONS = [
  'rebuttal',
  'rebuttal',
  'rebuttal',
  'correction',
  'support',
  'support',
  'question',
  'answer',
  'elaboration',
];
const STATUSES = ['unchallenged', 'unchallenged', 'defended', 'challenged', 'undecided'];

function sentence(/** @type {number} */ length) {
  let text = '';
  while (text.length < length) {
    const word = pick(WORDS);
    const end = random() < 0.12 ? pick(['.', ',', '!', '?', ' :', '…']) : '';
    text += `${text && !/[.!?…]$/.test(text) ? word : word.charAt(0).toUpperCase() + word.slice(1)}${end} `;
  }
  return text.trim();
}
const share = (/** @type {number} */ value) => Math.round(value * 10000) / 10000;

/** @type {any[]} */ const nodes = [
  {
    id: 'article',
    thread: 't',
    kind: 'article',
    author: null,
    time: null,
    lang: 'en',
    text: sentence(900),
    depth: 0,
    positions: [],
    forms: [],
  },
];
/** @type {any[]} */ const edges = [];
function link(/** @type {number} */ from, /** @type {number} */ to, /** @type {boolean} */ given) {
  const decided = random() < 0.4;
  const p = share(decided ? 0.5 + random() / 2 : 0.4 + random() * 0.4);
  const relation = decided ? pick(RELATIONS) : 'reply';
  edges.push({
    id: `e${edges.length + 1}`,
    from: nodes[from].id,
    to: nodes[to].id,
    given,
    confidence: given ? 1 : share(0.3 + random() * 0.65),
    anchor: null,
    relation,
    relation_by: 'rule',
    relation_p: p,
    relations: {
      rebuttal: 0,
      correction: 0,
      support: 0,
      question: 0,
      answer: 0,
      elaboration: 0,
      reply: 0,
      [relation]: p,
    },
    undercut: false,
    reasoned: random() < 0.3,
    evidence: [{ rule: 'core.link.previous', share: 1 }],
  });
}
for (let at = 1; at <= count; at++) {
  const text = sentence(60 + below(240));
  const positions = random() < 0.55 ? [pick(POSITIONS)] : [];
  if (positions.length && random() < 0.12)
    positions.push(POSITIONS[(POSITIONS.indexOf(positions[0]) + 1) % POSITIONS.length]);
  const label = (/** @type {string} */ name, /** @type {string | null} */ axis) => {
    const start = text.indexOf(' ', below(text.length >> 1)) + 1;
    const end = Math.max(text.indexOf(' ', start + 8), start + 4);
    return {
      label: name,
      axis,
      toward: null,
      score: share(0.5 + random() / 2),
      by: 'rule',
      evidence: [{ rule: `en.${name}.made`, start, end, text: [...text].slice(start, end).join(''), share: 1 }],
    };
  };
  nodes.push({
    id: `c${at}`,
    thread: 't',
    kind: 'comment',
    author: `a${below(Math.ceil(count / 4))}`,
    time: null,
    lang: 'en',
    text,
    depth: 1,
    status: pick(STATUSES),
    strength: share(random()),
    positions: positions.map(([name, axis]) => label(name, axis)),
    forms: random() < 0.4 ? [{ ...label(pick(FORMS), null), axis: undefined, toward: undefined }] : [],
  });
  link(at, random() < 0.15 ? 0 : below(at), random() < 0.7);
}
for (let made = 0; made < count / 4; made++) {
  const from = 1 + below(count);
  const back = random() < 0.7 ? Math.max(1, from - 1 - below(200)) : 1 + below(count);
  if (back !== from) link(from, Math.min(from, back) === from ? back : back, false);
}
process.stdout.write(
  JSON.stringify({
    schema: 'palabre/1',
    generator: 'palabre 0.1.0',
    packs: [],
    filters: [],
    threads: [{ id: 't', title: null, source: 'made', announced: null, read: count }],
    nodes,
    edges,
    diagnostics: [],
  }),
);
