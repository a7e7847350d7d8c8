import { type LineChart, lineChart } from './line-chart';

const chart = (y: readonly number[], rest: Partial<LineChart> = {}) =>
  lineChart({
    title: 'Loss',
    xLabel: 'step',
    lines: [{ label: '', color: 'red', x: y.map((_, i) => i), y, values: true }],
    ...rest,
  });

/** The paths of the line with the color, without grid and axes. */
const lines = (svg: string) =>
  [...svg.matchAll(/<path d="([^"]*)" fill="none"/g)].map(([, d]) => d);

describe('lineChart', () => {
  it('draws one line through all points and writes their values', () => {
    const [path, ...more] = lines(chart([1, 2, 3]));
    expect(more).toEqual([]);
    expect(path).toMatch(/^M[\d. ]+L[\d. ]+L[\d. ]+$/);
    expect(chart([1, 2, 3])).toContain('>3.0</text>');
  });

  it('leaves a gap where a value is not finite', () => {
    const [path] = lines(chart([1, 2, NaN, 3, 4, Infinity, 5]));
    expect(path.replace(/[^MLh]/g, '')).toBe('MLMLMh');
  });

  it('draws only the frame if no value is finite', () => {
    const svg = chart([NaN, NaN]);
    expect(lines(svg)).toEqual([]);
    expect(svg).not.toContain('NaN');
  });

  it('draws only the frame without points', () => {
    expect(chart([])).not.toMatch(/NaN|Infinity/);
  });

  it('draws a reference inside the range, and lists one outside only in the legend', () => {
    const inside = chart([1, 3], { reference: { at: 2, label: 'prior' } });
    expect(inside).toContain('class="th-reference"');
    expect(inside).toContain('>prior</text>');
    const outside = chart([40, 50], { reference: { at: 2, label: 'prior' } });
    expect(outside).toContain('>prior (below)</text>');
    expect(outside).not.toContain('class="th-reference"');
  });

  it('draws differences of rounding size as a straight line', () => {
    const [path] = lines(chart([0.01, 0.01 + 1e-17, 0.01 - 1e-17]));
    expect(new Set([...path.matchAll(/ ([\d.]+)/g)].map(([, y]) => y)).size).toBe(1);
  });

  it('falls back to a linear scale for values that are not positive', () => {
    expect(chart([0, 100], { yScale: 'log' })).toBe(chart([0, 100]));
    expect(chart([0.1, 100], { yScale: 'log' })).not.toBe(chart([0.1, 100]));
  });

  it('escapes its texts', () => {
    expect(chart([1], { title: '<&>' })).toContain('&lt;&amp;&gt;');
  });
});
