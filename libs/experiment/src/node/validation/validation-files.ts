import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ioError } from '@turbo-hoi/core';
import { makeFolderSync, writeFileAtomicallySync } from '@turbo-hoi/files/node';
import type { RunFiles } from '../run-folder/run-folder';
import { parseValidation, type ValidationLine } from './validation-line';

const PICTURE = /^step-(\d+)\.png$/;

/** Validations in a run folder: a line each in `validation.jsonl`, and a picture each. */
export class ValidationFiles {
  private readonly steps: Set<number>;

  /**
   * @param keepSteps what later steps have left is removed: 0 for a new run, the checkpoint's step for a resumed one
   * @throws TurboHoiError `io`
   */
  constructor(
    private readonly files: Pick<RunFiles, 'validation' | 'validationPictures'>,
    keepSteps: number,
  ) {
    this.steps = this.guarded(() => {
      this.removePictures(keepSteps);
      return this.truncate(keepSteps);
    });
  }

  /** Whether a step has a line. */
  has(step: number): boolean {
    return this.steps.has(step);
  }

  /** @param png of the step; null: nothing was predicted @throws TurboHoiError `io` */
  add(line: ValidationLine, png: Uint8Array | null): void {
    this.guarded(() => {
      if (png) {
        const name = `step-${String(line.step).padStart(6, '0')}.png`;
        makeFolderSync(this.files.validationPictures);
        writeFileAtomicallySync(join(this.files.validationPictures, name), png);
      }
      appendFileSync(this.files.validation, `${JSON.stringify(line)}\n`);
    });
    this.steps.add(line.step);
  }

  private truncate(keepSteps: number): Set<number> {
    const { validation } = this.files;
    if (!existsSync(validation)) return new Set();
    const text = readFileSync(validation, 'utf8');
    const lines = parseValidation(text).filter(({ step }) => step <= keepSteps);
    const kept = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (kept === '') rmSync(validation);
    else if (kept !== text) writeFileAtomicallySync(validation, kept);
    return new Set(lines.map(({ step }) => step));
  }

  private removePictures(keepSteps: number): void {
    const folder = this.files.validationPictures;
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) {
      const [, step] = PICTURE.exec(name) ?? [];
      if (Number(step) > keepSteps) rmSync(join(folder, name));
    }
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw ioError('write the validation', this.files.validation, error);
    }
  }
}

/** The validations of a run; none without a log. */
export function readValidation({ validation }: Pick<RunFiles, 'validation'>): ValidationLine[] {
  return existsSync(validation) ? parseValidation(readFileSync(validation, 'utf8')) : [];
}
