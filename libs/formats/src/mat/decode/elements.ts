import { STORAGE } from '../storage';
import { failAt, type MatPlace, type MatSource } from './mat-source';

const TAG = 8;

/** Steps from one data element to the next: a tag of type and size, the data, and padding to 8 bytes. */
export class Elements {
  /** Of the current element. */
  type = 0;
  tag = 0;
  start = 0;
  size = 0;

  constructor(
    readonly source: MatSource,
    readonly place: MatPlace,
    private at: number,
    readonly end: number,
  ) {}

  /** Where the next element begins. */
  get position(): number {
    return this.at;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  fail(what: string): never {
    failAt(this.source, this.place, this.tag, what);
  }

  /** @throws TurboHoiError `data` where the element does not fit into what is left */
  next(): void {
    const { view, littleEndian } = this.source;
    this.tag = this.at;
    if (this.end - this.at < TAG) this.fail('a data element is missing; is the file truncated?');
    const word = view.getUint32(this.at, littleEndian);
    if (word >>> 16 !== 0) {
      this.small(word);
      return;
    }
    this.type = word;
    this.size = view.getUint32(this.at + 4, littleEndian);
    this.start = this.at + TAG;
    const left = this.end - this.start;
    if (this.size > left) {
      this.fail(
        `a data element of ${this.size} bytes, but ${left} are left; is the file truncated?`,
      );
    }
    // The last element of some writers lacks its padding; compressed elements have none.
    const padded = this.type === STORAGE.compressed ? this.size : Math.ceil(this.size / 8) * 8;
    this.at = Math.min(this.start + padded, this.end);
  }

  /** Up to four bytes lie in the tag itself, behind a type and a size of 16 bits each. */
  private small(word: number): void {
    this.type = word & 0xffff;
    this.size = word >>> 16;
    this.start = this.at + 4;
    if (this.size > 4) this.fail(`a small data element of ${this.size} bytes; expected at most 4`);
    this.at += TAG;
  }
}
