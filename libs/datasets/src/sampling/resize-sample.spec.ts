import type { RgbImage, Sample } from '@turbo-hoi/core';
import { person, sampleOf } from '../testing/sample-fixture';
import { resizeRule } from './resize-rule';
import { resizeSample } from './resize-sample';

const blank = async (_: RgbImage, width: number, height: number): Promise<RgbImage> => ({
  data: new Uint8Array(3 * width * height),
  width,
  height,
});
const sample: Sample = {
  ...sampleOf(
    [person([1, 0, 3, 4], { area: 6, keypoints: Float32Array.from([1.5, 2, 2, 0, 0, 0]) })],
    [{ annotationId: 2, box: [4, 1, 8, 2], category: 1, crowd: true }],
  ),
  hoiLabels: [3],
  fileName: 'a.jpg',
};

describe('resizeSample', () => {
  it('scales boxes, keypoints and areas, and keeps the rest', async () => {
    const rule = resizeRule({ shortSide: 8, longSide: 100 });
    const { sample: big, scale, scaleX, scaleY } = await resizeSample(sample, rule, blank);
    expect([scale, scaleX, scaleY]).toEqual([2, 2, 2]);
    expect([big.width, big.height, big.image.width, big.image.height]).toEqual([16, 8, 16, 8]);
    expect(big.people[0]).toMatchObject({ box: [2, 0, 6, 8], area: 24, annotationId: 1 });
    expect([...big.people[0].keypoints!]).toEqual([3, 4, 2, 0, 0, 0]);
    expect(big.objects).toEqual([
      { annotationId: 2, box: [8, 2, 16, 4], category: 1, crowd: true },
    ]);
    expect(big).toMatchObject({ imageId: 1, hoiLabels: [3], fileName: 'a.jpg' });
    expect(sample.people[0].box).toEqual([1, 0, 3, 4]);
  });

  it('scales each axis by its rounded sides, so that the edges stay edges', async () => {
    const rule = resizeRule({ shortSide: 3, longSide: 100 });
    const wide: Sample = {
      ...sampleOf([person([0, 0, 7, 4])]),
      image: await blank(sample.image, 7, 4),
      width: 7,
    };
    const resized = await resizeSample(wide, rule, blank);
    expect(resized.scale).toBe(0.75);
    expect([resized.scaleX, resized.scaleY]).toEqual([5 / 7, 0.75]);
    expect(resized.sample.people[0].box).toEqual([0, 0, 5, 3]);
  });

  it('returns a sample of the same size unchanged', async () => {
    const never = () => Promise.reject(new Error('not needed'));
    const rule = resizeRule({ shortSide: 4, longSide: 8 });
    expect(await resizeSample(sample, rule, never)).toEqual({
      sample,
      scale: 1,
      scaleX: 1,
      scaleY: 1,
    });
  });

  it('keeps people without keypoints', async () => {
    const rule = resizeRule({ shortSide: 8, longSide: 16 });
    const { sample: big } = await resizeSample(sampleOf([person([0, 0, 1, 1])]), rule, blank);
    expect(big.people[0].keypoints).toBeNull();
  });
});
