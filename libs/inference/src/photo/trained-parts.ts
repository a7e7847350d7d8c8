import type { Detector } from '@turbo-hoi/core';
import type { StageTasks } from './trained-tasks';

/** A part of a predictor and what it learned from. */
export interface TrainedPart {
  readonly part: 'detector' | 'model' | 'pose detector';
  /** Null: not known, or nothing. */
  readonly trainedOn: string | null;
  /** Nothing trained the part: what it would give is left out. */
  readonly untrained?: true;
  /** What it says of a photo, or would. */
  readonly gives: string;
}

/**
 * The model as up to two parts: what it says of photos, and what nothing trained it to say.
 *
 * @param all the tasks that are switched on
 * @param trained those that it says
 * @param judges whether it also says what a detector's proposals are
 */
export function modelParts(
  trainedOn: string | null,
  all: readonly StageTasks[],
  trained: readonly StageTasks[],
  judges: boolean,
): TrainedPart[] {
  const untrained = all.map(({ poses, actions }, n) => ({
    poses: poses && !trained[n].poses,
    actions: actions && !trained[n].actions,
  }));
  const spoken = [...(judges ? [BOXES] : []), ...inWords(trained, all)];
  const silent = inWords(untrained, all);
  const part = 'model';
  return [
    ...(spoken.length > 0 ? [{ part, trainedOn, gives: spoken.join(', ') } as const] : []),
    ...(silent.length > 0
      ? [{ part, trainedOn: null, untrained: true, gives: silent.join(', ') } as const]
      : []),
  ];
}

/** The detector, which may leave it to the model to say what its boxes hold. */
export function detectorPart({ trainedOn, proposesOnly }: Detector): TrainedPart {
  return {
    part: 'detector',
    trainedOn: trainedOn ?? null,
    gives: proposesOnly ? 'boxes that may hold something' : BOXES,
  };
}

const BOXES = 'boxes and classes';

/** `keypoints of stage 0, actions and their objects`. */
function inWords(said: readonly StageTasks[], all: readonly StageTasks[]): string[] {
  return [
    ...ofStages('keypoints', said, all, ({ poses }) => poses),
    ...ofStages('actions and their objects', said, all, ({ actions }) => actions),
  ];
}

function ofStages(
  what: string,
  said: readonly StageTasks[],
  all: readonly StageTasks[],
  isOn: (tasks: StageTasks) => boolean,
): string[] {
  const stages = [...said.keys()].filter((n) => isOn(said[n]));
  if (stages.length === 0) return [];
  if (stages.length === all.filter(isOn).length) return [what];
  return [`${what} of ${stages.length === 1 ? 'stage' : 'stages'} ${stages.join(', ')}`];
}
