import type { StepRecord } from '../loop/train';
import { jsonLines } from './json-lines';

/** One line of `metrics.jsonl`; `parts` by stage, as in `{ "stage1": { "action": 0.6 } }`. */
export interface MetricsLine {
  readonly step: number;
  readonly loss: number;
  readonly learningRate: number;
  readonly gradientNorm: number;
  readonly seconds: number;
  readonly parts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A step as a line of the log; the part `stage1.action` becomes `parts.stage1.action`. */
export function metricsLine(record: StepRecord): MetricsLine {
  const { step, loss, learningRate, gradientNorm, seconds } = record;
  const parts: Record<string, Record<string, number>> = {};
  for (const [name, value] of Object.entries(record.parts)) {
    const dot = name.indexOf('.');
    const [group, part] = dot < 0 ? [name, 'loss'] : [name.slice(0, dot), name.slice(dot + 1)];
    (parts[group] ??= {})[part] = value;
  }
  return { step, loss, learningRate, gradientNorm, seconds, parts };
}

/** The complete lines of a log; an incomplete last line is dropped. */
export function parseMetrics(text: string): MetricsLine[] {
  return jsonLines(text, isMetricsLine);
}

function isMetricsLine(value: unknown): value is MetricsLine {
  return typeof value === 'object' && value !== null && 'step' in value && 'loss' in value;
}
