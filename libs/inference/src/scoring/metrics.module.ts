import { pluginModule } from '@turbo-hoi/core';
import { hicoMetric } from './metrics/hico-metric';
import { keypointMetric } from './metrics/keypoint-metric';
import { vcocoMetric } from './metrics/vcoco-metric';

/** Binds every metric of this library. */
export const metricsModule = pluginModule(vcocoMetric, hicoMetric, keypointMetric);
