import { relative } from 'node:path';
import { type AnyPlugin, pluginModule, pluginName, TurboHoiError } from '@turbo-hoi/core';
import type { ContainerModule } from 'inversify';
import { loadModule } from './load-module';
import { isPath, type PluginRequest } from './plugin-request';
import { resolvePlugin } from './resolve-plugin';
import { checkCoreBeside, checkMadeHere } from './same-core';

/**
 * Loads outside modules: each has as its default export, or as `plugins`, one plugin, a container module
 * or a list of them. A module that is requested twice is loaded once.
 *
 * @throws TurboHoiError `config` if there is no such module; `plugin` if it throws, holds no plugin, is made with another
 *   copy of core, or has a plugin of the same kind as another module
 */
export async function loadPlugins(requests: readonly PluginRequest[]): Promise<ContainerModule[]> {
  const byPath = new Map(requests.map((request) => [resolvePlugin(request), request]));
  const loaded: (AnyPlugin | ContainerModule)[] = [];
  // One after the other: loading changes how `require` resolves.
  for (const [path, request] of byPath) loaded.push(...(await loadEntries(path, request)));
  checkKinds(loaded.filter(isPlugin));
  return loaded.map((entry) => (isPlugin(entry) ? pluginModule(entry) : entry));
}

async function loadEntries(
  path: string,
  { spec, source }: PluginRequest,
): Promise<(AnyPlugin | ContainerModule)[]> {
  checkCoreBeside(path, source);
  const exported = await loadModule(path).catch((error: unknown) => {
    const [reason] = ((error as Error)?.message ?? String(error)).split('\nRequire stack:');
    throw new TurboHoiError('plugin', `${source}: ${path} failed to load: ${reason}`, {
      cause: error,
    });
  });
  const content = hasPlugins(exported) ? exported.plugins : exported;
  const entries: unknown[] = Array.isArray(content) ? content : [content];
  return entries.map((entry) => {
    if (isContainerModule(entry)) return entry;
    if (!isPlugin(entry)) {
      throw new TurboHoiError(
        'plugin',
        `${source}: ${path} has no plugin as its default export or as "plugins"; ` +
          'expected what definePlugin(...) returns, a list of such, or an inversify ContainerModule; ' +
          `got ${describe(content)}.`,
      );
    }
    checkMadeHere(entry, path, source);
    return { ...entry, origin: isPath(spec) ? shorter(path) : spec };
  });
}

/** Two modules of the same kind: which one is meant is not for the order of options to say. */
function checkKinds(plugins: readonly AnyPlugin[]): void {
  plugins.forEach((plugin, i) => {
    const first = plugins
      .slice(0, i)
      .find(({ slot, kind }) => slot.token === plugin.slot.token && kind === plugin.kind);
    if (!first) return;
    throw new TurboHoiError(
      'plugin',
      `${pluginName(plugin)} has the kind of ${pluginName(first)}. Rename one of them, or load one only.`,
    );
  });
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

/** What a module exports: `nothing`, `a function`, `an object with kind, create`. */
function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const names = Object.keys(value);
  return Array.isArray(value)
    ? `a list of ${names.length}`
    : names.length === 0
      ? 'nothing'
      : `an object with ${names.join(', ')}`;
}

/** A path below the working directory as the user would write it. */
function shorter(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith('..') ? path : `./${below}`;
}
