// A tab of the browser, with the shortest ways to ask the page in it.

import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/** What a case gets: the page, and the shortest ways to ask it. */
export class Tab {
  /**
   * @param {import('puppeteer-core').Page} page
   * @param {{pages: Record<string, string>, shots: string, axe: string}} given
   */
  constructor(page, given) {
    this.page = page;
    this.given = given;
    /** @type {string[]} */ this.troubles = [];
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) this.troubles.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.troubles.push(`error: ${error}`));
    page.on('dialog', (dialog) => {
      this.troubles.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on('request', (request) => {
      const address = request.url();
      const own =
        /^(data|blob|about):/.test(address) ||
        address.split('#')[0] === this.address ||
        (this.origin && address.startsWith(this.origin));
      if (!own) this.troubles.push(`request: ${address}`);
      request.continue();
    });
    this.address = '';
    this.origin = '';
  }

  /**
   * Opens a page of the input (or an address) with a fragment.
   * @param {string} name
   * @param {string} [hash]
   */
  async open(name, hash = '') {
    this.address = name.startsWith('http') ? name : pathToFileURL(this.given.pages[name]).href;
    await this.page.goto('about:blank');
    await this.page.goto(this.address + (hash ? `#${hash}` : ''), { waitUntil: 'load' });
    await this.rest();
  }

  /** Until the address has followed. */
  rest(time = 320) {
    return new Promise((done) => setTimeout(done, time));
  }

  /** The map in the page. @returns {Promise<any>} */
  island() {
    return this.page.evaluate(() => JSON.parse(document.getElementById('map').textContent));
  }

  /** What the address says. */
  async hash() {
    return new URLSearchParams(await this.page.evaluate(() => location.hash.slice(1)));
  }

  /** @param {string} selector */
  text(selector) {
    return this.page.$eval(selector, (element) => element.textContent);
  }

  /** @param {string} selector */
  async click(selector) {
    await this.page.$eval(selector, (element) => {
      element.scrollIntoView({ block: 'center' });
      element.click();
    });
    await this.rest(60);
  }

  /** Violations that axe-core finds, one line each. */
  async axe() {
    await this.page.evaluate(this.given.axe);
    const found = await this.page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    return found.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ target, failureSummary }) => `${target} ${failureSummary.split('\n')[1] ?? ''}`)
          .join(' | ')}`,
    );
  }

  /** @param {string} name */
  async shot(name) {
    await this.page.screenshot({ path: `${this.given.shots}/${name}.png` });
  }

  /** Presses a button of the downloads and reads the file. @param {string} item @returns {Promise<Buffer>} */
  async download(item) {
    const downloads = `${this.given.shots}/downloads`;
    await rm(downloads, { recursive: true, force: true });
    await mkdir(downloads, { recursive: true });
    const session = await this.page.browser().target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
    await this.click('[popovertarget=downloads]');
    await this.click(`#downloads [data-item=${item}]`);
    for (let round = 0; round < 100; round++) {
      await this.rest(100);
      const [name] = (await readdir(downloads)).filter((file) => !file.endsWith('.crdownload'));
      if (name) return readFile(`${downloads}/${name}`);
    }
    throw new Error(`no file came of ${item}`);
  }
}

/** @param {unknown} condition @param {string} message */
export function must(condition, message) {
  if (!condition) throw new Error(message || 'it is not so');
}
