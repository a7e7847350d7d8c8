import { resolve } from 'node:path';
import { readImage } from '@turbo-hoi/datasets/node';
import * as tf from '@tensorflow/tfjs';
import { openPredictor } from '../../predict/open-predictor';
import { type BenchReport, peakMegabytes } from '../bench-report';
import type { BenchRun } from '../bench-run';

/** A picture of the README. */
const PHOTO = resolve(__dirname, '../../../../../docs/images/photo-skateboard.png');

/**
 * Times the photo model from a picture's file to its triplets: reading, detectors, stages.
 *
 * @throws TurboHoiError `usage` without the package of the detectors
 */
export async function timePhoto({
  size,
  steps,
  warmup,
  clock,
  onKept,
}: BenchRun): Promise<BenchReport> {
  const options = { input: [PHOTO], stages: 'last', backend: tf.getBackend() };
  const { predictor } = await openPredictor(options, process.cwd(), {}, () => {});
  try {
    for (let number = 1; number <= warmup + steps; number++) {
      if (number === warmup + 1) onKept();
      const start = performance.now();
      const image = await readImage(PHOTO, { name: PHOTO });
      const read = clock.lap('data', start);
      await predictor.predict(image, { imageId: number, fileName: PHOTO });
      clock.lap('forward', read);
      clock.lap('step', start);
      clock.endStep({ keep: number > warmup });
    }
  } finally {
    predictor.dispose();
  }
  return { size, steps, peakMegabytes: peakMegabytes(), milliseconds: clock.summary() };
}
