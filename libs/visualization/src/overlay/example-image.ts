import type { KeypointLayout, RgbImage, XyxyBox } from '@turbo-hoi/core';

/** A test image with the predictions of every stage and the annotations; boxes in its pixels. */
export interface ExampleImage {
  readonly title: string;
  readonly image: RgbImage;
  readonly layout: KeypointLayout;
  readonly people: readonly ExamplePerson[];
  /** Detected objects. */
  readonly objects: readonly LabelledBox[];
  /** Annotated objects; absent: only the targets of actions are drawn. */
  readonly annotatedObjects?: readonly LabelledBox[];
}

export interface LabelledBox {
  readonly box: XyxyBox;
  readonly label: string;
}

export interface ExamplePerson {
  /** The detected box; for a person that was not detected, the annotated box. */
  readonly box: XyxyBox;
  /** Ascending; empty: the person is annotated but was not detected. */
  readonly stages: readonly PersonAtStage[];
  /** The annotated person matched with this detection; null: none. */
  readonly truth: PersonTruth | null;
}

/** Predictions of one stage for a person. */
export interface PersonAtStage {
  /** 0 for the initial pose. */
  readonly stage: number;
  /** `3 · K` numbers x, y, score; null: no pose task. */
  readonly keypoints: Float32Array | null;
  /** All scored actions, in any order; null: no HOI task or none yet (stage 0). */
  readonly actions: readonly ScoredAction[] | null;
  /** `S · S` row-major, the mean of the mask over its channels; null: no mask. */
  readonly attention: Float32Array | null;
}

export interface ScoredAction {
  readonly name: string;
  /** In 0..1. */
  readonly score: number;
  /** Target object of the action; null: none. */
  readonly target: LabelledBox | null;
}

export interface PersonTruth {
  readonly box: XyxyBox;
  /** `3 · K` numbers x, y, v with COCO's v (0 unlabelled, 1 hidden, 2 visible); null: not annotated. */
  readonly keypoints: Float32Array | null;
  /** All actions of the person; null: not annotated. */
  readonly actions: readonly Omit<ScoredAction, 'score'>[] | null;
}
