import { ahead, toModelBatch, train } from '@turbo-hoi/training';
import type { Container } from 'inversify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  batchSource,
  type ComposedExperiment,
  composeExperiment,
  LOOK_AHEAD,
  trainedParameters,
} from '@turbo-hoi/experiment/node';
import { DEFAULT_CONFIG } from '../configs';
import { PHOTO, photoDataset } from './photo-dataset';
import { threadMilliseconds } from './thread-time';
import { withoutDetector } from './cases/without-detector';

/** The share of time for which a training loop waits for its batches. */
export interface WaitingReport {
  /** The source of the images. */
  readonly images: string;
  /** Share of the time spent waiting, 0..1. */
  readonly waiting: number;
  readonly millisecondsPerStep: number;
  /** CPU time per batch on the thread that runs the steps (images are decoded and resized on others); null: unknown. */
  readonly millisecondsOfThread: number | null;
  /** Throughput of batch preparation while no step runs. */
  readonly imagesPerSecond: number;
}

export interface WaitingOptions {
  readonly steps: number;
  readonly warmup: number;
}

const PHOTOS = 64;

/** Runs the default experiment's training loop on the embedded set, and on JPEG files resized to the same height. */
export async function measureWaiting(
  container: Container,
  options: WaitingOptions,
): Promise<WaitingReport[]> {
  // Proposals are computed once per image and cached, so that in the long run a loop waits for the rest only.
  const experiment = await withoutDetector(DEFAULT_CONFIG);
  const folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-photos-'));
  try {
    const embedded = await composeExperiment(container, experiment);
    const side = embedded.experiment.dataset.size as number;
    const input = { shortSide: side, longSide: 2 * side, upscale: true };
    const dataset = await photoDataset(folder, PHOTOS);
    const photos = { ...(await composeExperiment(container, { ...experiment, input })), dataset };
    return [
      { images: 'embedded set', ...(await measure(embedded, options)) },
      {
        images: `JPEG files of ${PHOTO.width}×${PHOTO.height}`,
        ...(await measure(photos, options)),
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** `embedded set: waiting for data 0.4 % of 310 ms a step; 5.0 ms of this thread a batch, 900 images/s alone`. */
export function formatWaiting(reports: readonly WaitingReport[]): string {
  return reports.map(formatReport).join('\n');
}

function formatReport(report: WaitingReport): string {
  const { images, waiting, millisecondsPerStep, millisecondsOfThread, imagesPerSecond } = report;
  const thread =
    millisecondsOfThread === null
      ? ''
      : `${millisecondsOfThread.toFixed(1)} ms of this thread a batch, `;
  return (
    `${images}: waiting for data ${(100 * waiting).toFixed(1)} % of ` +
    `${millisecondsPerStep.toFixed(0)} ms a step; ${thread}${imagesPerSecond.toFixed(0)} images/s alone`
  );
}

async function measure(composed: ComposedExperiment, options: WaitingOptions) {
  try {
    // The loop first, so that preparation alone starts with the same cache of rendered images.
    return { ...(await wait(composed, options)), ...(await prepareAlone(composed, options)) };
  } finally {
    composed.dispose();
  }
}

async function wait(composed: ComposedExperiment, { steps, warmup }: WaitingOptions) {
  const model = composed.buildModel();
  const optimizer = composed.createOptimizer();
  const last = warmup + steps;
  const batches = ahead(batchSource(composed, model), { depth: LOOK_AHEAD, last });
  let [seconds, waiting] = [0, 0];
  try {
    await train({
      loss: ([batch], context) => model.loss(toModelBatch(batch), context),
      parameters: trainedParameters(model, composed.experiment.frozen),
      optimizer,
      // Small, so that the weights do not diverge on random annotations.
      learningRateAt: () => 1e-6,
      batchAt: batches.at,
      clipNorm: composed.experiment.training.clipNorm,
      rng: composed.rng.fork('train'),
      steps: last,
      onStep: (record) => {
        if (record.step <= warmup) return;
        seconds += record.seconds;
        waiting += record.waiting;
      },
    });
  } finally {
    await batches.close();
    optimizer.dispose();
    model.dispose();
  }
  return { waiting: waiting / seconds, millisecondsPerStep: (1000 * seconds) / steps };
}

/** Prepares the batches of the same number of steps while no step runs. */
async function prepareAlone(composed: ComposedExperiment, { steps, warmup }: WaitingOptions) {
  const model = { heatmapSide: 28, padding: { multiple: 8, padColor: [0, 0, 0] } };
  const last = warmup + steps;
  const batches = ahead(batchSource(composed, model), { depth: LOOK_AHEAD, last });
  const [began, thread] = [performance.now(), threadMilliseconds()];
  for (let step = 1; step <= last; step++) await batches.at(step);
  const milliseconds = performance.now() - began;
  return {
    millisecondsOfThread: thread === null ? null : (threadMilliseconds()! - thread) / last,
    imagesPerSecond: (1000 * last * composed.experiment.sampling.images) / milliseconds,
  };
}
