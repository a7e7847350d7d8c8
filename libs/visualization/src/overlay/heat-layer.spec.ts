import { HEAT_COLORS, heatLayer } from './heat-layer';

const cells = (svg: string) =>
  Object.fromEntries(
    [...svg.matchAll(/<path d="([^"]*)" fill="([^"]*)"/g)].map(([, path, color]) => [
      HEAT_COLORS.indexOf(color as (typeof HEAT_COLORS)[number]),
      path,
    ]),
  );

describe('heatLayer', () => {
  it('colors cells row by row, clamped to the range', () => {
    const svg = heatLayer(Float32Array.of(-5, 0.55, 1, 9), [10, 20, 30, 60], [0, 1]).text;
    expect(svg).toContain('translate(10 20) scale(10 20)');
    expect(cells(svg)).toEqual({
      0: 'M0 0h1v1h-1z',
      5: 'M1 0h1v1h-1z',
      9: 'M0 1h1v1h-1zM1 1h1v1h-1z',
    });
  });

  it('leaves NaN cells empty', () => {
    const svg = heatLayer(Float32Array.of(NaN, 0, 0, NaN), [0, 0, 1, 1], [0, 1]).text;
    expect(cells(svg)).toEqual({ 0: 'M1 0h1v1h-1zM0 1h1v1h-1z' });
  });

  it('draws a constant mask in the middle color', () => {
    const svg = heatLayer(Float32Array.of(0.3), [0, 0, 1, 1], [0.3, 0.3]).text;
    expect(Object.keys(cells(svg))).toEqual(['5']);
  });

  it('rejects a grid that is not square', () => {
    expect(() => heatLayer(new Float32Array(6), [0, 0, 1, 1], [0, 1])).toThrow(/got 6 values/);
  });
});
