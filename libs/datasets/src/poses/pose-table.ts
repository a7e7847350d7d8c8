import { boxAt, COCO_KEYPOINTS, type AnnotatedPose } from '@turbo-hoi/core';
import type { EntryKey } from './entry-images';

const KEYPOINT_NUMBERS = 3 * COCO_KEYPOINTS.names.length;
const BOX_NUMBERS = 4;

/** Poses of many images in a few typed arrays: 224 bytes per pose, 26 MB for 118,000. */
export class PoseTable {
  private keypoints = new Float32Array(0);
  private boxes = new Float32Array(0);
  private scores = new Float32Array(0);
  private count = 0;
  private readonly byImage = new Map<EntryKey, number[]>();

  get size(): number {
    return this.count;
  }

  /** Number of poses by image. */
  counts(): ReadonlyMap<EntryKey, number> {
    return new Map([...this.byImage].map(([image, rows]) => [image, rows.length]));
  }

  add(image: EntryKey, { keypoints, box, score }: AnnotatedPose): void {
    const row = this.count++;
    this.keypoints = withRoom(this.keypoints, this.count * KEYPOINT_NUMBERS);
    this.boxes = withRoom(this.boxes, this.count * BOX_NUMBERS);
    this.scores = withRoom(this.scores, this.count);
    this.keypoints.set(keypoints, row * KEYPOINT_NUMBERS);
    this.boxes.set(box, row * BOX_NUMBERS);
    this.scores[row] = score;
    const rows = this.byImage.get(image);
    if (rows) rows.push(row);
    else this.byImage.set(image, [row]);
  }

  /** The poses of an image in the order in which they were added; must not be modified. */
  ofImage(image: EntryKey): AnnotatedPose[] {
    return (this.byImage.get(image) ?? []).map((row) => ({
      box: boxAt(this.boxes, row),
      score: this.scores[row],
      keypoints: this.keypoints.subarray(row * KEYPOINT_NUMBERS, (row + 1) * KEYPOINT_NUMBERS),
    }));
  }
}

function withRoom(array: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const larger = new Float32Array(Math.max(length, 2 * array.length, 1024));
  larger.set(array);
  return larger;
}
