import type { StandardSchemaV1 } from '@standard-schema/spec';

/** An extension point of a pipeline: the type that its plugins create, and the context they create it from. */
export interface PluginSlot<Created, Context, Traits extends object = object> {
  /** The inversify token under which the slot's plugins are multi-bound. */
  readonly token: symbol;
  /** Its name in messages, for example `attention mask`. */
  readonly name: string;
  /** Type carrier, absent at run time. */
  readonly types?: (context: Context) => readonly [Created, Traits];
}

/** A plugin without its slot. */
export interface PluginDefinition<
  Created,
  Context,
  Schema extends StandardSchemaV1,
  Traits extends object = object,
> {
  /** The name by which a config chooses the plugin. */
  readonly kind: string;
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
  create(options: unknown, context: Context): Created;
}

/** The part of a config that chooses a plugin. */
export interface PluginConfig {
  readonly kind: string;
  readonly [option: string]: unknown;
}

export function pluginSlot<Created, Context, Traits extends object = object>(
  name: string,
): PluginSlot<Created, Context, Traits> {
  return { token: Symbol.for(`turbo-hoi.plugins.${name}`), name };
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
>(
  slot: PluginSlot<Created, Context, Traits>,
  definition: PluginDefinition<Created, Context, Schema, Traits>,
): Plugin<Created, Context, Traits> {
  return { slot, ...definition } as Plugin<Created, Context, Traits>;
}
