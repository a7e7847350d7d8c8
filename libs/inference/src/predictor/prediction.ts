import type { Detections } from '@turbo-hoi/core';

/** Predictions of one stage for the P people of an image; null if the task is switched off. */
export interface StagePrediction {
  /**
   * The parts of H_out by name, after their activations, P rows each: `actions` is s_a [P,A] in 0..1, `offsets` is mu_a of
   * Eq. 2 [P,4A].
   */
  readonly out: Readonly<Record<string, Float32Array>> | null;
  /** Predictions for pairs by name, one row per pair of `ImagePrediction.pairs`; `actions` is s_a of the pair [pairs,A] in 0..1. */
  readonly pairs?: Readonly<Record<string, Float32Array>>;
  /** x, y in pixels of the image and the peak of the heatmap in 0..1, [P,K,3]; zeros for a pose that pose NMS eliminated. */
  readonly keypoints: Float32Array | null;
  /** Att of Eq. 4, mean over channels, [P,S,S]. */
  readonly attention: Float32Array | null;
}

/** Pairs of a person and a detection. */
export interface PairIndices {
  /** Index into the P people. */
  readonly person: Int32Array;
  /** Index of a detection. */
  readonly object: Int32Array;
}

export interface ImagePrediction {
  readonly imageId: number;
  /** All detections, the candidates for targets; boxes in pixels of the image. */
  readonly detections: Detections;
  /** Indices of the detections of the P people. */
  readonly people: Int32Array;
  /** Flat xyxy of the P people in pixels of the image, [4P]. */
  readonly personBoxes: Float32Array;
  /** s_h, [P]. */
  readonly personScores: Float32Array;
  /** The pairs that stages predict actions for; absent if the model needs none. */
  readonly pairs?: PairIndices;
  /** Element n is stage n; 0 is the initial pose. */
  readonly stages: readonly StagePrediction[];
}
