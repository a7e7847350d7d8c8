import { join } from 'node:path';
import { expectClose, golden } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { FormulaParameters, formulaImage } from '../../testing/formula-parameters';
import { useWasm } from '../../testing/use-wasm';
import { c4Backbone, fpnBackbone } from './detector-backbone';
import { FasterRcnnNetwork } from './faster-rcnn-network';

type Whole = Record<
  'width' | 'height' | 'shortSide' | 'longSide' | 'beforeNms' | 'afterNms' | 'score' | 'sharpness',
  number
> &
  Record<'proposals' | 'boxes' | 'scores' | 'labels', number[]>;

useWasm();

test.each([
  ['fasterrcnn-resnet50-fpn', fpnBackbone],
  ['faster-rcnn-resnet50-c4', c4Backbone],
])(
  'proposals, final boxes, scores and classes of %s equal those of torchvision',
  async (name, create) => {
    const expected = golden<Whole>(join(__dirname, `__golden__/${name}.json`));
    const { width, height, beforeNms, afterNms, score } = expected;
    const parameters = new FormulaParameters();
    const backbone = create(parameters.scope('backbone'), 50);
    const network = new FasterRcnnNetwork(parameters, backbone, 91, {
      input: expected,
      proposals: { beforeNms, afterNms, iou: 0.7 },
      detections: { score, iou: 0.5, limit: 100 },
    });
    multiply(
      parameters.variables.get('roi_heads.box_predictor.cls_score.weight')!,
      expected.sharpness,
    );
    const before = tf.memory().numTensors;
    const image = { width, height, data: formulaImage(width, height) };
    const [proposals] = await network.propose([image]);
    const [found] = await network.detect([image]);
    expect(tf.memory().numTensors).toBe(before);
    expectClose(proposals.boxes, expected.proposals, { relative: 0, absolute: 0.01 });
    expect([...found.classes]).toEqual(expected.labels);
    expectClose(found.scores, expected.scores, { relative: 1e-3, absolute: 0 });
    expectClose(found.boxes, expected.boxes, { relative: 0, absolute: 0.01 });
    parameters.dispose();
  },
);

function multiply(variable: tf.Variable, factor: number): void {
  tf.tidy(() => variable.assign(tf.mul(variable, factor)));
}

test('an image without proposals has no detections and leaks no tensor', async () => {
  const parameters = new FormulaParameters();
  const backbone = c4Backbone(parameters.scope('backbone'), 50);
  const network = new FasterRcnnNetwork(parameters, backbone, 3, {
    input: null,
    proposals: { beforeNms: 0, afterNms: 10, iou: 0.7 },
    detections: { score: 0, iou: 0.5, limit: 10 },
  });
  const before = tf.memory().numTensors;
  const [{ boxes, classes }] = await network.detect([
    {
      width: 20,
      height: 17,
      data: formulaImage(20, 17),
    },
  ]);
  expect([boxes.length, classes.length]).toEqual([0, 0]);
  expect(tf.memory().numTensors).toBe(before);
  parameters.dispose();
});

test('C4 with layer4 on regions returns boxes inside the image', async () => {
  const parameters = new FormulaParameters();
  const backbone = c4Backbone(parameters.scope('backbone'), 50);
  const network = new FasterRcnnNetwork(parameters, backbone, 3, {
    input: null,
    proposals: { beforeNms: 20, afterNms: 4, iou: 0.7 },
    detections: { score: 0, iou: 0.5, limit: 10 },
  });
  const [{ boxes, classes }] = await network.detect([
    {
      width: 40,
      height: 33,
      data: formulaImage(40, 33),
    },
  ]);
  expect(classes.length).toBeGreaterThan(0);
  boxes.forEach((edge, i) => expect(edge).toBeLessThanOrEqual(i % 2 === 0 ? 40 : 33));
  expect([...parameters.variables.keys()]).toEqual(
    expect.arrayContaining([
      'roi_heads.box_head.layer4.2.bn3.running_var',
      'backbone.layer3.5.conv1.weight',
    ]),
  );
  parameters.dispose();
});
