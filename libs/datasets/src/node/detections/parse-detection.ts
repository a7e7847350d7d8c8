import { isWholeText } from '@turbo-hoi/formats';
import { type EntryKey, isEntryKey } from '../../poses/entry-images';

/** An entry of a COCO results file. */
export interface FiledDetection {
  /** The image's id, or the name of its file. */
  readonly image: EntryKey;
  readonly category: number;
  /** x, y, width, height in pixels of the image file. */
  readonly bbox: readonly number[];
  readonly score: number;
  /** x, y in pixels of the image file and confidence of each joint. */
  readonly keypoints?: readonly number[];
}

/** Reads `{ image_id | file_name, category_id, bbox, score, keypoints? }`; returns a message if it is invalid. */
export function parseDetection(value: unknown): FiledDetection | string {
  if (typeof value !== 'object' || value === null) return `got ${show(value)}; expected an object`;
  const { image_id, file_name, category_id, bbox, score, keypoints } = value as Record<
    string,
    unknown
  >;
  const image = file_name ?? image_id;
  if (!isEntryKey(image)) {
    return `image_id is ${show(image)}; expected a whole number, or the name of the image's file (as file_name or image_id)`;
  }
  const category = isWholeText(category_id) ? Number(category_id) : category_id;
  if (!Number.isSafeInteger(category)) {
    return `category_id is ${show(category_id)}; expected a whole number`;
  }
  if (!isBox(bbox)) {
    return `bbox is ${show(bbox)}; expected [x, y, width, height] with a positive width and height`;
  }
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) {
    return `score is ${show(score)}; expected a number in 0..1`;
  }
  if (keypoints === undefined || keypoints === null) {
    return { image, category: category as number, bbox, score };
  }
  if (!isSkeleton(keypoints)) {
    return `keypoints is ${show(keypoints)}; expected x, y and confidence of each joint, or none`;
  }
  return { image, category: category as number, bbox, score, keypoints };
}

function isBox(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length === 4 &&
    value.every(Number.isFinite) &&
    value[2] > 0 &&
    value[3] > 0
  );
}

function isSkeleton(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length % 3 === 0 &&
    value.every(Number.isFinite)
  );
}

function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
