/** One number over everything that happened, in order: two runs are the same if and only if it is. */

export class Digest {
  #one = 0x811c9dc5;
  #other = 0xcbf29ce4;

  add(text: string): void {
    let one = this.#one;
    let other = this.#other;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 0x01000193);
      other = Math.imul(other ^ code, 0x85ebca6b);
      other ^= other >>> 13;
    }
    this.#one = Math.imul(one ^ 0x0a, 0x01000193);
    this.#other = Math.imul(other ^ 0x0a, 0xc2b2ae35);
  }

  get hex(): string {
    return [this.#one, this.#other]
      .map((half) => (half >>> 0).toString(16).padStart(8, '0'))
      .join('');
  }
}
