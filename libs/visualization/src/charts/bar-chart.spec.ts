import { barChart, type Bar } from './bar-chart';
import { textureDefs } from './texture';

const bar = (values: readonly number[], more: Partial<Bar> = {}): Bar => ({
  label: 'turbo',
  values,
  deviation: NaN,
  fill: 0,
  ...more,
});
const draw = (...bars: Bar[]) => barChart({ title: 'AP', id: 'bars', bars });
const count = (text: string, what: string) => text.split(what).length - 1;
const widths = (svg: string) =>
  [...svg.matchAll(/width="([\d.]+)" height="16"/g)].map(([, width]) => Number(width));

it('draws bars from 0 in proportion to their means', () => {
  const [full, half] = widths(draw(bar([80, 80]), bar([30, 50])));
  expect(full).toBeGreaterThan(0);
  expect(half / full).toBeCloseTo(0.5, 2);
});

it('draws a dot for every seed, and an error bar where there is a deviation', () => {
  const svg = draw(bar([1, 2, 3], { deviation: 1 }), bar([4]));
  expect(count(svg, 'class="th-seed"')).toBe(4);
  expect(count(svg, 'class="th-error"')).toBe(1);
  expect(svg).toContain('>2.0 ± 1.0</text>');
  expect(svg).toContain('>4.0</text>');
});

it('draws a row without values as a dash, and no bars as an empty chart', () => {
  expect(draw(bar([]))).toContain('>–</text>');
  for (const svg of [draw(bar([])), draw(), draw(bar([0]))])
    expect(svg).not.toMatch(/NaN|Infinity/);
});

it('keeps negative values inside the chart', () => {
  const svg = draw(bar([-10, -20]), bar([10]));
  for (const [, x] of svg.matchAll(/<rect x="([-\d.]+)"/g)) expect(Number(x)).toBeGreaterThan(0);
});

it('escapes its texts', () => {
  expect(draw(bar([1], { label: '<&>' }))).toContain('&lt;&amp;&gt;');
});

it('has 64 fills that differ in color or lines', () => {
  const fills = [...textureDefs('a', 64).text.matchAll(/<pattern id="[^"]*"(.*?)<\/pattern>/g)];
  expect(new Set(fills.map(([, body]) => body)).size).toBe(64);
});

it('leaves dots out if it is told so', () => {
  const svg = barChart({ title: 'AP', id: 'bars', bars: [bar([3])], dots: false });
  expect(count(svg, 'class="th-seed"')).toBe(0);
});
