import { columnName, type DatasetInfo, type HoiCategory } from '@turbo-hoi/core';
import type { StageScores } from '@turbo-hoi/inference';
import type { ActionScores, MetricsLine, RunReport, Scores } from '@turbo-hoi/visualization';
import type { Experiment } from '../../config/experiment';
import type { EvaluatedRun } from '../evaluate/run-evaluation';
import type { RunResult } from '../result/result';

export interface RunReportParts {
  readonly experiment: Experiment;
  readonly info: DatasetInfo;
  readonly result: RunResult;
  readonly evaluated: EvaluatedRun;
  readonly metrics: readonly MetricsLine[];
}

/** Everything that report.html shows of a run. */
export function runReport(parts: RunReportParts): RunReport {
  const { experiment, info, result, evaluated, metrics } = parts;
  return {
    title: experiment.name,
    environment: {
      ...result,
      imagesPerSecond: result.training?.imagesPerSecond ?? 0,
      dataset: `${info.name}, ${evaluated.images} ${evaluated.split} images`,
    },
    stages: evaluated.stages.map((scores) => ({ stage: scores.stage, ...scoresOf(scores) })),
    chance: scoresOf(evaluated.chance),
    ...(info.hois ? hoiTables(info, info.hois, evaluated) : actionTables(info, evaluated)),
    metrics,
    examples: evaluated.examples,
    config: experiment,
  };
}

type Tables = Pick<RunReport, 'agentActions' | 'roleActions'>;

function actionTables({ actions: vocabulary }: DatasetInfo, evaluated: EvaluatedRun): Tables {
  const { actions, columns } = vocabulary;
  // All columns of an action are positive for its agent.
  const columnsOf = (action: number) =>
    [...columns.keys()].filter((column) => columns[column].action === action);
  return {
    agentActions: actions.map(({ name }, action) => ({
      ...actionScores(name, evaluated, ({ hoi }) => hoi?.agent.perAction[action]),
      positives: Math.max(...columnsOf(action).map((column) => evaluated.positives[column])),
    })),
    roleActions: columns.flatMap(({ role }, column) => {
      if (role === null) return [];
      const of = ({ hoi }: StageScores) => hoi?.role.scenario1.perColumn[column];
      const scores = actionScores(columnName(vocabulary, column), evaluated, of);
      return [{ ...scores, positives: evaluated.positives[column] }];
    }),
  };
}

function hoiTables(
  { actions, objectClasses }: DatasetInfo,
  hois: readonly HoiCategory[],
  evaluated: EvaluatedRun,
): Tables {
  const roleActions = hois.map(({ column, category }, hoi) => ({
    ...actionScores(
      `${columnName(actions, column)} ${objectClasses[category]}`,
      evaluated,
      ({ hico }) => hico?.default.perHoi[hoi],
    ),
    positives: null,
  }));
  return { agentActions: [], roleActions };
}

function scoresOf(scores: StageScores): Scores {
  const { apAgent, apRole, apHoi, apKp50, hoi, hico, keypoints, pck } = scores;
  return {
    apAgent,
    apRole,
    apHoi,
    apKp50,
    more: {
      'mAP rare': hico?.default.rare ?? null,
      'mAP non-rare': hico?.default.nonRare ?? null,
      'mAP, known object': hico?.knownObject.full ?? null,
      'AP role, scenario 2': hoi?.role.scenario2.mean ?? null,
      'AP kp': keypoints?.ap ?? null,
      'PCK hidden': pck?.occluded.pck ?? null,
    },
  };
}

function actionScores(
  name: string,
  { stages, chance }: EvaluatedRun,
  of: (scores: StageScores) => number | null | undefined,
): Omit<ActionScores, 'positives'> {
  return {
    name,
    stages: stages.map((scores) => of(scores) ?? null),
    chance: of(chance) ?? null,
  };
}
