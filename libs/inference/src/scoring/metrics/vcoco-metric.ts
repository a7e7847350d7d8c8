import { columnName, type DatasetInfo, definePlugin, type ImageAnnotations } from '@turbo-hoi/core';
import { VcocoEvaluator, vcocoImage, type VcocoResult } from '@turbo-hoi/evaluation';
import { z } from 'zod';
import { vcocoDetections } from '../../triplets/vcoco-detections';
import {
  type ClassTable,
  type Metric,
  type MetricColumn,
  METRICS,
  type MetricScores,
  type ScoredPrediction,
} from '../metric';

const columnsWithout = (excluded: readonly string[]): readonly MetricColumn[] => [
  { key: 'apAgent', heading: 'AP agent', meaning: 'people and their actions', shown: 'main' },
  {
    key: 'apRole',
    heading: 'AP role',
    meaning: `people, actions and their objects, scenario 1${without(excluded)}`,
    shown: 'main',
  },
  {
    key: 'apRoleScenario2',
    heading: 'AP role S2',
    meaning: 'role in scenario 2, where any box is correct for a target that is not annotated',
    shown: 'table',
  },
];

/** Papers quote the mean without `point`. */
const without = (names: readonly string[]) =>
  names.length === 0 ? '' : `: mean without ${names.join(', ')}, as papers quote it`;

/** Actions that the mean role AP leaves out if the data set has them: papers report 24 roles, without `point`. */
export const EXCLUDED_ROLES: readonly string[] = ['point'];

/** Those names that are actions of the data set. */
export function knownActions(
  { actions: { actions } }: Pick<DatasetInfo, 'actions'>,
  names: readonly string[],
): string[] {
  return names.filter((name) => actions.some((one) => one.name === name));
}

const schema = z.strictObject({
  /** Actions that the mean role AP leaves out if the data set has them. */
  excludeRoles: z.array(z.string()).default([...EXCLUDED_ROLES]),
});

/** V-COCO's agent AP, and role AP in both scenarios. */
class VcocoMetric implements Metric {
  readonly columns: readonly MetricColumn[];
  private readonly evaluator: VcocoEvaluator;
  /** Number of people with each column's action. */
  private readonly positives: Uint32Array;
  private scored = false;

  constructor(
    private readonly info: DatasetInfo,
    excluded: readonly string[],
  ) {
    const { actions } = info;
    const exclude = knownActions(info, excluded);
    this.columns = columnsWithout(exclude);
    this.evaluator = new VcocoEvaluator(actions, { exclude });
    this.positives = new Uint32Array(actions.columns.length);
  }

  add(annotations: ImageAnnotations, { prediction, triplets }: ScoredPrediction): void {
    for (const { interactions } of annotations.people)
      for (const column of new Set(interactions?.map((one) => one.column)))
        this.positives[column]++;
    if (!triplets) return;
    this.scored = true;
    this.evaluator.add(
      vcocoImage(annotations, this.info.actions),
      vcocoDetections(prediction, triplets),
    );
  }

  result(): MetricScores {
    const result = this.scored ? this.evaluator.result() : null;
    const { agent, role } = result ?? {};
    return {
      scores: {
        apAgent: agent?.mean ?? null,
        apRole: role?.scenario1.meanWithoutExcluded ?? null,
        apRoleScenario2: role?.scenario2.meanWithoutExcluded ?? null,
      },
      tables: this.tables(result),
    };
  }

  private tables(result: VcocoResult | null): ClassTable[] {
    const { actions, columns } = this.info.actions;
    // All columns of an action are positive for its agent.
    const positivesOf = (action: number) =>
      Math.max(...columns.map((column, i) => (column.action === action ? this.positives[i] : 0)));
    const agents = actions.map(({ name }, action) => ({
      name,
      score: result?.agent.perAction[action] ?? null,
      positives: positivesOf(action),
    }));
    const roles = columns.flatMap(({ role }, column) =>
      role === null
        ? []
        : {
            name: columnName(this.info.actions, column),
            score: result?.role.scenario1.perColumn[column] ?? null,
            positives: this.positives[column],
          },
    );
    return [
      { caption: 'Agent: person and action', rows: agents },
      { caption: 'Role: person, action and object', rows: roles },
    ];
  }
}

/** Kind `vcoco`: agent AP and role AP as `vsrl_eval.py` computes them. */
export const vcocoMetric = definePlugin(METRICS, {
  kind: 'vcoco',
  schema,
  create: ({ excludeRoles }, { dataset }) => new VcocoMetric(dataset, excludeRoles),
});
