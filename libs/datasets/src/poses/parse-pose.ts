import { boxFromXywh, COCO_KEYPOINTS, type AnnotatedPose, type XyxyBox } from '@turbo-hoi/core';
import { type EntryKey, isEntryKey } from './entry-images';

const COUNT = COCO_KEYPOINTS.names.length;
const PERSON = 1;

/** A pose of a file, or the problem of an invalid entry. */
export type ParsedPose =
  | {
      readonly image: EntryKey;
      readonly pose: AnnotatedPose | null;
      /** Number of keypoints that count as not found since they lie at (0, 0) exactly. */
      readonly corners: number;
    }
  | { readonly problem: string };

export interface ParsePoseOptions {
  /** Multiplies every score. */
  readonly scoreScale: number;
  /** The score of an entry without one; null: every entry needs one. */
  readonly defaultScore: number | null;
}

/**
 * Reads an entry of a COCO results file, or an annotation of a COCO keypoint file.
 *
 * A keypoint's confidence is its `keypoint_scores` if the entry has them, otherwise its third number, clipped to 1 (files of
 * annotations write 1 and 2); a keypoint whose third number is 0, or which lies at (0, 0) exactly, as converters of OpenPose's
 * output write those that were not found, is not labelled. `pose` is null for groups (`iscrowd`) and
 * for people without a labelled keypoint.
 */
export function parsePose(
  value: unknown,
  { scoreScale, defaultScore }: ParsePoseOptions,
): ParsedPose {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: `got ${show(value)}; expected an object with image_id and keypoints` };
  }
  const entry = value as Record<string, unknown>;
  const image = entry.file_name ?? entry.image_id;
  if (!isEntryKey(image)) {
    return {
      problem: `image_id is ${show(image)}; expected a whole number, or the name of the image's file`,
    };
  }
  const category = entry.category_id ?? PERSON;
  if (category !== PERSON && category !== String(PERSON)) {
    return { problem: `category_id is ${show(entry.category_id)}; expected ${PERSON}, a person` };
  }
  const confident = confidentKeypoints(entry);
  if (typeof confident === 'string') return { problem: confident };
  const { keypoints, corners } = confident;
  const box = entry.bbox === undefined ? extent(keypoints) : parseBox(entry.bbox);
  if (typeof box === 'string') return { problem: box };
  if (box === null || entry.iscrowd === 1 || !isLabelled(keypoints)) {
    return { image, pose: null, corners };
  }
  const score = parseScore(entry.score ?? defaultScore ?? undefined, scoreScale);
  if (typeof score === 'string') return { problem: score };
  return { image, pose: { box, score, keypoints }, corners };
}

/** x, y and confidence, 0, 0, 0 for unlabelled keypoints; or a message if invalid. */
function confidentKeypoints(
  entry: Record<string, unknown>,
): { readonly keypoints: Float32Array; readonly corners: number } | string {
  const { keypoints, keypoint_scores: scores } = entry;
  const wrong = checkNumbers('keypoints', keypoints, 3 * COUNT);
  if (wrong) return wrong;
  const wrongScores = scores !== undefined && checkNumbers('keypoint_scores', scores, COUNT);
  if (wrongScores) return wrongScores;
  const points = Float32Array.from(keypoints as number[]);
  let corners = 0;
  for (let k = 0; k < COUNT; k++) {
    const third = points[3 * k + 2];
    const confidence = third > 0 ? ((scores as number[] | undefined)?.[k] ?? third) : third;
    if (confidence < 0) return `the confidence of keypoint ${k} is ${confidence}; expected 0..1`;
    const isCorner = points[3 * k] === 0 && points[3 * k + 1] === 0;
    if (confidence > 0 && isCorner) corners++;
    if (confidence > 0 && !isCorner) points[3 * k + 2] = Math.min(confidence, 1);
    else points.fill(0, 3 * k, 3 * k + 3);
  }
  return { keypoints: points, corners };
}

function checkNumbers(name: string, values: unknown, length: number): string | undefined {
  if (!Array.isArray(values)) return `${name} is ${show(values)}; expected ${length} numbers`;
  if (values.length !== length)
    return `${name} has ${values.length} numbers; expected ${length}, for COCO's ${COUNT} keypoints`;
  const at = values.findIndex((value) => !Number.isFinite(value));
  return at < 0 ? undefined : `${name}[${at}] is ${show(values[at])}; expected a number`;
}

function parseBox(value: unknown): XyxyBox | string {
  const wrong = checkNumbersOfBox(value);
  return wrong ?? boxFromXywh(value as number[]);
}

function checkNumbersOfBox(value: unknown): string | undefined {
  const valid =
    Array.isArray(value) &&
    value.length === 4 &&
    value.every(Number.isFinite) &&
    value[2] > 0 &&
    value[3] > 0;
  return valid
    ? undefined
    : `bbox is ${show(value)}; expected [x, y, width, height] with a positive width and height`;
}

function parseScore(value: unknown, scale: number): number | string {
  if (typeof value !== 'number') return `score is ${show(value)}; expected a number in 0..1`;
  const score = value * scale;
  if (score >= 0 && score <= 1) return score;
  const scaled = scale === 1 ? '' : ` times scoreScale ${scale}`;
  return `score is ${value}${scaled}; expected 0..1 (a scoreScale may bring it there)`;
}

function isLabelled(keypoints: Float32Array): boolean {
  return keypoints.some((value, i) => i % 3 === 2 && value > 0);
}

/** The box around the labelled keypoints; null without labelled keypoints. */
function extent(keypoints: Float32Array): XyxyBox | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < keypoints.length; at += 3) {
    const [x, y, confidence] = keypoints.subarray(at, at + 3);
    if (!(confidence > 0)) continue;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return isLabelled(keypoints) ? box : null;
}

function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
