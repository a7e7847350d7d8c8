/** How RoIAlign pools a region. */
export interface RoiForm {
  /** Cells along each side of the result. */
  readonly side: number;
  /** True: half-pixel corrected, as in detectron2; false: the original form, as in torchvision's detectors. */
  readonly aligned: boolean;
}
