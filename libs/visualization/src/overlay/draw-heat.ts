import type { XyxyBox } from '@turbo-hoi/core';
import type { Interval } from '../charts/scale';
import { ON_IMAGE } from '../charts/palette';
import { markup, type Markup } from '../markup/markup';
import { coordinate, fixed } from '../markup/numbers';
import { backdrop } from './backdrop';
import type { ExampleImage } from './example-image';
import { HEAT_COLORS, heatLayer } from './heat-layer';

export interface HeatOptions {
  /** URL of the image beneath, or `#id` of an element of the page; default: none. */
  readonly image?: string;
  /** Scale of strokes and letters. Default 1. */
  readonly scale?: number;
}

/**
 * The attention masks of all people of a stage over their boxes, as one SVG element.
 *
 * @param range the values of the first and the last color
 * @throws TurboHoiError `shape` if a mask is not a square
 */
export function drawAttentionMasks(
  example: ExampleImage,
  stage: number,
  range: Interval,
  options: HeatOptions = {},
): string {
  const masks = example.people.flatMap(({ box, stages }) => {
    const mask = stages.find((one) => one.stage === stage)?.attention;
    return mask ? [{ box, mask }] : [];
  });
  const name = `${example.title}, attention of stage ${stage}, ${fixed(range[0], 2)} to ${fixed(range[1], 2)}`;
  return heatSvg(example, name, options, (unit) => [
    masks.map(({ box, mask }) => heatLayer(mask, box, range)),
    masks.map(({ box }) => outline(box, ON_IMAGE.person, unit)),
  ]);
}

/** Expected position of an action's target: the density of Eq. 3 over the centers of boxes. */
export interface TargetDensity {
  /** Box of the person. */
  readonly box: XyxyBox;
  /** The target's box predicted by mu_a (Eq. 2). */
  readonly expected: XyxyBox;
  /** σ of Eq. 3, in units of the person's box. */
  readonly sigma: number;
  readonly label: string;
}

/** Target densities as one SVG element: an ellipse around each expected center that covers g > 0.01. */
export function drawTargetDensities(
  example: Pick<ExampleImage, 'title' | 'image'>,
  densities: readonly TargetDensity[],
  options: HeatOptions = {},
): string {
  const name = `${example.title}, where targets are expected`;
  return heatSvg(example, name, options, (unit) => [
    densities.length > 0 && densityGradient(),
    densities.map((density) => ellipse(density)),
    densities.map(({ box }) => outline(box, ON_IMAGE.person, unit)),
    densities.map(({ expected }) => outline(expected, ON_IMAGE.target, unit, 2 * unit)),
    densities.map(({ expected, label }) => caption(expected, label, 5.4 * unit)),
  ]);
}

function heatSvg(
  { image: { width, height } }: Pick<ExampleImage, 'image'>,
  name: string,
  { image, scale = 1 }: HeatOptions,
  content: (unit: number) => Parameters<typeof markup>[1],
): string {
  const unit = (scale * Math.max(width, height)) / 128;
  return markup`<svg class="th-overlay" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}" xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif">
${image !== undefined && markup`<g style="filter:grayscale(1)">${backdrop(image, width, height)}</g>`}
${content(unit)}</svg>`.text;
}

// Where g of Eq. 3 falls to 0.01: sqrt(-2 ln 0.01) standard deviations.
const REACH = Math.sqrt(-2 * Math.log(0.01));
const STOPS = 24;

/** g = exp(-r²/2σ²) from the center to the edge, as color and as opacity. */
function densityGradient(): Markup {
  const stops = Array.from({ length: STOPS + 1 }, (_, i) => {
    const g = Math.exp(-(((REACH * i) / STOPS) ** 2) / 2);
    const color = HEAT_COLORS[Math.min(HEAT_COLORS.length - 1, Math.floor(g * HEAT_COLORS.length))];
    return markup`<stop offset="${coordinate(i / STOPS)}" stop-color="${color}" stop-opacity="${coordinate(0.85 * g)}"/>`;
  });
  return markup`<defs><radialGradient id="th-density">${stops}</radialGradient></defs>`;
}

function ellipse({ box, expected, sigma }: TargetDensity): Markup | null {
  const [cx, cy] = [(expected[0] + expected[2]) / 2, (expected[1] + expected[3]) / 2];
  const [rx, ry] = [box[2] - box[0], box[3] - box[1]].map((side) => REACH * sigma * side);
  if (![cx, cy, rx, ry].every(Number.isFinite)) return null;
  return markup`<ellipse cx="${coordinate(cx)}" cy="${coordinate(cy)}" rx="${coordinate(rx)}" ry="${coordinate(ry)}" fill="url(#th-density)"/>`;
}

function outline(box: XyxyBox, color: string, width: number, dashes?: number): Markup | null {
  if (!box.every(Number.isFinite)) return null;
  const [x1, y1, x2, y2] = box.map(coordinate);
  const dash = dashes !== undefined && markup` stroke-dasharray="${coordinate(dashes)}"`;
  return markup`<path d="M${x1} ${y1}H${x2}V${y2}H${x1}z" fill="none" stroke="${color}" stroke-width="${coordinate(0.7 * width)}"${dash}/>`;
}

function caption([x1, y1, x2]: XyxyBox, label: string, size: number): Markup | null {
  if (![x1, y1, x2].every(Number.isFinite)) return null;
  return markup`<text x="${coordinate((x1 + x2) / 2)}" y="${coordinate(y1 - 0.4 * size)}" text-anchor="middle" font-size="${coordinate(size)}" fill="${ON_IMAGE.target}" stroke="${ON_IMAGE.halo}" stroke-width="${coordinate(size / 8)}" paint-order="stroke">${label}</text>`;
}
