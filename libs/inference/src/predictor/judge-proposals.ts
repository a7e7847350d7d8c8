import { type Detections, type RgbImage, TurboHoiError } from '@turbo-hoi/core';
import { type DetectionOptions, selectDetections } from '@turbo-hoi/detection';
import { scoreRegions } from '@turbo-hoi/stem';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { tidy, toRois } from '@turbo-hoi/nn';
import type * as tf from '@tensorflow/tfjs';

/** The proposals of one image of a batch. */
export interface ImageProposals {
  readonly image: Pick<RgbImage, 'width' | 'height'>;
  readonly proposals: Detections;
}

/** How many regions the object branch looks at at a time. */
const CHUNK = 256;

/**
 * What the model's object branch makes of proposals: classified, moved, suppressed within their class.
 *
 * @param map [B,h,w,C], the stem's of the batch
 * @throws TurboHoiError `config` for a model without an object branch
 */
export async function judgeProposals(
  model: TurboModel,
  map: tf.Tensor4D,
  images: readonly ImageProposals[],
  options: DetectionOptions,
): Promise<Detections[]> {
  const said = await scoreRegions(
    images.map(({ proposals }) => proposals.boxes),
    { classes: 1 + model.dataset.objectClasses.length, chunk: CHUNK },
    (boxes, imageIndex) => {
      const features = tidy(() => model.detect(map, toRois(boxes, imageIndex, images.length)));
      if (!features) throw noBranch();
      return features;
    },
  );
  return images.map(({ image }, i) => {
    const found = selectDetections(said[i], image, options);
    // Class 0 of the branch is the background.
    return { ...found, classes: found.classes.map((index) => index - 1) };
  });
}

function noBranch(): TurboHoiError {
  return new TurboHoiError(
    'config',
    'The detector gives proposals, which an object branch has to judge, and the model has none. ' +
      'Set objectBranch, or choose a detector that gives detections (detector.output=detections).',
  );
}
