import type { XyxyBox } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';

/** A person or an object. */
export interface PhotoDetection {
  /** In pixels of the photo. */
  readonly box: XyxyBox;
  /** Name of its class; `person` for people. */
  readonly label: string;
  readonly score: number;
}

/** A person's pose as a stage sees it. */
export interface PhotoPose {
  /** Which detection the person is. */
  readonly person: number;
  /** `3 · K` numbers x, y in pixels of the photo and the heatmap's peak in 0..1. */
  readonly keypoints: Float32Array;
  /** s_h times the mean peak. */
  readonly score: number;
}

/** <person, action, object> as a stage sees it. */
export interface PhotoTriplet {
  /** Which detection the person is. */
  readonly person: number;
  readonly action: string;
  /** Which kind of target the object is, such as V-COCO's `obj` and `instr`; null for an action without one. */
  readonly role: string | null;
  /** Which detection the object is; null: none is there, or none is needed. */
  readonly object: number | null;
  /** s_h · s_o · s_a · g with an object, s_h · s_a without. */
  readonly score: number;
  /** s_a. */
  readonly actionScore: number;
}

export interface PhotoStage {
  /** 0 is the initial pose. */
  readonly stage: number;
  /** Null where the stage estimates no poses, or nothing trained it to. */
  readonly poses: readonly PhotoPose[] | null;
  /** Best first; null where the stage recognises no actions, as stage 0, or nothing trained it to. */
  readonly triplets: readonly PhotoTriplet[] | null;
}

/** What was found in a photo. */
export interface PhotoPrediction {
  /** Of the photo in pixels. */
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
  /** All numbers of every stage in pixels of the photo, for drawings and for what is not listed. */
  readonly raw: ImagePrediction;
}
