import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellResult } from './experiment-table';

/** The run folder of a cell, and the results in it. */
export class CellFolder {
  constructor(
    readonly path: string,
    private readonly evaluations: readonly string[],
  ) {}

  get exists(): boolean {
    return existsSync(join(this.path, 'config.json'));
  }

  get isTrained(): boolean {
    return existsSync(this.file('run'));
  }

  /** The evaluations that are still to be made. */
  get missing(): string[] {
    return this.evaluations.filter((name) => !existsSync(this.file(name)));
  }

  get isFinished(): boolean {
    return this.isTrained && this.missing.length === 0;
  }

  /** @param name of an evaluation, or `run` */
  file(name: string): string {
    return join(this.path, name === 'run' ? 'result.json' : `${name}.json`);
  }

  results(): Record<string, CellResult> {
    return Object.fromEntries(
      ['run', ...this.evaluations].map((name) => [
        name,
        JSON.parse(readFileSync(this.file(name), 'utf8')) as CellResult,
      ]),
    );
  }
}
