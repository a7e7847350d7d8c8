/** The tensor sizes of one stage, known before it is built. */
export interface StageDims {
  /** Stage number from 1; 0 is the initial pose block. */
  readonly stage: number;
  /** S: side of the pooled features. */
  readonly side: number;
  /** C: channels of F. */
  readonly roiChannels: number;
  /** Channels of the wider context features; 0: none. */
  readonly contextChannels: number;
  /** K. */
  readonly keypoints: number;
  /** A: number of action columns. */
  readonly actions: number;
  /** Cp of f_k of the previous stage; 0: pose is switched off. */
  readonly previousPoseChannels: number;
  /** M of f_k of the previous stage; 0: pose is switched off. */
  readonly previousHeatmapSide: number;
  /**
   * Width of the previous stage's [H_mid, H_out]; 0: stage 1, or HOI is switched off there.
   * `own`: weights are shared across stages, so f_a^0 = 0 has the width of the module's own message.
   */
  readonly previousMessageWidth: number | 'own';
}
