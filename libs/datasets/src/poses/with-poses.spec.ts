import { type AnnotatedPose, type Dataset, type PersonAnnotation } from '@turbo-hoi/core';
import { INFO, person, sampleOf } from '../testing/sample-fixture';
import { countPoses, describePoseCounts } from './count-poses';
import { withPoses } from './with-poses';

const LEFT = [0, 0, 4, 4] as const;
const RIGHT = [4, 0, 8, 4] as const;
const OPTIONS = { minScore: 0.3, matchIou: 0.5 };

/** Two keypoints, as in the fixture's data set. */
function pose(box: AnnotatedPose['box'], score: number, a: number, b: number): AnnotatedPose {
  return { box, score, keypoints: Float32Array.from([box[0], 1, a, box[0] + 1, 2, b]) };
}

function datasetOf(...people: PersonAnnotation[]): Dataset {
  const sample = sampleOf(people);
  const split = { size: 1, annotations: async () => sample, sample: async () => sample };
  return { info: INFO, split: () => split };
}

async function posed(people: PersonAnnotation[], poses: AnnotatedPose[], options = OPTIONS) {
  const dataset = withPoses(datasetOf(...people), { ofImage: () => poses }, options);
  const { people: found } = await dataset.split('train').sample(0);
  expect((await dataset.split('train').annotations(0)).people).toEqual(found);
  return found;
}

describe('withPoses', () => {
  it('labels keypoints, weighing them by their confidence times the score of the pose', async () => {
    const [left, right] = await posed([person(LEFT), person(RIGHT)], [pose(LEFT, 0.5, 0.5, 0.25)]);
    expect([...left.keypoints!]).toEqual([0, 1, 2, 1, 2, 2]);
    expect([...left.keypointWeights!]).toEqual([0.25, 0.125]);
    expect(right).toEqual(person(RIGHT));
  });

  it('leaves keypoints without confidence unlabelled and cuts weights to 0..1', async () => {
    const [one] = await posed([person(LEFT)], [pose(LEFT, 1, 0, 3)]);
    expect([...one.keypoints!]).toEqual([0, 1, 0, 1, 2, 2]);
    expect([...one.keypointWeights!]).toEqual([0, 1]);
  });

  it('never changes annotated keypoints, and never assigns their pose to a neighbour', async () => {
    const annotated = person(LEFT, { keypoints: Float32Array.from([1, 1, 1, 0, 0, 0]) });
    const neighbour = person([0.5, 0, 4.5, 4]);
    const found = await posed([annotated, neighbour], [pose(LEFT, 0.9, 1, 1)]);
    expect(found).toEqual([annotated, neighbour]);
  });

  it('labels people all of whose keypoints are annotated as unlabelled', async () => {
    const [one] = await posed(
      [person(LEFT, { keypoints: new Float32Array(6) })],
      [pose(LEFT, 1, 1, 1)],
    );
    expect([...one.keypointWeights!]).toEqual([1, 1]);
  });

  it('leaves groups, low scores and poses elsewhere out', async () => {
    const group = person(LEFT, { crowd: true });
    expect(await posed([group], [pose(LEFT, 0.9, 1, 1)])).toEqual([group]);
    expect(await posed([person(LEFT)], [pose(LEFT, 0.2, 1, 1)])).toEqual([person(LEFT)]);
    expect(await posed([person(LEFT)], [pose(RIGHT, 0.9, 1, 1)])).toEqual([person(LEFT)]);
  });

  it('does not change the poses, nor the splits for evaluation', async () => {
    const found = pose(LEFT, 0.5, 0.5, 0.25);
    await posed([person(LEFT)], [found]);
    expect(found).toEqual(pose(LEFT, 0.5, 0.5, 0.25));
    const dataset = datasetOf(person(LEFT));
    const changed = withPoses(dataset, { ofImage: () => [found] }, OPTIONS);
    expect(changed.split('test')).toBe(dataset.split('test'));
    expect(changed.split('validation')).toBe(dataset.split('validation'));
  });
});

it('wraps data sets that are objects of classes', async () => {
  class Split {
    private readonly inner = datasetOf(person(LEFT)).split('train');
    get size() {
      return this.inner.size;
    }
    annotations(index: number) {
      return this.inner.annotations(index);
    }
    sample(index: number) {
      return this.inner.sample(index);
    }
    imagePath(index: number) {
      return `${this.size}/${index}`;
    }
  }
  class Classy implements Dataset {
    readonly train = new Split();
    get info() {
      return INFO;
    }
    split() {
      return this.train;
    }
  }
  const { info, split } = withPoses(
    new Classy(),
    { ofImage: () => [pose(LEFT, 1, 1, 1)] },
    OPTIONS,
  );
  expect(info).toBe(INFO);
  expect([split('train').size, split('train').imagePath!(3)]).toEqual([1, '1/3']);
  expect((await split('train').sample(0)).people[0].keypoints).not.toBeNull();
});

describe('countPoses', () => {
  const people = [
    person(LEFT),
    person(RIGHT, { keypoints: Float32Array.from([5, 1, 2, 0, 0, 0]) }),
    person([0, 0, 8, 4], { crowd: true }),
  ];
  const count = (poses: AnnotatedPose[]) =>
    countPoses(datasetOf(...people).split('train'), { ofImage: () => poses }, OPTIONS);

  it('counts people with and without a pose, and poses without a person', async () => {
    const poses = [pose(LEFT, 0.9, 1, 1), pose(RIGHT, 0.8, 1, 1), pose(LEFT, 0.7, 1, 1)];
    const counts = await count(poses);
    expect(counts).toEqual({ people: 2, annotated: 1, posed: 1, poses: 3, unmatched: 1 });
    expect(describePoseCounts('p.json', counts)).toBe(
      'p.json: 1 of 1 people without keypoints got a pose (1 more have annotated keypoints); ' +
        '1 of 3 poses match no person.',
    );
  });

  it('refuses poses that match no person', async () => {
    const counts = await count([pose(RIGHT, 0.8, 1, 1)]);
    expect(() => describePoseCounts('p.json', counts, 'Look at the names.')).toThrow(
      'p.json: none of the 1 people without keypoints got a pose; 1 of its poses are of images of the training split. Look at the names.',
    );
  });
});
