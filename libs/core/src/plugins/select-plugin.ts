import type { Container } from 'inversify';
import { TurboHoiError } from '../errors/turbo-hoi-error';
import { type Plugin, type PluginConfig, pluginName, type PluginSlot } from './plugin';

/** A plugin with its validated options. */
export interface SelectedPlugin<Created, Context> {
  /** The whole config with defaults filled in. */
  readonly config: PluginConfig;
  /** Path of the config in messages. */
  readonly path: string;
  /** The plugin in messages, with the file or package that it is of. */
  readonly name: string;
  create(context: Context): Created;
}

/**
 * Finds the plugin that `config.kind` names among those bound in the container and validates its options.
 *
 * @param path of the config in messages, for example `stages[1].mask`
 * @throws TurboHoiError `config` for an unknown kind or invalid options; `plugin` if a plugin's own code throws
 */
export function selectPlugin<Created, Context, Traits extends object>(
  container: Container,
  slot: PluginSlot<Created, Context, Traits>,
  config: PluginConfig,
  path: string,
): SelectedPlugin<Created, Context> {
  const plugin = findPlugin(container, slot, config, path);
  const { kind, ...rest } = config;
  const options = validateOptions(plugin, rest, path);
  return {
    config: { ...(options as object), kind },
    path,
    name: pluginName(plugin),
    create: (context) => {
      const created = guard(plugin, path, () => plugin.create(options, context));
      if (plugin.origin !== undefined) remember(created, pluginName(plugin));
      return created;
    },
  };
}

/** What plugins from outside have created, for messages about its later behaviour. */
const creators = new WeakMap<object, string>();

function remember(created: unknown, name: string): void {
  if (typeof created === 'object' && created !== null) creators.set(created, name);
}

/** `, attention mask "mine" of ./my-mask.ts` after the place of a part in a message; empty for a part of turbo-hoi. */
export function creatorOf(part: object | null): string {
  const name = part ? creators.get(part) : undefined;
  return name === undefined ? '' : `, ${name}`;
}

/** The plugin that a config chooses, as `stages[1].mask: attention mask "mine" of ./my-mask.ts`; null: one of turbo-hoi. */
export function outsidePlugin<Created, Context, Traits extends object>(
  container: Container,
  slot: PluginSlot<Created, Context, Traits>,
  config: PluginConfig | null,
  path: string,
): string | null {
  const plugin = config && lastOfKind(loadedPlugins(container, slot), config);
  return plugin?.origin === undefined ? null : `${path}: ${pluginName(plugin)}`;
}

/** The traits of the plugin that `config.kind` names; empty for an unknown kind and for a plugin without traits. */
export function pluginTraits<Created, Context, Traits extends object>(
  container: Container,
  slot: PluginSlot<Created, Context, Traits>,
  config: PluginConfig,
): Partial<Traits> {
  return lastOfKind(loadedPlugins(container, slot), config)?.traits ?? {};
}

function findPlugin<Created, Context, Traits extends object>(
  container: Container,
  slot: PluginSlot<Created, Context, Traits>,
  config: PluginConfig,
  path: string,
): Plugin<Created, Context, Traits> {
  const loaded = loadedPlugins(container, slot);
  const plugin = lastOfKind(loaded, config);
  if (plugin) return plugin;
  const kinds = [...new Set(loaded.map(({ kind }) => kind))].sort().join(', ');
  throw new TurboHoiError(
    'config',
    `${path}.kind: got ${JSON.stringify(config?.kind)}; loaded ${slot.name} plugins: ${kinds || 'none'}. ` +
      `Load others with "plugins" or --plugin.`,
  );
}

function loadedPlugins<Created, Context, Traits extends object>(
  container: Container,
  slot: PluginSlot<Created, Context, Traits>,
): Plugin<Created, Context, Traits>[] {
  return container.isBound(slot.token)
    ? container.getAll<Plugin<Created, Context, Traits>>(slot.token)
    : [];
}

/** The last one bound wins, so that an external plugin can replace a built-in one. */
function lastOfKind<Any extends { readonly kind: string }>(
  plugins: readonly Any[],
  config: PluginConfig,
): Any | undefined {
  return plugins.filter(({ kind }) => kind === config?.kind).at(-1);
}

function validateOptions<Created, Context>(
  plugin: Plugin<Created, Context>,
  options: unknown,
  path: string,
): unknown {
  const result = guard(plugin, path, () => plugin.schema['~standard'].validate(options));
  if (result instanceof Promise) {
    throw new TurboHoiError(
      'plugin',
      `${path}: the schema of ${pluginName(plugin)} is asynchronous; make it synchronous.`,
    );
  }
  if (!result.issues) return result.value;
  const lines = result.issues.map((issue) => `${path}${formatPath(issue.path)}: ${issue.message}`);
  throw new TurboHoiError('config', lines.join('\n'));
}

function guard<T>(plugin: Plugin<unknown, never>, path: string, run: () => T): T {
  const fail = (error: unknown): never => {
    if (error instanceof TurboHoiError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TurboHoiError('plugin', `${path}: ${pluginName(plugin)} failed: ${reason}`, {
      cause: error,
    });
  };
  try {
    const result = run();
    // A promise that the plugin returns may reject later.
    return result instanceof Promise ? (result.catch(fail) as T) : result;
  } catch (error) {
    return fail(error);
  }
}

type IssuePath = readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;

/** `.kernel`, `[2].kind`: a Standard Schema path as it is written in code. */
export function formatPath(path: IssuePath): string {
  return (path ?? [])
    .map((step) => (typeof step === 'object' ? step.key : step))
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('');
}
