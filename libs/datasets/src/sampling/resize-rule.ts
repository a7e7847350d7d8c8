export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** How large images are shown to a model. */
export interface ResizeOptions {
  /** The shorter side in pixels … */
  readonly shortSide: number;
  /** … unless the longer one would exceed this. */
  readonly longSide: number;
  /** False: smaller images stay as they are. */
  readonly upscale?: boolean;
}

/** The size that an image is brought to. */
export interface ResizedSize extends ImageSize {
  /** What the rule asked for, before the sides were rounded to whole pixels. */
  readonly scale: number;
}

export type ResizeRule = (size: ImageSize) => ResizedSize;

/** Detectron's rule (`prep_im_for_blob`): the shorter side to a length, unless the longer one gets too long. */
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
