// The keys, in a dialog.

import { h } from '../dom.js';
import { say } from '../words.js';
import { iconButton } from './parts.js';

/** @param {HTMLElement} root */
export function help(root) {
  /** @type {[string, [string[], string][]][]} */
  const groups = [
    [
      say('Everywhere', 'Partout'),
      [
        [['/'], say('search', 'chercher')],
        [['[', ']'], say('previous, next match of the filters', 'résultat précédent, suivant des filtres')],
        [['?'], say('this help', 'cette aide')],
        [['Esc'], say('close what is open, then the comment', 'fermer ce qui est ouvert, puis le commentaire')],
      ],
    ],
    [
      say('In the search', 'Dans la recherche'),
      [
        [[say('Enter', 'Entrée')], say('next hit', 'résultat suivant')],
        [[say('Shift+Enter', 'Maj+Entrée')], say('previous hit', 'résultat précédent')],
      ],
    ],
    [
      say('In the presentation', 'Dans la présentation'),
      [
        [['←', '→'], say('previous, next comment', 'commentaire précédent, suivant')],
        [[say('Space', 'Espace')], say('show or hide its labels', 'montrer ou cacher ses étiquettes')],
      ],
    ],
    [
      say('In the picture', 'Dans l’image'),
      [
        [['←'], say('what it answers (in the icicle ↑)', 'le message auquel il répond (dans les stalactites ↑)')],
        [['→'], say('its first reply (in the icicle ↓)', 'sa première réponse (dans les stalactites ↓)')],
        [
          ['↑', '↓'],
          say(
            'previous, next at its level (in the icicle ← →)',
            'précédent, suivant au même niveau (dans les stalactites ← →)',
          ),
        ],
        [['n', 'p'], say('next, previous rebuttal', 'réfutation suivante, précédente')],
        [['f'], say('to what it rebuts', 'à ce qu’il réfute')],
        [[say('Shift+f', 'Maj+f')], say('to who rebuts it', 'à qui le réfute')],
        [[say('Space', 'Espace')], say('fold or unfold its replies', 'replier ou déplier ses réponses')],
        [[say('Enter', 'Entrée')], say('read it', 'le lire')],
        [[say('Home', 'Début'), say('End', 'Fin')], say('first, last', 'premier, dernier')],
        [['+', '−', '0'], say('larger, smaller, all of it', 'plus grand, plus petit, tout')],
      ],
    ],
  ];
  const dialog = h('dialog', {
    class: 'help',
    'aria-labelledby': 'help-title',
  });
  dialog.append(
    h(
      'div',
      { class: 'title-row' },
      h('h2', { id: 'help-title' }, say('Keys and help', 'Touches et aide')),
      iconButton('close', say('Close', 'Fermer'), () => dialog.close()),
    ),
    h(
      'p',
      {},
      say(
        'The map shows who answers whom, how, and which words show it. Choose a comment in the picture or in a ' +
          'list: its text appears at the right, with its evidence underlined.',
        'La carte montre qui répond à qui, comment, et quels mots le montrent. Choisissez un commentaire dans ' +
          'l’image ou dans une liste : son texte est à droite, les mots qui comptent soulignés.',
      ),
    ),
    h(
      'p',
      {},
      say(
        'Drag the picture to move it. Turn the wheel or pinch to zoom; in the thread the wheel scrolls, and ' +
          'zooms with Ctrl. Double-click a comment to see it close up.',
        'Glissez l’image pour la déplacer, tournez la molette ou pincez pour zoomer ; dans le fil la molette ' +
          'défile, et zoome avec Ctrl. Un double clic rapproche.',
      ),
    ),
    ...groups.flatMap(([title, keys]) => [
      h('h3', {}, title),
      h(
        'dl',
        { class: 'keys' },
        ...keys.map(([names, words]) =>
          h(
            'div',
            {},
            h('dt', {}, ...names.flatMap((name, at) => [at > 0 && ' ', h('kbd', {}, name)])),
            h('dd', {}, words),
          ),
        ),
      ),
    ]),
    h('h3', {}, say('Words', 'Mots')),
    h(
      'p',
      {},
      say(
        'The number next to a position is the probability of that label. Next to a link, “confidence” is the ' +
          'probability that one comment answers the other, and P(relation) the probability that it does so in ' +
          'this way. “Strength” is the probability that a comment is accepted, given the replies that were read.',
        'Le nombre à côté d’une position est la probabilité de cette étiquette. À côté d’un lien, la « ' +
          'confiance » est la probabilité que l’un réponde à l’autre, P(relation) qu’il le fasse de cette façon. ' +
          'La « force » est la probabilité qu’un commentaire tienne dans les réponses lues.',
      ),
    ),
  );
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  root.append(dialog);
  return dialog;
}
