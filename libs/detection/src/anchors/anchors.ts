/** Anchors of one level as xyxy centered on 0, rounded as in torchvision's `AnchorGenerator`. */
export function anchorShapes(sizes: readonly number[], ratios: readonly number[]): number[][] {
  return ratios.flatMap((ratio) =>
    sizes.map((size) => {
      const tall = Math.sqrt(ratio);
      const [w, h] = [Math.fround(size / tall), Math.fround(size * tall)];
      return [-w / 2, -h / 2, w / 2, h / 2].map(roundHalfEven);
    }),
  );
}

/** Positions and shapes of the anchors of a level. */
export interface AnchorGrid {
  readonly shapes: readonly (readonly number[])[];
  /** Cells of the map along y and x. */
  readonly rows: number;
  readonly columns: number;
  /** Pixels from one cell to the next. */
  readonly strideY: number;
  readonly strideX: number;
}

/**
 * Anchor grid of a feature map over an image of the given (padded) size.
 *
 * As in torchvision, the stride is image size divided by map size, rounded down, not the network's stride.
 */
export function anchorGrid(
  shapes: AnchorGrid['shapes'],
  [rows, columns]: readonly [number, number],
  image: { readonly width: number; readonly height: number },
): AnchorGrid {
  const [strideY, strideX] = [Math.floor(image.height / rows), Math.floor(image.width / columns)];
  return { shapes, rows, columns, strideY, strideX };
}

/** The anchor with this index; anchors are ordered by row, column, shape. */
export function anchorAt(
  { shapes, columns, strideX, strideY }: AnchorGrid,
  index: number,
): number[] {
  const cell = Math.floor(index / shapes.length);
  const [x, y] = [(cell % columns) * strideX, Math.floor(cell / columns) * strideY];
  const [x1, y1, x2, y2] = shapes[index % shapes.length];
  return [x1 + x, y1 + y, x2 + x, y2 + y];
}

/** The anchors of all levels, concatenated: [4n] xyxy. */
export function gridAnchors(grids: readonly AnchorGrid[]): Float32Array {
  const count = ({ rows, columns, shapes }: AnchorGrid) => rows * columns * shapes.length;
  const anchors = new Float32Array(4 * grids.reduce((sum, grid) => sum + count(grid), 0));
  let at = 0;
  for (const grid of grids)
    for (let i = 0; i < count(grid); i++, at += 4) anchors.set(anchorAt(grid, i), at);
  return anchors;
}

/** PyTorch's `round`. */
function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  if (rest !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}
