import type { ParameterScope, PoseFeatures, RoiMap } from '@turbo-hoi/core';
import { Conv2d, ConvTranspose2d, GroupNorm, relu, tidy, upsample2x } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { poseFeatures } from '../heatmap/pose-features';

export interface KeypointBlockOptions {
  /** 3×3 convolutions; the paper has 8. */
  readonly convs: number;
  /** Cp, channels of every convolution; the paper has 512. */
  readonly channels: number;
  /** Channels after the transposed convolution. */
  readonly deconvChannels: number;
  /** Side of the output convolution: 1 or 3. */
  readonly outputKernel: 1 | 3;
  /** Groups of the normalisation after each convolution; 0: none. */
  readonly groups: number;
  /** Adds P_mid of the previous stage to P_mid. */
  readonly skip: boolean;
}

interface Layer {
  readonly conv: Conv2d;
  readonly norm: GroupNorm | null;
}

/**
 * The keypoint block: convolutions, transposed convolution ×2, bilinear ×2, output convolution.
 *
 * As Mask R-CNN's keypoint head, with P_mid kept. p [R,S,S,in] → P_mid [R,S,S,Cp], P_out [R,4S,4S,K].
 */
export class KeypointBlock {
  readonly channels: number;
  private readonly layers: readonly Layer[];
  private readonly deconv: ConvTranspose2d;
  private readonly output: Conv2d;

  constructor(
    parameters: ParameterScope,
    options: KeypointBlockOptions,
    inputChannels: number,
    keypoints: number,
  ) {
    const { convs, channels, groups, deconvChannels, outputKernel } = options;
    this.channels = channels;
    this.layers = Array.from({ length: convs }, (_, i) => ({
      conv: new Conv2d(parameters.scope(`conv_fcn${i + 1}`), {
        in: i === 0 ? inputChannels : channels,
        out: channels,
        kernel: 3,
        bias: groups === 0,
      }),
      norm:
        groups === 0 ? null : new GroupNorm(parameters.scope(`norm${i + 1}`), { groups, channels }),
    }));
    this.deconv = new ConvTranspose2d(parameters.scope('deconv'), {
      in: channels,
      out: deconvChannels,
      kernel: 4,
      stride: 2,
    });
    this.output = new Conv2d(parameters.scope('kps_score'), {
      in: deconvChannels,
      out: keypoints,
      kernel: outputKernel,
    });
  }

  /** @param skip added to P_mid where given */
  forward(p: RoiMap, skip: RoiMap | null): PoseFeatures {
    return tidy(() => {
      const convolved = this.layers.reduce((x, { conv, norm }) => {
        const y = conv.forward(x);
        return relu(norm ? norm.forward(y) : y);
      }, p);
      const mid = skip ? tf.add<RoiMap>(convolved, skip) : convolved;
      const wide = upsample2x(relu(this.deconv.forward(mid)));
      return poseFeatures(mid, this.output.forward(wide));
    });
  }
}
