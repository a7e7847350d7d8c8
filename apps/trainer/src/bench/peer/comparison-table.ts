import { grouped, inOrder, parameterWords, phaseLabel } from '../phase-order';
import type { Comparison, Spread } from './comparison';

/** Phases in the order of a step: medians, spreads over the rounds and ratios; a dash where one side has no such phase. */
export function formatComparison(
  comparison: Comparison,
  { about, peerName }: { readonly about: string; readonly peerName: string },
): string {
  const { size, rounds, steps, ours, peer, ratio } = comparison;
  const phases = new Set([
    ...Object.keys(ours.milliseconds),
    ...Object.keys(peer?.milliseconds ?? {}),
  ]);
  const rows = inOrder([...phases]).map((phase) => [
    phaseLabel(phase),
    ...cells(ours.milliseconds[phase], milliseconds),
    ...cells(peer?.milliseconds[phase], milliseconds),
    ...cells(ratio[phase], quotient),
  ]);
  const theirs = peer ? grouped(peer.peakMegabytes) : '–';
  const memory = ['peak MB', grouped(ours.peakMegabytes), '', theirs];
  const words = [about, parameterWords(comparison), apWords(comparison)].filter(Boolean);
  return [
    `${size}: ${words.join(', ')}; ${plural(rounds, 'round')} of ${plural(steps, 'step')}`,
    ...aligned([
      ['milliseconds', 'turbo-hoi', '(min–max)', peerName, '(min–max)', 'ratio', '(min–max)'],
      ...rows,
      memory,
    ]),
  ].join('\n');
}

const apWords = ({ ap }: Comparison) =>
  ap === undefined ? '' : `AP ${(100 * ap).toFixed(2)} on both sides`;

const milliseconds = (value: number) => value.toFixed(1);
const quotient = (value: number) => value.toFixed(value < 0.1 ? 3 : 2);

function cells(spread: Spread | undefined, text: (value: number) => string): string[] {
  if (!spread) return ['–', ''];
  const [median, min, max] = [spread.median, spread.min, spread.max].map(text);
  return [median, `${min}–${max}`];
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The first column to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}
