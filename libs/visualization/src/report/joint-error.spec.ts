import { jointError } from './joint-error';

const box = [0, 100, 50, 300] as const;

describe('jointError', () => {
  it('is the mean distance in percent of the height, without unlabelled joints', () => {
    const annotated = Float32Array.of(10, 10, 2, 20, 20, 1, 0, 0, 0);
    const found = Float32Array.of(13, 14, 1, 20, 35, 1, 99, 99, 1);
    expect(jointError(found, { box, keypoints: annotated, actions: null })).toBeCloseTo(5);
  });

  it('is null without annotated joints, without a pose and for NaN', () => {
    const annotated = Float32Array.of(1, 1, 2);
    const truth = { box, keypoints: annotated, actions: null };
    expect(jointError(Float32Array.of(1, 1, 1), { ...truth, keypoints: null })).toBeNull();
    expect(
      jointError(Float32Array.of(1, 1, 1), { ...truth, keypoints: new Float32Array(3) }),
    ).toBeNull();
    expect(jointError(null, truth)).toBeNull();
    expect(jointError(Float32Array.of(NaN, 1, 1), truth)).toBeNull();
  });
});
