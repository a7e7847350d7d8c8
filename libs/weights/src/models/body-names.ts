import type { ModelName } from './models';

// DETR's backbone is the first of a sequence.
const BODY = /^(?:(?:backbone\.(?:0\.)?)?body\.|backbone\.)(?=(?:conv1|bn1|layer[1-4])\.)/;
const PYRAMID = /^(?:backbone\.)?fpn\./;
const LAYER_IN_HEAD = /^roi_heads\.box_head\.(?=layer4\.)/;
const OF_BODY = /^(?:conv1|bn1|layer[1-4])\./;

/**
 * The name without the prefix of the model that contains the ResNet or feature pyramid: `backbone.body.conv1.weight` →
 * `conv1.weight`, `backbone.fpn.inner_blocks.0.0.weight` → `fpn.inner_blocks.0.0.weight`.
 */
export function bareName(name: string): string {
  return name.replace(BODY, '').replace(PYRAMID, 'fpn.').replace(LAYER_IN_HEAD, '');
}

/** The name of a bare parameter in a model. */
export function nameIn(model: ModelName, name: string): string {
  if (model === 'resnet50' || model === 'resnet101') return name;
  const backbone = /^resnet\d+-fpn$/.test(model) ? '' : 'backbone.';
  if (name.startsWith('fpn.')) return backbone + name;
  if (!OF_BODY.test(name)) return name;
  if (!model.endsWith('c4')) return `${backbone}body.${name}`;
  return name.startsWith('layer4.') ? `roi_heads.box_head.${name}` : `backbone.${name}`;
}
