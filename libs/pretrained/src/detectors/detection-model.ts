import type { Detections, RgbImage } from '@turbo-hoi/core';
import type { GraphModel } from '@tensorflow/tfjs';
import type { View } from '../images/view';
import type { ModelName } from '../source/model-source';

/** Adapter of one detection model: its input view and the decoding of its output. */
export interface DetectionModel {
  readonly file: ModelName;
  /** The view of the image that is the model's input. */
  view(image: RgbImage): View;
  /**
   * @param pixels of the view, `[height,width,3]` RGB in 0..255
   * @returns boxes in pixels of the view, classes as in `COCO_80`, before non-maximum suppression
   */
  detect(graph: GraphModel, pixels: Float32Array, minScore: number): Promise<Detections>;
}
