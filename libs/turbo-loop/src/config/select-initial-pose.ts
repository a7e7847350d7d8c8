import {
  INITIAL_POSES,
  type InitialPose,
  type InitialPoseContext,
  type SelectedPlugin,
  selectPlugin,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import type { ModelConfig } from './model-config';

/** Splits stage 0's config into the weight of its loss and the selected plugin. */
export function selectInitialPose(
  container: Container,
  { lambda, ...config }: NonNullable<ModelConfig['initialPose']>,
): { lambda: number; plugin: SelectedPlugin<InitialPose, InitialPoseContext> } {
  return { lambda, plugin: selectPlugin(container, INITIAL_POSES, config, 'initialPose') };
}
