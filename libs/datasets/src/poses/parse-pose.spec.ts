import { resultEntry } from '../testing/pose-fixture';
import { parsePose } from './parse-pose';

const parse = (more: Record<string, unknown>, scoreScale = 1, defaultScore: number | null = null) =>
  parsePose(resultEntry(more), { scoreScale, defaultScore });
const numbers = (count: number, value: unknown = 1) => Array(count).fill(value);

describe('parsePose', () => {
  it('reads a result; its box is the extent of the labelled keypoints', () => {
    const keypoints = numbers(51, 0);
    keypoints.splice(0, 9, 10, 20, 0.5, 14, 30, 1, 99, 99, 0);
    expect(parse({ keypoints })).toEqual({
      image: 7,
      corners: 0,
      pose: {
        box: [10, 20, 14, 30],
        score: 0.75,
        keypoints: Float32Array.from([10, 20, 0.5, 14, 30, 1, ...numbers(45, 0)]),
      },
    });
  });

  it('takes the name of a file for an image, as AlphaPose writes it', () => {
    expect(parse({ image_id: '0001.jpg' })).toMatchObject({ image: '0001.jpg' });
    expect(parse({ file_name: 'x/0001.jpg' })).toMatchObject({ image: 'x/0001.jpg' });
  });

  it('takes the box of the entry where it has one', () => {
    expect(parse({ bbox: [1, 2, 3, 4] })).toMatchObject({ pose: { box: [1, 2, 4, 6] } });
  });

  it('reads COCO annotations: v of 1 and 2 have confidence 1', () => {
    const keypoints = numbers(51, 0);
    keypoints.splice(0, 6, 10, 20, 2, 14, 30, 1);
    const read = parse({ keypoints, bbox: [0, 0, 9, 9], score: undefined }, 1, 1);
    expect(read).toMatchObject({ pose: { score: 1 } });
    expect('pose' in read && [...read.pose!.keypoints.slice(0, 9)]).toEqual([
      10, 20, 1, 14, 30, 1, 0, 0, 0,
    ]);
  });

  it('prefers scores of keypoints to their v, and leaves those of v = 0 out', () => {
    const keypoints = numbers(51, 2);
    keypoints[5] = 0;
    const read = parse({ keypoints, keypoint_scores: numbers(17, 0.25) });
    expect('pose' in read && [...read.pose!.keypoints.slice(0, 9)]).toEqual([
      2, 2, 0.25, 0, 0, 0, 2, 2, 0.25,
    ]);
  });

  it('takes a keypoint at exactly (0, 0) as not found, whatever its confidence', () => {
    const keypoints = [...numbers(48, 0.9), 0, 0, 1];
    keypoints.splice(0, 6, 10, 20, 0.9, 14, 30, 0.9);
    keypoints.fill(12, 6, 48);
    const read = parse({ keypoints, bbox: undefined });
    expect(read).toMatchObject({ corners: 1, pose: { box: [10, 12, 14, 30] } });
    expect('pose' in read && [...read.pose!.keypoints.slice(48)]).toEqual([0, 0, 0]);
  });

  it.each([
    ['groups', { iscrowd: 1 }],
    ['people without a labelled keypoint', { keypoints: numbers(51, 0) }],
  ])('finds no pose in %s', (_, more) => {
    expect(parse(more)).toEqual({ image: 7, pose: null, corners: 0 });
  });

  it('takes ids as text', () => {
    expect(parse({ image_id: '7', category_id: '1' })).toMatchObject({ image: '7' });
  });

  it('scales scores that are not in 0..1', () => {
    expect(parse({ score: 3 }, 0.25)).toMatchObject({ pose: { score: 0.75 } });
  });

  it.each([
    [{ image_id: undefined }, 'image_id is missing; expected a whole number, or the name'],
    [{ image_id: 1.5 }, 'image_id is 1.5'],
    [{ category_id: 3 }, 'category_id is 3; expected 1, a person'],
    [{ keypoints: undefined }, 'keypoints is missing; expected 51 numbers'],
    [{ keypoints: numbers(45) }, 'keypoints has 45 numbers; expected 51'],
    [{ keypoints: numbers(51, NaN) }, 'keypoints[0] is NaN; expected a number'],
    [{ keypoints: numbers(51, null) }, 'keypoints[0] is null'],
    [{ keypoints: numbers(51, -1) }, 'the confidence of keypoint 0 is -1; expected 0..1'],
    [{ keypoint_scores: numbers(16) }, 'keypoint_scores has 16 numbers; expected 17'],
    [{ bbox: [1, 2, 0, 4] }, 'bbox is [1,2,0,4]; expected [x, y, width, height]'],
    [{ bbox: [1, NaN, 3, 4] }, 'bbox is [1,null,3,4]'],
    [{ score: undefined }, 'score is missing; expected a number in 0..1'],
    [{ score: NaN }, 'score is NaN; expected 0..1'],
    [{ score: 12 }, 'score is 12; expected 0..1'],
  ])('refuses %j', (more, problem) => {
    expect(parse(more)).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  it.each([[null], [3], [[1]]])('refuses %j as an entry', (value) => {
    expect(parsePose(value, { scoreScale: 1, defaultScore: null })).toHaveProperty('problem');
  });
});
