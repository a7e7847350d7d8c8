const ORDER = [
  'data',
  'forward',
  'stem',
  'regions',
  'stage',
  'detection',
  'losses',
  'backward',
  'update',
  'wait',
  'step',
];

/** Names of phases in the order of a step. */
export function inOrder(phases: readonly string[]): string[] {
  const rank = (phase: string) => ORDER.indexOf(phase.replace(/\d+$/, ''));
  return [...phases].sort(
    (a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }),
  );
}

/** The name as the table shows it: parts of the forward pass indented below it. */
export function phaseLabel(phase: string): string {
  return /^(stem|regions|stage\d+|detection|losses)$/.test(phase) ? `  ${phase}` : phase;
}

/** `1,234,567` */
export const grouped = (value: number) => value.toLocaleString('en');

/** `1,234 parameters, 34 of them frozen`; empty without parameters. */
export function parameterWords({
  parameters,
  trained,
}: {
  readonly parameters?: number;
  readonly trained?: number;
}): string {
  if (parameters === undefined) return '';
  const frozen = trained === undefined ? 0 : parameters - trained;
  const some = frozen > 0 ? `, ${grouped(frozen)} of them frozen` : '';
  return `${grouped(parameters)} parameters${some}`;
}
