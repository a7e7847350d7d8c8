import type { Experiment } from '../../config/experiment';
import type { ResultScores, RunResult } from './result';

/** The scores that the words are about. */
export type ClosingResult = Pick<RunResult, 'initial' | 'stages' | 'prior' | 'columns'>;

/** What of an experiment the words depend on. */
export type ClosingExperiment = Pick<Experiment, 'name' | 'stages'>;

/**
 * What a result says, in sentences: the last stage against the first, the pose against that before the stages, and all against the training
 * prior. Tasks and stages that the model lacks have no sentence; there is none at all without a score.
 */
export function closingWords(result: ClosingResult, experiment: ClosingExperiment): string[] {
  const { initial, stages, prior } = result;
  const [first] = stages;
  const last = stages[stages.length - 1];
  if (!last) return [];
  const name = `Stage ${last.stage}`;
  const words = [
    ...(first === last
      ? []
      : sentence(`${name} against stage ${first.stage}`, changes(result, first, last))),
    ...sentence(poseComparison(experiment, last.stage), changes(result, initial, last)),
    ...sentence(`${name} against the training prior`, changes(result, prior, last)),
  ];
  if (words.length === 0) return [];
  const seed = 'One seed: differences of one or two points can be chance.';
  return [...words, [seed, ...ablations(result, experiment)].join(' ')];
}

function sentence(what: string, changes: readonly string[]): string[] {
  return changes.length > 0 ? [`${what}: ${changes.join(', ')}.`] : [];
}

/** Changes of the main scores that both rows have, such as `agent +0.9`. */
function changes({ columns }: ClosingResult, from: ResultScores, to: ResultScores): string[] {
  return columns.flatMap(({ key, heading, shown }) => {
    const [before, after] = [from[key], to[key]];
    if (shown !== 'main' || typeof before !== 'number' || typeof after !== 'number') return [];
    return [`${heading.replace(/^AP /, '')} ${signed(after - before)}`];
  });
}

function signed(value: number): string {
  const size = Math.abs(value).toFixed(1);
  if (size === '0.0') return `±${size}`;
  return `${value > 0 ? '+' : '−'}${size}`;
}

function poseComparison({ stages }: ClosingExperiment, last: number): string {
  const guided = stages.some(({ hoi, pose, mask }) => hoi && pose && mask.kind !== 'none');
  return guided
    ? `Pose after HOI guidance (stage ${last}) against before it (stage 0)`
    : `Pose at stage ${last} against stage 0`;
}

/** Where the part of each task in the other's scores can be seen, for a model with both. */
function ablations({ stages }: ClosingResult, { name, stages: given }: ClosingExperiment) {
  const scored = stages[stages.length - 1];
  const both = given.some(({ hoi }) => hoi) && given.some(({ pose }) => pose);
  if (!both || typeof scored.apKp50 !== 'number') return [];
  const [hoiOnly, poseOnly] = singleTaskRuns(name);
  return [
    `What pose adds to HOI shows beside ${hoiOnly}, what HOI adds to pose beside ${poseOnly}.`,
  ];
}

/** The configs with one of the tasks that belong to a built-in config, by its name. */
function singleTaskRuns(name: string): readonly [string, string] {
  const [family] = /^layout-vcoco|^turbo-\d$/.exec(name) ?? [];
  if (family === undefined) return ['the same config without pose', 'the same without HOI'];
  const prefix = family.startsWith('layout') ? `${family}-` : '';
  return [`--config ${prefix}hoi-only`, `--config ${prefix}pose-only`];
}
