// The map in the island, and the indices that are built from it. Nothing here changes once it is made.

import { nameOf } from './words.js';

// The types of the island are generated from `../data.rs` and `../disputes.rs`; `BLESS=1 cargo test` writes them again.
/**
 * A comment that supports one with a contrary position.
 * @typedef {object} Bridge
 * @property {number} from
 * @property {number} to
 * @property {string} holds
 * @property {string} against
 *
 * One side: how many comments, how many distinct authors, and its best comment.
 * @typedef {object} Camp
 * @property {number} comments
 * @property {number} authors
 * @property {number | null} best
 * @property {boolean} reasoned
 *
 * @typedef {object} CardSizes
 * @property {number} text
 * @property {number} head
 * @property {number} small
 * @property {number} leading
 * @property {number} first
 * @property {number} left
 * @property {number} right
 * @property {number} below
 * @property {number} space
 * @property {number} form_space
 * @property {number} mark
 * @property {number} port
 * @property {number} fan
 * @property {number} ports
 * @property {number} below_ports
 * @property {number} claim_lines
 * @property {number} title_lines
 * @property {number} author
 *
 * A comment that was rebutted, and one that concedes to the rebuttal; `own`: the author of the first wrote it.
 * @typedef {object} Concession
 * @property {number} comment
 * @property {number} rebuttal
 * @property {number} conceding
 * @property {boolean} own
 *
 * A dispute about one node.
 * @typedef {object} Dispute
 * @property {number | null} target
 * @property {Camp} against
 * @property {Camp} for
 * @property {number} authors
 * @property {boolean} known whether authors are known
 * @property {number[]} open attacks that are unchallenged or defended
 * @property {End} end
 *
 * All disputes. A list has at most 200 entries; `count` is the number of disputes in all.
 * @typedef {object} Disputes
 * @property {boolean} known
 * @property {number} count
 * @property {Dispute[]} list
 * @property {Concession[]} concessions
 * @property {Bridge[]} bridges
 *
 * How a dispute ended: the last comment, and the side it is on.
 * @typedef {object} End
 * @property {number | null} node
 * @property {string | null} side
 *
 * Everything the page's layouts share with the picture's.
 * @typedef {object} Geometry
 * @property {number} margin
 * @property {CardSizes} card
 * @property {LaneSizes} lane
 * @property {TreeSizes} tree
 * @property {ThreadSizes} thread
 * @property {MatrixLimits} matrix
 * @property {Layout[]} layouts
 *
 * What is at stake, and who is on which side.
 * @typedef {object} Issue
 * @property {string} id
 * @property {number} thread
 * @property {boolean} main whether it is the main issue of its thread
 * @property {number | null} node what is at stake: an article, a post, a claim or a comment
 * @property {string} title its words, or the title of the thread; empty without texts
 * @property {string[]} subject words that recur among its authors
 * @property {Party} for
 * @property {Party} against
 * @property {number[]} unplaced
 * @property {number} unplaced_authors
 * @property {number[]} open rebuttals that nobody answered
 * @property {number[]} conceded comments that seem to give ground
 * @property {number | null} last
 * @property {number} sure the expected share of authors on the right side
 * @property {boolean} readable whether for and against can be read
 * @property {boolean} camps whether sides are deduced also from answers between others
 * @property {boolean} known whether authors are known
 *
 * All issues. The list has at most 100 entries; `count` is the number of issues in all.
 * @typedef {object} Issues
 * @property {number} count
 * @property {Issue[]} list
 *
 * A position or form: its place in the list, its score, who gave it, the node it was inherited from, the words.
 * @typedef {[label: number, score: number, by: string, from: number | null, words: Words[]]} Label
 *
 * What people see in place of the id of a label.
 * @typedef {[id: string, name: string]} LabelName
 *
 * @typedef {object} LaneSizes
 * @property {number} most
 * @property {number} width
 * @property {number} clear
 * @property {number} words
 * @property {number} sign
 * @property {number} after_sign
 *
 * A layout: its name, the words of its button, whether it may be shown first, and up to how many nodes and levels.
 * @typedef {object} Layout
 * @property {string} name
 * @property {string} label
 * @property {boolean} auto
 * @property {number | null} nodes
 * @property {number | null} columns
 *
 * Words that show a link: the place of the rule, the words of the reply, the words of what it answers.
 * @typedef {[rule: number, own: [number, number] | null, other: [number, number] | null]} LinkWords
 *
 * An edge.
 * @typedef {object} MapEdge
 * @property {number} from
 * @property {number} to
 * @property {number} [relation] the place of its relation in the list; absent: the claim `from` is part of `to`
 * @property {number} [claim] the claim that the reply takes up
 * @property {boolean} [given]
 * @property {number} confidence P(link)
 * @property {number} p P(relation | link)
 * @property {number} [sure] P(it answers this, and in this way); absent: 1
 * @property {number} [grade] how sure its verb may be, if it is not sure: 1 it seems so, 0 perhaps
 * @property {boolean} [undercut]
 * @property {boolean} [reasoned]
 * @property {[number, number]} [anchor] the words of what it answers that are taken up
 * @property {LinkWords[]} [evidence]
 *
 * A node.
 * @typedef {object} MapNode
 * @property {string} id
 * @property {string} name `#4`, `Article`, `Claim 2`
 * @property {string} kind article, post, claim, comment, deleted, pingback, missing, stub
 * @property {number} thread
 * @property {number} depth levels above it in the forest
 * @property {number} [parent] the node above it in the forest
 * @property {number} [edge] the edge to that node
 * @property {number} [author] the place of its author in the list
 * @property {string} [time]
 * @property {string} [lang]
 * @property {string} text
 * @property {number} [status] the place of its status in the list
 * @property {number} [strength]
 * @property {Label[]} [positions]
 * @property {Label[]} [forms]
 * @property {[number, number][]} [quotes]
 * @property {TakenUp} [taken]
 * @property {boolean} [faded] kept only as context
 * @property {string} [folded] what was folded away here before the page was made, in words
 * @property {number} [held] comments that the source held back here
 * @property {number} [votes]
 * @property {string} [url]
 * @property {string[]} [marks]
 * @property {Placed} [placed] its side on the main issue that it is part of, if it is sure enough
 *
 * @typedef {object} MatrixLimits
 * @property {number} positions
 * @property {number} held
 *
 * Something the program noticed.
 * @typedef {object} Notice
 * @property {string} severity
 * @property {string} message
 *
 * A rule pack.
 * @typedef {object} Pack
 * @property {string} id
 * @property {string} version
 *
 * One side of an issue: distinct authors, how many of them clearly, what they wrote, and their best comments.
 * @typedef {object} Party
 * @property {number} authors
 * @property {number} clear how many of them are clearly on this side
 * @property {number[]} comments
 * @property {number[]} voices the best reasoned comments that are clearly on this side, best first
 *
 * A side: the number of the issue that it is part of, less one; `for` or `against`; the probability of that side.
 * @typedef {[issue: number, side: string, p: number]} Placed
 *
 * A position with its colours.
 * @typedef {object} Position
 * @property {string} name
 * @property {string | null} axis
 * @property {string} bar The colour of its bar.
 * @property {string} light The colour of its words on light.
 * @property {string} dark The colour of its words on dark.
 *
 * A relation with its sign and its colours.
 * @typedef {object} Relation
 * @property {string} name
 * @property {string} sign
 * @property {string} light
 * @property {string} dark
 *
 * A loaded rule.
 * @typedef {object} Rule
 * @property {string} id pack and rule; evidence names it, or it and a cue after a further dot
 * @property {string} kind
 * @property {string} label
 * @property {string | null} about
 * @property {string} pack
 *
 * How many replies of each kind an article, post or claim has, and from how many authors.
 * @typedef {object} TakenUp
 * @property {number} rebuttal
 * @property {number} correction
 * @property {number} support
 * @property {number} question
 * @property {number} authors
 *
 * A thread.
 * @typedef {object} Thread
 * @property {string} id
 * @property {string | null} title
 * @property {string | null} source
 * @property {string} [url]
 * @property {number | null} announced
 * @property {number} read
 *
 * @typedef {object} ThreadSizes
 * @property {number} page
 * @property {number} indent
 * @property {number} deepest
 * @property {number} gap
 * @property {number} apart
 * @property {number} lead
 * @property {number} stub
 * @property {number} lines
 * @property {number} opening_lines
 * @property {number[]} lanes Where the line of a reply runs, for each relation in the order of the list.
 *
 * @typedef {object} TreeSizes
 * @property {number} width
 * @property {number} gap
 * @property {number} apart
 * @property {number} lead
 * @property {number} tail
 * @property {number} lines
 * @property {number} own_lanes
 * @property {number} passed
 * @property {number} compared
 *
 * Words that show a label: the place of the rule, the first code unit, one past the last.
 * @typedef {[rule: number, start: number, end: number]} Words
 *
 * Everything the page knows.
 * @typedef {object} Island
 * @property {string} schema
 * @property {string} generator
 * @property {'en' | 'fr'} ui
 * @property {Geometry} geometry
 * @property {string} title
 * @property {string[]} caption
 * @property {string[]} filters
 * @property {Pack[]} packs
 * @property {boolean} live
 * @property {Thread[]} threads
 * @property {string[]} authors
 * @property {Position[]} positions
 * @property {string[]} forms
 * @property {Relation[]} relations
 * @property {string[]} statuses
 * @property {LabelName[]} label_names what people see in place of the ids of labels, in the language of the page
 * @property {string[]} rules names that evidence has: pack, rule and cue
 * @property {Rule[]} rule_info every loaded rule that could have fired, whether it did or not
 * @property {MapNode[]} nodes
 * @property {MapEdge[]} edges
 * @property {Issues} issues
 * @property {Disputes} disputes
 * @property {Notice[]} notices
 *
 * end of what is generated
 */

/**
 * @typedef {object} Derived
 * @property {number[][]} kids    what hangs on each node, in reading order
 * @property {Uint32Array} size   nodes from each one on that belong to its subtree, itself among them: they follow it
 * @property {number[][]} answers edges by which each node answers (its own outgoing links)
 * @property {number[][]} answered edges that answer each node; those that take up a claim stand at the claim too
 * @property {number[]} roots
 * @property {Map<string, number>} places   of nodes, by id
 * @property {boolean} sided      whether any side is known
 * @property {boolean} named      whether cards name their thread
 *
 * @typedef {Island & Derived} Model
 */

/**
 * The relations, by their places in the list.
 */
export const REBUTTAL = 0;
export const CORRECTION = 1;
export const SUPPORT = 2;
export const QUESTION = 3;
export const REPLY = 6;

/** Whether an edge is a rebuttal or correction. @param {MapEdge} edge */
export const isAttack = (edge) => edge.relation === REBUTTAL || edge.relation === CORRECTION;

/** Whether a node is a comment in the sense of counts. @param {MapNode} node */
export const isComment = (node) => node.kind === 'comment';

/**
 * Reads the island.
 * @param {Island} island
 * @returns {Model}
 */
export function model(island) {
  const count = island.nodes.length;
  /** @type {number[][]} */ const kids = Array.from({ length: count }, () => []);
  /** @type {number[][]} */ const answers = Array.from({ length: count }, () => []);
  /** @type {number[][]} */ const answered = Array.from({ length: count }, () => []);
  const size = new Uint32Array(count).fill(1);
  /** @type {number[]} */ const roots = [];
  const readable = new Set(island.issues.list.flatMap(({ id, readable }) => (readable ? [id] : [])));
  island.nodes.forEach((node, at) => {
    // A side on what cannot be read is none.
    if (node.placed && !readable.has(`i${node.placed[0] + 1}`)) delete node.placed;
    node.name = nameOf(node);
    if (node.parent === undefined) roots.push(at);
    else kids[node.parent].push(at);
  });
  // Nodes follow what they hang on, so that one pass backwards adds up all subtrees.
  for (let at = count - 1; at >= 0; at--) {
    const { parent } = island.nodes[at];
    if (parent !== undefined) size[parent] += size[at];
  }
  island.edges.forEach((edge, at) => {
    answers[edge.from].push(at);
    answered[edge.to].push(at);
    if (edge.claim !== undefined) answered[edge.claim].push(at);
  });
  const places = new Map(island.nodes.map((node, at) => [node.id, at]));
  const sided = island.nodes.some(({ placed }) => placed);
  const named = island.threads.length > 1;
  return { ...island, sided, named, kids, size, answers, answered, roots, places };
}
