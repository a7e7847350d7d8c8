import { ContainerModule } from 'inversify';
import type { Plugin } from './plugin';

// A plugin of any slot; `never` as context accepts every plugin.
export type AnyPlugin = Plugin<unknown, never>;

/** A container module that binds every plugin to the token of its slot. */
export function pluginModule(...plugins: readonly AnyPlugin[]): ContainerModule {
  return new ContainerModule(({ bind }) => {
    for (const plugin of plugins) bind<AnyPlugin>(plugin.slot.token).toConstantValue(plugin);
  });
}
