import {
  columnName,
  type DatasetInfo,
  definePlugin,
  hoiLookup,
  type ImageAnnotations,
} from '@turbo-hoi/core';
import {
  LayoutEvaluator,
  type LayoutPrediction,
  layoutReport,
  type LayoutResult,
} from '@turbo-hoi/evaluation';
import { TARGET_SIGMA } from '@turbo-hoi/hoi-module';
import { z } from 'zod';
import { layoutTruth } from './layout-truth';
import {
  type ClassTable,
  type Metric,
  type MetricColumn,
  METRICS,
  type MetricScores,
  type ScoredPrediction,
} from '../metric';
import { scoredPairs } from './scored-pairs';

const COLUMNS: readonly MetricColumn[] = [
  {
    key: 'layoutRole',
    heading: 'role mAP',
    meaning: 'person, action and object, over all pairs',
    shown: 'main',
  },
  {
    key: 'layoutAgent',
    heading: 'agent mAP',
    meaning: 'person and action, over all people',
    shown: 'main',
  },
];

const schema = z.strictObject({
  /** Actions that are left out: the layouts of V-COCO have 24 roles, without `point`. */
  exclude: z.array(z.string()).default(['point']),
  /** Exponent of s_h · s_o, a factor on the scores of pairs. */
  power: z.number().min(0).default(0.5),
  /** σ of Eq. 3, a factor on the scores of models that score people instead of pairs. */
  sigma: z.number().positive().default(TARGET_SIGMA),
});

/** How a pair is scored. */
export type LayoutMetricOptions = z.output<typeof schema>;

/** Role and agent AP over all pairs of people and objects. */
class LayoutMetric implements Metric {
  readonly columns = COLUMNS;
  private readonly evaluator: LayoutEvaluator;
  private scored = false;

  constructor(
    private readonly info: DatasetInfo,
    private readonly options: LayoutMetricOptions,
  ) {
    this.evaluator = new LayoutEvaluator(info.actions, {
      seen: seenClasses(info),
      exclude: options.exclude,
    });
  }

  add(annotations: ImageAnnotations, { prediction, stage }: ScoredPrediction): void {
    const { actions } = this.info;
    const { detections, people } = prediction;
    const scored = scoredPairs(prediction, stage, actions.columns.length, this.options);
    this.scored ||= scored !== null;
    const { boxes, scores, classes } = detections;
    const predicted: LayoutPrediction = { boxes, scores, classes, people, ...(scored ?? NOTHING) };
    this.evaluator.add(layoutTruth(annotations), predicted);
  }

  result(): MetricScores {
    const result = this.evaluator.result();
    const { role, agent } = result;
    return {
      scores: {
        layoutRole: this.scored ? role.mean : null,
        layoutAgent: this.scored ? agent.mean : null,
      },
      ...(this.scored && { details: { layout: layoutReport(result, this.info.actions) } }),
      tables: this.tables(result),
    };
  }

  private tables({ role, agent }: LayoutResult): ClassTable[] {
    const { actions, columns } = this.info.actions;
    const score = (ap: number | null) => (this.scored ? ap : null);
    const isLeftOut = (action: number) =>
      actions[action].roles.length === 0 || this.options.exclude.includes(actions[action].name);
    return [
      {
        caption: 'Layout: person, action and object',
        rows: columns.flatMap((column, index) =>
          isLeftOut(column.action)
            ? []
            : {
                name: columnName(this.info.actions, index),
                score: score(role.perColumn[index]),
                positives: role.positives[index],
              },
        ),
      },
      {
        caption: 'Layout: person and action',
        rows: actions.flatMap(({ name }, action) =>
          isLeftOut(action)
            ? []
            : {
                name,
                score: score(agent.perAction[action]),
                positives: agent.positives[action],
              },
        ),
      },
    ];
  }
}

const NOTHING: Pick<LayoutPrediction, 'pairs'> = {
  pairs: { person: new Int32Array(0), object: new Int32Array(0), scores: new Float32Array(0) },
};

/** Whether the training split shows an action with a class; true for every class where that is not known. */
function seenClasses({
  hois,
  targetClasses,
}: DatasetInfo): (column: number, category: number) => boolean {
  if (hois) {
    const find = hoiLookup(hois);
    return (column, category) => find(column, category) !== undefined;
  }
  const sets = targetClasses?.map((classes) => new Set(classes));
  return (column, category) => sets?.[column].has(category) ?? true;
}

/** Kind `layout`: AP over all pairs, also of models that see no pixels. */
export const layoutMetric = definePlugin(METRICS, {
  kind: 'layout',
  schema,
  create: (options, { dataset }) => new LayoutMetric(dataset, options),
});
