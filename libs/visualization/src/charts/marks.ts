import { markup, type Markup } from '../markup/markup';
import { coordinate, fixed } from '../markup/numbers';
import type { ChartLine, Curve } from './curve';
import { INK, PAPER } from './palette';
import type { Scale } from './scale';

const STROKES = {
  full: { width: 1.8, opacity: 1 },
  faint: { width: 0.8, opacity: 0.3 },
};

/** A line through the finite points; null without any. */
export function linePath(
  curve: Curve,
  x: Scale,
  y: Scale,
  color: string,
  strength: keyof typeof STROKES,
): Markup | null {
  const path = pathOf(curve, x, y);
  if (path === '') return null;
  const { width, opacity } = STROKES[strength];
  return markup`<path d="${path}" fill="none" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linejoin="round" stroke-linecap="round" style="stroke:${color}"/>`;
}

/** A dot for each finite point with its value above. */
export function valueMarks({ x: xs, y: ys, color }: ChartLine, x: Scale, y: Scale): Markup {
  const marks = finitePoints({ x: xs, y: ys }).map((i) => {
    const [left, top] = [coordinate(x(xs[i])), y(ys[i])];
    return markup`<circle cx="${left}" cy="${coordinate(top)}" r="4" stroke-width="1.5" style="fill:${color};stroke:${PAPER}"/><text x="${left}" y="${coordinate(top - 9)}" text-anchor="middle" font-weight="600" stroke-width="3" style="fill:${INK};stroke:${PAPER};paint-order:stroke">${fixed(ys[i], 1)}</text>`;
  });
  return markup`${marks}`;
}

function pathOf(curve: Curve, x: Scale, y: Scale): string {
  const points = finitePoints(curve).filter((i) => Number.isFinite(y(curve.y[i])));
  return points
    .map((i, at) => {
      const follows = at > 0 && points[at - 1] === i - 1;
      // A single point between gaps needs a length to be visible.
      const alone = !follows && points[at + 1] !== i + 1;
      const place = `${coordinate(x(curve.x[i]))} ${coordinate(y(curve.y[i]))}`;
      return `${follows ? 'L' : 'M'}${place}${alone ? 'h.01' : ''}`;
    })
    .join('');
}

function finitePoints({ x, y }: Curve): number[] {
  const indices = Array.from({ length: y.length }, (_, i) => i);
  return indices.filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
}
