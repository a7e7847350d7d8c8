import { matrixChart } from './matrix-chart';

const draw = (values: (number | null)[][]) =>
  matrixChart({
    title: 'Actions',
    names: ['a', 'b<'],
    rowsAre: 'true',
    columnsAre: 'scored',
    values,
  });
const opacities = (svg: string) =>
  [...svg.matchAll(/fill-opacity="([\d.]+)"/g)].map(([, value]) => Number(value));

test('cells are as strong as their values, an empty one is not drawn', () => {
  const svg = draw([
    [0.25, 1],
    [null, 0],
  ]);
  expect(opacities(svg)).toEqual([0.25, 1, 0]);
  expect(svg).toContain('>25</text>');
  expect(svg).toContain('b&lt;');
});

test('values below a tenth have no number, on dark cells it is white', () => {
  const svg = draw([
    [0.09, 0.9],
    [0, 0],
  ]);
  expect(svg).not.toContain('>9</text>');
  expect(svg).toMatch(/style="fill:#fff">90<\/text>/);
});
