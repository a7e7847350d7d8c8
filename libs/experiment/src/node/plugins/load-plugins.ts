import { resolve } from 'node:path';
import { type AnyPlugin, pluginModule, TurboHoiError } from '@turbo-hoi/core';
import type { ContainerModule } from 'inversify';
import { loadFile } from './load-file';
import { isPath, type PluginRequest } from './plugin-request';

/**
 * Loads outside modules: each has as its default export, or as `plugins`, one plugin, a container module
 * or a list of them.
 *
 * @throws TurboHoiError `config` if there is no such module, `plugin` if it throws or holds no plugin
 */
export async function loadPlugins(requests: readonly PluginRequest[]): Promise<ContainerModule[]> {
  const modules = await Promise.all(requests.map(loadPlugin));
  return modules.flat();
}

async function loadPlugin(request: PluginRequest): Promise<ContainerModule[]> {
  const path = resolvePath(request);
  const loaded = await loadFile(path).catch((error: Error) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TurboHoiError('plugin', `${request.source}: ${path} failed to load: ${reason}`, {
      cause: error,
    });
  });
  const exported = hasPlugins(loaded) ? loaded.plugins : loaded;
  const entries: unknown[] = Array.isArray(exported) ? exported : [exported];
  return entries.map((entry) => {
    if (isContainerModule(entry)) return entry;
    if (isPlugin(entry)) return pluginModule(entry);
    throw new TurboHoiError(
      'plugin',
      `${request.source}: ${path} has no plugin as its default export or as "plugins"; ` +
        'expected what definePlugin(...) returns, a list of such, or an inversify ContainerModule.',
    );
  });
}

function resolvePath({ spec, folder, source }: PluginRequest): string {
  const path = isPath(spec) ? resolve(folder, spec) : undefined;
  try {
    // A run folder may lie outside the folders in which packages are installed.
    return require.resolve(path ?? spec, { paths: [folder, process.cwd()] });
  } catch (error) {
    const what = path ? `file ${path}` : `package "${spec}" seen from ${folder}`;
    const hint = path ? '' : ' Install it, or write the path of a file as ./name.ts.';
    throw new TurboHoiError('config', `${source}: there is no ${what}.${hint}`, { cause: error });
  }
}

function hasPlugins(loaded: unknown): loaded is { readonly plugins: unknown } {
  return typeof loaded === 'object' && loaded !== null && 'plugins' in loaded;
}

/** Whether a value has the fields of a plugin; it may come from another copy of core. */
export function isPlugin(value: unknown): value is AnyPlugin {
  const { slot, kind, schema, create } = (value ?? {}) as Partial<AnyPlugin>;
  return (
    typeof slot?.token === 'symbol' &&
    typeof kind === 'string' &&
    typeof schema?.['~standard']?.validate === 'function' &&
    typeof create === 'function'
  );
}

// Duck typing instead of instanceof: a plugin may bring its own copy of inversify.
function isContainerModule(value: unknown): value is ContainerModule {
  const { id, load } = (value ?? {}) as Partial<ContainerModule>;
  return id !== undefined && typeof load === 'function';
}
