import type { StandardSchemaV1 } from '@standard-schema/spec';

/** Version of the contract between pipelines and plugins: rises with a change that plugins made before do not survive. */
export const CONTRACT_VERSION = 1;

/** Marks the slots of one copy of this package. */
export interface CoreCopy {
  readonly contract: number;
}

/** This copy. A slot with another value comes from a second copy, such as one bundled into a plugin. */
export const CORE_COPY: CoreCopy = { contract: CONTRACT_VERSION };

/** An extension point of a pipeline: the type that its plugins create, and the context they create it from. */
export interface PluginSlot<Created, Context, Traits extends object = object> {
  /** The inversify token under which the slot's plugins are multi-bound. */
  readonly token: symbol;
  /** Its name in messages, for example `attention mask`. */
  readonly name: string;
  /** The copy of this package that made the slot. */
  readonly core: CoreCopy;
  /** Type carrier, absent at run time. */
  readonly types?: (context: Context) => readonly [Created, Traits];
}

/** A plugin without its slot. */
export interface PluginDefinition<
  Created,
  Context,
  Schema extends StandardSchemaV1,
  Traits extends object = object,
  Kind extends string = string,
> {
  /** The name by which a config chooses the plugin. */
  readonly kind: Kind;
  /** Validates the config's other fields and fills in defaults; zod or any other Standard Schema. */
  readonly schema: Schema;
  /** Static properties of the plugin, independent of its options; absent: none. */
  readonly traits?: Traits;
  create(options: StandardSchemaV1.InferOutput<Schema>, context: Context): Created;
}

/** A swappable part of a pipeline, chosen by `kind`. */
export interface Plugin<Created = unknown, Context = never, Traits extends object = object> {
  readonly slot: PluginSlot<Created, Context, Traits>;
  readonly kind: string;
  readonly schema: StandardSchemaV1;
  readonly traits?: Traits;
  /** The file or package that it was loaded from, for messages; absent: a plugin of turbo-hoi or of a program's own. */
  readonly origin?: string;
  create(options: unknown, context: Context): Created;
}

/** A plugin that keeps the types of its kind and its schema. */
export interface DefinedPlugin<
  Created,
  Context,
  Traits extends object,
  Kind extends string,
  Schema extends StandardSchemaV1,
> extends Plugin<Created, Context, Traits> {
  readonly kind: Kind;
  readonly schema: Schema;
}

/** The part of a config that chooses a plugin. */
export interface PluginConfig {
  readonly kind: string;
  readonly [option: string]: unknown;
}

/** The options of a plugin as in a config, defaults left out. */
export type PluginInput<Defined extends { readonly schema: StandardSchemaV1 }> =
  StandardSchemaV1.InferInput<Defined['schema']>;

export function pluginSlot<Created, Context, Traits extends object = object>(
  name: string,
): PluginSlot<Created, Context, Traits> {
  // ADR-039: the token is of the global registry, so that a plugin of another copy is recognised, and refused.
  return { token: Symbol.for(`turbo-hoi.plugins.${name}`), name, core: CORE_COPY };
}

/** A plugin in messages: `attention mask "mine" of ./my-mask.ts`. */
export function pluginName({
  slot,
  kind,
  origin,
}: Pick<Plugin, 'slot' | 'kind' | 'origin'>): string {
  return `${slot.name} "${kind}"${origin === undefined ? '' : ` of ${origin}`}`;
}

/**
 * Makes a plugin of a slot.
 *
 * @example
 * definePlugin(ATTENTION_MASKS, {
 *   kind: 'brightness',
 *   schema: z.strictObject({ scale: z.number().default(1) }),
 *   create: ({ scale }) => ({
 *     attend: ({ roi }) => tf.sigmoid(tf.mul(tf.mean(roi, 3, true), scale)),
 *   }),
 * });
 */
export function definePlugin<
  Created,
  Context,
  Schema extends StandardSchemaV1,
  Traits extends object = object,
  Kind extends string = string,
>(
  slot: PluginSlot<Created, Context, Traits>,
  definition: PluginDefinition<Created, Context, Schema, Traits, Kind>,
): DefinedPlugin<Created, Context, Traits, Kind, Schema> {
  return { slot, ...definition } as DefinedPlugin<Created, Context, Traits, Kind, Schema>;
}
