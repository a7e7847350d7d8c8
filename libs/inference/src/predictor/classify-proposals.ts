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

/** Number of regions per forward pass of the object branch. */
const CHUNK = 256;

/**
 * Classifies proposals with the model's object branch, refines their boxes and applies NMS per class.
 *
 * @param map [B,h,w,C], features of the batch
 * @throws TurboHoiError `config` for a model without an object branch
 */
export async function classifyProposals(
  model: TurboModel,
  map: tf.Tensor4D,
  images: readonly ImageProposals[],
  options: DetectionOptions,
): Promise<Detections[]> {
  const regions = await scoreRegions(
    images.map(({ proposals }) => proposals.boxes),
    { classes: 1 + model.dataset.objectClasses.length, chunk: CHUNK },
    (boxes, imageIndex) => {
      const features = tidy(() => model.detect(map, toRois(boxes, imageIndex, images.length)));
      if (!features) throw noBranch();
      return features;
    },
  );
  return images.map(({ image }, i) => {
    const found = selectDetections(regions[i], image, options);
    // Class 0 of the branch is the background.
    return { ...found, classes: found.classes.map((index) => index - 1) };
  });
}

function noBranch(): TurboHoiError {
  return new TurboHoiError(
    'config',
    'The detector outputs proposals, which an object branch has to classify, but the model has no object branch. ' +
      'Set objectBranch, or choose a detector that outputs detections (detector.output=detections).',
  );
}
