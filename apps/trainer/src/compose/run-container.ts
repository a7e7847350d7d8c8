import { datasetsModule } from '@turbo-hoi/datasets';
import { trainingModule } from '@turbo-hoi/training';
import { modelModules } from '@turbo-hoi/turbo-loop';
import { Container } from 'inversify';
import { loadPlugins } from '../plugins/load-plugins';
import type { PluginRequest } from '../plugins/plugin-request';

/** A container with every plugin of turbo-hoi and those asked for; of two of one kind the outside one counts. */
export async function createRunContainer(requests: readonly PluginRequest[]): Promise<Container> {
  const container = new Container();
  container.load(datasetsModule, trainingModule, ...modelModules);
  container.load(...(await loadPlugins(requests)));
  return container;
}
