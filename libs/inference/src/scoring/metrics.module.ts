import { pluginModule } from '@turbo-hoi/core';
import { hicoMetric } from './metrics/hico-metric';
import { keypointMetric } from './metrics/keypoint-metric';
import { layoutMetric } from './metrics/layout-metric';
import { vcocoMetric } from './metrics/vcoco-metric';

/** Binds all metrics of this library. */
export const metricsModule = pluginModule(vcocoMetric, hicoMetric, keypointMetric, layoutMetric);
