import type { BenchReport } from './bench-report';
import { grouped, inOrder, parameterWords, phaseLabel } from './phase-order';

/** Phases in the order of a step, the parts of the forward pass indented below it. */
export function formatBench(report: BenchReport, about: string): string {
  const { size, steps, peakMegabytes, milliseconds } = report;
  const rows = inOrder(Object.keys(milliseconds)).map((phase) => {
    const { median, min } = milliseconds[phase];
    return `${phaseLabel(phase).padEnd(14)}${number(median)}${number(min)}`;
  });
  const words = [parameterWords(report), `${steps} steps`, `at most ${grouped(peakMegabytes)} MB`];
  return [
    `${size}: ${about}; ${words.filter(Boolean).join(', ')}`,
    `${'milliseconds'.padEnd(14)}${'median'.padStart(10)}${'min'.padStart(10)}`,
    ...rows,
  ].join('\n');
}

const number = (value: number) => value.toFixed(1).padStart(10);
