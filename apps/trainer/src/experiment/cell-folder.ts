import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readResult, type RunResult } from '@turbo-hoi/experiment/node';

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

  /** @throws TurboHoiError `data` or `io` for a file that is no result */
  results(): Record<string, RunResult> {
    return Object.fromEntries(
      ['run', ...this.evaluations].map((name) => [name, readResult(this.file(name))]),
    );
  }
}
