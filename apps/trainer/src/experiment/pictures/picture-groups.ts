import type { Sample } from '@turbo-hoi/core';
import { exampleImage } from '@turbo-hoi/experiment/node';
import { expectedTargets, type ImagePrediction } from '@turbo-hoi/inference';
import type { Picture, PictureColumn, PictureGroup } from '@turbo-hoi/visualization';
import { type Gain, largestGains, poseGains, type PredictedPair, tripletGains } from './gains';
import { type ImageKind, kindOf } from './kinds';
import type { PredictedRun } from './predict-run';

/** Images of each gain, and of each kind. */
const GAINS = 4;
const OF_KIND = 2;

/** Predictions of three models for the same images. */
export interface PredictedRuns {
  readonly turbo: PredictedRun;
  readonly withoutPose: PredictedRun;
  readonly withoutHoi: PredictedRun;
}

/** The paper's Fig. 4 and 5: images selected by a rule, and what the models predict for them. */
export async function pictureGroups(runs: PredictedRuns): Promise<PictureGroup[]> {
  const { split, info, targetChoice } = runs.turbo;
  const triplets: Gain[] = [];
  const poses: Gain[] = [];
  const kinds = new Map<ImageKind, number[]>();
  for (let image = 0; image < split.size; image++) {
    const annotations = await split.annotations(image);
    const over = (other: PredictedRun): PredictedPair => ({
      image,
      annotations,
      before: other.predictions[image],
      after: runs.turbo.predictions[image],
    });
    triplets.push(...tripletGains(over(runs.withoutPose), info, targetChoice));
    poses.push(...poseGains(over(runs.withoutHoi), info));
    const kind = kindOf(annotations);
    const known = kind ? (kinds.get(kind) ?? []) : null;
    if (known && known.length < OF_KIND) kinds.set(kind!, [...known, image]);
  }
  return [
    await gainGroup(runs, largestGains(triplets, GAINS), {
      title: 'Where pose corrects interactions (Fig. 4a and b)',
      rule: `Of ${split.size} images those with the largest gain in the score of an annotated triplet from the model without pose to the turbo loop, both at their last stage, one triplet an image. A triplet's score is 0 if another object is chosen. Below the pictures: where the stage expects the targets of its actions (Eq. 3), and its attention masks (Eq. 4).`,
      rival: ['without pose', runs.withoutPose],
      measure: 'score',
      from: 1,
    }),
    await gainGroup(runs, largestGains(poses, GAINS), {
      title: 'Where interactions correct the pose (Fig. 4c and d)',
      rule: `Of ${split.size} images those with the largest gain in a person's OKS from the model without HOI recognition to the turbo loop, both at their last stage, one person an image.`,
      rival: ['without HOI', runs.withoutHoi],
      measure: 'OKS',
      from: 0,
    }),
    {
      title: 'Results of the turbo loop (Fig. 5)',
      rule: 'The first two images of the split with a single triplet, with several actions of one person, and with several people: not selected by their results.',
      pictures: await kindPictures(runs.turbo, kinds),
    },
  ];
}

interface GainGroup {
  readonly title: string;
  readonly rule: string;
  readonly rival: readonly [name: string, run: PredictedRun];
  readonly measure: string;
  /** The first stage that is shown: stage 0 has a pose alone. */
  readonly from: 0 | 1;
}

async function gainGroup(
  { turbo }: PredictedRuns,
  gains: readonly Gain[],
  { title, rule, rival: [name, rival], measure, from }: GainGroup,
): Promise<PictureGroup> {
  const pictures = await Promise.all(
    gains.map(async ({ image, what, before, after }): Promise<Picture> => {
      const sample = await turbo.split.sample(image);
      const columns = [
        lastColumn(rival, image, sample, `${name}, last stage`),
        ...stagesOf(turbo, image, from).map((stage) =>
          column(turbo, image, sample, stage, `turbo, stage ${stage}`),
        ),
      ];
      const numbers = `${measure} ${before.toFixed(2)} ${name}, ${after.toFixed(2)} with`;
      const note = what === '' ? numbers : `${what}, ${numbers}`;
      return { note, example: columns[columns.length - 1].example, columns };
    }),
  );
  return { title, rule, pictures };
}

async function kindPictures(
  turbo: PredictedRun,
  kinds: ReadonlyMap<ImageKind, readonly number[]>,
): Promise<Picture[]> {
  const chosen = [...kinds].flatMap(([kind, images]) => images.map((image) => ({ kind, image })));
  return Promise.all(
    chosen.map(async ({ kind, image }) => {
      const sample = await turbo.split.sample(image);
      const shown = lastColumn(turbo, image, sample, 'turbo, last stage');
      return { note: kind, example: shown.example, columns: [shown] };
    }),
  );
}

function stagesOf({ predictions }: PredictedRun, image: number, from: number): number[] {
  return [...predictions[image].stages.keys()].slice(from);
}

function lastColumn(run: PredictedRun, image: number, sample: Sample, caption: string) {
  return column(run, image, sample, run.predictions[image].stages.length - 1, caption);
}

function column(
  { predictions, info, targetChoice }: PredictedRun,
  image: number,
  sample: Sample,
  stage: number,
  caption: string,
): PictureColumn {
  const prediction = predictions[image];
  const densities = densitiesOf(prediction, stage, info, targetChoice.sigma);
  const example = exampleImage(sample, prediction, info, targetChoice);
  return { caption, stage, example, ...(densities.length > 0 ? { densities } : {}) };
}

function densitiesOf(
  raw: ImagePrediction,
  stage: number,
  info: PredictedRun['info'],
  sigma?: number,
) {
  return expectedTargets({ raw }, stage, info, { sigma }).map(
    ({ box, expected, sigma, action }) => ({
      box,
      expected,
      sigma,
      label: action.replaceAll('_', ' '),
    }),
  );
}
