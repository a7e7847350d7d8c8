import {
  OBJECT_BRANCHES,
  type ObjectBranch,
  type ObjectBranchContext,
  type SelectedPlugin,
  selectPlugin,
} from '@turbo-hoi/core';
import type { Container } from 'inversify';
import type { ModelConfig } from './model-config';

/** The object branch that a config names, apart from the weight of its loss, which stands beside the plugin's options. */
export function selectObjectBranch(
  container: Container,
  { lambda, ...config }: NonNullable<ModelConfig['objectBranch']>,
): { lambda: number; plugin: SelectedPlugin<ObjectBranch, ObjectBranchContext> } {
  return { lambda, plugin: selectPlugin(container, OBJECT_BRANCHES, config, 'objectBranch') };
}
