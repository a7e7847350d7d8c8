/** How RoIAlign pools a region. */
export interface RoiForm {
  /** Cells along each side of the result. */
  readonly side: number;
  /** Half-pixel corrected, as in detectron2; false is the first published form, which torchvision's detectors have. */
  readonly aligned: boolean;
}
