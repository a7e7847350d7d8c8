import { createRng } from '@turbo-hoi/core';
import { INFO, person, sampleOf } from '../testing/sample-fixture';
import { augment, augmentSchema, drawVariation } from './augment';

const STILL = { flip: 0, channelShuffle: 0, brightness: [1, 1] as const };
const FLIP = { ...STILL, flip: 1 };

const sample = {
  ...sampleOf(
    [person([1, 0, 3, 4], { keypoints: Float32Array.from([1.25, 2, 2, 0, 0, 0]) })],
    [{ annotationId: 2, box: [4, 1, 8, 2] as const, category: 1 }],
  ),
  image: { data: Uint8Array.from({ length: 96 }, (_, i) => i), width: 8, height: 4 },
};

describe('augment', () => {
  it('returns an equal sample with all augmentations off', () => {
    expect(augment(sample, STILL, INFO, createRng(0))).toEqual(sample);
  });

  it('mirrors pixels, boxes and keypoints, whose names change sides', () => {
    const flipped = augment(sample, FLIP, INFO, createRng(0));
    expect([...flipped.image.data.slice(0, 3)]).toEqual([21, 22, 23]);
    expect(flipped.people[0].box).toEqual([5, 0, 7, 4]);
    expect(flipped.objects[0].box).toEqual([0, 1, 4, 2]);
    expect([...flipped.people[0].keypoints!]).toEqual([0, 0, 0, 6.75, 2, 2]);
  });

  it('mirrors keypoint weights with the names of the keypoints', () => {
    const weighed = sampleOf([
      person([0, 0, 4, 4], {
        keypoints: Float32Array.from([1, 1, 2, 3, 3, 2]),
        keypointWeights: Float32Array.from([0.25, 1]),
      }),
    ]);
    const [flipped] = augment(weighed, FLIP, INFO, createRng(0)).people;
    expect([...flipped.keypointWeights!]).toEqual([1, 0.25]);
  });

  it('returns the original sample when mirrored twice', () => {
    const twice = augment(augment(sample, FLIP, INFO, createRng(0)), FLIP, INFO, createRng(1));
    expect(twice).toEqual(sample);
  });

  it('mirrors the weights of keypoints with the keypoints', () => {
    const keypointWeights = Float32Array.from([0.25, 0.5]);
    const weighted = sampleOf([{ ...sample.people[0], keypointWeights }]);
    const flipped = augment(weighted, FLIP, INFO, createRng(0));
    expect([...flipped.people[0].keypointWeights!]).toEqual([0.5, 0.25]);
    expect(augment(flipped, FLIP, INFO, createRng(0)).people[0].keypointWeights).toEqual(
      keypointWeights,
    );
  });

  it('keeps people without keypoints', () => {
    const flipped = augment(sampleOf([person([0, 0, 1, 1])]), FLIP, INFO, createRng(0));
    expect(flipped.people[0].keypoints).toBeNull();
  });

  it('reorders the channels of all pixels alike', () => {
    const varied = augment(sample, { ...STILL, channelShuffle: 1 }, INFO, createRng(1)).image.data;
    const order = [...varied.slice(0, 3)];
    expect(order).not.toEqual([0, 1, 2]);
    expect([...order].sort()).toEqual([0, 1, 2]);
    expect([...varied.slice(93)]).toEqual(order.map((channel) => 93 + channel));
  });

  it('scales brightness and stops at white', () => {
    const bright = augment(sample, { ...STILL, brightness: [4, 4] }, INFO, createRng(0)).image.data;
    expect([bright[10], bright[63], bright[95]]).toEqual([40, 252, 255]);
  });

  it('returns its random choices, which can be applied to proposals', () => {
    for (let seed = 0; seed < 8; seed++) {
      const options = { ...STILL, flip: 0.5 };
      const { flipped } = drawVariation(options, createRng(seed));
      const [{ box }] = augment(sample, options, INFO, createRng(seed)).people;
      expect(box[0]).toBe(flipped ? 5 : 1);
    }
  });

  it('repeats itself for the same generator', () => {
    const options = augmentSchema.parse({});
    const once = augment(sample, options, INFO, createRng(5));
    expect(augment(sample, options, INFO, createRng(5))).toEqual(once);
  });
});

describe('augmentSchema', () => {
  it('fills in the defaults', () => {
    expect(augmentSchema.parse({})).toEqual({
      flip: 0.5,
      channelShuffle: 0.5,
      brightness: [0.8, 1.15],
    });
  });

  it.each([{ flip: 1.5 }, { brightness: [-1, 1] }, { turn: 1 }])('refuses %j', (options) => {
    expect(augmentSchema.safeParse(options).success).toBe(false);
  });
});
