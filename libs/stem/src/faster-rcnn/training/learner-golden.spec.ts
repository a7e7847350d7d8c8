import { join } from 'node:path';
import { createRng } from '@turbo-hoi/core';
import { expectClose, golden } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { FormulaParameters, formulaImage } from '../../testing/formula-parameters';
import { useWasm } from '../../testing/use-wasm';
import { fpnBackbone } from '../network/detector-backbone';
import { FasterRcnnNetwork } from '../network/faster-rcnn-network';
import { FasterRcnnLearner } from './faster-rcnn-learner';

const expected = golden<{
  readonly width: number;
  readonly height: number;
  readonly beforeNms: number;
  readonly afterNms: number;
  readonly boxes: number[][];
  readonly labels: number[][];
  readonly losses: Readonly<Record<string, number>>;
  readonly gradients: Readonly<Record<string, number[]>>;
}>(join(__dirname, '__golden__/losses.json'));

const { width, height, beforeNms, afterNms } = expected;

useWasm();

test('losses and gradients equal those of fasterrcnn_resnet50_fpn', async () => {
  const parameters = new FormulaParameters();
  const backbone = fpnBackbone(parameters.scope('backbone'), 50);
  const network = new FasterRcnnNetwork(parameters, backbone, 91, {
    input: null,
    proposals: { beforeNms, afterNms, iou: 0.7 },
    detections: { score: 0, iou: 0.5, limit: 1 },
  });
  const all = { count: 1e6 };
  const learner = new FasterRcnnLearner(network, { rpn: all, roi: all });
  const images = twoImages();
  const batch = { ...images, proposals: await learner.propose(images) };
  const variables = Object.keys(expected.gradients).map((name) => parameters.variables.get(name)!);
  const parts = new Map<string, number>();
  const { grads } = tf.variableGrads(() => {
    const report = learner.loss(batch, { rng: createRng(0) });
    for (const { name, value } of report.parts) parts.set(name, value.dataSync()[0]);
    return report.total;
  }, variables);
  expectClose(
    ['rpn.objectness', 'rpn.box', 'detection.class', 'detection.box'].map((name) =>
      parts.get(name)!,
    ),
    ['loss_objectness', 'loss_rpn_box_reg', 'loss_classifier', 'loss_box_reg'].map(
      (name) => expected.losses[name],
    ),
    { relative: 1e-4 },
  );
  Object.values(expected.gradients).forEach((gradient, i) => {
    const scale = Math.max(...gradient.map(Math.abs));
    expectClose(grads[variables[i].name], gradient, { absolute: 1e-4 * scale });
  });
  parameters.dispose();
});

/** The formula's image and its mirror image. */
function twoImages() {
  const size = { width, height };
  return {
    images: Uint8Array.from([...formulaImage(width, height), ...mirror()]),
    shape: { batch: 2, ...size },
    sizes: [size, size],
    truths: expected.boxes.map((boxes, i) => ({
      boxes: Float32Array.from(boxes),
      classes: Int32Array.from(expected.labels[i], (label) => label - 1),
      crowds: new Float32Array(0),
    })),
  };
}

function mirror(): Uint8Array {
  const pixels = formulaImage(width, height);
  return pixels.map((_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return pixels[3 * (y * width + width - 1 - x) + (i % 3)];
  });
}
