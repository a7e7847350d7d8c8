import type {
  ForwardContext,
  HoiInput,
  HoiObjects,
  HoiPairs,
  ParameterScope,
  PoseFeatures,
} from '@turbo-hoi/core';
import { embedClasses, gatherRows, Linear, normal, tidy, zeros } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Variable } from '@tensorflow/tfjs';
import { JOINT_FEATURES, jointFeatures } from '../pair-context/joint-features';
import { PairHead } from '../pair-context/pair-head';
import { pairGeometry } from './pair-geometry';

export interface RelationOptions {
  /** D, of H_mid. */
  readonly person: number;
  /** Number of object classes. */
  readonly classes: number;
  /** A. */
  readonly actions: number;
  /** K; 0: the head does not read the pose. */
  readonly keypoints: number;
  readonly dropout: number;
}

/** Hidden features of a pair, and of the object's class. */
const PAIR_WIDTH = 96;
const CLASS_WIDTH = 16;
const BOX_FEATURES = 4;

/**
 * What an object's place says about its pair with a person: logits [P,A] to be added to the person's.
 *
 * Reads Eq. 2's code of the object's box, how the joints lie to the object, its class, and H_mid of the person. Whether a ball is kicked is seen where
 * ball and foot are, which a code relative to the person's box does not tell.
 */
export class RelationHead {
  private readonly head: PairHead;
  private readonly classes: Variable;
  private readonly score: Linear;

  constructor(
    parameters: ParameterScope,
    private readonly options: RelationOptions,
  ) {
    const { person, classes, actions, keypoints, dropout } = options;
    this.classes = parameters.parameter('classes', [classes + 1, CLASS_WIDTH], normal(0.3));
    this.head = new PairHead(parameters.scope('pair'), {
      own: BOX_FEATURES + JOINT_FEATURES * keypoints,
      person,
      object: CLASS_WIDTH,
      width: PAIR_WIDTH,
      dropout,
    });
    this.score = new Linear(parameters.scope('score'), {
      in: PAIR_WIDTH,
      out: actions,
      initializer: zeros,
    });
  }

  /** @param mid H_mid [R,D] */
  forward(input: HoiInput, mid: Tensor2D, context: ForwardContext): Tensor2D {
    const { boxes, pose } = input;
    // `needs.pairs` provides both.
    const [pairs, objects] = [input.pairs as HoiPairs, input.objects as HoiObjects];
    const { keypoints } = this.options;
    return tidy(() => {
      const geometry = pairGeometry({
        people: boxes,
        person: pairs.person,
        objects: objects.rois.boxes,
        object: pairs.object,
      });
      const joints =
        keypoints > 0 && pose
          ? [jointFeatures(gatherRows(pointsOf(pose), pairs.person), geometry.frames)]
          : [];
      const h = this.head.forward(
        {
          own: tf.concat([geometry.code, ...joints], 1),
          people: mid,
          personOfPair: pairs.person,
          objects: embedClasses(this.classes as Tensor2D, objects.classes),
          objectOfPair: pairs.object,
        },
        context,
      );
      return this.score.forward(h);
    });
  }
}

/** Joints in -1..1 of the person's box, [R,3K]. */
function pointsOf({ points, joints, jointScale = 1 }: PoseFeatures): Tensor2D {
  return points ?? tf.mul(joints, 1 / jointScale);
}
