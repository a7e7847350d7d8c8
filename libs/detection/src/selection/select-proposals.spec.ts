import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorGrid, anchorShapes } from '../anchors/anchors';
import { type LevelScores, selectProposals } from './select-proposals';

const RATIOS = [0.5, 1, 2];

interface Size {
  readonly height: number;
  readonly width: number;
}

interface ProposalCase {
  readonly padded: Size;
  readonly image: Size;
  readonly beforeNms: number;
  readonly afterNms: number;
  readonly iou: number;
  readonly levels: {
    size: number;
    rows: number;
    columns: number;
    objectness: number[];
    deltas: number[];
  }[];
  readonly boxes: number[];
}

const { padded, image, boxes, levels, ...options } = JSON.parse(
  readFileSync(join(__dirname, '__golden__/proposals.json'), 'utf8'),
) as ProposalCase;

const given = levels.map(({ size, rows, columns, objectness, deltas }): LevelScores => ({
  grid: anchorGrid(anchorShapes([size], RATIOS), [rows, columns], padded),
  objectness: Float32Array.from(objectness),
  deltas: Float32Array.from(deltas),
}));

test('proposals equal those of RegionProposalNetwork, best first', () => {
  const found = selectProposals(given, image, options);
  expect(found.boxes).toHaveLength(boxes.length);
  found.boxes.forEach((edge, i) => expect(Math.abs(edge - boxes[i])).toBeLessThan(1e-4));
  expect([...found.scores]).toEqual([...found.scores].sort((a, b) => b - a));
});

test('a level whose objectness is NaN has no proposals', () => {
  const broken = given.map((level) => ({ ...level, objectness: level.objectness.map(() => NaN) }));
  expect(selectProposals(broken, image, options).boxes).toHaveLength(0);
});
