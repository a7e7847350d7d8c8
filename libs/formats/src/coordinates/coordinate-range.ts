/** Boxes within so few pixels are no results of a photograph, but shares of its sides. */
const LARGEST_SHARE = 1.5;

/** The largest coordinate of a file, to tell pixels from shares of an image's sides, as YOLO writes them. */
export class CoordinateRange {
  private largest = -Infinity;
  private count = 0;

  /** @param coordinates the far edges of boxes, or keypoints */
  add(...coordinates: readonly number[]): void {
    this.count++;
    for (const coordinate of coordinates) this.largest = Math.max(this.largest, coordinate);
  }

  /** What is wrong with a file of such coordinates; null: they may be pixels. */
  problem(path: string): string | null {
    if (this.count === 0 || this.largest > LARGEST_SHARE) return null;
    return (
      `${path}: all coordinates are at most ${Number(this.largest.toFixed(3))}: shares of the image's sides, as YOLO writes them. ` +
      'Multiply them by its width and height; pixels are expected.'
    );
  }
}
