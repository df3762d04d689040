// How it looks and to whom: assistive technology, dark and light, narrow, forced colours, hostile texts, many comments.

import { must } from './tab.mjs';

/** Opens a menu by its name. @param {string} id */
const menu = (id) => async (/** @type {import('./tab.mjs').Tab} */ tab) => {
  await tab.click(`[popovertarget=${id}]`);
};

/** What is looked at: a name, the page, its fragment, the circumstances, and what is done first. */
const VIEWS =
  /** @type {[string, string, string, Record<string, unknown>, ((tab: import('./tab.mjs').Tab) => Promise<void>)?][]} */ ([
    ['light', 'forum', '', {}],
    ['dark', 'forum', '', { scheme: 'dark' }],
    ['selected', 'seed', 'selected=c5', {}],
    ['selected-dark', 'seed', 'selected=c2', { scheme: 'dark' }],
    ['thread', 'forum', 'layout=thread&panel=filters&position=skeptic', {}],
    ['icicle', 'forum', 'layout=icicle&panel=outline', {}],
    ['matrix', 'forum', 'layout=matrix&panel=rules', {}],
    ['matrix-dark', 'forum', 'layout=matrix&panel=filters', { scheme: 'dark' }],
    ['found', 'forum', 'query=the&panel=hits', {}],
    ['french', 'french', 'selected=c5&panel=issues', {}],
    ['french-dark', 'french', 'panel=filters', { scheme: 'dark' }],
    ['tablet', 'seed', 'selected=c5', { width: 1024, height: 768 }],
    ['narrow', 'french', '', { width: 360, height: 740 }],
    ['narrow-selected', 'forum', 'panel=filters&selected=%SELECT', { width: 360, height: 740 }],
    ['narrow-dark', 'forum', 'panel=filters&position=skeptic', { width: 360, height: 740, scheme: 'dark' }],
    ['narrow-rules', 'seed', 'panel=rules', { width: 360, height: 740 }],
    ['about', 'seed', '', {}, menu('about')],
    ['downloads', 'seed', '', { scheme: 'dark' }, menu('downloads')],
    [
      'help',
      'french',
      '',
      {},
      async (tab) => {
        await tab.page.keyboard.press('?');
      },
    ],
    ['forced', 'seed', 'selected=c5&position=skeptic&panel=filters', { forced: true }],
  ]);

/** @param {Function} test @param {Record<string, number | string>} figures */
export async function looks(test, figures) {
  for (const [name, page, hash, how, act] of VIEWS) {
    await test(
      `axe finds nothing: ${name}`,
      async (tab) => {
        await tab.open(page);
        const { nodes } = await tab.island();
        await tab.open(
          page,
          hash.replace('%SELECT', encodeURIComponent(nodes.find(({ positions }) => positions)?.id ?? nodes[1].id)),
        );
        if (act) await act(tab);
        await tab.rest(100);
        await tab.shot(name);
        const found = await tab.axe();
        must(!found.length, found.join('\n'));
        const wide = await tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        must(wide <= 0, `${wide} px too wide`);
      },
      how,
    );
  }

  await test(
    'nothing is wider than 360 px',
    async (tab) => {
      for (const page of ['hostile', 'french', 'forum']) {
        for (const hash of [
          '',
          'panel=filters',
          'panel=rules',
          'panel=outline',
          'panel=hits&query=a',
          'panel=',
          'layout=thread',
          'layout=icicle',
          'layout=matrix',
          'selected=h3',
          'position=skeptic&form=irony&status=undecided&relation=rebuttal&query=lorem',
        ]) {
          await tab.open(page, hash);
          const wide = await tab.page.evaluate(() => {
            const out = [...document.querySelectorAll('body *')].filter((element) => {
              const place = element.getBoundingClientRect();
              if (!place.width || place.right <= innerWidth + 1) return false;
              // What scrolls in a box of its own overflows nothing.
              for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
                if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(box).overflowX)) return false;
              return !element.closest('.skip, .hidden, [popover], dialog');
            });
            return {
              by: document.documentElement.scrollWidth - innerWidth,
              out: out.slice(0, 3).map((element) => `${element.tagName}.${element.className}`),
            };
          });
          must(wide.by <= 0 && !wide.out.length, `${page}#${hash}: ${wide.by} px, ${wide.out}`);
        }
      }
      for (const id of ['about', 'themes', 'downloads']) {
        await tab.open('seed');
        await menu(id)(tab);
        const place = await tab.page.$eval(`#${id}`, (element) => {
          const { left, right, bottom } = element.getBoundingClientRect();
          return { left, right, bottom };
        });
        must(place.left >= 0 && place.right <= 360 && place.bottom <= 740, `${id}: ${JSON.stringify(place)}`);
      }
    },
    { width: 360, height: 740 },
  );

  await test(
    'the theme follows the system and the reader',
    async (tab) => {
      const ground = () => tab.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await tab.open('seed');
      must((await ground()) === 'rgb(17, 22, 31)', `dark: ${await ground()}`);
      await menu('themes')(tab);
      await tab.click('#themes input[value=light]');
      must((await ground()) === 'rgb(248, 250, 252)', `light: ${await ground()}`);
      await tab.rest();
      must((await tab.hash()).get('theme') === 'light', 'the address');
    },
    { scheme: 'dark' },
  );

  await test(
    'nothing moves for those who ask for it',
    async (tab) => {
      await tab.open('seed');
      const moving = await tab.page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((element) => {
            const { transitionDuration, animationName } = getComputedStyle(element);
            return !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none';
          })
          .map(({ className }) => className),
      );
      must(!moving.length, moving.join());
    },
    { still: true },
  );

  await test(
    'forced colours keep marks and states',
    async (tab) => {
      await tab.open('seed', 'selected=c5');
      const seen = await tab.page.evaluate(() => ({
        active: matchMedia('(forced-colors: active)').matches,
        words: getComputedStyle(document.querySelector('#detail .text .m-position')).textDecorationLine,
        tab: getComputedStyle(document.querySelector('[role=tab][aria-selected=true]')).outlineStyle,
      }));
      must(seen.active && seen.words === 'underline' && seen.tab === 'solid', JSON.stringify(seen));
    },
    { forced: true },
  );

  await test('hostile texts are inert', async (tab) => {
    await tab.open('hostile');
    const { nodes } = await tab.island();
    for (const node of nodes) {
      for (const hash of [
        `selected=${encodeURIComponent(node.id)}`,
        `selected=${encodeURIComponent(node.id)}&panel=hits&query=script`,
      ]) {
        await tab.page.evaluate((hash) => {
          location.hash = hash;
        }, hash);
        await tab.rest(60);
        const seen = await tab.page.evaluate(() => ({
          pwned: window.pwned,
          text: document.querySelector('#detail .text').textContent,
          scripts: document.scripts.length,
          elements: [
            ...document.querySelectorAll(
              'body img, iframe, object, embed, a, link, form, base, [onerror], [onload], [style*=expression], svg script',
            ),
          ].map(({ outerHTML }) => outerHTML.slice(0, 80)),
        }));
        must(!seen.pwned && !seen.elements.length && seen.scripts === 2, JSON.stringify(seen));
        must(
          seen.text === node.text || (!node.text && seen.text.includes('no text')),
          `the text of ${node.id} is another`,
        );
      }
    }
    for (const panel of ['issues', 'filters', 'outline', 'watch', 'rules']) {
      await tab.page.evaluate((panel) => {
        location.hash = `panel=${panel}`;
      }, panel);
      await tab.rest(60);
    }
    await tab.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    must(!(await tab.page.evaluate(() => window.pwned)), 'on paper');
    await tab.page.evaluate(() => dispatchEvent(new Event('afterprint')));
    // A text that turns the writing turns nothing beside it.
    const turned = await tab.page.evaluate(
      () =>
        [...document.querySelectorAll('.words, .text')].filter(
          (element) => !['isolate', 'isolate-override'].includes(getComputedStyle(element).unicodeBidi),
        ).length,
    );
    must(turned === 0, `${turned} texts are not set apart`);
    await tab.shot('hostile');
    must((await tab.axe()).length === 0, (await tab.axe()).join('\n'));
  });

  await test('ten thousand comments stay fluid', async (tab) => {
    await tab.page.evaluateOnNewDocument(() => {
      window.tasks = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.tasks.push(Math.round(entry.duration));
      }).observe({ type: 'longtask', buffered: true });
    });
    await tab.open('big', 'panel=filters');
    const { nodes } = await tab.island();
    must(nodes.length >= 10_000, `${nodes.length} nodes`);
    await tab.rest(1500);
    const paint = await tab.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
    figures['10,000 comments: first paint, ms'] = Math.round(paint);
    const drawn = await tab.page.evaluate(() =>
      [...document.querySelectorAll('.picture canvas')].map((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set();
        for (let at = 0; at < data.length; at += 4 * 97)
          colours.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
        return colours.size;
      }),
    );
    must(Math.max(0, ...drawn) > 5, `the picture has ${drawn} colours`);
    await tab.shot('big');
    // The state is changed at once and everything that shows it is brought up to date before the event returns.
    const timed = (/** @type {string} */ selector, /** @type {string} */ kind, /** @type {string} */ value = '') =>
      tab.page.evaluate(
        ({ selector, kind, value }) => {
          const element = document.querySelector(selector);
          const start = performance.now();
          if (kind === 'input') {
            element.value = value;
            element.dispatchEvent(new Event('input', { bubbles: true }));
          } else element.click();
          return performance.now() - start;
        },
        { selector, kind, value },
      );
    const steps = {
      'a filter': await timed('[data-facet=position] input', 'click'),
      'a second filter': await timed('[data-facet=status] input', 'click'),
      'the confidence': await timed('input[type=range]', 'input', '0.7'),
      'the first search': await timed('#search', 'input', 'water'),
      'a further search': await timed('#search', 'input', 'water mark'),
    };
    for (const [name, time] of Object.entries(steps)) figures[`10,000 comments: ${name}, ms`] = Math.round(time);
    await tab.rest();
    await tab.page.evaluate(() => {
      location.hash = 'panel=rules';
    });
    await tab.rest();
    figures['elements of the page'] = await tab.page.evaluate(() => document.querySelectorAll('*').length);
    must(Number(figures['elements of the page']) < 6000, `${figures['elements of the page']} elements`);
    must(paint < 3000 && Object.values(steps).every((time) => time < 1000), JSON.stringify({ paint, ...steps }));
  });
}
