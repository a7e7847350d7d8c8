import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import {
  makeFolderSync,
  writeFileAtomicallySync,
  writeJsonAtomicallySync,
} from '@turbo-hoi/files/node';

/** Lists the files that predict wrote into the folder. */
const LIST = 'predictions.json';
const FORMAT = 'turbo-hoi predictions';

/** A folder of results: files are written atomically, and never replace those of other programs. */
export class OutFolder {
  private readonly mine: Set<string>;
  private claimed = false;

  /**
   * Checks the folder; writes nothing.
   *
   * @param names files to be written, relative to the folder
   * @throws TurboHoiError `usage` if one of them exists and was not written by predict
   */
  constructor(
    readonly path: string,
    private readonly names: readonly string[],
  ) {
    if (existsSync(path) && !statSync(path).isDirectory()) {
      throw new TurboHoiError('usage', `--out: ${path} is a file; expected a folder.`);
    }
    const older = listed(join(path, LIST));
    const wanted = older === null ? [...names, LIST] : names;
    const strangers = wanted.filter(
      (name) => !older?.includes(name) && existsSync(join(path, name)),
    );
    if (strangers.length > 0) {
      const more = strangers.length > 1 ? ` and ${strangers.length - 1} more` : '';
      throw new TurboHoiError(
        'usage',
        `--out: ${join(path, strangers[0])}${more} was not written by predict and would be overwritten; ` +
          'name another folder. Nothing was written.',
      );
    }
    this.mine = new Set(older ?? []);
  }

  /**
   * @param name one of `names`
   * @throws TurboHoiError `io`
   */
  write(name: string, content: string | Uint8Array): void {
    this.claim();
    const path = join(this.path, name);
    this.guard(() => {
      makeFolderSync(dirname(path));
      writeFileAtomicallySync(path, content);
    });
  }

  /** Writes the list of files together with `content`. */
  finish(content: object): void {
    this.claim();
    this.writeList(
      content,
      [...this.mine].filter((name) => existsSync(join(this.path, name))),
    );
  }

  /** Lists all files before the first is written, so that they count as ours even if the process is killed. */
  private claim(): void {
    if (this.claimed) return;
    this.claimed = true;
    this.guard(() => makeFolderSync(this.path));
    for (const name of this.names) this.mine.add(name);
    this.writeList({}, [...this.mine]);
  }

  private writeList(content: object, files: readonly string[]): void {
    const list = { format: FORMAT, version: 1, ...content, files: [...files].sort() };
    this.guard(() => writeJsonAtomicallySync(join(this.path, LIST), list));
  }

  private guard(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw new TurboHoiError(
        'io',
        `--out: ${this.path} cannot be written (${(error as Error).message}); finished files are kept. ` +
          'Name another folder, or free some space.',
        { cause: error },
      );
    }
  }
}

/** The names in an older list; null if there is none, or the file is not a list. */
function listed(path: string): readonly string[] | null {
  try {
    const { format, files } = JSON.parse(readFileSync(path, 'utf8'));
    return format === FORMAT && Array.isArray(files) ? files : null;
  } catch {
    return null;
  }
}
