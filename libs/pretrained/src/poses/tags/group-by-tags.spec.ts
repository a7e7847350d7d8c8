import { join } from 'node:path';
import { expectClose, golden, type GoldenArray } from '@turbo-hoi/testing';
import { multipleView } from '../../images/view';
import { groupByTags, TAG_GROUPS } from './group-by-tags';
import type { TagMaps } from './joint-peaks';
import { taggedPoses } from './tagged-poses';

interface Golden extends Record<'heatmaps' | 'tags' | 'people', GoldenArray> {
  readonly height: number;
  readonly width: number;
  readonly maxPeople: number;
}

const crowds = golden<Golden[]>(join(__dirname, '__golden__/tag-groups.json'));

test.each(crowds)(
  'finds the same people as NumPy and scipy in maps of $height × $width',
  ({ people, heatmaps, tags, maxPeople, ...size }) => {
    const maps = { ...size, heatmaps: heatmaps.data, tags: tags.data, keypoints: 17 };
    const found = groupByTags(maps, { ...TAG_GROUPS, maxPeople });
    expect(found).toHaveLength(people.shape[0]);
    expectClose(Float32Array.from(found.flatMap((pose) => [...pose])), people.data);
  },
);

const SIDE = 8;

/** Maps of 8 × 8 cells with joints `[k, x, y, score, tag]`. */
function mapsOf(...joints: readonly (readonly number[])[]): TagMaps {
  const heatmaps = new Float32Array(SIDE * SIDE * 17);
  const tags = new Float32Array(SIDE * SIDE * 17);
  for (const [k, x, y, score, tag] of joints) {
    heatmaps[(y * SIDE + x) * 17 + k] = score;
    tags[(y * SIDE + x) * 17 + k] = tag;
  }
  return { height: SIDE, width: SIDE, heatmaps, tags, keypoints: 17 };
}

const found = (maps: TagMaps) =>
  groupByTags(maps).map((pose) => Array.from({ length: 17 }, (_, k) => pose[3 * k + 2]));

test('joints of one tag are one person, however far apart', () => {
  const [person, ...others] = found(mapsOf([0, 1, 1, 0.75, 2], [5, 6, 6, 0.5, 2.25]));
  expect([person[0], person[5], others]).toEqual([0.75, 0.5, []]);
});

test('a joint whose tag is at least 1 from everybody is a new person', () => {
  expect(found(mapsOf([0, 1, 1, 0.75, 2], [5, 6, 6, 0.5, 3]))).toHaveLength(2);
  expect(found(mapsOf([0, 1, 1, 0.75, 2], [5, 6, 6, 0.5, 2.875]))).toHaveLength(1);
});

test('of two joints of equal rounded distance the one of larger score is matched', () => {
  const [first, second] = found(
    mapsOf([0, 1, 1, 0.75, 2], [5, 6, 6, 0.25, 2.125], [5, 3, 3, 0.5, 2.375]),
  );
  expect([first[5], second[5]]).toEqual([0.5, 0.25]);
});

test('weak peaks, and neighbours of a peak, are no joints', () => {
  expect(found(mapsOf([0, 1, 1, 0.0625, 2]))).toEqual([]);
  expect(found(mapsOf([0, 4, 4, 0.75, 2], [0, 5, 4, 0.5, 9]))).toHaveLength(1);
  expect(groupByTags({ ...mapsOf(), height: 0, width: 0 })).toEqual([]);
  expect(found({ ...mapsOf(), heatmaps: mapsOf().heatmaps.fill(NaN) })).toEqual([]);
});

test('returns poses in pixels of the image, their boxes around the joints found', () => {
  const image = { width: 128, height: 64 };
  const view = multipleView(image, 64, 32);
  const [pose] = taggedPoses(
    { ...mapsOf([0, 1, 2, 0.5, 2], [5, 6, 4, 0.75, 2]), height: SIDE },
    view,
  );
  // Cells of 16 × 8 pixels of the image; a quarter of a cell is taken off where no neighbour is larger.
  expectClose(pose.keypoints.subarray(0, 3), [1.25 * 16, 2.25 * 8, 0.5]);
  expectClose(Float32Array.from(pose.box), [20, 18, 100, 34]);
  expect(pose.score).toBeCloseTo(1.25 / 17);
  expect([...pose.keypoints.subarray(3, 6)]).toEqual([0, 0, 0]);
});
