import {
  type AnyPlugin,
  createRng,
  type Dataset,
  type Detector,
  type Plugin,
  pluginModule,
  type PoseAnnotator,
  type Sample,
} from '@turbo-hoi/core';
import {
  buildBatch,
  checkInfo,
  createSyntheticDataset,
  syntheticSchema,
  type TrainingBatch,
} from '@turbo-hoi/datasets';
import { chooseMetrics, evaluateModel } from '@turbo-hoi/inference';
import {
  adam,
  learningRateSchedule,
  type Optimizer,
  scheduleSchema,
  toModelBatch,
  train,
} from '@turbo-hoi/training';
import { modelModules, type ModelInput, TurboPipeline } from '@turbo-hoi/turbo-loop';
import { Container } from 'inversify';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { readSlotExamples } from './read-examples';

const data = createSyntheticDataset(syntheticSchema.parse({ size: 32, train: 2, test: 2 }));

const block = { convs: 1, channels: 4, deconvChannels: 2, groups: 1 };
const small: ModelInput = {
  stem: { kind: 'small', widths: [2, 2, 2], blocks: [1, 1], channels: 4, groups: 1 },
  roi: { side: 2, context: null },
  initialPose: block,
  stages: [{ hoi: { kind: 'explicit', width: 4 }, pose: { kind: 'hoi-guided', ...block } }],
  objectBranch: null,
};

const examples = readSlotExamples();

test('every plugin slot is found', () => {
  expect(examples.map(({ slot }) => slot).sort()).toEqual([
    'ATTENTION_MASKS',
    'DATASETS',
    'DETECTORS',
    'HOI_MODULES',
    'INITIAL_POSES',
    'METRICS',
    'OBJECT_BRANCHES',
    'OPTIMIZERS',
    'POSE_ANNOTATORS',
    'POSE_MODULES',
    'STEMS',
  ]);
});

test.each(examples.map(({ slot, code }) => [slot, code] as const))(
  'the example of %s is a plugin that works',
  async (slot, code) => {
    expect(code).not.toBeNull();
    const plugin = load(code!);
    await USES[slot](plugin);
  },
);

/** The default export of a module. */
function load(code: string): AnyPlugin {
  const { outputText } = transpileModule(code, {
    compilerOptions: {
      module: ModuleKind.CommonJS,
      target: ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const module: { default?: AnyPlugin } = {};
  new Function('require', 'exports', outputText)(require, module);
  return module.default!;
}

const USES: Record<string, (plugin: AnyPlugin) => Promise<void>> = {
  STEMS: (plugin) => trains(plugin, { ...small, stem: { kind: plugin.kind } }),
  INITIAL_POSES: (plugin) =>
    trains(plugin, {
      ...small,
      initialPose: { kind: plugin.kind },
      stages: [{ ...small.stages![0], pose: null }],
    }),
  HOI_MODULES: (plugin) =>
    trains(plugin, { ...small, stages: [{ ...small.stages![0], hoi: { kind: plugin.kind } }] }),
  POSE_MODULES: (plugin) =>
    trains(plugin, { ...small, stages: [{ ...small.stages![0], pose: { kind: plugin.kind } }] }),
  ATTENTION_MASKS: (plugin) =>
    trains(plugin, { ...small, stages: [{ ...small.stages![0], mask: { kind: plugin.kind } }] }),
  OBJECT_BRANCHES: (plugin) => trains(plugin, { ...small, objectBranch: { kind: plugin.kind } }),
  OPTIMIZERS: (plugin) => trains(plugin, small, create<Optimizer>(plugin)),
  DETECTORS: async (plugin) => {
    const sample = await data.split('test').sample(0);
    const found = await create<Detector>(plugin, { dataset: data.info }).propose(
      sample,
      createRng(0),
    );
    expect([...found.boxes]).toEqual([0, 0, 32, 32]);
    expect(found.classes).toHaveLength(found.scores.length);
  },
  DATASETS: async (plugin) => {
    const { info, split } = await create<Dataset>(plugin);
    expect(checkInfo(info, 'the example')).toBe(info);
    const { image, people }: Sample = await split('train').sample(0);
    expect(image.data).toHaveLength(3 * image.width * image.height);
    expect(people).toHaveLength(1);
  },
  POSE_ANNOTATORS: async (plugin) => {
    const { image, people } = await data.split('test').sample(0);
    const boxes = people.map(({ box }) => box);
    const annotator = create<PoseAnnotator>(plugin);
    const poses = await annotator.annotate({ imageId: 1, fileName: 'a', image, people: boxes });
    expect(poses.map(({ box }) => box)).toEqual(boxes);
    expect(poses[0].keypoints).toHaveLength(51);
  },
  METRICS: async (plugin) => {
    const container = containerWith(plugin);
    const configs = [{ kind: plugin.kind }];
    const model = build(container, small);
    const { columns, stages, prior } = await evaluateModel({
      model,
      split: data.split('test'),
      detector: { propose: async ({ people }) => detectionsOf(people.map(({ box }) => box)) },
      rng: createRng(0),
      prior: {
        actionScores: new Float32Array(data.info.actions.columns.length),
        offsets: new Float32Array(4 * data.info.actions.columns.length),
        keypoints: new Float32Array(34),
      },
      metrics: chooseMetrics(container, data.info, configs, 'metrics').factories,
    });
    const [{ key }] = columns;
    for (const { scores } of [...stages, prior]) expect(scores[key]).toBe(100);
    model.dispose();
  },
};

function create<T>(plugin: AnyPlugin, context: object = {}): T {
  const own = plugin as Plugin<T, object>;
  const { value } = own.schema['~standard'].validate({}) as { value: object };
  return own.create(value, context);
}

function containerWith(plugin: AnyPlugin): Container {
  const container = new Container();
  container.load(...modelModules, pluginModule(plugin));
  return container;
}

function build(container: Container, config: ModelInput) {
  return new TurboPipeline({ container, config, dataset: data.info, rng: createRng(0) }).build();
}

/** Two steps with a model that contains the plugin: losses are finite, and trainable parameters change. */
async function trains(plugin: AnyPlugin, config: ModelInput, optimizer?: Optimizer): Promise<void> {
  const model = build(containerWith(plugin), config);
  const own = optimizer ?? create<Optimizer>(adam as unknown as AnyPlugin);
  const before = weights(model);
  const sizes = { people: 2, proposals: 4, heatmapSide: model.heatmapSide, ...model.padding };
  const losses: number[] = [];
  await train<TrainingBatch>({
    loss: (batch, context) => model.loss(toModelBatch(batch), context),
    parameters: model.parameters.trainable(),
    optimizer: own,
    learningRateAt: learningRateSchedule(scheduleSchema.parse({ learningRate: 0.01 }), 2),
    batchAt: async (step) => {
      const sample = await data.split('train').sample(step - 1);
      const proposals = detectionsOf(sample.people.map(({ box }) => box));
      return buildBatch([sample], [proposals], data.info, sizes, createRng(step));
    },
    rng: createRng(0),
    steps: 2,
    onStep: ({ loss }) => void losses.push(loss),
  });
  expect(losses).toHaveLength(2);
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(weights(model)).not.toEqual(before);
  own.dispose();
  model.dispose();
}

const weights = (model: ReturnType<typeof build>) =>
  [...model.parameters.trainable().values()].map((weight) => weight.dataSync().slice());

const detectionsOf = (boxes: readonly (readonly number[])[]) => ({
  boxes: Float32Array.from(boxes.flat()),
  scores: new Float32Array(boxes.length).fill(0.9),
  classes: new Int32Array(boxes.length),
});
