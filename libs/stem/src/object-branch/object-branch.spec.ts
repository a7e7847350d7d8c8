import {
  createRng,
  type DetectionTargets,
  OBJECT_BRANCHES,
  type ObjectFeatures,
  type PluginConfig,
  type RoiForm,
  selectPlugin,
} from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { stemModule } from '../stem.module';
import { useWasm } from '../testing/use-wasm';

useWasm();

const [CHANNELS, CLASSES] = [4, 3];

const build = (config: PluginConfig) => {
  const container = new Container();
  container.load(stemModule);
  const parameters = new ParameterStore(createRng(0));
  const branch = selectPlugin(container, OBJECT_BRANCHES, config, 'objectBranch').create({
    parameters: parameters.scope('object_branch'),
    channels: CHANNELS,
    classes: CLASSES,
  });
  const side = branch.roi?.side ?? 3;
  const roi = (count: number) =>
    tf.randomNormal<tf.Rank.R4>([count, side, side, CHANNELS], 0, 1, 'float32', 7);
  return { parameters, branch, roi };
};

const targets = (classes: number[], valid: number[]): DetectionTargets => ({
  classes: tf.tensor1d(classes, 'int32'),
  valid: tf.tensor1d(valid),
  deltas: tf.ones([classes.length, 4]),
});

const numbers = (...tensors: tf.Tensor[]) => tensors.map((tensor) => tensor.dataSync()[0]);

interface Case {
  readonly config: PluginConfig;
  readonly form: RoiForm | undefined;
  /** A parameter of the branch, by torchvision's name. */
  readonly parameter: string;
}

describe.each<Case>([
  {
    config: { kind: 'residual', blocks: 1, groups: 2 },
    form: undefined,
    parameter: 'cls_score.weight',
  },
  {
    config: { kind: 'layer4' },
    form: { side: 14, aligned: false },
    parameter: 'box_head.layer4.2.bn3.running_var',
  },
  {
    config: { kind: 'two-fc', width: 5, aligned: true },
    form: { side: 7, aligned: true },
    parameter: 'box_head.fc7.weight',
  },
])('$config.kind', ({ config, form, parameter }) => {
  let { parameters, branch, roi } = {} as ReturnType<typeof build>;
  beforeAll(() => ({ parameters, branch, roi } = build(config)));
  afterAll(() => parameters.dispose());

  const lossOf = (features: ObjectFeatures, t: DetectionTargets) => {
    const losses = branch.loss(features, t);
    expect(losses.map(({ name }) => name)).toEqual(['class', 'box']);
    return numbers(...losses.map(({ value }) => value));
  };

  it('scores background and every class, with a box for every class but the background', () => {
    const { classLogits, deltas } = branch.forward(roi(2));
    expect([classLogits.shape, deltas.shape]).toEqual([
      [2, 1 + CLASSES],
      [2, 4 * CLASSES],
    ]);
  });

  it('declares its RoI form if it differs from that of people', () => {
    expect(branch.roi).toEqual(form);
  });

  it('names its parameters as torchvision does', () => {
    const outputs = config.kind === 'residual' ? '' : 'box_predictor.';
    expect([...parameters.entries().keys()]).toEqual(
      expect.arrayContaining([
        `object_branch.${parameter}`,
        `object_branch.${outputs}cls_score.weight`,
        `object_branch.${outputs}bbox_pred.bias`,
      ]),
    );
  });

  it('classifies background but does not regress it', () => {
    const [classification, regression] = lossOf(branch.forward(roi(2)), targets([0, 0], [1, 1]));
    expect(classification).toBeGreaterThan(0);
    expect(regression).toBe(0);
  });

  it('ignores padding rows', () => {
    const features = branch.forward(roi(3));
    expect(lossOf(features, targets([1, 2, 3], [1, 1, 0]))).toEqual(
      lossOf(features, targets([1, 2, 0], [1, 1, 0])),
    );
  });

  it('has losses of 0 without proposals', () => {
    expect(lossOf(branch.forward(roi(1)), targets([2], [0]))).toEqual([0, 0]);
  });

  it('returns no rows for no regions', () => {
    expect(branch.forward(roi(0)).classLogits.shape).toEqual([0, 1 + CLASSES]);
  });

  it('every trainable parameter gets a gradient', () => {
    const wanted = targets([1, 2], [1, 1]);
    const variables = [...parameters.trainable().values()];
    const { grads } = tf.variableGrads(() => {
      const [{ value: classification }, { value: regression }] = branch.loss(
        branch.forward(roi(2)),
        wanted,
      );
      return tf.add(classification, regression);
    }, variables);
    expect(Object.keys(grads)).toHaveLength(variables.length);
    tf.dispose(grads);
  });

  it('leaves no tensor behind', () => {
    const [input, wanted] = [roi(2), targets([1, 0], [1, 1])];
    expectNoLeak(() => {
      const features = branch.forward(input);
      const loss = branch.loss(features, wanted);
      return { features, loss };
    });
  });
});

test.each([
  [{ kind: 'layer4', blocks: 3 }, /objectBranch.*blocks/],
  [{ kind: 'two-fc', width: 0 }, /objectBranch\.width/],
  [{ kind: 'layer5' }, /loaded object branch plugins: layer4, residual, two-fc/],
])('refuses %p', (wrong, message) => expect(() => build(wrong)).toThrow(message));
