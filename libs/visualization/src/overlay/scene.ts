import type { XyxyBox } from '@turbo-hoi/core';
import type { ExampleImage, LabelledBox } from './example-image';
import { annotatedJoints, type Joint, predictedJoints } from './skeleton';
import { predictedActions } from './predicted-actions';

/** Content of an overlay, predicted or annotated. */
export interface Scene {
  readonly people: readonly ScenePerson[];
  readonly objects: readonly LabelledBox[];
}

export interface ScenePerson {
  /** Counts from 1, the same in every view of the image. */
  readonly number: number;
  readonly box: XyxyBox;
  readonly joints: readonly Joint[];
  readonly actions: readonly SceneAction[];
}

export interface SceneAction {
  readonly name: string;
  readonly target: LabelledBox | null;
  /** Below the threshold, and shown only because it is the best of the person. */
  readonly weak: boolean;
}

/** The annotations, or the predictions of a stage. */
export type View = 'truth' | number;

export function sceneOf(example: ExampleImage, view: View, threshold: number): Scene {
  return view === 'truth' ? annotatedScene(example) : predictedScene(example, view, threshold);
}

function annotatedScene({ people, annotatedObjects = [] }: ExampleImage): Scene {
  const annotated = people.flatMap(({ truth }, i) => {
    if (!truth) return [];
    const joints = truth.keypoints ? annotatedJoints(truth.keypoints) : [];
    const actions = (truth.actions ?? []).map((action) => ({ ...action, weak: false }));
    return [{ number: i + 1, box: truth.box, joints, actions }];
  });
  return { people: annotated, objects: annotatedObjects };
}

function predictedScene(example: ExampleImage, stage: number, threshold: number): Scene {
  const people = example.people.flatMap(({ box, stages }, i) => {
    const state = stages.find((candidate) => candidate.stage === stage);
    if (!state) return [];
    const joints = state.keypoints ? predictedJoints(state.keypoints) : [];
    const actions = predictedActions(state.actions ?? [], threshold);
    return [{ number: i + 1, box, joints, actions }];
  });
  return { people, objects: example.objects };
}
