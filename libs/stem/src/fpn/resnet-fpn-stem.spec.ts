import { join } from 'node:path';
import { expectNoLeak, golden } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { ResNet, RESNET_CHANNELS } from '../resnet/resnet';
import { ResNetC4Stem } from '../resnet/resnet-c4-stem';
import { FormulaParameters, formulaImage } from '../testing/formula-parameters';
import { expectMap, type SampledMap } from '../testing/sampled-map';
import { useWasm } from '../testing/use-wasm';
import { FeaturePyramid } from './fpn';
import { ResNetFpnStem } from './resnet-fpn-stem';

type Maps = Record<'c' | 'p', SampledMap[]>;

const { width, height, ...networks } = golden<
  { width: number; height: number } & Record<'resnet50' | 'resnet101', Maps>
>(join(__dirname, '__golden__/resnet-fpn.json'));

useWasm();

const parameters = new FormulaParameters();
const image = () => tf.tensor4d(formulaImage(width, height), [1, height, width, 3], 'float32');
const build = (level: number) =>
  new ResNetFpnStem(parameters, { depth: 50, frozenStages: 2, level });

afterAll(() => parameters.dispose());

test.each([50, 101] as const)(
  'the maps of ResNet-%d and its pyramid equal those of torchvision',
  (depth) => {
    const expected = networks[`resnet${depth}`];
    const body = new ResNet(parameters.scope('body'), { depth, frozenStages: 0, layers: 4 });
    const c = body.forward(image());
    c.forEach((map, i) => expectMap(map, expected.c[i]));
    const p = new FeaturePyramid(parameters.scope('fpn'), RESNET_CHANNELS).forward(c);
    p.forEach((map, i) => expectMap(map, expected.p[i]));
  },
);

test('C4 of ResNet-101 equals that of torchvision', () => {
  const stem = new ResNetC4Stem(parameters.scope('body'), { depth: 101, frozenStages: 2 });
  expectMap(stem.features(image()), networks.resnet101.c[2]);
});

test('returns the same levels with any number of frozen parts', () => {
  build(2)
    .levels(image())
    .forEach((map, i) => expectMap(map, networks.resnet50.p[i]));
});

test.each([2, 3, 4, 5, 6])('as a stem it returns level %d only', (level) => {
  const stem = build(level);
  const expected = networks.resnet50.p[level - 2];
  expect([stem.channels, stem.stride]).toEqual([256, 2 ** level]);
  expectMap(stem.features(image()), expected);
});

test('accepts images of sides that are multiples of 32, and refuses others', () => {
  expect([build(2).multiple, build(6).multiple]).toEqual([32, 64]);
  expect(() => build(3).features(tf.zeros([1, 64, 72, 3]))).toThrow(
    expect.objectContaining({ kind: 'shape', message: expect.stringMatching(/72×64.*of 32/) }),
  );
});

test('leaves no tensor behind', () => {
  const stem = build(3);
  const small = tf.zeros<tf.Rank.R4>([1, 32, 32, 3]);
  expectNoLeak(() => stem.features(small));
  expectNoLeak(() => stem.levels(small));
});
