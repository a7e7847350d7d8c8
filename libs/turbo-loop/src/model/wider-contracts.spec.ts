import {
  ATTENTION_MASK,
  type AttentionMask,
  createRng,
  HOI_GUIDED_POSE,
  type HoiFeatures,
  type HoiInput,
  INITIAL_POSE,
  type InitialPose,
  paperOutputs,
  POSE_AWARE_HOI,
  type PoseAwareHoi,
  type PoseInput,
  STEM,
} from '@turbo-hoi/core';
import { hoiFeatures } from '@turbo-hoi/nn';
import { poseFeatures } from '@turbo-hoi/pose-module';
import * as tf from '@tensorflow/tfjs';
import type { ModelInput } from '../config/model-config';
import { TurboPipeline } from '../pipeline/turbo-pipeline';
import { modelContainer, tinyBatch, tinyConfig, tinyDataset, tinyStage } from '../testing/tiny';

const pipeline = (config: ModelInput, container = modelContainer()) =>
  new TurboPipeline({ container, config, dataset: tinyDataset, rng: createRng(0) });

const training = () => ({ training: true, rng: createRng(1) });
const outputs = paperOutputs(tinyDataset.actions.columns.length);

/** Passes its inputs to `see` and predicts zeros. */
const hoiModule = (needs: PoseAwareHoi['needs'], see: (input: HoiInput) => void): PoseAwareHoi => ({
  width: 3,
  outputs,
  needs,
  forward: (input): HoiFeatures => {
    see(input);
    const [rois] = input.roi.shape;
    const out = { actions: tf.zeros([rois, 4]), offsets: tf.zeros([rois, 16]) };
    return hoiFeatures(outputs, { mid: tf.zeros([rois, 3]), out } as never);
  },
  loss: () => [],
});

describe('a mask that reads F', () => {
  /** Stage 0 without F as input, so that a gradient reaches F only through the mask. */
  const fixedPose: InitialPose = {
    channels: 8,
    heatmapSide: 12,
    forward: ({ roi: { shape } }) =>
      poseFeatures(
        tf.randomNormal([shape[0], 3, 3, 8], 0, 1, 'float32', 1),
        tf.randomNormal([shape[0], 12, 12, 17], 0, 1, 'float32', 2),
      ),
    loss: () => [],
  };

  /** The largest gradient of L_pose by the stem's map. */
  function gradientOfMap(mask: AttentionMask): number {
    const map = tf.variable(tf.randomNormal<tf.Rank.R4>([2, 8, 8, 8], 0, 1, 'float32', 3));
    const container = modelContainer();
    container.bind(STEM).toConstantValue({ channels: 8, stride: 4, features: () => map.clone() });
    const stage = { ...tinyStage(), lambdaHoi: 0 };
    const config = { ...tinyConfig, objectBranch: null, stages: [stage] };
    const model = pipeline(config, container)
      .stage(0, (own) => own.bind(INITIAL_POSE).toConstantValue(fixedPose))
      .stage(1, (own) => own.bind(ATTENTION_MASK).toConstantValue(mask))
      .build();
    const { grads } = tf.variableGrads(() => model.loss(tinyBatch(), training()).total, [map]);
    return tf.max(tf.abs(grads[map.name])).dataSync()[0];
  }

  it('passes the gradient of the pose loss to the stem', () => {
    const mask: AttentionMask = {
      attend: ({ roi }) => tf.sigmoid(tf.mean<tf.Tensor4D>(roi, 3, true)),
    };
    expect(gradientOfMap(mask)).toBeGreaterThan(0);
  });

  it('is the only path from that loss to F', () => {
    expect(gradientOfMap({ attend: () => tf.fill([1, 1, 1, 1], 0.5) })).toBe(0);
  });

  it('may read f_k, and draws random numbers from the rng of the pass', () => {
    const drawn: number[] = [];
    const mask: AttentionMask = {
      attend: ({ hoi, pose, roi }, { rng, training }) => {
        drawn.push(rng.fork('mask').next());
        expect([hoi.message.shape[0], pose.mid.shape[0], roi.shape[0]]).toEqual([3, 3, 3]);
        expect(training).toBe(true);
        return null;
      },
    };
    gradientOfMap(mask);
    gradientOfMap(mask);
    expect(drawn[0]).toBe(drawn[1]);
  });
});

describe('the inputs that an HOI module needs', () => {
  const objects = () => ({
    rois: {
      boxes: tf.tensor2d([
        [4, 2, 20, 30],
        [8, 8, 24, 24],
      ]),
      imageIndex: tf.tensor1d([0, 1], 'int32'),
    },
    classes: tf.tensor1d([1, 2], 'int32'),
    scores: tf.tensor1d([0.5, 1]),
  });
  const pairs = () => ({
    person: tf.tensor1d([0, 1], 'int32'),
    object: tf.tensor1d([0, 1], 'int32'),
    valid: null,
  });

  function seenBy(needs: PoseAwareHoi['needs']): HoiInput {
    const seen: HoiInput[] = [];
    const model = pipeline(tinyConfig)
      .stage(1, (own) =>
        own.bind(POSE_AWARE_HOI).toConstantValue(hoiModule(needs, (input) => seen.push(input))),
      )
      .build();
    model.loss({ ...tinyBatch(), objects: objects(), pairs: pairs() }, training());
    return seen[0];
  }

  it('nothing: it receives nothing, even if the batch has objects and pairs', () => {
    const { objects, pairs, fields } = seenBy(undefined);
    expect([objects, pairs, fields]).toEqual([null, null, {}]);
  });

  it('objects: pooled in the form that the module declares', () => {
    const { objects, pairs } = seenBy({ objects: { side: 2, aligned: false } });
    expect(objects?.features?.shape).toEqual([2, 2, 2, 8]);
    expect([objects?.detected, pairs]).toEqual([null, null]);
  });

  it('pairs: with their objects, which are not pooled unless asked for', () => {
    const { objects, pairs } = seenBy({ pairs: true });
    expect(objects?.features).toBeNull();
    expect(objects?.rois.boxes.shape).toEqual([2, 4]);
    expect(pairs?.person.shape).toEqual([2]);
  });

  it('detections: the object branch runs before the stages', () => {
    const { objects } = seenBy({ detections: true });
    expect(objects?.detected?.classLogits.shape).toEqual([2, 1 + 3]);
    expect(objects?.detected?.deltas.shape).toEqual([2, 4 * 3]);
  });

  it('refuses pair scores with another number of rows', () => {
    const model = pipeline(tinyConfig)
      .stage(1, (own) =>
        own.bind(POSE_AWARE_HOI).toConstantValue({
          ...hoiModule({ pairs: true }, () => undefined),
          forward: (input, context) => ({
            ...hoiModule(undefined, () => undefined).forward(input, context),
            pairs: { actions: tf.zeros([3, 4]) },
          }),
        }),
      )
      .build();
    expect(() =>
      model.loss({ ...tinyBatch(), objects: objects(), pairs: pairs() }, training()),
    ).toThrow('stages[0] (stage 1): hoi: pairs.actions: got [3,4]; expected [2,4].');
  });
});

test('fields of people are passed from the batch to every module by name', () => {
  const seen: string[] = [];
  const note = (who: string, fields: Readonly<Record<string, tf.Tensor>>) =>
    seen.push(`${who} ${Object.keys(fields)} ${fields.skeleton.shape}`);
  const model = pipeline({ ...tinyConfig, stages: [tinyStage()] })
    .stage(0, (own) =>
      own.bind(INITIAL_POSE).toConstantValue({
        channels: 8,
        heatmapSide: 12,
        forward: ({ fields }) => {
          note('stage 0', fields);
          return poseFeatures(tf.zeros([3, 3, 3, 8]), tf.zeros([3, 12, 12, 17]));
        },
        loss: () => [],
      }),
    )
    .stage(1, (own) => {
      own
        .bind(POSE_AWARE_HOI)
        .toConstantValue(hoiModule(undefined, ({ fields }) => note('HOI', fields)));
      own.bind(HOI_GUIDED_POSE).toConstantValue({
        channels: 8,
        heatmapSide: 12,
        forward: ({ fields, pose }: PoseInput) => {
          note('pose', fields);
          return { features: pose, attention: null };
        },
        loss: () => [],
      });
    })
    .build();
  const fields = { skeleton: tf.zeros([3, 17, 2]) };
  model.loss({ ...tinyBatch(), fields }, training());
  expect(seen).toEqual(['stage 0 skeleton 3,17,2', 'HOI skeleton 3,17,2', 'pose skeleton 3,17,2']);
});

test('gradients between stages are scaled in fields of any name', () => {
  const own = [
    ...outputs,
    { name: 'gaze', width: 2, activation: 'identity', meaning: 'gaze direction of the person' },
  ] as const;
  const gradient = (hoiToPoseGradient: number) => {
    const gaze = tf.variable(tf.ones<tf.Rank.R2>([3, 2]));
    const mask: AttentionMask = {
      attend: ({ hoi }) => tf.reshape(tf.mean(hoi.out.gaze, 1), [3, 1, 1, 1]),
    };
    const model = pipeline({ ...tinyConfig, stages: [{ ...tinyStage(), hoiToPoseGradient }] })
      .stage(1, (stage) => {
        stage.bind(ATTENTION_MASK).toConstantValue(mask);
        stage.bind(POSE_AWARE_HOI).toConstantValue({
          width: 3,
          outputs: own,
          forward: () => {
            const zeros = (width: number) => tf.zeros<tf.Rank.R2>([3, width]);
            const out = {
              actions: zeros(4),
              offsets: zeros(16),
              gaze: gaze.clone() as tf.Tensor2D,
            };
            return hoiFeatures(own, { mid: zeros(3), out });
          },
          loss: () => [],
        });
      })
      .build();
    const { grads } = tf.variableGrads(
      () => model.loss(tinyBatch(), training()).total,
      [gaze, ...model.parameters.trainable().values()],
    );
    const flowing = grads[gaze.name];
    return flowing ? tf.max(tf.abs(flowing)).dataSync()[0] : 0;
  };
  const [none, half, whole] = [0, 0.5, 1].map(gradient);
  expect(none).toBe(0);
  expect(whole).toBeGreaterThan(0);
  expect(half / whole).toBeCloseTo(0.5, 4);
});
