import { datasetsModule } from '@turbo-hoi/datasets';
import { fileDatasetsModule, fileDetectorModule } from '@turbo-hoi/datasets/node';
import { metricsModule } from '@turbo-hoi/inference';
import { pretrainedModule } from '@turbo-hoi/pretrained/node';
import { fasterRcnnModule } from '@turbo-hoi/stem/node';
import { trainingModule } from '@turbo-hoi/training';
import { modelModules } from '@turbo-hoi/turbo-loop';
import { Container, type ContainerModule } from 'inversify';
import { loadPlugins } from '../plugins/load-plugins';
import type { PluginRequest } from '../plugins/plugin-request';

/**
 * A container with the plugins of turbo-hoi and the requested ones; an outside plugin overrides one of the same kind.
 *
 * @param more plugins of one command only
 */
export async function createRunContainer(
  requests: readonly PluginRequest[],
  more: readonly ContainerModule[] = [],
): Promise<Container> {
  const container = new Container();
  container.load(
    datasetsModule,
    fileDatasetsModule,
    trainingModule,
    metricsModule,
    ...modelModules,
  );
  container.load(fileDetectorModule, fasterRcnnModule, pretrainedModule, ...more);
  container.load(...(await loadPlugins(requests)));
  return container;
}
