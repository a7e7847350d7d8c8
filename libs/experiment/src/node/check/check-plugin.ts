import {
  type AnyPlugin,
  ATTENTION_MASKS,
  createRng,
  type Dataset,
  DATASETS,
  type Detector,
  DETECTORS,
  HOI_MODULES,
  INITIAL_POSES,
  OBJECT_BRANCHES,
  type Plugin,
  pluginName,
  POSE_ANNOTATORS,
  POSE_MODULES,
  type PoseAnnotator,
  selectPlugin,
  STEMS,
  TurboHoiError,
} from '@turbo-hoi/core';
import { checkInfo, createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { checkedDetector } from '@turbo-hoi/detection';
import { chooseMetrics, evaluateModel, METRICS } from '@turbo-hoi/inference';
import { OPTIMIZERS } from '@turbo-hoi/training';
import type { ModelInput } from '@turbo-hoi/turbo-loop';
import {
  buildSmall,
  detectionsOf,
  expectThat,
  smallContainer,
  smallModel,
  trainsBriefly,
} from './small-model';

/**
 * Tries a plugin as a run would use it, in seconds: a part of a model trains for three steps in a small one, a data set
 * gives a sample of every split, a detector finds boxes, a metric scores a model. For the plugin's own tests.
 *
 * @param options of the plugin, as a config would have them
 * @throws TurboHoiError `config` for invalid options; `plugin`, `shape` or `non-finite` that names the plugin, what was
 *   expected and what it gave
 * @example await checkPlugin(myMask, { kernel: 3 });
 */
export async function checkPlugin(plugin: AnyPlugin, options: object = {}): Promise<void> {
  const check = CHECKS.get(plugin.slot.token);
  if (!check) throw new TurboHoiError('plugin', `${pluginName(plugin)}: a slot without a check.`);
  await check({ ...plugin, origin: plugin.origin ?? 'the checked plugin' }, options);
}

type Check = (plugin: AnyPlugin, options: object) => Promise<void>;

const data = createSyntheticDataset(syntheticSchema.parse({ size: 32, train: 3, test: 2 }));
const [stage] = smallModel.stages!;

const inModel =
  (config: (chosen: { kind: string }) => ModelInput): Check =>
  (plugin, options) =>
    trainsBriefly(plugin, config({ ...options, kind: plugin.kind }), data);

const CHECKS = new Map<symbol, Check>([
  [STEMS.token, inModel((stem) => ({ ...smallModel, stem }))],
  [
    INITIAL_POSES.token,
    inModel((initialPose) => ({ ...smallModel, initialPose, stages: [{ ...stage, pose: null }] })),
  ],
  [HOI_MODULES.token, inModel((hoi) => ({ ...smallModel, stages: [{ ...stage, hoi }] }))],
  [POSE_MODULES.token, inModel((pose) => ({ ...smallModel, stages: [{ ...stage, pose }] }))],
  [ATTENTION_MASKS.token, inModel((mask) => ({ ...smallModel, stages: [{ ...stage, mask }] }))],
  [OBJECT_BRANCHES.token, inModel((objectBranch) => ({ ...smallModel, objectBranch }))],
  [
    OPTIMIZERS.token,
    (plugin, options) => trainsBriefly(plugin, smallModel, data, { ...options, kind: plugin.kind }),
  ],
  [DETECTORS.token, finds],
  [DATASETS.token, givesSamples],
  [POSE_ANNOTATORS.token, annotates],
  [METRICS.token, scores],
]);

/** What the plugin creates from validated options. */
function create<T>(plugin: AnyPlugin, options: object, context: object = {}): T {
  const container = smallContainer(plugin);
  const config = { ...options, kind: plugin.kind };
  const { slot } = plugin as unknown as Plugin<T, object>;
  return selectPlugin(container, slot, config, slot.name).create(context);
}

async function finds(plugin: AnyPlugin, options: object): Promise<void> {
  const { objectClasses, keypoints } = data.info;
  const created = create<Detector>(plugin, options, { dataset: data.info });
  const [classes, joints] = [objectClasses.length, keypoints.names.length];
  const detector = checkedDetector(created, plugin.kind, classes, joints);
  await detector.propose(await data.split('test').sample(0), createRng(0));
  detector.dispose?.();
}

async function givesSamples(plugin: AnyPlugin, options: object): Promise<void> {
  const dataset = await create<Dataset>(plugin, options);
  checkInfo(dataset.info, pluginName(plugin));
  for (const name of ['train', 'validation', 'test'] as const) {
    const split = dataset.split(name);
    if (split.size === 0) continue;
    const { image } = await split.sample(0);
    expectThat(plugin, {
      what: `the pixels of its first ${name} image`,
      got: image.data.length,
      expected: 3 * image.width * image.height,
    });
  }
}

async function annotates(plugin: AnyPlugin, options: object): Promise<void> {
  const { image, people } = await data.split('test').sample(0);
  const boxes = people.map(({ box }) => box);
  const annotator = await create<PoseAnnotator>(plugin, options);
  const poses = await annotator.annotate({ imageId: 1, fileName: 'a', image, people: boxes });
  const expected = 3 * data.info.keypoints.names.length;
  for (const { keypoints } of poses) {
    expectThat(plugin, { what: 'the numbers of a pose', got: keypoints.length, expected });
  }
}

async function scores(plugin: AnyPlugin, options: object): Promise<void> {
  const container = smallContainer(plugin);
  const model = buildSmall(container, smallModel, data);
  const columns = data.info.actions.columns.length;
  const configs = [{ ...options, kind: plugin.kind }];
  try {
    await evaluateModel({
      model,
      split: data.split('test'),
      detector: { propose: async ({ people }) => detectionsOf(people.map(({ box }) => box)) },
      rng: createRng(0),
      prior: {
        actionScores: new Float32Array(columns),
        offsets: new Float32Array(4 * columns),
        keypoints: new Float32Array(2 * data.info.keypoints.names.length),
      },
      metrics: chooseMetrics(container, data.info, configs, 'metrics').factories,
    });
  } finally {
    model.dispose();
  }
}
