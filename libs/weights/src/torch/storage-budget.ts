import { TurboHoiError } from '@turbo-hoi/core';
import { shapeSize } from '../tensors/tensor-data';
import type { PickledTensor } from './torch-objects';

/** Limit of the tensors' total size relative to the storages, since tensors may share storages. */
const MOST_SHARED = 16;
const ALWAYS_ALLOWED = 1 << 24;

/** Refuses files whose tensors together are far larger than their storages. */
export class StorageBudget {
  private readonly keys = new Set<string>();
  private stored = 0;
  private shown = 0;

  constructor(private readonly file: string) {}

  /** @throws TurboHoiError `data` if the limit is exceeded */
  spend({ storage, shape }: PickledTensor): void {
    if (!this.keys.has(storage.key)) this.stored += storage.length;
    this.keys.add(storage.key);
    this.shown += shapeSize(shape);
    // A small total is always allowed, since further storages may follow.
    if (this.shown <= MOST_SHARED * this.stored + ALWAYS_ALLOWED) return;
    throw new TurboHoiError(
      'data',
      `${this.file}: its tensors have ${this.shown} numbers, its storages ${this.stored}; ` +
        `expected at most ${MOST_SHARED} times as many. Is the file meant to fill the memory?`,
    );
  }
}
