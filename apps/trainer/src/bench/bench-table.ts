import type { BenchReport } from './bench';

const FORWARD_PART = /^(stem|stage\d+|losses)$/;
const ORDER = ['data', 'forward', 'stem', 'stage', 'losses', 'backward', 'update', 'wait', 'step'];

/** Phases in the order of a step, the parts of the forward pass indented below it. */
export function formatBench(report: BenchReport): string {
  const { size, steps, parameters, trained, peakMegabytes, milliseconds } = report;
  const frozen = parameters - trained;
  const some = frozen > 0 ? `, ${grouped(frozen)} of them frozen` : '';
  const rank = (phase: string) => ORDER.indexOf(phase.replace(/\d+$/, ''));
  const rows = Object.entries(milliseconds)
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }))
    .map(([phase, { median, min }]) => {
      const name = FORWARD_PART.test(phase) ? `  ${phase}` : phase;
      return `${name.padEnd(14)}${number(median)}${number(min)}`;
    });
  return [
    `${size}: ${grouped(parameters)} parameters${some}, ${steps} steps, at most ${grouped(peakMegabytes)} MB`,
    `${'milliseconds'.padEnd(14)}${'median'.padStart(10)}${'min'.padStart(10)}`,
    ...rows,
  ].join('\n');
}

const grouped = (value: number) => value.toLocaleString('en');
const number = (value: number) => value.toFixed(1).padStart(10);
