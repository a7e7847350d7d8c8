import { memory } from '@tensorflow/tfjs';

/** Memory of the process at one step. */
export interface MemorySample {
  readonly step: number;
  /** Number of live tensors. */
  readonly tensors: number;
  /** Resident set of the process in MB. */
  readonly residentMegabytes: number;
}

// By this step every buffer of a step has been allocated once.
const SETTLED_AFTER = 50;
const EVERY = 50;

/** Samples memory at intervals, to show that it stays constant. */
export class MemoryWatch {
  private readonly samples: MemorySample[] = [];

  /** Call after every step; only some calls measure. */
  step(step: number): void {
    if (step % EVERY === 0) this.samples.push({ step, ...measure() });
  }

  /** The first sample after warm-up, the last one and the peak; null for a short run. */
  summary(): MemorySummary | null {
    const settled = this.samples.filter(({ step }) => step >= SETTLED_AFTER);
    const [first, last] = [settled.at(0), settled.at(-1)];
    if (!first || !last || first === last) return null;
    const peak = Math.max(...settled.map(({ residentMegabytes }) => residentMegabytes));
    return { first, last, peakMegabytes: peak };
  }
}

export interface MemorySummary {
  readonly first: MemorySample;
  readonly last: MemorySample;
  readonly peakMegabytes: number;
}

/** The report as one line. */
export function formatMemory({ first, last, peakMegabytes }: MemorySummary): string {
  const sample = ({ step, tensors, residentMegabytes }: MemorySample) =>
    `step ${step}: ${tensors} tensors, ${residentMegabytes} MB`;
  return `Memory at ${sample(first)}; at ${sample(last)}; at most ${peakMegabytes} MB.`;
}

function measure(): Omit<MemorySample, 'step'> {
  return {
    tensors: memory().numTensors,
    residentMegabytes: Math.round(process.memoryUsage().rss / 1e6),
  };
}
