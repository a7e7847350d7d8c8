import type { XyxyBox } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import type { LeftOut } from './left-out';

/** A person or an object. */
export interface PhotoDetection {
  /** In pixels of the photo. */
  readonly box: XyxyBox;
  /** Name of its class; `person` for people. */
  readonly label: string;
  readonly score: number;
}

/** A person's pose, predicted by a stage. */
export interface PhotoPose {
  /** Index of the person's detection. */
  readonly person: number;
  /** `3 · K` numbers x, y in pixels of the photo and the heatmap's peak in 0..1. */
  readonly keypoints: Float32Array;
  /** s_h times the mean peak. */
  readonly score: number;
}

/** <person, action, object>, predicted by a stage. */
export interface PhotoTriplet {
  /** Index of the person's detection. */
  readonly person: number;
  readonly action: string;
  /** The object's role, such as V-COCO's `obj` and `instr`; null for an action without a target. */
  readonly role: string | null;
  /** Index of the object's detection; null if no detection is a candidate, or the action has no role. */
  readonly object: number | null;
  /** s_h · s_o · s_a · g with an object, s_h · s_a without. */
  readonly score: number;
  /** s_a; of the pair where the stage scores pairs. */
  readonly actionScore: number;
  /** The score that orders triplets and is shown, in 0..1: `score`, unless `DescribeOptions.rank` replaces it. */
  readonly rank: number;
}

export interface PhotoStage {
  /** 0 is the initial pose. */
  readonly stage: number;
  /** Null if the stage estimates no poses, or is not trained to. */
  readonly poses: readonly PhotoPose[] | null;
  /** Best first; null if the stage recognises no actions, such as stage 0, or is not trained to. */
  readonly triplets: readonly PhotoTriplet[] | null;
}

/** The prediction of a photo. */
export interface PhotoPrediction {
  /** Width of the photo in pixels. */
  readonly width: number;
  readonly height: number;
  /** Best first. */
  readonly detections: readonly PhotoDetection[];
  /** Element n is stage n. */
  readonly stages: readonly PhotoStage[];
  /** Of the last stage that estimates poses; empty without one. */
  readonly poses: readonly PhotoPose[];
  /** Of the last stage that recognises actions; empty without one. */
  readonly triplets: readonly PhotoTriplet[];
  /** What was detected and is not part of the prediction; absent: not counted. */
  readonly leftOut?: LeftOut;
  /** The complete prediction of every stage in pixels of the photo, including attention and offsets. */
  readonly raw: ImagePrediction;
}
