import { type Network, reduceSeconds, type Reduction } from './reduction';

/** A step of one rank, as measured. Seconds. */
export interface MeasuredStep {
  /** Images of a rank in a step. */
  readonly images: number;
  /** Forward, backward and update of a rank alone. */
  readonly compute: number;
  /** Preparing its images, if nothing else ran: what steps wait for is the longer of this and the rest. */
  readonly data: number;
  /** Of all gradients. */
  readonly bytes: number;
  /** Messages that the gradients are divided into. */
  readonly buckets: number;
  /** Reading the gradients from the backend and writing their sums, of which communication hides the shorter part. */
  readonly copy: number;
}

export interface Prediction {
  readonly ranks: number;
  readonly secondsPerStep: number;
  readonly imagesPerSecond: number;
  /** Of the images a second that as many ranks would have without a network. */
  readonly efficiency: number;
  /** Seconds of a step in which a rank waits for the sum. */
  readonly exposed: number;
  /** What a step takes longest for. */
  readonly limit: 'compute' | 'network' | 'data';
}

/**
 * Images a second of N ranks with as many images each, from measurements of one.
 *
 * @param overlap seconds of the step's computation during which sums may be on their way; 0: gradients come all at once
 */
export function predictThroughput(
  step: MeasuredStep,
  ranks: number,
  network: Network,
  { reduction, overlap = 0 }: { readonly reduction: Reduction; readonly overlap?: number },
): Prediction {
  const sum = reduceSeconds(reduction, step, ranks, network);
  const exposed = ranks > 1 ? Math.max(step.copy, sum - overlap) : 0;
  const busy = step.compute + exposed;
  const secondsPerStep = Math.max(busy, step.data);
  const alone = Math.max(step.compute, step.data);
  return {
    ranks,
    secondsPerStep,
    imagesPerSecond: (ranks * step.images) / secondsPerStep,
    efficiency: alone / secondsPerStep,
    exposed,
    limit: step.data > busy ? 'data' : exposed > step.compute ? 'network' : 'compute',
  };
}

/** What failing machines cost a run: one rank that dies ends all, which go on from the last checkpoint. */
export interface Failures {
  /** Seconds between failures of one rank. */
  readonly between: number;
  /** Seconds to write a checkpoint. */
  readonly checkpoint: number;
  /** Seconds from a failure to the first new step. */
  readonly restart: number;
}

/**
 * Seconds between checkpoints that lose least, √(2 · checkpoint · time between failures of any rank) (Young 1974), and the share of time
 * that is then lost to checkpoints, repeated steps and restarts.
 */
export function checkpointEvery(
  ranks: number,
  { between, checkpoint, restart }: Failures,
): { readonly seconds: number; readonly lost: number } {
  const any = between / ranks;
  const seconds = Math.sqrt(2 * checkpoint * any);
  return { seconds, lost: Math.min(1, checkpoint / seconds + (seconds / 2 + restart) / any) };
}
