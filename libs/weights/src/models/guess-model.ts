import type { ModelName } from './models';
import { depthOf } from './resnet';

/** The model that a set of bare names belongs to; null without ResNet parameters. */
export function guessModel(names: readonly string[]): ModelName | null {
  if (!names.includes('conv1.weight')) return null;
  const has = (start: string) => names.some((name) => name.startsWith(start));
  const resnet = `resnet${depthOf(names)}` as const;
  if (has('roi_heads.keypoint_predictor.')) return `keypointrcnn-${resnet}-fpn`;
  if (has('rpn.')) return has('fpn.') ? `fasterrcnn-${resnet}-fpn` : `faster-rcnn-${resnet}-c4`;
  return has('fpn.') ? `${resnet}-fpn` : resnet;
}
