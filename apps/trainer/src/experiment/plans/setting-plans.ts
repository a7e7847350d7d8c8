import type { Comparison, ExperimentPlan, PlanColumn } from '../experiment-plan';
import { LAYOUT_COLUMNS, LAYOUT_EVALUATIONS, PIXEL_COLUMNS } from './columns';
import { againstFirst, inEveryStage, modelsPlan, type PlanModel } from './models-plan';

// One model with other settings in each row; the first is what the others are compared with.

type Variant = readonly [name: string, settings: readonly string[]];

const withoutFigure = (columns: readonly PlanColumn[]): PlanColumn[] =>
  columns.map((column) => ({ ...column, chart: column.title }));

function variants(
  config: string,
  title: string,
  rows: readonly Variant[],
  plan: Partial<ExperimentPlan> = {},
): ExperimentPlan {
  const models = rows.map(([name, settings]): PlanModel => ({ name, config, settings }));
  const [[base]] = rows;
  return modelsPlan(
    models,
    {
      title,
      columns: withoutFigure(PIXEL_COLUMNS),
      differences: againstFirst(models),
      ...plan,
    },
    [{ config: base, stage: 'prior' }],
  );
}

/** The same on the data sets with annotated interactions and poses. */
function onEach(
  what: string,
  rows: {
    readonly embedded: readonly Variant[];
    readonly 'layout-vcoco'?: readonly Variant[];
    readonly vcoco: readonly Variant[];
  },
  settings: readonly string[] = [],
): Comparison {
  const layouts = rows['layout-vcoco'];
  return {
    embedded: variants('turbo-3', `${what} on the embedded data set`, rows.embedded, { settings }),
    ...(layouts && { 'layout-vcoco': onLayouts(what, layouts, settings) }),
    vcoco: variants('published-vcoco', `${what} on V-COCO`, rows.vcoco, { settings }),
  };
}

function onLayouts(
  what: string,
  rows: readonly Variant[],
  settings: readonly string[],
): ExperimentPlan {
  const title = `${what} on layouts of V-COCO's val split`;
  return variants('layout-vcoco-turbo-3', title, rows, {
    columns: withoutFigure(LAYOUT_COLUMNS),
    settings: ['training.steps=320', ...settings],
    evaluations: LAYOUT_EVALUATIONS,
  });
}

const mask = (kind: string): Variant => [kind, inEveryStage(`mask.kind=${kind}`)];

/** Kinds of attention masks (Eq. 4). */
export const maskPlans = onEach('Masks', {
  embedded: [['separable', []], ...['fc-sigmoid', 'channel', 'full', 'conv', 'none'].map(mask)],
  // The features of points have one cell: a mask has a weight a channel, or one for all.
  'layout-vcoco': [['channel', []], ...['fc-sigmoid', 'none'].map(mask)],
  vcoco: [['fc-sigmoid', []], ...['separable', 'channel', 'full', 'conv', 'none'].map(mask)],
});

const SHARING: readonly Variant[] = [
  ['weights of each stage', []],
  ['weights shared by all stages', ['shareStages=true']],
];

/** Whether stages have weights of their own. Not on layouts: the first stage of `pair-context` has other inputs than the next. */
export const weightSharingPlans = onEach('Weights of stages', {
  embedded: SHARING,
  vcoco: SHARING,
});

const flowing = (poseToHoi: number, hoiToPose: number) =>
  inEveryStage(`poseToHoiGradient=${poseToHoi}`, `hoiToPoseGradient=${hoiToPose}`);

const GRADIENTS: readonly Variant[] = [
  ['detached', flowing(0, 0)],
  ['end to end', flowing(1, 1)],
  ['into pose features alone', flowing(1, 0)],
  ['into HOI features alone', flowing(0, 1)],
];

/** Gradients through the messages: the paper's end to end against detached (ADR-0007). */
export const gradientPlans = onEach('Gradients through messages', {
  embedded: GRADIENTS,
  'layout-vcoco': GRADIENTS,
  vcoco: GRADIENTS,
});

const growing = (hoi: number, pose: number) =>
  [0.25, 0.5, 1].flatMap((share, stage) => [
    `stages.${stage}.lambdaHoi=${share * hoi}`,
    `stages.${stage}.lambdaPose=${share * pose}`,
  ]);

/** λ of Eq. 6 around what a config has. @param hoi, pose of the config */
const weights = (hoi: number, pose: number): Variant[] => [
  [`λ HOI ${hoi}, pose ${pose}`, []],
  [`λ pose ${pose / 4}`, inEveryStage(`lambdaPose=${pose / 4}`)],
  [`λ pose ${4 * pose}`, inEveryStage(`lambdaPose=${4 * pose}`)],
  [`λ HOI ${hoi / 4}`, inEveryStage(`lambdaHoi=${hoi / 4}`)],
  [`λ HOI ${4 * hoi}`, inEveryStage(`lambdaHoi=${4 * hoi}`)],
  ['λ a quarter, half, all by stage', growing(hoi, pose)],
];

/** Weights of the losses. End to end: without gradients through messages the tasks share no weights that λ could balance. */
export const lambdaPlans = onEach(
  'Loss weights',
  { embedded: weights(1, 1), 'layout-vcoco': weights(1, 0.05), vcoco: weights(2, 1) },
  flowing(1, 1),
);
