import {
  type PluginConfig,
  type PluginSlot,
  type SelectedPlugin,
  selectPlugin,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';

/** A plugin's config with the weight of its loss beside the plugin's own options. */
export interface WeightedConfig extends PluginConfig {
  readonly lambda: number;
}

/** Splits a config into the weight of the loss and the selected plugin. */
export function selectWeighted<Created, Context>(
  container: Container,
  slot: PluginSlot<Created, Context>,
  { lambda, ...config }: WeightedConfig,
  path: string,
): { lambda: number; plugin: SelectedPlugin<Created, Context> } {
  // Without lambda it is a plugin's config still; the compiler does not follow a rest of an index signature.
  return { lambda, plugin: selectPlugin(container, slot, config as PluginConfig, path) };
}
