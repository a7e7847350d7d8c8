import type { ModelName } from './models';

const BODY = /^(?:(?:backbone\.)?body\.|backbone\.)(?=(?:conv1|bn1|layer[1-4])\.)/;
const LAYER_IN_HEAD = /^roi_heads\.box_head\.(?=layer4\.)/;
const OF_BODY = /^(?:conv1|bn1|layer[1-4]|fc)\./;

/** The name without what says in which model a ResNet stands: `backbone.body.conv1.weight` → `conv1.weight`. */
export function bareName(name: string): string {
  return name.replace(BODY, '').replace(LAYER_IN_HEAD, '');
}

/** A bare name as it is called in a model. */
export function nameIn(model: ModelName, name: string): string {
  if (!OF_BODY.test(name) || model.startsWith('resnet')) return name;
  if (name.startsWith('fc.')) return name;
  if (!model.endsWith('c4')) return `backbone.body.${name}`;
  return name.startsWith('layer4.') ? `roi_heads.box_head.${name}` : `backbone.${name}`;
}
