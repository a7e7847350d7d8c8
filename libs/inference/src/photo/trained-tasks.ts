import type { ModelConfig } from '@turbo-hoi/turbo-loop';

/** The outputs of a stage for people. */
export interface StageTasks {
  readonly poses: boolean;
  readonly actions: boolean;
}

/** The tasks of stages 0..N that are switched on. */
export function tasksOf({ initialPose, stages }: ModelConfig): StageTasks[] {
  const poses = initialPose !== null;
  // A stage without a module passes on the outputs of the stage before it.
  const recognisesActions = stages.map((_, i) =>
    stages.slice(0, i + 1).some(({ hoi }) => hoi !== null),
  );
  return [false, ...recognisesActions].map((actions) => ({ poses, actions }));
}

/**
 * The tasks that depend only on trained parameters; a stage is assumed to read all outputs of the stages before it.
 *
 * @param untrained names of untrained parameters
 */
export function trainedTasks(config: ModelConfig, untrained: Iterable<string>): StageTasks[] {
  const isTrained = trainedPart(untrained);
  const [initial, ...later] = tasksOf(config);
  let before = isTrained('stem') && isTrained('stages.0');
  const tasks = [{ ...initial, poses: initial.poses && before }];
  later.forEach(({ poses, actions }, i) => {
    const stage = config.shareStages ? 'stages.shared' : `stages.${i + 1}`;
    // HOI modules read the wider box, too.
    before &&= !actions || isTrained('roi');
    const recognised = before && isTrained(`${stage}.hoi`);
    before &&= isTrained(stage);
    tasks.push({ poses: poses && before, actions: actions && recognised });
  });
  return tasks;
}

/** Whether proposals are classified by trained parameters only. */
export function isClassifierTrained(untrained: Iterable<string>): boolean {
  const isTrained = trainedPart(untrained);
  return isTrained('stem') && isTrained('object_branch');
}

function trainedPart(untrained: Iterable<string>): (part: string) => boolean {
  const names = [...untrained];
  return (part) => !names.some((name) => name.startsWith(`${part}.`));
}

/** Whether no stage has outputs. */
export function hasNoTasks(tasks: readonly StageTasks[]): boolean {
  return tasks.every(({ poses, actions }) => !poses && !actions);
}
