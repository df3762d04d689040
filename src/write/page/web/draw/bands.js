// Finds what is between two heights: things are sorted into bands by their own height, each into one band.

/** Height of the lowest level's bands; each level's are twice as high. */
const BASE = 512;

export class Bands {
  /** @param {number} count @param {(at: number) => [number, number]} range   top and bottom of each thing */
  constructor(count, range) {
    /** @type {Map<number, number[]>[]} */ this.levels = [];
    for (let at = 0; at < count; at++) {
      const [top, bottom] = range(at);
      if (!(bottom >= top)) continue;
      const level = Math.max(0, Math.ceil(Math.log2((bottom - top) / BASE)));
      const band = Math.floor(top / (BASE * 2 ** level));
      while (this.levels.length <= level) this.levels.push(new Map());
      const list = this.levels[level].get(band);
      if (list) list.push(at);
      else this.levels[level].set(band, [at]);
    }
  }

  /**
   * What may lie between two heights, in order.
   * @param {number} top
   * @param {number} bottom
   * @returns {number[]}
   */
  between(top, bottom) {
    /** @type {number[]} */ const out = [];
    this.levels.forEach((bands, level) => {
      const size = BASE * 2 ** level;
      // A thing may reach into the band below its own, and no farther.
      const [first, last] = [Math.floor(top / size) - 1, Math.floor(bottom / size)];
      if (last - first > bands.size) {
        for (const [band, list] of bands) if (band >= first && band <= last) for (const at of list) out.push(at);
      } else {
        for (let band = first; band <= last; band++) for (const at of bands.get(band) ?? []) out.push(at);
      }
    });
    return out.sort((a, b) => a - b);
  }
}
