import { TurboHoiError } from '@turbo-hoi/core';
import { shapeSize } from '../tensors/tensor-data';
import type { PickledTensor } from './torch-objects';

/** A model may share its storages among several tensors, but not a thousand times. */
const MOST_SHARED = 16;
const ALWAYS_ALLOWED = 1 << 24;

/** Refuses files whose tensors are together far larger than the storages that they show. */
export class StorageBudget {
  private readonly keys = new Set<string>();
  private stored = 0;
  private shown = 0;

  constructor(private readonly file: string) {}

  /** @throws TurboHoiError `data` where this one is too much */
  spend({ storage, shape }: PickledTensor): void {
    if (!this.keys.has(storage.key)) this.stored += storage.length;
    this.keys.add(storage.key);
    this.shown += shapeSize(shape);
    // Storages may come after tensors that repeat others; a few numbers are never a bomb.
    if (this.shown <= MOST_SHARED * this.stored + ALWAYS_ALLOWED) return;
    throw new TurboHoiError(
      'data',
      `${this.file}: its tensors have ${this.shown} numbers, its storages ${this.stored}; ` +
        `expected at most ${MOST_SHARED} times as many. Is the file meant to fill the memory?`,
    );
  }
}
