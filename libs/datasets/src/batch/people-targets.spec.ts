import { encodeBox, type XyxyBox } from '@turbo-hoi/core';
import { INFO, person, sampleOf } from '../testing/sample-fixture';
import type { PersonMatch } from './match-people';
import { hoiTargetRows, peopleRows, poseTargetRows } from './people-targets';

const BOX: XyxyBox = [0, 0, 8, 4];
const OBJECTS = [
  { annotationId: 7, box: [4, 1, 6, 2] as const, category: 1 },
  { annotationId: 8, box: [0, 0, 2, 2] as const, category: 2 },
];

function match(annotation: Parameters<typeof person>[1], box = BOX): PersonMatch {
  const found = person(BOX, annotation);
  return { imageIndex: 3, box, person: found, sample: sampleOf([found], OBJECTS) };
}

describe('peopleRows', () => {
  it('fills up with invalid unit boxes of the last image', () => {
    const rows = peopleRows([match({})], 2, 6);
    expect([...rows.boxes]).toEqual([0, 0, 8, 4, 0, 0, 1, 1]);
    expect([...rows.imageIndex]).toEqual([3, 5]);
    expect([...rows.valid]).toEqual([1, 0]);
  });

  it('has only invalid rows without people', () => {
    expect([...peopleRows([], 3, 1).valid]).toEqual([0, 0, 0]);
  });
});

describe('hoiTargetRows', () => {
  it('labels every column and locates those whose object is annotated', () => {
    const interactions = [
      { column: 1, object: 0 },
      { column: 2, object: null },
    ];
    const rows = hoiTargetRows([match({ interactions })], INFO, 2);
    expect([...rows.labels]).toEqual([0, 1, 1, 0, 0, 0, 0, 0]);
    expect([...rows.located]).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
    expect([...rows.annotated]).toEqual([1, 0]);
    const code = encodeBox(OBJECTS[0].box, BOX).map(Math.fround);
    expect([...rows.offsets.subarray(0, 16)]).toEqual([0, 0, 0, 0, ...code, ...Array(8).fill(0)]);
  });

  it('encodes targets relative to the proposal, not to the annotated box', () => {
    const box: XyxyBox = [1, 1, 5, 4];
    const rows = hoiTargetRows([match({ interactions: [{ column: 3, object: 0 }] }, box)], INFO, 1);
    expect([...rows.offsets.subarray(12)]).toEqual(encodeBox(OBJECTS[0].box, box).map(Math.fround));
  });

  it('locates the first of several objects of a column', () => {
    const interactions = [
      { column: 3, object: null },
      { column: 3, object: 1 },
      { column: 3, object: 0 },
    ];
    const rows = hoiTargetRows([match({ interactions })], INFO, 1);
    const code = encodeBox(OBJECTS[1].box, BOX).map(Math.fround);
    expect([...rows.offsets.subarray(12)]).toEqual(code);
  });

  it('distinguishes people without actions from people without annotated actions', () => {
    const rows = hoiTargetRows(
      [match({ interactions: [] }), match({ interactions: null })],
      INFO,
      2,
    );
    expect([...rows.annotated]).toEqual([1, 0]);
  });
});

describe('poseTargetRows', () => {
  const visible = (keypoints: number[] | null) => {
    const points = keypoints && Float32Array.from(keypoints);
    return poseTargetRows([match({ keypoints: points })], INFO, 1, 4);
  };

  it('counts hidden keypoints and leaves out unlabelled ones', () => {
    const rows = visible([5, 2, 1, 5, 2, 0]);
    expect([...rows.visible]).toEqual([1, 0]);
    expect(rows.cells[0]).toBe(2 * 4 + 2);
  });

  it('leaves out hidden keypoints with the option', () => {
    const keypoints = Float32Array.from([5, 2, 1, 5, 2, 2]);
    const rows = poseTargetRows([match({ keypoints })], INFO, 1, 4, false);
    expect([...rows.visible]).toEqual([0, 1]);
  });

  it('puts the right and lower edge into the last cell and leaves out what is beyond', () => {
    const rows = visible([8, 4, 2, 8.01, 2, 2]);
    expect([...rows.visible]).toEqual([1, 0]);
    expect(rows.cells[0]).toBe(15);
  });

  it('ignores keypoints that are not finite', () => {
    expect([...visible([NaN, 2, 2, 1, NaN, 2]).visible]).toEqual([0, 0]);
  });

  it('weights detected keypoints', () => {
    const keypoints = Float32Array.from([5, 2, 2, 6, 3, 2]);
    const keypointWeights = Float32Array.from([0.25, 0]);
    const rows = poseTargetRows(
      [match({ keypoints, keypointWeights }), match({ keypoints })],
      INFO,
      2,
      4,
    );
    expect([...rows.visible]).toEqual([0.25, 0, 1, 1]);
  });

  it('has no visible keypoint for a model without poses', () => {
    const keypoints = Float32Array.from([5, 2, 2, 6, 3, 2]);
    expect([...poseTargetRows([match({ keypoints })], INFO, 1, null).visible]).toEqual([0, 0]);
  });

  it('has no visible keypoint for people without keypoints', () => {
    expect([...visible(null).visible]).toEqual([0, 0]);
  });
});
