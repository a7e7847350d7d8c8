import type { ParameterScope } from '@turbo-hoi/core';
import type {
  FasterRcnnDetectorOptions,
  SmallFasterRcnnOptions,
} from '../detector/faster-rcnn-schema';
import { c4Backbone, type DetectorBackbone, fpnBackbone } from './detector-backbone';
import { FasterRcnnNetwork } from './faster-rcnn-network';
import { smallBackbone } from './small-backbone';

/** Options with class names; the variant with `network` is the small detector. */
export type NetworkOptions = { readonly classes: readonly string[] } & (
  | Omit<FasterRcnnDetectorOptions, 'classes'>
  | (Omit<SmallFasterRcnnOptions, 'classes'> & { readonly input: null })
);

/** Creates the network of the given options; with output `proposals` it has no box head. */
export function createNetwork(
  parameters: ParameterScope,
  options: NetworkOptions,
): FasterRcnnNetwork {
  const { classes, input, output, proposals, scoreThreshold, nms, maxDetections } = options;
  return new FasterRcnnNetwork(
    parameters,
    backboneOf(parameters.scope('backbone'), options),
    1 + classes.length,
    {
      input,
      proposals,
      detections:
        output === 'proposals' ? null : { score: scoreThreshold, iou: nms, limit: maxDetections },
    },
  );
}

function backboneOf(parameters: ParameterScope, options: NetworkOptions): DetectorBackbone {
  if ('network' in options) return smallBackbone(parameters, options.network);
  const create = options.backbone === 'resnet-fpn' ? fpnBackbone : c4Backbone;
  return create(parameters, options.depth);
}
