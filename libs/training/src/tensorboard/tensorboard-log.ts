import { appendFileSync, closeSync, openSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { StepRecord } from '../loop/train';
import { ioError } from '@turbo-hoi/core';
import { fileVersionEvent, restartEvent, scalarsEvent } from './events';
import { makeFolderSync } from '@turbo-hoi/files/node';

/** Writes curves that `tensorboard --logdir <run>` shows. */
export interface TensorBoardLog {
  /** @throws TurboHoiError `io` */
  append(record: StepRecord): void;
  /** Adds other values at a step, by tag; a `/` in a tag groups curves. @throws TurboHoiError `io` */
  add(step: number, values: Readonly<Record<string, number>>): void;
  close(): void;
}

/**
 * Starts an event file in a folder, which is created if missing.
 *
 * @param doneSteps number of steps of older files that stay valid: 0 for a new run, the checkpoint's step for a resumed one
 * @throws TurboHoiError `io`
 */
export function openTensorBoardLog(folder: string, doneSteps: number): TensorBoardLog {
  const now = () => Date.now() / 1000;
  // Readers read the files of a folder in name order: time first, zero-padded.
  const time = String(Math.floor(now())).padStart(10, '0');
  const path = join(folder, `events.out.tfevents.${time}.${hostname()}.${process.pid}.${serial++}`);
  const guarded = <T>(write: () => T): T => {
    try {
      return write();
    } catch (error) {
      throw ioError('write', path, error);
    }
  };
  const file = guarded(() => {
    makeFolderSync(folder);
    return openSync(path, 'wx');
  });
  guarded(() => {
    appendFileSync(file, fileVersionEvent(now()));
    if (doneSteps > 0) appendFileSync(file, restartEvent(now(), doneSteps + 1));
  });
  const add: TensorBoardLog['add'] = (step, values) =>
    guarded(() => appendFileSync(file, scalarsEvent(now(), step, values)));
  return {
    append: (record) => add(record.step, scalars(record)),
    add,
    close: () => closeSync(file),
  };
}

let serial = 0;

function scalars({ loss, learningRate, gradientNorm, parts }: StepRecord): Record<string, number> {
  const named = Object.entries(parts).map(([name, value]) => [name.replace('.', '/'), value]);
  return { loss, learningRate, gradientNorm, ...Object.fromEntries(named) };
}
