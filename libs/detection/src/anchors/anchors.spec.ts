import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorAt, anchorGrid, anchorShapes, gridAnchors } from './anchors';

interface AnchorCase {
  readonly sizes: number[][];
  readonly maps: [number, number][];
  readonly height: number;
  readonly width: number;
  readonly anchors: number[];
}

const cases = JSON.parse(
  readFileSync(join(__dirname, '__golden__/anchors.json'), 'utf8'),
) as AnchorCase[];

const RATIOS = [0.5, 1, 2];

test.each(cases)(
  'anchors of sizes $sizes equal those of AnchorGenerator',
  ({ sizes, maps, anchors, ...image }) => {
    const found = sizes.flatMap((own, i) => {
      const grid = anchorGrid(anchorShapes(own, RATIOS), maps[i], image);
      const count = maps[i][0] * maps[i][1] * grid.shapes.length;
      return Array.from({ length: count }, (_, a) => anchorAt(grid, a)).flat();
    });
    expect(found.map((edge) => edge + 0)).toEqual(anchors.map((edge) => edge + 0));
  },
);

test('concatenates the anchors of several levels', () => {
  const size = { width: 8, height: 8 };
  const grids = [4, 8].map((side) => anchorGrid(anchorShapes([side], [1]), [1, 1], size));
  expect([...gridAnchors(grids)]).toEqual([-2, -2, 2, 2, -4, -4, 4, 4]);
  expect(gridAnchors([])).toHaveLength(0);
});
