/** The difference of one output from torchvision's. */
export interface Finding {
  readonly what: string;
  readonly found: number;
  readonly bound: number;
  readonly unit?: string;
  /** The unit of the difference. */
  readonly note?: string;
}

/** False for NaN. */
export function isWithin({ found, bound }: Finding): boolean {
  return found <= bound;
}

/** The findings on every model, one line each. */
export function findingLines(findings: ReadonlyMap<string, readonly Finding[]>): string[] {
  const rows = [...findings].flatMap(([model, own]) =>
    own.map((finding, i) => cells(i === 0 ? model : '', finding)),
  );
  const all = [['', '', 'found', 'bound', '', ''], ...rows];
  const widths = all[0].map((_, i) => Math.max(...all.map((row) => row[i].length)));
  return all.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd(),
  );
}

function cells(model: string, finding: Finding): string[] {
  const { what, found, bound, unit = '', note = '' } = finding;
  const text = (value: number) => `${short(value)}${unit && ` ${unit}`}`;
  return [model, what, text(found), text(bound), isWithin(finding) ? 'ok' : 'BROKEN', note];
}

function short(value: number): string {
  return value > 0 && value < 0.01 ? value.toExponential(1) : `${Number(value.toPrecision(2))}`;
}
