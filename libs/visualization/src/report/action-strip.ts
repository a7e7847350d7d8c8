import { markup, type Markup } from '../markup/markup';
import { coordinate } from '../markup/numbers';
import { GRID, MUTED, PAPER } from '../charts/palette';
import { score } from './change';

const WIDTH = 140;
const HEIGHT = 16;
const PAD = 5;

/** The change of a score from the first stage to the last on a scale of 0 to 100, with a mark for the prior. */
export function actionStrip(
  first: number | null,
  last: number | null,
  prior: number | null,
): Markup {
  const x = (value: number) => coordinate(PAD + (value / 100) * (WIDTH - 2 * PAD));
  const middle = HEIGHT / 2;
  const [from, to] = [finite(first), finite(last)];
  const color = from !== null && to !== null && to < from ? 'var(--th-down)' : 'var(--th-up)';
  return markup`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${score(first)} to ${score(last)}, prior ${score(prior)}">
<path d="M${PAD} ${middle}H${WIDTH - PAD}" style="stroke:${GRID}"/>
${finite(prior) !== null && markup`<path d="M${x(prior!)} 3V13" stroke-width="2" style="stroke:${MUTED}"/>`}
${from !== null && to !== null && markup`<path d="M${x(from)} ${middle}H${x(to)}" stroke-width="3" style="stroke:${color}"/>`}
${from !== null && markup`<circle cx="${x(from)}" cy="${middle}" r="3.5" stroke-width="1.5" style="fill:${PAPER};stroke:${color}"/>`}
${to !== null && markup`<circle cx="${x(to)}" cy="${middle}" r="4" style="fill:${color}"/>`}</svg>`;
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
