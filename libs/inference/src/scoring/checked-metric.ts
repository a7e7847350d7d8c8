import { TurboHoiError } from '@turbo-hoi/core';
import type { Metric, MetricScores } from './metric';

/** Fields of a result's row that no metric may have. */
export const RESERVED_KEYS: readonly string[] = ['stage'];

/** The metric with its result checked: a number or null for every declared column, and nothing else. */
export function checkedMetric(metric: Metric, kind: string): Metric {
  const { columns } = metric;
  return {
    columns,
    add: (annotations, predicted) => metric.add(annotations, predicted),
    result: () => {
      const result = metric.result() as MetricScores | undefined;
      const fail = (reason: string) => new TurboHoiError('plugin', `metric "${kind}": ${reason}`);
      if (typeof result?.scores !== 'object' || result.scores === null) {
        throw fail(
          'result() returns no scores; expected { scores: { <column>: number or null } }.',
        );
      }
      const keys = columns.map(({ key }) => key);
      for (const key of Object.keys(result.scores)) {
        if (keys.includes(key)) continue;
        throw fail(`scores "${key}", which is none of its columns (${keys.join(', ')}).`);
      }
      for (const key of keys) {
        const score: unknown = result.scores[key];
        if (score === null || Number.isFinite(score)) continue;
        throw fail(`the score of column "${key}" is ${score}; expected a finite number or null.`);
      }
      const taken = Object.keys(result.details ?? {}).find(
        (key) => RESERVED_KEYS.includes(key) || keys.includes(key),
      );
      if (taken !== undefined) throw fail(`the detail "${taken}" has the name of another field.`);
      return result;
    },
  };
}
