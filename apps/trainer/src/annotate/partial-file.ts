import { appendFileSync, existsSync, rmSync, truncateSync } from 'node:fs';
import { TurboHoiError } from '@turbo-hoi/core';
import type { CocoImage, CocoPose } from './coco-annotation';
import type { PoseTally } from './select-poses';
import { wholeLines } from './whole-lines';

/** The result of one image. */
export interface AnnotatedImage {
  /** The image's index in its source. */
  readonly index: number;
  readonly image: CocoImage;
  readonly poses: readonly CocoPose[];
  readonly tally: PoseTally;
}

const FLUSH_MS = 2000;

/**
 * Work in progress: a first line with the request, then one line per image.
 *
 * Lines are flushed every two seconds; an image whose line a crash cut off is annotated again.
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
   * Opens the file of an earlier process, or starts a new one; nothing is written before the first image.
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

  /** Number of images annotated. */
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

  /** All results, in the order in which they were written. */
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
      `${path}: is damaged (${(error as Error).message}); delete it to start over.`,
      { cause: error },
    );
  }
}

function otherRequest(path: string): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `${path}: belongs to a command with other images or options; repeat that command to finish it, ` +
      'delete the file to start over, or choose another --out.',
  );
}
