import { TurboHoiError } from '@turbo-hoi/core';
import { checkLength } from '../check-length';

/**
 * The ground truth of one image, n located pairs.
 *
 * All boxes are xyxy in inclusive pixels, counted from 1 as in HICO-DET's annotations.
 */
export interface HicoImage {
  /** [n], the HOI of each pair, counted from 0. Invisible pairs are not listed. */
  readonly hois: ArrayLike<number>;
  /** [4n] */
  readonly humanBoxes: Float64Array;
  /** [4n] */
  readonly objectBoxes: Float64Array;
  /** The HOIs of the image's labels, located or not; default: those of the pairs. */
  readonly labels?: ArrayLike<number>;
}

/** The detections of one image, m pairs; boxes as in {@link HicoImage} (the official files count from 0). */
export interface HicoDetections {
  /** [m], counted from 0. */
  readonly hois: Int32Array;
  /** [4m] */
  readonly humanBoxes: Float64Array;
  /** [4m] */
  readonly objectBoxes: Float64Array;
  /** [m] */
  readonly scores: Float64Array;
}

/** @throws TurboHoiError (shape) if array lengths disagree, (data) for an HOI that does not exist */
export function checkHicoImage(image: HicoImage, detections: HicoDetections, hois: number): void {
  const [pairs, found] = [image.hois.length, detections.hois.length];
  checkLength('HicoImage.humanBoxes', image.humanBoxes, 4 * pairs);
  checkLength('HicoImage.objectBoxes', image.objectBoxes, 4 * pairs);
  checkLength('HicoDetections.humanBoxes', detections.humanBoxes, 4 * found);
  checkLength('HicoDetections.objectBoxes', detections.objectBoxes, 4 * found);
  checkLength('HicoDetections.scores', detections.scores, found);
  checkIndices('HicoImage.hois', image.hois, hois);
  checkIndices('HicoImage.labels', image.labels ?? [], hois);
  checkIndices('HicoDetections.hois', detections.hois, hois);
}

function checkIndices(name: string, indices: ArrayLike<number>, count: number): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    if (index >= 0 && index < count && Number.isInteger(index)) continue;
    throw new TurboHoiError(
      'data',
      `${name}[${i}]: got ${index}; expected an HOI of the ${count}, counted from 0.`,
    );
  }
}
