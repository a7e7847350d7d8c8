export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Size of the model's input images. */
export interface ResizeOptions {
  /** The shorter side in pixels … */
  readonly shortSide: number;
  /** … unless the longer one would exceed this. */
  readonly longSide: number;
  /** False: smaller images are not enlarged. */
  readonly upscale?: boolean;
}

/** The size to which an image is resized. */
export interface ResizedSize extends ImageSize {
  /** Scale factor of the rule, before rounding the sides to whole pixels. */
  readonly scale: number;
}

export type ResizeRule = (size: ImageSize) => ResizedSize;

/** Detectron's rule (`prep_im_for_blob`): scales the shorter side to a length, or the longer one to its maximum if that is smaller. */
export function resizeRule({ shortSide, longSide, upscale = true }: ResizeOptions): ResizeRule {
  return ({ width, height }) => {
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    const wanted = shortSide / short;
    const fitting = roundHalfEven(wanted * long) > longSide ? longSide / long : wanted;
    const scale = upscale ? fitting : Math.min(1, fitting);
    const side = (length: number) => Math.max(1, roundHalfEven(scale * length));
    return { width: side(width), height: side(height), scale };
  };
}

/** NumPy's and OpenCV's rounding. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
