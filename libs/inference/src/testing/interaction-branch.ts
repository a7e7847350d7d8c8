import {
  type HoiContext,
  type HoiFeatures,
  type HoiInput,
  type HoiTargets,
  type NamedLoss,
  paperOutputs,
  type PoseAwareHoi,
} from '@turbo-hoi/core';
import { binaryCrossEntropy, hoiFeatures, Linear, relu, smoothL1, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

const WIDTH = 8;

/** A toy of InteractNet's interaction branch: s_a^{h,o} from the mean features of both regions, beside s_a and mu_a of the person. */
export class InteractionBranch implements PoseAwareHoi {
  readonly width = WIDTH;
  readonly outputs;
  readonly needs = { objects: { side: 2, aligned: true }, pairs: true } as const;
  private readonly layers: Readonly<
    Record<'person' | 'object' | 'action' | 'offset' | 'pair', Linear>
  >;

  constructor({ parameters, dims }: HoiContext) {
    this.outputs = paperOutputs(dims.actions);
    const layer = (name: string, input: number, out: number) =>
      new Linear(parameters.scope(name), { in: input, out });
    this.layers = {
      person: layer('person', dims.roiChannels, WIDTH),
      object: layer('object', dims.roiChannels, WIDTH),
      action: layer('action', WIDTH, dims.actions),
      offset: layer('offset', WIDTH, 4 * dims.actions),
      pair: layer('pair', WIDTH, dims.actions),
    };
  }

  forward({ roi, objects, pairs }: HoiInput): HoiFeatures {
    const { person, object, action, offset, pair } = this.layers;
    return tidy(() => {
      const mid = relu(person.forward(tf.mean(roi, [1, 2])));
      const seen = relu(object.forward(tf.mean(objects!.features!, [1, 2])));
      const both = tf.add<tf.Tensor2D>(
        tf.gather(mid, pairs!.person),
        tf.gather(seen, pairs!.object),
      );
      return hoiFeatures(this.outputs, {
        mid,
        out: { actions: action.forward(mid), offsets: offset.forward(mid) },
        pairs: { actions: pair.forward(both) },
      });
    });
  }

  loss({ out, pairs }: HoiFeatures, targets: HoiTargets): NamedLoss[] {
    const { labels, annotated, offsets, located } = targets;
    const { labels: pairLabels, valid } = targets.pairs!;
    return [
      { name: 'action', value: binaryCrossEntropy(out.actions, labels, annotated) },
      { name: 'target', value: smoothL1(out.offsets, offsets, located, 1), weight: 0.1 },
      { name: 'pair', value: binaryCrossEntropy(pairs!.actions, pairLabels, valid), weight: 2 },
    ];
  }
}
