import type { Detector } from '@turbo-hoi/core';
import type { StageTasks } from './trained-tasks';

/** A part of a predictor and its training data. */
export interface TrainedPart {
  readonly part: 'detector' | 'model' | 'pose detector';
  /** Name of the training data; null: unknown or untrained. */
  readonly trainedOn: string | null;
  /** The part is untrained and its outputs are left out. */
  readonly untrained?: true;
  /** The outputs of the part, or those left out. */
  readonly gives: string;
}

/**
 * Describes the model as up to two parts: its trained and its untrained outputs.
 *
 * @param all the tasks that are switched on
 * @param trained the tasks that depend only on trained parameters
 * @param classifies whether the model classifies the detector's proposals
 */
export function modelParts(
  trainedOn: string | null,
  all: readonly StageTasks[],
  trained: readonly StageTasks[],
  classifies: boolean,
): TrainedPart[] {
  const untrained = all.map(({ poses, actions }, n) => ({
    poses: poses && !trained[n].poses,
    actions: actions && !trained[n].actions,
  }));
  const outputs = [...(classifies ? [BOXES] : []), ...taskNames(trained, all)];
  const leftOut = taskNames(untrained, all);
  const part = 'model';
  return [
    ...(outputs.length > 0 ? [{ part, trainedOn, gives: outputs.join(', ') } as const] : []),
    ...(leftOut.length > 0
      ? [{ part, trainedOn: null, untrained: true, gives: leftOut.join(', ') } as const]
      : []),
  ];
}

/** Describes the detector, whose boxes the model classifies if it only proposes. */
export function detectorPart({ trainedOn, proposesOnly }: Detector): TrainedPart {
  return {
    part: 'detector',
    trainedOn: trainedOn ?? null,
    gives: proposesOnly ? 'unclassified proposals' : BOXES,
  };
}

const BOXES = 'boxes and classes';

/** `keypoints of stage 0, actions and their objects`. */
function taskNames(tasks: readonly StageTasks[], all: readonly StageTasks[]): string[] {
  return [
    ...ofStages('keypoints', tasks, all, ({ poses }) => poses),
    ...ofStages('actions and their objects', tasks, all, ({ actions }) => actions),
  ];
}

function ofStages(
  what: string,
  tasks: readonly StageTasks[],
  all: readonly StageTasks[],
  isOn: (stage: StageTasks) => boolean,
): string[] {
  const stages = [...tasks.keys()].filter((n) => isOn(tasks[n]));
  if (stages.length === 0) return [];
  if (stages.length === all.filter(isOn).length) return [what];
  return [`${what} of ${stages.length === 1 ? 'stage' : 'stages'} ${stages.join(', ')}`];
}
