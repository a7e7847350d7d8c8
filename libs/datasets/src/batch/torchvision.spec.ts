import { createRng, type XyxyBox } from '@turbo-hoi/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proposalsOf, sampleOf } from '../testing/sample-fixture';
import { detectionRows } from './detection-rows';
import { heatmapCell } from './heatmap-cell';

interface Golden {
  readonly side: number;
  readonly boxes: XyxyBox[];
  readonly keypoints: [number, number, number][][];
  readonly cells: number[][];
  readonly valid: number[][];
  readonly proposals: XyxyBox[];
  readonly deltas: number[][];
}

const golden = JSON.parse(
  readFileSync(join(__dirname, '__golden__', 'torchvision.json'), 'utf8'),
) as Golden;

describe('targets compared with torchvision', () => {
  it('puts keypoints into the cells of keypoints_to_heatmap', () => {
    const cells = golden.keypoints.map((points, i) =>
      points.map(([x, y, v]) => (v > 0 ? heatmapCell(x, y, golden.boxes[i], golden.side) : null)),
    );
    const expected = golden.cells.map((row, i) =>
      row.map((cell, k) => (golden.valid[i][k] === 1 ? cell : null)),
    );
    expect(cells).toEqual(expected);
  });

  it('encodes boxes like BoxCoder with weights 10, 10, 5, 5', () => {
    let compared = 0;
    golden.boxes.forEach((box, i) => {
      const sample = sampleOf([], [{ annotationId: 1, box, category: 1 }]);
      const rows = detectionRows(
        [sample],
        [proposalsOf([golden.proposals[i], -1])],
        2,
        createRng(0),
      );
      if (rows.classes[0] === 0) return;
      compared++;
      golden.deltas[i].forEach((delta, k) => expect(rows.deltas[k]).toBeCloseTo(delta, 4));
    });
    expect(compared).toBeGreaterThan(8);
  });
});
