import type { Heatmaps, ParameterScope, PoseFeatures, RoiMap } from '@turbo-hoi/core';
import { Conv2d, ConvTranspose2d, GroupNorm, normal, relu, tidy, upsample2x } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { POSE_SCALES, poseFeatures, type PoseScales } from '../heatmap/pose-features';

export interface KeypointBlockOptions extends Partial<PoseScales> {
  /** 3×3 convolutions; the paper has 8. */
  readonly convs: number;
  /** Cp, channels of every convolution; the paper has 512. */
  readonly channels: number;
  /** Channels between the transposed and the output convolution. */
  readonly deconvChannels: number;
  /** Side of the output convolution: 1 or 3; 0: none, the transposed convolution outputs the K heatmaps. */
  readonly outputKernel: 0 | 1 | 3;
  /** Groups of the normalisation after each convolution; 0: none. */
  readonly groups: number;
  /** Adds P_mid of the previous stage to P_mid. */
  readonly skip: boolean;
}

interface Layer {
  readonly conv: Conv2d;
  readonly norm: GroupNorm | null;
}

const DECONV_KERNEL = 4;

/** M of the blocks' heatmaps for regions of S×S cells: transposed convolution ×2, bilinear ×2. */
export const blockHeatmapSide = (side: number): number => 4 * side;

/**
 * The keypoint block: convolutions, transposed convolution ×2, bilinear ×2, output convolution.
 *
 * Without the output convolution it is Mask R-CNN's keypoint head as in Detectron and torchvision (8 convolutions of
 * 512 channels, no groups), which also returns P_mid. p [R,S,S,in] → P_mid [R,S,S,Cp], P_out [R,4S,4S,K].
 */
export class KeypointBlock {
  readonly channels: number;
  private readonly layers: readonly Layer[];
  private readonly deconv: ConvTranspose2d;
  private readonly output: Conv2d | null;
  private readonly outputKernel: number;
  private readonly scales: PoseScales;

  constructor(
    parameters: ParameterScope,
    options: KeypointBlockOptions,
    inputChannels: number,
    keypoints: number,
  ) {
    const { convs, channels, groups, deconvChannels, outputKernel } = options;
    this.channels = channels;
    this.outputKernel = outputKernel;
    this.scales = { ...POSE_SCALES, ...options };
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
    const direct = outputKernel === 0;
    this.deconv = new ConvTranspose2d(parameters.scope('deconv'), {
      in: channels,
      out: direct ? keypoints : deconvChannels,
      kernel: DECONV_KERNEL,
      stride: 2,
      // torchvision's initialisation of the layer that outputs the heatmaps.
      initializer: direct ? normal(Math.sqrt(2 / (DECONV_KERNEL ** 2 * channels))) : undefined,
    });
    this.output = direct
      ? null
      : new Conv2d(parameters.scope('kps_score'), {
          in: deconvChannels,
          out: keypoints,
          kernel: outputKernel,
        });
  }

  /** @param skip is added to P_mid; null: none */
  forward(p: RoiMap, skip: RoiMap | null): PoseFeatures {
    return tidy(() => {
      const convolved = this.layers.reduce((x, { conv, norm }) => {
        const y = conv.forward(x);
        return norm ? norm.forward(y, 'relu') : relu(y);
      }, p);
      const mid = skip ? tf.add<RoiMap>(convolved, skip) : convolved;
      return poseFeatures(mid, this.heatmaps(this.deconv.forward(mid)), this.scales);
    });
  }

  /** [R,2S,2S,deconvChannels or K] → [R,4S,4S,K] */
  private heatmaps(wide: RoiMap): Heatmaps {
    if (!this.output) return upsample2x(wide);
    const hidden = relu(wide);
    // A 1×1 convolution and an interpolation give the same in either order, which is faster on a quarter of the cells.
    if (this.outputKernel === 1) return upsample2x(this.output.forward(hidden));
    return this.output.forward(upsample2x(hidden));
  }
}
