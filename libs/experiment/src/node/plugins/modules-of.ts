import { type AnyPlugin, pluginModule, TurboHoiError } from '@turbo-hoi/core';
import type { ContainerModule } from 'inversify';
import { isPlugin } from './load-plugins';

/**
 * A container module of a program's own plugins.
 *
 * @param caller the function that was given them, for messages
 * @throws TurboHoiError `plugin` for a value that is no plugin
 */
export function modulesOf(plugins: readonly AnyPlugin[] = [], caller: string): ContainerModule[] {
  plugins.forEach((plugin, i) => {
    if (isPlugin(plugin)) return;
    throw new TurboHoiError(
      'plugin',
      `${caller}: plugins[${i}] is no plugin; expected the result of definePlugin(...).`,
    );
  });
  return plugins.length > 0 ? [pluginModule(...plugins)] : [];
}
