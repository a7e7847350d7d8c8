import type {
  ExperimentPlan,
  PaperScores,
  PlanConfig,
  PlanDifference,
  PlanRow,
} from '../experiment-plan';

/** A model of a table: a line of a plan. */
export interface PlanModel {
  readonly name: string;
  /** A built-in config; null: the row is the paper's alone. */
  readonly config: string | null;
  /** Settings that only this model has, `path=value`. */
  readonly settings?: readonly string[];
  /** Fields that have to be given, as of a {@link PlanConfig}. */
  readonly needs?: readonly string[];
  readonly paper?: PaperScores;
}

/** A plan whose rows are the last stages of models, one each; the first one's training prior and further stages come first. */
export function modelsPlan(
  models: readonly PlanModel[],
  plan: Pick<ExperimentPlan, 'title' | 'columns'> & Partial<ExperimentPlan>,
  first: readonly PlanRow[] = [],
): ExperimentPlan {
  const trained = models.flatMap(
    ({ name, config, settings = [], needs }): [string, PlanConfig][] =>
      config === null ? [] : [[name, { config, settings, ...(needs && { needs }) }]],
  );
  return {
    settings: [],
    evaluations: {},
    differences: [],
    ...plan,
    configs: Object.fromEntries(trained),
    rows: [
      ...first,
      ...models.map(({ name, config, paper }) => ({ config: config && name, name, paper })),
    ],
  };
}

/** Each model against the first, as differences. */
export function againstFirst([first, ...others]: readonly PlanModel[]): PlanDifference[] {
  return others.map((model) => difference(model, first));
}

/** The last model, the paper's, over each of the others that is trained here. */
export function lastOverEach(models: readonly PlanModel[]): PlanDifference[] {
  const last = models[models.length - 1];
  return models
    .filter((model) => model !== last && model.config !== null)
    .map((model) => difference(last, model));
}

function difference(first: PlanModel, second: PlanModel): PlanDifference {
  return {
    question: `${first.name} over ${second.name}`,
    of: [{ config: first.name }, { config: second.name }],
    paper: paperDifference(first.paper, second.paper),
  };
}

/** Of two rows of one table. */
function paperDifference(first?: PaperScores, second?: PaperScores): PaperScores | undefined {
  if (!first || first.place !== second?.place) return undefined;
  const scores = Object.entries(first.scores).map(([score, value]): [string, number] => [
    score,
    // Both have two decimals.
    Number((value - second.scores[score]).toFixed(2)),
  ]);
  return { place: first.place, scores: Object.fromEntries(scores) };
}

/** Settings of every stage of N = 3, `path=value` with the path within a stage. */
export function inEveryStage(...settings: readonly string[]): string[] {
  return [0, 1, 2].flatMap((stage) => settings.map((setting) => `stages.${stage}.${setting}`));
}
