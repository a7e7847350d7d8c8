import {
  ATTENTION_MASKS,
  HOI_MODULES,
  INITIAL_POSES,
  OBJECT_BRANCHES,
  type PluginConfig,
  type PluginSlot,
  POSE_MODULES,
  selectPlugin,
  STEMS,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import type { ModelConfig, StageConfig } from './model-config';
import { selectWeighted, type WeightedConfig } from './select-weighted';

/**
 * The config with every plugin's options validated and their defaults filled in.
 *
 * @throws TurboHoiError `config` for an unknown kind or invalid options
 */
export function resolveModelConfig(container: Container, config: ModelConfig): ModelConfig {
  const resolve = <Created, Context>(
    slot: PluginSlot<Created, Context>,
    plugin: PluginConfig,
    path: string,
  ) => selectPlugin(container, slot, plugin, path).config;
  const resolveWeighted = <Created, Context>(
    slot: PluginSlot<Created, Context>,
    given: WeightedConfig,
    path: string,
  ) => {
    const { lambda, plugin } = selectWeighted(container, slot, given, path);
    return { ...plugin.config, lambda };
  };
  const { initialPose, objectBranch } = config;
  return {
    ...config,
    stem: resolve(STEMS, config.stem, 'stem'),
    initialPose: initialPose && resolveWeighted(INITIAL_POSES, initialPose, 'initialPose'),
    objectBranch: objectBranch && resolveWeighted(OBJECT_BRANCHES, objectBranch, 'objectBranch'),
    stages: config.stages.map((stage, i): StageConfig => {
      const at = stagePath(i);
      return {
        ...stage,
        hoi: stage.hoi && resolve(HOI_MODULES, stage.hoi, `${at}.hoi`),
        pose: stage.pose && resolve(POSE_MODULES, stage.pose, `${at}.pose`),
        mask: resolve(ATTENTION_MASKS, stage.mask, `${at}.mask`),
      };
    }),
  };
}

/** `stages[0]`: config paths count from 0. */
export function stagePath(index: number): string {
  return `stages[${index}]`;
}
