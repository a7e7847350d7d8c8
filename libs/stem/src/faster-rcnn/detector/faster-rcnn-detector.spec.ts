import { join } from 'node:path';
import { COCO_91, createRng } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { expectClose, golden } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { FormulaParameters, formulaImage } from '../../testing/formula-parameters';
import { useWasm } from '../../testing/use-wasm';
import { createNetwork } from '../network/create-network';
import { fpnBackbone } from '../network/detector-backbone';
import { FasterRcnnNetwork } from '../network/faster-rcnn-network';
import { FasterRcnnDetector } from './faster-rcnn-detector';
import { fasterRcnnSchema, smallFasterRcnnSchema } from './faster-rcnn-schema';

const expected = golden<
  Record<
    'width' | 'height' | 'shortSide' | 'longSide' | 'beforeNms' | 'afterNms' | 'score',
    number
  > &
    Record<'boxes' | 'scores' | 'labels', number[]>
>(join(__dirname, '../network/__golden__/fasterrcnn-resnet50-fpn.json'));

useWasm();

const { width, height, shortSide, longSide, beforeNms, afterNms, score } = expected;
const image = { width, height, data: formulaImage(width, height) };
const options = fasterRcnnSchema.parse({
  input: { shortSide, longSide },
  proposals: { beforeNms, afterNms },
  scoreThreshold: score,
});

/** The classes that torchvision detects, the most frequent last, and one that no detector has. */
const found = [...new Set(expected.labels.map((label) => COCO_91[label - 1]))].filter(
  (name) => name !== 'N/A',
);
const objectClasses = ['easel', ...found.slice(0, -1)];

function weights(name = 'formula') {
  const values = formulaValues();
  return { name, fingerprint: () => name, read: async () => values };
}

/** The content of a file with the formula's weights. */
function formulaValues() {
  const parameters = new FormulaParameters();
  new FasterRcnnNetwork(parameters, fpnBackbone(parameters.scope('backbone'), 50), 91, {
    input: null,
    proposals: options.proposals,
    detections: { score, iou: 0.5, limit: 100 },
  });
  const values = new Map(
    [...parameters.variables].map(([name, variable]) => {
      const data = variable.dataSync<'float32'>().slice();
      return [name, { shape: variable.shape, data }] as const;
    }),
  );
  parameters.dispose();
  return values;
}

test('returns the detections of torchvision in the classes of the data set, and releases its weights', async () => {
  const warnings: string[] = [];
  const context = { dataset: { objectClasses }, warn: (line: string) => warnings.push(line) };
  const detector = new FasterRcnnDetector(options, weights(), context);
  expect(warnings).toEqual(['formula has no output for these classes: easel.']);
  const before = tf.memory().numTensors;
  const { boxes, scores, classes } = await detector.propose({ image });
  const rows = [...expected.labels.keys()].filter((row) =>
    objectClasses.includes(COCO_91[expected.labels[row] - 1]),
  );
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.length).toBeLessThan(expected.labels.length);
  expect([...classes].map((index) => objectClasses[index])).toEqual(
    rows.map((row) => COCO_91[expected.labels[row] - 1]),
  );
  expectClose(
    scores,
    rows.map((row) => expected.scores[row]),
    { relative: 1e-3 },
  );
  expectClose(
    boxes,
    rows.flatMap((row) => expected.boxes.slice(4 * row, 4 * row + 4)),
    { absolute: 0.01 },
  );
  await detector.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

const none = { name: 'empty.safetensors', fingerprint: () => 'a', read: async () => new Map() };
const context = { dataset: { objectClasses: ['person', 'car'] } };

test('refuses weights that lack a parameter, names the parameter, and allows another try', async () => {
  const detector = new FasterRcnnDetector(options, none, context);
  const refusal = {
    kind: 'checkpoint',
    message: expect.stringMatching(/empty\.safetensors: backbone\.body\.conv1\.weight is missing/),
  };
  const before = tf.memory().numTensors;
  await expect(detector.detect([image])).rejects.toMatchObject(refusal);
  await expect(detector.detect([image])).rejects.toMatchObject(refusal);
  expect(tf.memory().numTensors).toBe(before);
  await detector.dispose();
});

test('refuses a parameter of another shape and frees the others', async () => {
  const one = { shape: [7, 7, 3, 64], data: new Float32Array(7 * 7 * 3 * 64) };
  const values = new Map([
    ['backbone.body.conv1.weight', one],
    ['backbone.body.bn1.weight', { shape: [3], data: new Float32Array(3) }],
  ]);
  const detector = new FasterRcnnDetector(options, { ...none, read: async () => values }, context);
  const before = tf.memory().numTensors;
  await expect(detector.detect([image])).rejects.toThrow(
    /bn1\.weight has shape \[3\], expected \[64\]/,
  );
  expect(tf.memory().numTensors).toBe(before);
});

test('the cache key changes with weights, options and classes only', () => {
  const key = (changes: object, fingerprint = 'a', classes = ['person', 'car']) =>
    new FasterRcnnDetector(
      { ...options, ...changes },
      { ...none, fingerprint: () => fingerprint },
      { dataset: { objectClasses: classes } },
    ).cacheKey;
  expect(key({})).toBe(key({}));
  const keys = [key({}), key({ nms: 0.6 }), key({}, 'b'), key({}, 'a', ['car', 'person'])];
  expect(new Set(keys).size).toBe(4);
});

describe('a small detector that returns proposals', () => {
  const small = {
    ...smallFasterRcnnSchema.parse({
      network: { widths: [4, 4, 4], blocks: [0, 0], channels: 6, groups: 2 },
      proposals: { afterNms: 5 },
    }),
    classes: ['person'],
    input: null,
  };
  const values = async () => {
    const parameters = new ParameterStore(createRng(1));
    createNetwork(parameters, small);
    return new Map(
      [...parameters.entries()].map(([name, variable]) => {
        const data = variable.dataSync<'float32'>().slice();
        return [name, { shape: variable.shape, data }] as const;
      }),
    );
  };
  const noise = (seed: number, side = 32) => {
    const rng = createRng(seed);
    const data = Uint8Array.from({ length: 3 * side * side }, () => rng.int(256));
    return { image: { width: side, height: side, data } };
  };

  it('declares proposesOnly and does not classify', async () => {
    const detector = new FasterRcnnDetector(small, { ...none, read: values }, context);
    const { boxes, scores, classes } = await detector.propose(noise(1));
    expect(detector.proposesOnly).toBe(true);
    expect([boxes.length, scores.length, new Set(classes)]).toEqual([20, 5, new Set([-1])]);
    await detector.dispose();
  });

  it('returns the same for an image in a batch as for the image alone', async () => {
    const detector = new FasterRcnnDetector(small, { ...none, read: values }, context);
    const samples = [noise(1), noise(2, 24), noise(3)];
    const together = await detector.proposeAll(samples);
    for (const [i, sample] of samples.entries()) {
      const alone = await detector.propose(sample);
      expectClose(together[i].boxes, alone.boxes, { absolute: 1e-3 });
      expectClose(together[i].scores, alone.scores, { absolute: 1e-5 });
    }
    await detector.dispose();
  });
});
