import { setTimeout } from 'node:timers/promises';
import type { Dataset, DatasetSplit } from '@turbo-hoi/core';
import { trainingRemarks } from './training-remarks';

/** Time at a stretch, unless one image takes longer, and the time between two of them that is left to training. */
const SLICE_MS = 25;
const REST_MS = 50;

/**
 * Reads the annotations of the training split while the model already learns, for {@link trainingRemarks}: a data set that renders its images
 * takes seconds for them.
 */
export class RemarksAside {
  private reading: Promise<string[]> | null = null;
  private stopped = false;
  private seconds = 0;

  /** @param signal stops the reading when it aborts */
  constructor(
    private readonly dataset: Dataset,
    private readonly signal: AbortSignal,
  ) {}

  /** Begins to read, unless it has begun. @param tell receives the remarks as soon as they are known */
  begin(tell: (line: string) => void = () => undefined): void {
    if (this.reading) return;
    this.reading = trainingRemarks({ ...this.dataset, split: () => this.sliced() });
    this.reading.then((lines) => lines.forEach(tell)).catch(() => undefined);
  }

  /** Waits for the remarks. @throws the data set's error if its annotations cannot be read */
  async finish(): Promise<void> {
    await this.reading;
  }

  /** Stops reading; no remarks are told. */
  stop(): void {
    this.stopped = true;
  }

  /** Seconds spent since the last call. */
  takeSeconds(): number {
    const { seconds } = this;
    this.seconds = 0;
    return seconds;
  }

  private sliced(): DatasetSplit {
    const split = this.dataset.split('train');
    let began = performance.now();
    const pause = async () => {
      this.seconds += (performance.now() - began) / 1000;
      await setTimeout(REST_MS);
      began = performance.now();
    };
    return {
      ...split,
      annotations: async (index) => {
        if (this.stopped || this.signal.aborted) throw new Error('The reading was stopped.');
        const found = await split.annotations(index);
        if (performance.now() - began > SLICE_MS) await pause();
        return found;
      },
    };
  }
}
