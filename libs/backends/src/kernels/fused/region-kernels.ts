import { expect, type FusedInput, type FusedKernel, UNFIT } from './fused-kernel';

const FRAMES = ['points', 'a', 'b', 'c', 'd'] as const;

/** Kernels of regions of people and of pairs; see the files of native/kernels for what each computes. */
export const REGION_KERNELS: Readonly<Record<string, FusedKernel>> = {
  TurboRoiAlign: {
    run: 'roiAlign',
    inputs: ['map', 'boxes', 'image'],
    integers: ['image'],
    plan({ map, boxes, image }, attributes) {
      const { side } = attributes;
      expectRegions(map, boxes, image);
      const [, height, width, channels] = map.shape;
      const [regions] = boxes.shape;
      return {
        outputs: [[regions, side, side, channels]],
        numbers: [regions, height, width, channels, ...sampling(attributes)],
      };
    },
  },
  TurboRoiAlignGrad: {
    run: 'roiAlignGrad',
    inputs: ['dy', 'boxes', 'image'],
    integers: ['image'],
    plan({ dy, map, boxes, image }, attributes) {
      const { side } = attributes;
      expectRegions(map, boxes, image);
      const [regions] = boxes.shape;
      expect(dy.size === regions * side * side * map.shape[3], REGIONS);
      const [batch, ...sizes] = map.shape;
      return { outputs: [map.shape], numbers: [batch, regions, ...sizes, ...sampling(attributes)] };
    },
  },
  TurboPairGeometry: {
    run: 'pairGeometry',
    inputs: ['people', 'objects', 'person', 'object'],
    integers: ['person', 'object'],
    plan({ people, objects, person, object }) {
      const pairs = person.size;
      expect(
        object.size === pairs &&
          areBelow(person, people.shape[0]) &&
          areBelow(object, objects.shape[0]),
        'expected boxes [R,4] and [O,4] and rows of them',
      );
      const frame = [pairs, 2];
      return { outputs: [[pairs, 4], frame, frame, frame, frame], numbers: [pairs] };
    },
  },
  TurboJointFeatures: {
    run: 'jointFeatures',
    inputs: FRAMES,
    plan(inputs) {
      const [pairs, keypoints] = expectJoints(inputs);
      return { outputs: [[pairs, 6 * keypoints]], numbers: [pairs, keypoints] };
    },
  },
  TurboJointFeaturesGrad: {
    run: 'jointFeaturesGrad',
    inputs: ['dy', ...FRAMES],
    plan(inputs) {
      const [pairs, keypoints] = expectJoints(inputs);
      expect(inputs.dy.size === pairs * 6 * keypoints, UNFIT);
      return { outputs: [inputs.points.shape], numbers: [pairs, keypoints] };
    },
  },
};

type Attributes = Readonly<Record<string, number>>;

const sampling = ({ side, ratio, aligned, scale }: Attributes) => [side, ratio, aligned, scale];

const REGIONS = 'expected a map [B,H,W,C], boxes [R,4] and as many indices of images';

function expectRegions(map: FusedInput, boxes: FusedInput, image: FusedInput): void {
  const [regions, corners] = boxes.shape;
  expect(map.shape.length === 4 && corners === 4 && image.size === regions, REGIONS);
  expect(areBelow(image, map.shape[0]), REGIONS);
}

function expectJoints(inputs: Readonly<Record<string, FusedInput>>): [number, number] {
  const [pairs, columns] = inputs.points.shape;
  expect(inputs.points.shape.length === 2 && columns % 3 === 0, 'expected points [P,3K]');
  for (const name of FRAMES.slice(1)) {
    expect(inputs[name].size === 2 * pairs, 'expected frames [P,2]');
  }
  return [pairs, columns / 3];
}

const areBelow = ({ read }: FusedInput, count: number): boolean =>
  read().every((row) => row >= 0 && row < count);
