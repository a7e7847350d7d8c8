import { intervalChart, type IntervalRow } from './interval-chart';

const draw = (...rows: Partial<IntervalRow>[]) =>
  intervalChart({
    title: 'differences',
    rows: rows.map((row) => ({ label: '', mean: 1, margin: 1, stated: null, word: '', ...row })),
  });
const count = (text: string, what: string | RegExp) => text.split(what).length - 1;
/** The paths of intervals: a line and the marks at its ends. */
const intervals = (svg: string) =>
  [...svg.matchAll(/<path d="([^"]*)" fill="none"/g)].map(([, path]) => path);

it('draws an interval, its mean and what was stated', () => {
  const svg = draw({ mean: 2, margin: 0.5, stated: 1.5, label: 'pose', word: 'appears' });
  expect(intervals(svg)).toHaveLength(1);
  // One more of each in the key.
  expect(count(svg, 'r="4"')).toBe(2);
  expect(count(svg, 'class="th-stated"')).toBe(2);
  expect(svg).toContain('>pose</text>');
  expect(svg).toContain('>appears</text>');
});

it('draws a mean alone without a margin, and nothing where nothing was measured', () => {
  const svg = draw({ margin: NaN }, { mean: null, stated: 1 });
  expect(intervals(svg)).toEqual([]);
  expect(count(svg, 'r="4"')).toBe(2);
  expect(svg).not.toMatch(/NaN|Infinity/);
});

it('ends an interval that leaves the chart in an arrow', () => {
  const [inside] = intervals(draw({ margin: 0.5 }));
  const [outside] = intervals(draw({ margin: 500 }));
  expect(inside).toContain('v8');
  expect(outside).not.toContain('v8');
  for (const [, x] of outside.matchAll(/[MLH]([\d.]+)/g))
    expect(Number(x)).toBeLessThanOrEqual(770);
});

it('draws the frame alone without rows', () => {
  expect(draw()).not.toMatch(/NaN|Infinity/);
});
