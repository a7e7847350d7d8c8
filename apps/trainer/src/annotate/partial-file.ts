import { appendFileSync, existsSync, rmSync, truncateSync } from 'node:fs';
import { TurboHoiError } from '@turbo-hoi/core';
import type { CocoImage, CocoPose } from './coco-annotation';
import type { PoseTally } from './select-poses';
import { wholeLines } from './whole-lines';

/** What is known of an image once it is done. */
export interface AnnotatedImage {
  /** Where the image is in its source. */
  readonly index: number;
  readonly image: CocoImage;
  readonly poses: readonly CocoPose[];
  readonly tally: PoseTally;
}

const FLUSH_MS = 2000;

/**
 * Work in progress: a line that says what was asked for, then a line an image.
 *
 * Lines reach the file every two seconds; one that a crash cut off is done again.
 */
export class PartialFile {
  private waiting: string[];
  private lastFlush = performance.now();

  private constructor(
    private readonly path: string,
    header: string | null,
    private readonly indices: Set<number>,
  ) {
    this.waiting = header === null ? [] : [header];
  }

  /**
   * Opens what an earlier process left, or begins anew; nothing is written before the first image.
   *
   * @param request JSON-serialisable; decides whether the file continues this work
   * @throws TurboHoiError `usage` if the file belongs to another request, `data` if it is damaged
   */
  static async open(path: string, request: unknown): Promise<PartialFile> {
    const header = JSON.stringify(request);
    const indices = new Set<number>();
    let end = 0;
    if (existsSync(path)) {
      for await (const line of wholeLines(path)) {
        if (end > 0) indices.add(parse(path, line.text).index);
        else if (line.text !== header) throw otherRequest(path);
        end = line.end;
      }
      truncateSync(path, end);
    }
    return new PartialFile(path, end > 0 ? null : header, indices);
  }

  /** How many images are done. */
  get done(): number {
    return this.indices.size;
  }

  has(index: number): boolean {
    return this.indices.has(index);
  }

  add(entry: AnnotatedImage): void {
    this.waiting.push(JSON.stringify(entry));
    this.indices.add(entry.index);
    if (performance.now() - this.lastFlush > FLUSH_MS) this.flush();
  }

  flush(): void {
    this.lastFlush = performance.now();
    if (this.waiting.length === 0 || this.done === 0) return;
    appendFileSync(this.path, `${this.waiting.join('\n')}\n`);
    this.waiting = [];
  }

  /** Everything that is done, in the order in which it was. */
  async *entries(): AsyncGenerator<AnnotatedImage> {
    this.flush();
    if (this.done === 0) return;
    let header = true;
    for await (const { text } of wholeLines(this.path)) {
      if (!header) yield parse(this.path, text);
      header = false;
    }
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}

function parse(path: string, text: string): AnnotatedImage {
  try {
    return JSON.parse(text) as AnnotatedImage;
  } catch (error) {
    throw new TurboHoiError(
      'data',
      `${path}: is damaged (${(error as Error).message}); delete it to begin anew.`,
      { cause: error },
    );
  }
}

function otherRequest(path: string): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `${path}: was left by work with other images or options; repeat that command to finish it, ` +
      'delete the file to begin anew, or choose another --out.',
  );
}
