import type { HicoDetections } from '../../hico/hico-image';
import { PAIR_NUMBERS } from './hico-detection-row';

/** Detections of a file, image by image in the order of the ground truth. */
export interface HicoDetectionSource {
  /** Whether the file is an empty list. */
  readonly isEmptyList?: boolean;
  /** Also reports the image's bad rows: call once per image. */
  image(index: number): HicoDetections;
}

/** Builds the pairs of one image; the files count pixels from 0, the metric from 1. */
export class HicoDetectionBuilder {
  private readonly detections: HicoDetections;
  private rows = 0;

  /** @param room capacity in pairs */
  constructor(room: number) {
    this.detections = {
      hois: new Int32Array(room),
      humanBoxes: new Float64Array(4 * room),
      objectBoxes: new Float64Array(4 * room),
      scores: new Float64Array(room),
    };
  }

  add(hoi: number, numbers: ArrayLike<number>, at: number): void {
    const { hois, humanBoxes, objectBoxes, scores } = this.detections;
    const row = this.rows++;
    hois[row] = hoi;
    for (let i = 0; i < 4; i++) {
      humanBoxes[4 * row + i] = numbers[at + i] + 1;
      objectBoxes[4 * row + i] = numbers[at + 4 + i] + 1;
    }
    scores[row] = numbers[at + PAIR_NUMBERS - 1];
  }

  build(): HicoDetections {
    const { hois, humanBoxes, objectBoxes, scores } = this.detections;
    return {
      hois: hois.subarray(0, this.rows),
      humanBoxes: humanBoxes.subarray(0, 4 * this.rows),
      objectBoxes: objectBoxes.subarray(0, 4 * this.rows),
      scores: scores.subarray(0, this.rows),
    };
  }
}
