import { columnName, type DatasetInfo } from '@turbo-hoi/core';
import type { StageScores } from '@turbo-hoi/inference';
import type { ActionScores, MetricsLine, RunReport, Scores } from '@turbo-hoi/visualization';
import type { Experiment } from '../config/experiment';
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
  const { actions, columns } = info.actions;
  // All columns of an action are positive for its agent.
  const columnsOf = (action: number) =>
    [...columns.keys()].filter((column) => columns[column].action === action);
  return {
    title: experiment.name,
    environment: {
      ...result,
      imagesPerSecond: result.training?.imagesPerSecond ?? 0,
      dataset: `${info.name}, ${evaluated.images} ${evaluated.split} images`,
    },
    stages: evaluated.stages.map((scores) => ({ stage: scores.stage, ...scoresOf(scores) })),
    chance: scoresOf(evaluated.chance),
    agentActions: actions.map(({ name }, action) => ({
      ...actionScores(name, evaluated, ({ hoi }) => hoi?.agent.perAction[action]),
      positives: Math.max(...columnsOf(action).map((column) => evaluated.positives[column])),
    })),
    roleActions: columns.flatMap(({ role }, column) => {
      if (role === null) return [];
      const of = ({ hoi }: StageScores) => hoi?.role.scenario1.perColumn[column];
      const scores = actionScores(columnName(info.actions, column), evaluated, of);
      return [{ ...scores, positives: evaluated.positives[column] }];
    }),
    metrics,
    examples: evaluated.examples,
    config: experiment,
  };
}

function scoresOf({ apAgent, apRole, apKp50, hoi, keypoints, pck }: StageScores): Scores {
  return {
    apAgent,
    apRole,
    apKp50,
    more: {
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
