import { type Dataset, DETECTORS, pluginTraits, TurboHoiError } from '@turbo-hoi/core';
import { type Experiment, OWN_DETECTOR } from '@turbo-hoi/experiment';
import {
  createRunContainer,
  isLearned,
  placePartsOfDetector,
  type RunPlan,
} from '@turbo-hoi/experiment/node';

/** The most steps of training, and images of evaluation, of `--quick`. */
export const QUICK_STEPS = 60;
export const QUICK_IMAGES = 60;

const WARMUP_SHARE = 0.1;
const DETECTOR = 'annotated';

/** A plan with `--quick` applied. */
export interface QuickPlan {
  readonly plan: RunPlan;
  /** What it is bounded to, for the user. */
  readonly line: string;
}

/**
 * Bounds a plan so that the whole path from data to report takes about a minute: fewer steps with a schedule that fits them, fewer images of
 * evaluation, and no detector that has to be trained first. What the plan has less of is kept.
 *
 * @throws TurboHoiError `config` for a detector of an unknown kind, `plugin` for plugins that cannot be loaded
 */
export async function quickPlan(plan: RunPlan): Promise<QuickPlan> {
  const container = await createRunContainer(plan.plugins, plan.modules);
  const traits = pluginTraits(container, DETECTORS, plan.experiment.detector);
  const placed = placePartsOfDetector(plan.experiment, traits);
  const learned = isLearned(placed.detector, traits);
  const bounded = boundedExperiment(plan.experiment);
  const experiment = learned ? onAnnotatedBoxes(bounded) : bounded;
  return { plan: { ...plan, experiment }, line: quickLine(plan.experiment, experiment) };
}

/**
 * Checks that there is something to see: images to evaluate on.
 *
 * @returns a line about a training split that is smaller than a step; null: it is not
 * @throws TurboHoiError `usage` for an evaluation split without images
 */
export function checkQuickData(
  { evaluation, sampling }: Experiment,
  dataset: Pick<Dataset, 'split'>,
): string | null {
  if (dataset.split(evaluation.split).size === 0) {
    const other = evaluation.split === 'test' ? 'validation' : 'test';
    throw new TurboHoiError(
      'usage',
      `--quick: the ${evaluation.split} split of the data set has no images to evaluate on; ` +
        `choose another with --set evaluation.split=${other}, or another data set.`,
    );
  }
  const { size } = dataset.split('train');
  if (size >= sampling.images) return null;
  return (
    `The training split has ${size} images, fewer than the ${sampling.images} of a step ` +
    '(sampling.images): steps repeat them.'
  );
}

function boundedExperiment(experiment: Experiment): Experiment {
  const { training, schedule, evaluation } = experiment;
  const steps = Math.min(training.steps, QUICK_STEPS);
  return {
    ...experiment,
    training: { ...training, steps },
    schedule: {
      ...schedule,
      warmupSteps: boundedWarmup(schedule.warmupSteps, steps),
      milestones: schedule.milestones.map((at) => asShare(at, training.steps)),
    },
    evaluation: { ...evaluation, images: Math.min(evaluation.images ?? Infinity, QUICK_IMAGES) },
  };
}

/** At most a tenth of the steps; a warm-up below 1 is a share already. */
function boundedWarmup(warmup: number, steps: number): number {
  return Math.min(warmup, warmup < 1 ? WARMUP_SHARE : Math.floor(WARMUP_SHARE * steps));
}

/** A milestone in steps as a share of all steps, so that it is kept in a shorter run. */
function asShare(milestone: number, steps: number): number {
  return milestone < 1 || milestone >= steps ? milestone : milestone / steps;
}

function onAnnotatedBoxes(experiment: Experiment): Experiment {
  const init = Object.entries(experiment.init).filter(([, source]) => source !== OWN_DETECTOR);
  return { ...experiment, detector: { kind: DETECTOR }, init: Object.fromEntries(init) };
}

function quickLine(given: Experiment, { training, evaluation, detector }: Experiment): string {
  const replaced =
    detector.kind === given.detector.kind
      ? ''
      : `, on annotated boxes (detector.kind=${DETECTOR}) since "${given.detector.kind}" would have to be trained first`;
  return `--quick: ${training.steps} steps, evaluation of at most ${evaluation.images} images${replaced}. Its scores are not those of the config.`;
}
