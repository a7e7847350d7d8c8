import type { DetectorTraining } from '@turbo-hoi/core';
import { smallFasterRcnnSchema } from '../detector/faster-rcnn-schema';
import { createNetwork } from '../network/create-network';
import { FasterRcnnLearner } from './faster-rcnn-learner';

/** Training of the small Faster R-CNN; its box head is trained only with output `detections`. */
export function smallFasterRcnnTraining(options: object): DetectorTraining {
  const parsed = smallFasterRcnnSchema.parse(options);
  const { network, classes, output, proposals } = parsed;
  const proposesOnly = output === 'proposals';
  return {
    name: proposesOnly ? 'region proposals' : 'Faster R-CNN',
    // The selection of boxes does not change the weights, and region proposals are trained without a box head.
    key: proposesOnly ? { network } : { network, classes, proposals },
    proposesOnly,
    createLearner: ({ parameters, dataset, anchors, regions }) => {
      const own = classes ?? dataset.objectClasses;
      const net = createNetwork(parameters, { ...parsed, classes: own, input: null });
      const learner = new FasterRcnnLearner(net, {
        // A ball or cup of a few pixels matches one anchor, a person dozens.
        rpn: { count: anchors, balanced: true },
        roi: { count: regions, foreground: 0.5, balanced: true },
      });
      const { multiple, padColor } = net.backbone;
      return {
        padding: { multiple, padColor },
        propose: async (batch) => (proposesOnly ? null : learner.propose(batch)),
        loss: (batch, context) => learner.loss(batch, context),
      };
    },
  };
}
