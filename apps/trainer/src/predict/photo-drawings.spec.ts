import { drawingsOf } from './photo-drawings';

const ids = (options: Partial<Parameters<typeof drawingsOf>[0]>) =>
  drawingsOf({ stages: [], posedStages: [], heatmaps: false, ...options }).map(({ id }) => id);

test("the pose detector's drawing is first where the last stage has poses of its own", () => {
  expect(ids({ stages: [1, 2], posedStages: [1, 2], pose: 'movenet' })).toEqual([
    'pose',
    'stage-2',
    'stage-1',
  ]);
});

test('a last stage with actions alone is first, since it is drawn with the detected poses', () => {
  expect(ids({ stages: [1], pose: 'movenet' })).toEqual(['stage-1', 'pose']);
});

test('without stages there are poses, and without those boxes', () => {
  expect(ids({ pose: 'movenet' })).toEqual(['pose']);
  expect(ids({})).toEqual(['boxes']);
});

test('masks and densities are drawn of stages with actions', () => {
  expect(ids({ stages: [0, 1], posedStages: [0, 1], heatmaps: true })).toEqual([
    'stage-1',
    'stage-0',
    'attention-1',
    'targets-1',
  ]);
});
