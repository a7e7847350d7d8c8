import type { BenchReport } from './bench';

const FORWARD_PART = /^(stem|stage\d+|losses)$/;
const ORDER = ['data', 'forward', 'stem', 'stage', 'losses', 'backward', 'update', 'wait', 'step'];

/** Phases in the order of a step, the parts of the forward pass indented below it. */
export function formatBench({ size, steps, parameters, milliseconds }: BenchReport): string {
  const rank = (phase: string) => ORDER.indexOf(phase.replace(/\d+$/, ''));
  const rows = Object.entries(milliseconds)
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }))
    .map(([phase, { median, min }]) => {
      const name = FORWARD_PART.test(phase) ? `  ${phase}` : phase;
      return `${name.padEnd(14)}${number(median)}${number(min)}`;
    });
  return [
    `${size}: ${parameters.toLocaleString('en')} parameters, ${steps} steps`,
    `${'milliseconds'.padEnd(14)}${'median'.padStart(10)}${'min'.padStart(10)}`,
    ...rows,
  ].join('\n');
}

const number = (value: number) => value.toFixed(1).padStart(10);
