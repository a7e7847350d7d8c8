/** An 8-bit RGB image: `data` is row-major HWC, `3 · width · height` bytes. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
