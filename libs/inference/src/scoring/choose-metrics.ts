import {
  type DatasetInfo,
  type PluginConfig,
  type SelectedPlugin,
  selectPlugin,
  TurboHoiError,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import { checkedMetric, RESERVED_KEYS } from './checked-metric';
import { type Metric, type MetricContext, METRICS } from './metric';

/** Creates a metric; a run needs one per stage. */
export type MetricFactory = () => Metric;

/** The data set's metrics; by default HICO-DET's if it lists its interactions, otherwise V-COCO's, and keypoints. */
export function defaultMetrics({ metrics, hois }: DatasetInfo): PluginConfig[] {
  const kinds = metrics ?? [hois ? 'hico' : 'vcoco', 'keypoints'];
  return kinds.map((kind) => ({ kind }));
}

/**
 * Creates the factories of the metrics that a config or, without one, the data set names.
 *
 * @param path of the config, for error messages
 * @throws TurboHoiError `config` for an unknown kind, or two metrics with the same column key
 */
export function chooseMetrics(
  container: Container,
  dataset: DatasetInfo,
  configs: readonly PluginConfig[] | null,
  path: string,
): { readonly configs: readonly PluginConfig[]; readonly factories: readonly MetricFactory[] } {
  const plugins = (configs ?? defaultMetrics(dataset)).map((config, i) =>
    selectPlugin(container, METRICS, config, `${path}[${i}]`),
  );
  checkKeys(plugins, dataset, path);
  return {
    configs: plugins.map(({ config }) => config),
    factories: plugins.map(
      ({ config, create }) =>
        () =>
          checkedMetric(create({ dataset }), config.kind),
    ),
  };
}

function checkKeys(
  plugins: readonly SelectedPlugin<Metric, MetricContext>[],
  dataset: DatasetInfo,
  path: string,
): void {
  const kindOf = new Map<string, unknown>();
  for (const { config, create } of plugins) {
    for (const { key } of create({ dataset }).columns) {
      if (RESERVED_KEYS.includes(key)) {
        throw new TurboHoiError(
          'plugin',
          `${path}: metric "${config.kind}" has a column "${key}", which results use themselves; rename it.`,
        );
      }
      if (kindOf.has(key)) {
        throw new TurboHoiError(
          'config',
          `${path}: "${kindOf.get(key)}" and "${config.kind}" both have a column "${key}"; leave one of them out.`,
        );
      }
      kindOf.set(key, config.kind);
    }
  }
}
