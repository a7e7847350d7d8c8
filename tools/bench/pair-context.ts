/**
 * Times a model that reads layouts at its default sizes: regions of the stem and three stages for one photo of 40
 * detections, 16 of them people, and loss and gradients of a training batch of 32 images with 150 people and 2,000
 * pairs.
 *
 *     TS_NODE_PROJECT=apps/trainer/tsconfig.json TS_NODE_TRANSPILE_ONLY=1 \
 *       node -C @turbo-hoi/source -r ts-node/register tools/bench/pair-context.ts tensorflow|wasm [kernels]
 *
 * Prints milliseconds; with `kernels`, how often each kernel runs.
 */
import 'reflect-metadata';
import { chooseBackend } from '@turbo-hoi/backends/node';
import {
  actionVocabulary,
  COCO_80,
  COCO_KEYPOINTS,
  createRng,
  type DatasetInfo,
  type Rng,
} from '@turbo-hoi/core';
import { toRois } from '@turbo-hoi/nn';
import { type ModelBatch, modelModules, TurboPipeline } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';

const K = COCO_KEYPOINTS.names.length;

/** V-COCO's numbers of columns, keypoints and classes. */
const dataset: DatasetInfo = {
  name: 'noise',
  actions: actionVocabulary(
    Array.from({ length: 26 }, (_, i) => ({
      name: `action ${i}`,
      roles: i < 3 ? ['instr', 'obj'] : i < 22 ? ['obj'] : [],
    })),
  ),
  keypoints: COCO_KEYPOINTS,
  objectClasses: COCO_80,
};
const columns = dataset.actions.columns.length;

async function main([backend = 'tensorflow', kernels]: string[]): Promise<void> {
  const { name, device } = await chooseBackend({ backend: backend as 'wasm', setup: 'never' });
  console.log(`${name} (${device})`);
  const container = new Container();
  container.load(...modelModules);
  const stage = {
    hoi: { kind: 'pair-context' },
    mask: { kind: 'channel' },
    pose: { kind: 'skeleton' },
  };
  const model = new TurboPipeline({
    container,
    config: {
      stem: { kind: 'layout' },
      initialPose: { kind: 'skeleton' },
      stages: [stage, stage, stage],
      objectBranch: null,
    },
    dataset,
    rng: createRng(0),
  }).build();
  const rng = createRng(1);
  const photo = noiseBatch([{ detections: 40, people: 16 }], rng);
  const perImage = Array.from({ length: 32 }, (_, i) => ({
    detections: i === 0 ? 40 : 8 + (i % 24),
    people: i < 22 ? 5 : 4,
  }));
  const training = noiseBatch(perImage, rng, 2000);
  const predict = () => {
    const map = model.features(photo.images);
    const context = { training: false, rng, valid: photo.valid };
    const stages = tf.tidy(() => model.stages(map, photo.people, context, photo));
    stages[3].hoi!.pairs!.actions.dataSync();
    tf.dispose([map, ...stages] as unknown as tf.TensorContainer);
  };
  const variables = [...model.parameters.trainable().values()];
  let step = 0;
  const train = () => {
    const context = { training: true, rng: createRng(2).fork('step', step++) };
    const { value, grads } = tf.variableGrads(() => model.loss(training, context).total, variables);
    value.dataSync();
    tf.dispose([value, grads]);
  };
  const forward = () => {
    const context = { training: true, rng: createRng(2).fork('step', step++) };
    const { total, parts } = model.loss(training, context);
    total.dataSync();
    tf.dispose([total, parts.map(({ value }) => value)]);
  };
  report(`predict, ${photo.pairs!.person.size} pairs`, predict, 60);
  report(`loss, ${training.pairs!.person.size} pairs`, forward, 10);
  report(`loss and gradients`, train, 10);
  if (!kernels) return;
  for (const [title, run] of [
    ['predict', predict],
    ['loss and gradients', train],
  ] as const) {
    const { kernelNames, kernels: infos } = await tf.profile(run as never);
    const counts = new Map<string, number>();
    for (const { name } of infos) counts.set(name, (counts.get(name) ?? 0) + 1);
    const sorted = [...counts].sort((a, b) => b[1] - a[1]);
    console.log(title, infos.length, kernelNames.length, Object.fromEntries(sorted));
  }
}

/** Random boxes, skeletons and targets; the first detections of each image are its people. */
function noiseBatch(
  perImage: readonly { readonly detections: number; readonly people: number }[],
  rng: Rng,
  pairLimit = Infinity,
): ModelBatch {
  const [width, height] = [640, 480];
  const fill = (length: number, draw: () => number) => Float32Array.from({ length }, draw);
  const rows = perImage.flatMap(({ detections, people }, image) =>
    Array.from({ length: detections }, (_, i) => ({ image, isPerson: i < people })),
  );
  const own = rows.flatMap(({ isPerson }, row) => (isPerson ? [row] : []));
  const boxes = rows.flatMap(({ isPerson }) => {
    const side = isPerson ? 0.4 : 0.2;
    const [w, h] = [rng.uniform(20, side * width), rng.uniform(20, side * height)];
    const [x, y] = [rng.uniform(0, width - w), rng.uniform(0, height - h)];
    return [x, y, x + w, y + h];
  });
  const all = own.flatMap((mine, person) =>
    rows.flatMap(({ image }, object) =>
      object !== mine && image === rows[mine].image ? [{ person, object }] : [],
    ),
  );
  const pairs = [...rng.permutation(all.length)]
    .slice(0, Math.min(pairLimit, all.length))
    .sort((a, b) => a - b)
    .map((i) => all[i]);
  const imageIndex = Int32Array.from(rows, ({ image }) => image);
  const [R, P, O, B] = [own.length, pairs.length, rows.length, perImage.length];
  const binary = (length: number, share: number) => fill(length, () => Number(rng.chance(share)));
  const classes = Int32Array.from(rows, ({ isPerson }) => (isPerson ? 0 : rng.int(79) + 1));
  const scores = fill(O, () => rng.uniform(0.3, 1));
  const host = {
    boxes: Float32Array.from(boxes),
    classes,
    scores,
    sizes: Float32Array.from(perImage.flatMap(() => [width, height])),
    own: Int32Array.from(own),
    person: Int32Array.from(pairs, ({ person }) => person),
    object: Int32Array.from(pairs, ({ object }) => object),
  };
  return {
    images: tf.zeros([B, 1, 1, 3]),
    people: toRois(
      Float32Array.from(own.flatMap((row) => boxes.slice(4 * row, 4 * row + 4))),
      Int32Array.from(own, (row) => rows[row].image),
      B,
    ),
    valid: tf.ones([R]),
    objects: {
      rois: toRois(Float32Array.from(boxes), imageIndex, B),
      classes: tf.tensor1d(classes, 'int32'),
      scores: tf.tensor1d(scores),
      keypoints: tf.tensor3d(
        Float32Array.from(
          rows.flatMap(({ isPerson }, row) =>
            Array.from({ length: 3 * K }, (_, i) => {
              if (!isPerson) return 0;
              const [x1, y1, x2, y2] = boxes.slice(4 * row, 4 * row + 4);
              if (i % 3 === 2) return rng.uniform(0.4, 1);
              return i % 3 === 0 ? rng.uniform(x1, x2) : rng.uniform(y1, y2);
            }),
          ),
        ),
        [O, K, 3],
      ),
    },
    layout: {
      sizes: tf.tensor2d(host.sizes, [B, 2]),
      own: tf.tensor1d(own, 'int32'),
      host: () => host,
    },
    pairs: {
      person: tf.tensor1d(host.person, 'int32'),
      object: tf.tensor1d(host.object, 'int32'),
      valid: null,
    },
    hoi: {
      labels: tf.tensor2d(binary(R * columns, 0.1), [R, columns]),
      annotated: tf.ones([R]),
      offsets: tf.zeros([R, 4 * columns]),
      located: tf.zeros([R, columns]),
      pairs: {
        labels: tf.tensor2d(binary(P * columns, 0.01), [P, columns]),
        valid: tf.ones([P]),
      },
    },
    pose: {
      cells: tf.zeros([R, K], 'int32'),
      visible: tf.tensor2d(binary(R * K, 0.8), [R, K]),
      points: tf.tensor2d(
        fill(R * 2 * K, () => rng.uniform(-1, 1)),
        [R, 2 * K],
      ),
    },
    proposals: toRois(new Float32Array(0), new Int32Array(0), B),
    detection: {
      classes: tf.tensor1d([], 'int32'),
      valid: tf.tensor1d([]),
      deltas: tf.zeros([0, 4]),
    },
  };
}

/** Wall time, and processor time, which other programs disturb less. */
function report(title: string, run: () => void, times: number): void {
  for (let i = 0; i < Math.ceil(times / 4); i++) run();
  const before = process.cpuUsage();
  const ms = Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const { user, system } = process.cpuUsage(before);
  const [median, least, cpu] = [ms[times >> 1], ms[0], (user + system) / 1000 / times];
  console.log(
    `${title}: median ${median.toFixed(1)} ms, minimum ${least.toFixed(1)} ms, CPU ${cpu.toFixed(1)} ms`,
  );
}

void main(process.argv.slice(2));
