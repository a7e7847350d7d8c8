import type { Detections } from '@turbo-hoi/core';

/** What one stage says of the P people of an image; null where the task is switched off. */
export interface StagePrediction {
  /**
   * The parts of H_out by name, activated as other modules read them, P rows each: `actions` is s_a [P,A] in 0..1, `offsets` is mu_a of
   * Eq. 2 [P,4A].
   */
  readonly out: Readonly<Record<string, Float32Array>> | null;
  /** What the stage predicts of pairs by name, a row a pair of `ImagePrediction.pairs`; `actions` is s_a of the pair [pairs,A] in 0..1. */
  readonly pairs?: Readonly<Record<string, Float32Array>>;
  /** x, y in pixels of the image and the heatmap's peak, [P,K,3]. */
  readonly keypoints: Float32Array | null;
  /** Att of Eq. 4, mean over channels, [P,S,S]. */
  readonly attention: Float32Array | null;
}

/** Pairs of a person and a detection. */
export interface PairIndices {
  /** Row of the P people. */
  readonly person: Int32Array;
  /** Index of a detection. */
  readonly object: Int32Array;
}

export interface ImagePrediction {
  readonly imageId: number;
  /** Everything found, the candidates for targets. */
  readonly detections: Detections;
  /** Which detections are the P people. */
  readonly people: Int32Array;
  /** Flat xyxy of the P people, 4P. */
  readonly personBoxes: Float32Array;
  /** s_h, [P]. */
  readonly personScores: Float32Array;
  /** The pairs that stages predict of; absent where the model needs none. */
  readonly pairs?: PairIndices;
  /** Element n is stage n; 0 is the initial pose. */
  readonly stages: readonly StagePrediction[];
}
