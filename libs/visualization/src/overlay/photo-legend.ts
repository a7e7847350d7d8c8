import { ON_IMAGE } from '../charts/palette';
import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import { wrapText } from './wrap-text';

/** A line of text below a photo. */
export interface LegendLine {
  readonly text: string;
  /** Color of the text; default: that of objects. */
  readonly color?: string;
}

interface Row {
  readonly text: string;
  readonly color: string;
  readonly indent: number;
}

export interface PhotoLegend {
  /** In pixels of the photo. */
  readonly height: number;
  readonly markup: Markup;
}

// Mean width of a letter in units of the font size, an estimate since text cannot be measured without a browser.
const LETTER = 0.53;
const LEADING = 1.35;

/** A key of colors and lines, and lines of text, as a strip below a photo. */
export function photoLegend(
  { width, height }: { readonly width: number; readonly height: number },
  shown: LegendKey,
  lines: readonly LegendLine[],
  fontSize: number,
): PhotoLegend {
  const letters = Math.max(20, Math.floor((width / fontSize - 1.5) / LETTER));
  const rows = lines.flatMap(({ text, color = ON_IMAGE.middle }) =>
    wrapText(text, letters).map((part, i): Row => ({ text: part, color, indent: i > 0 ? 1 : 0 })),
  );
  const key = keyRows(keyOf(shown), letters);
  const count = key.length + rows.length;
  const strip = (count * LEADING + 0.9) * fontSize;
  const baseline = (row: number) => height + (0.4 + LEADING * (row + 0.75)) * fontSize;
  return {
    height: strip,
    markup: markup`<g class="th-legend"><rect x="0" y="${height}" width="${width}" height="${coordinate(strip)}" fill="${ON_IMAGE.halo}"/>${key.map((row, i) => keyRow(row, baseline(i), fontSize))}${rows.map(
      ({ text, color, indent }, i) =>
        markup`<text x="${coordinate((0.75 + indent) * fontSize)}" y="${coordinate(baseline(key.length + i))}" font-size="${coordinate(fontSize)}" fill="${color}">${text}</text>`,
    )}</g>`,
  };
}

type KeySign = 'box' | 'line' | 'dashed' | 'joints';
type KeyEntry = readonly [sign: KeySign, label: string];

/** What a drawing contains, to be explained. */
export interface LegendKey {
  readonly people: boolean;
  readonly lines: boolean;
  /** Boxes that are drawn dashed. */
  readonly dashed: boolean;
  readonly joints: boolean;
}

function keyOf({ people, lines, dashed, joints }: LegendKey): KeyEntry[] {
  const entries: (KeyEntry | false)[] = [
    people && ['box', 'a color for each person'],
    lines && ['line', 'action and score'],
    dashed && ['dashed', lines ? 'object without a shown action' : 'object'],
    joints && ['joints', 'left and right joints'],
  ];
  return entries.filter((entry) => entry !== false);
}

// Letters that a sign takes with its gaps.
const SIGN = 6;

function keyRows(key: readonly KeyEntry[], letters: number): KeyEntry[][] {
  const rows: KeyEntry[][] = [];
  let used = Infinity;
  for (const entry of key) {
    const size = SIGN + entry[1].length;
    if (used + size > letters) {
      rows.push([]);
      used = 0;
    }
    rows[rows.length - 1].push(entry);
    used += size;
  }
  return rows;
}

function keyRow(entries: readonly KeyEntry[], baseline: number, fontSize: number): Markup {
  let x = 0.75 * fontSize;
  const drawn = entries.map(([sign, label]) => {
    const entry = markup`${keySign(sign, x, baseline, fontSize)}<text x="${coordinate(x + 1.9 * fontSize)}" y="${coordinate(baseline)}" font-size="${coordinate(fontSize)}" fill="${ON_IMAGE.middle}">${label}</text>`;
    x += (1.9 + LETTER * label.length + 1.1) * fontSize;
    return entry;
  });
  return markup`<g>${drawn}</g>`;
}

function keySign(sign: KeySign, x: number, baseline: number, fontSize: number): Markup {
  const y = baseline - 0.33 * fontSize;
  const [w, stroke] = [1.4 * fontSize, coordinate(fontSize / 7)];
  const at = (value: number) => coordinate(value);
  if (sign === 'joints')
    return markup`${(['left', 'right'] as const).map((side, i) => markup`<circle cx="${at(x + (0.25 + 0.5 * i) * w)}" cy="${at(y)}" r="${at(fontSize / 4)}" fill="${ON_IMAGE[side]}"/>`)}`;
  if (sign === 'line')
    return markup`<path d="M${at(x)} ${at(y)}h${at(w)}" stroke="${ON_IMAGE.middle}" stroke-width="${stroke}"/>`;
  const dashes = sign === 'dashed' ? coordinate(fontSize / 4) : 'none';
  return markup`<rect x="${at(x)}" y="${at(y - 0.35 * fontSize)}" width="${at(w)}" height="${at(0.7 * fontSize)}" fill="none" stroke="${ON_IMAGE.middle}" stroke-width="${stroke}" stroke-dasharray="${dashes}"/>`;
}
