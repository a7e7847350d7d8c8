import {
  actionVocabulary,
  COCO_KEYPOINTS,
  createRng,
  type DatasetInfo,
  type PluginConfig,
  type RgbImage,
} from '@turbo-hoi/core';
import {
  modelModules,
  type ModelInput,
  type TurboModel,
  TurboPipeline,
} from '@turbo-hoi/turbo-loop';
import { Container } from 'inversify';
import { chooseMetrics, type MetricFactory } from '../scoring/choose-metrics';
import { metricsModule } from '../scoring/metrics.module';

/** A data set of two actions (three columns), 17 keypoints and two classes. */
export const tinyDataset: DatasetInfo = {
  name: 'tiny',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'ball'],
};

const block = { convs: 1, channels: 4, deconvChannels: 2, groups: 2 };

export const tinyStage = {
  hoi: { kind: 'explicit', width: 4 },
  pose: { kind: 'hoi-guided', ...block },
};

/** An untrained model of two stages on regions of 3×3 cells. */
export function tinyModel(changes: ModelInput = {}): TurboModel {
  const container = new Container();
  container.load(...modelModules);
  const config: ModelInput = {
    stem: { kind: 'small', widths: [4, 4, 4], blocks: [0, 0], channels: 6, groups: 2 },
    roi: { side: 3, context: { channels: 2 } },
    initialPose: block,
    objectBranch: null,
    stages: [tinyStage, tinyStage],
    ...changes,
  };
  return new TurboPipeline({ container, config, dataset: tinyDataset, rng: createRng(0) }).build();
}

export function noise(seed: number, width = 32, height = 24): RgbImage {
  const rng = createRng(seed);
  const data = Uint8Array.from({ length: 3 * width * height }, () => rng.int(256));
  return { data, width, height };
}

/** Factories of the metrics that a config or, without one, the data set names. */
export function tinyMetrics(
  dataset: DatasetInfo = tinyDataset,
  configs: readonly PluginConfig[] | null = null,
): readonly MetricFactory[] {
  const container = new Container();
  container.load(metricsModule);
  return chooseMetrics(container, dataset, configs, 'metrics').factories;
}
