import { createRng, TurboHoiError } from '@turbo-hoi/core';
import { INFO, person, proposalsOf, sampleOf } from '../testing/sample-fixture';
import { buildBatch } from './build-batch';

const SIZES = { people: 3, proposals: 4, heatmapSide: 4 };
const someone = person([0, 0, 4, 4], { keypoints: Float32Array.from([1, 1, 2, 3, 3, 1]) });

describe('buildBatch', () => {
  it('stacks the images and keeps to the fixed sizes', () => {
    const samples = [sampleOf([someone], [], 5), sampleOf([], [], 9)];
    const proposals = [proposalsOf([someone.box, 0]), proposalsOf([[0, 0, 2, 2], -1])];
    const batch = buildBatch(samples, proposals, INFO, SIZES, createRng(0));
    expect(batch.shape).toEqual({ batch: 2, height: 4, width: 8 });
    expect(batch.images).toEqual(Uint8Array.from({ length: 192 }, (_, i) => (i < 96 ? 5 : 9)));
    const lengths = [batch.people, batch.hoi, batch.pose, batch.detection].flatMap((rows) =>
      Object.values(rows as object).map((array: ArrayLike<number>) => array.length),
    );
    expect(lengths).toEqual([12, 3, 3, 12, 3, 48, 12, 6, 6, 16, 4, 4, 4, 16]);
    expect([...batch.people.valid]).toEqual([1, 0, 0]);
  });

  it('makes a batch without people and without proposals', () => {
    const batch = buildBatch([sampleOf([])], [proposalsOf()], INFO, SIZES, createRng(0));
    expect([...batch.people.valid, ...batch.detection.valid]).toEqual(Array(7).fill(0));
    expect([...batch.people.boxes, ...batch.hoi.offsets].every(Number.isFinite)).toBe(true);
  });

  it('returns the same batch for the same generator', () => {
    const proposals = [proposalsOf([someone.box, 0], [[0, 0, 4, 3], 0], [[5, 0, 7, 4], -1])];
    const build = () => buildBatch([sampleOf([someone])], proposals, INFO, SIZES, createRng(4));
    expect(build()).toEqual(build());
  });

  it('pads images of different sizes and leaves boxes where they are', () => {
    const wide = {
      ...sampleOf([]),
      image: { data: new Uint8Array(48).fill(3), width: 8, height: 2 },
    };
    const sizes = { ...SIZES, multiple: 4, padColor: [9, 9, 9] };
    const proposals = [proposalsOf(), proposalsOf([someone.box, 0])];
    const batch = buildBatch(
      [wide, sampleOf([someone], [], 5)],
      proposals,
      INFO,
      sizes,
      createRng(0),
    );
    expect(batch.shape).toEqual({ batch: 2, height: 4, width: 8 });
    expect(batch.images).toEqual(
      Uint8Array.from({ length: 192 }, (_, i) => (i < 48 ? 3 : i < 96 ? 9 : 5)),
    );
    expect([...batch.people.boxes.subarray(0, 4)]).toEqual([...someone.box]);
    expect(batch.people.imageIndex[0]).toBe(1);
  });

  it('refuses no samples and missing proposals', () => {
    const build = (...samples: Parameters<typeof buildBatch>[0]) =>
      buildBatch(
        samples,
        samples.slice(0, 2).map(() => proposalsOf()),
        INFO,
        SIZES,
        createRng(0),
      );
    expect(() => build()).toThrow(TurboHoiError);
    expect(() => build(sampleOf([]), sampleOf([]), sampleOf([]))).toThrow(/2 lists .* 3 samples/);
  });
});
