import { type Detections, type RgbImage, type Rois, TurboHoiError } from '@turbo-hoi/core';
import { type DetectionOptions, selectDetections } from '@turbo-hoi/stem';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

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
  const all = images.map(({ proposals }) => proposals.boxes);
  const { logits, deltas } = await readBranch(model, map, all);
  const classes = 1 + model.dataset.objectClasses.length;
  let first = 0;
  return images.map(({ image, proposals: { boxes } }) => {
    const from = first;
    first += boxes.length / 4;
    const found = selectDetections(
      {
        proposals: boxes,
        logits: logits.subarray(from * classes, first * classes),
        deltas: deltas.subarray(from * 4 * (classes - 1), first * 4 * (classes - 1)),
        classes,
      },
      image,
      options,
    );
    // Class 0 of the branch is the background.
    return { ...found, classes: found.classes.map((index) => index - 1) };
  });
}

async function readBranch(model: TurboModel, map: tf.Tensor4D, boxes: readonly Float32Array[]) {
  const rows = boxes.flatMap((list, image) =>
    Array.from({ length: list.length / 4 }, (_, row) => ({
      image,
      box: list.subarray(4 * row, 4 * row + 4),
    })),
  );
  const classes = 1 + model.dataset.objectClasses.length;
  const logits = new Float32Array(rows.length * classes);
  const deltas = new Float32Array(rows.length * 4 * (classes - 1));
  for (let from = 0; from < rows.length; from += CHUNK) {
    const some = rows.slice(from, from + CHUNK);
    const said = tidy(() =>
      model.detect(
        map,
        toRois(
          some.flatMap(({ box }) => [...box]),
          some.map(({ image }) => image),
        ),
      ),
    );
    if (!said) throw noBranch();
    logits.set(await said.classLogits.data<'float32'>(), from * classes);
    deltas.set(await said.deltas.data<'float32'>(), from * 4 * (classes - 1));
    tf.dispose([said.classLogits, said.deltas]);
  }
  return { logits, deltas };
}

function toRois(boxes: readonly number[], images: readonly number[]): Rois {
  return {
    boxes: tf.tensor2d([...boxes], [images.length, 4]),
    imageIndex: tf.tensor1d([...images], 'int32'),
  };
}

function noBranch(): TurboHoiError {
  return new TurboHoiError(
    'config',
    'The detector gives proposals, which an object branch has to judge, and the model has none. ' +
      'Set objectBranch, or choose a detector that gives detections (detector.output=detections).',
  );
}
