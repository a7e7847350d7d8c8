import type { Detections, RgbImage } from '@turbo-hoi/core';
import type { GraphModel } from '@tensorflow/tfjs';
import type { View } from '../images/view';
import type { ModelName } from '../source/model-source';

/** How one model is fed and read. */
export interface DetectionModel {
  readonly file: ModelName;
  /** What the model looks at. */
  view(image: RgbImage): View;
  /**
   * @param pixels of the view, `[height,width,3]` RGB in 0..255
   * @returns boxes in pixels of the view, classes as in `COCO_80`, overlapping ones not yet suppressed
   */
  detect(graph: GraphModel, pixels: Float32Array, minScore: number): Promise<Detections>;
}
