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

  it('draws the frame alone where nothing is finite', () => {
    const svg = chart([NaN, NaN]);
    expect(lines(svg)).toEqual([]);
    expect(svg).not.toContain('NaN');
  });

  it('draws the frame alone without any point', () => {
    expect(chart([])).not.toMatch(/NaN|Infinity/);
  });

  it('draws a reference inside the range and notes one outside', () => {
    expect(chart([1, 3], { reference: { at: 2, label: 'chance' } })).toContain('stroke-dasharray');
    const outside = chart([40, 50], { reference: { at: 2, label: 'chance 2' } });
    expect(outside).toContain('chance 2 (below this range)');
    expect(outside).not.toContain('stroke-dasharray');
  });

  it('falls back to a linear scale where a logarithm does not exist', () => {
    expect(chart([0, 100], { yScale: 'log' })).toBe(chart([0, 100]));
    expect(chart([0.1, 100], { yScale: 'log' })).not.toBe(chart([0.1, 100]));
  });

  it('escapes its texts', () => {
    expect(chart([1], { title: '<&>' })).toContain('&lt;&amp;&gt;');
  });
});
