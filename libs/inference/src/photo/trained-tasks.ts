import type { ModelConfig } from '@turbo-hoi/turbo-loop';

/** What a stage says of people. */
export interface StageTasks {
  readonly poses: boolean;
  readonly actions: boolean;
}

/** The tasks of stages 0..N that are switched on. */
export function tasksOf({ initialPose, stages }: ModelConfig): StageTasks[] {
  const poses = initialPose !== null;
  // A stage without a module passes on what the one before it says.
  const recognises = stages.map((_, i) => stages.slice(0, i + 1).some(({ hoi }) => hoi !== null));
  return [false, ...recognises].map((actions) => ({ poses, actions }));
}

/**
 * The tasks that rest on trained parameters alone; a stage is taken to read all that the stages before it say.
 *
 * @param untrained names of parameters that nothing trained
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

/** Whether trained parameters alone judge what a detector only proposes. */
export function isJudgeTrained(untrained: Iterable<string>): boolean {
  const isTrained = trainedPart(untrained);
  return isTrained('stem') && isTrained('object_branch');
}

function trainedPart(untrained: Iterable<string>): (part: string) => boolean {
  const names = [...untrained];
  return (part) => !names.some((name) => name.startsWith(`${part}.`));
}

/** Whether no stage says anything. */
export function isSilent(tasks: readonly StageTasks[]): boolean {
  return tasks.every(({ poses, actions }) => !poses && !actions);
}
