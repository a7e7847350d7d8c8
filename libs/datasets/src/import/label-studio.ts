import { TurboHoiError, type XyxyBox } from '@turbo-hoi/core';
import { z } from 'zod';
import { checkedExport } from './checked-export';
import type {
  ImportedImage,
  ImportedKeypoint,
  ImportedLink,
  ImportedRegion,
} from './imported-image';
import type { LeftOut } from './left-out';

const key = z.union([z.string(), z.number()]).transform(String);
const percent = z.number();
const texts = z.array(z.string());
const valueSchema = z.looseObject({
  x: percent.optional(),
  y: percent.optional(),
  width: percent.optional(),
  height: percent.optional(),
  rotation: z.number().optional(),
  radiusX: percent.optional(),
  radiusY: percent.optional(),
  points: z.array(z.tuple([percent, percent])).optional(),
  rectanglelabels: texts.optional(),
  polygonlabels: texts.optional(),
  ellipselabels: texts.optional(),
  keypointlabels: texts.optional(),
  labels: texts.optional(),
  choices: texts.optional(),
  taxonomy: z.array(texts).optional(),
});
const resultSchema = z.looseObject({
  type: z.string(),
  id: key.optional(),
  from_id: key.optional(),
  to_id: key.optional(),
  direction: z.string().nullish(),
  labels: texts.nullish(),
  parentID: key.nullish(),
  original_width: z.number().positive().optional(),
  original_height: z.number().positive().optional(),
  image_rotation: z.number().optional(),
  value: valueSchema.optional(),
});
const annotationSchema = z.looseObject({
  was_cancelled: z.boolean().nullish(),
  ground_truth: z.boolean().nullish(),
  result: z.array(z.unknown()),
});
const taskSchema = z.looseObject({
  id: key.optional(),
  data: z.looseObject({}),
  annotations: z.array(z.unknown()).optional(),
});

const FIX = 'Export again as "JSON" from Label Studio, or correct the field.';
const IMAGE_NAME = /\.(jpe?g|png|webp|bmp|gif|tiff?|avif|heic)$/i;

type Result = z.output<typeof resultSchema>;
type Value = z.output<typeof valueSchema>;

/**
 * Images of Label Studio's JSON export: regions with their per-region choices as actions, and relations between regions with their labels.
 *
 * Format: https://labelstud.io/guide/task_format, docs/source/includes/result_format.md and the tags' pages of HumanSignal/label-studio.
 *
 * @throws TurboHoiError `data`, naming file, entry and field, and for the COCO and JSON-MIN exports, which have lost relations
 */
export function labelStudioImages(content: unknown, file: string, left: LeftOut): ImportedImage[] {
  if (isCoco(content)) {
    throw new TurboHoiError(
      'data',
      `${file}: is a COCO export, in which Label Studio leaves relations and choices out, so that nobody does anything. ${FIX}`,
    );
  }
  if (!Array.isArray(content)) {
    throw new TurboHoiError('data', `${file}: is no list of tasks. ${FIX}`);
  }
  return content.flatMap((task, index) => taskImage(task, index, file, left));
}

function isCoco(content: unknown): boolean {
  const { images, categories } = Object(content) as Record<string, unknown>;
  return Array.isArray(images) && Array.isArray(categories);
}

function taskImage(given: unknown, index: number, file: string, left: LeftOut): ImportedImage[] {
  const at = `${file}: [${index}]`;
  if (Object.hasOwn(Object(given), 'annotator') && !Object.hasOwn(Object(given), 'data')) {
    throw new TurboHoiError(
      'data',
      `${at}.data: is missing; this is Label Studio's JSON-MIN export, which has lost relations. ${FIX}`,
    );
  }
  const { data, annotations = [], ...task } = checkedExport(taskSchema, given, at, FIX);
  const where = `task ${task.id ?? index}`;
  const name = imageName(data, at);
  const chosen = chosenAnnotation(annotations, at, where, left);
  if (chosen === null) return [];
  const results = chosen.results.map((one, i) =>
    checkedExport(resultSchema, one, `${chosen.at}.result[${i}]`, FIX),
  );
  if (results.some(({ image_rotation: turned }) => turned !== undefined && turned % 360 !== 0)) {
    left.add('image that was rotated while it was annotated', where);
    return [];
  }
  const sized = results.find((one) => one.original_width && one.original_height);
  if (!sized) {
    if (results.length > 0) left.add('image without original_width and original_height', where);
    return results.length > 0 ? [] : [{ file: name, size: null, regions: [], links: [] }];
  }
  const size = { width: sized.original_width!, height: sized.original_height! };
  return [{ file: name, size, ...partsOf(results, size, where, left) }];
}

/** The annotation that counts: the ground truth, otherwise the last one that was not cancelled. */
function chosenAnnotation(given: readonly unknown[], at: string, where: string, left: LeftOut) {
  const all = given.map((one, i) => {
    const place = `${at}.annotations[${i}]`;
    return { at: place, ...checkedExport(annotationSchema, one, place, FIX) };
  });
  const done = all.filter(({ was_cancelled: cancelled }) => !cancelled);
  if (done.length === 0) {
    left.add('task without a submitted annotation', where);
    return null;
  }
  const chosen = done.find((one) => one.ground_truth) ?? done[done.length - 1];
  if (done.length > 1)
    left.add('task annotated more than once, of which one annotation is used', where);
  return { at: chosen.at, results: chosen.result };
}

/** The name of a task's image: the part of its path or URL that is the file's. */
function imageName(data: Readonly<Record<string, unknown>>, at: string): string {
  const paths = Object.entries(data).flatMap(([field, value]) =>
    typeof value === 'string' ? [{ field, name: fileOf(value) }] : [],
  );
  const images = paths.filter(({ name }) => IMAGE_NAME.test(name));
  const chosen = images.find(({ field }) => field === 'image') ?? images[0];
  if (chosen) return chosen.name;
  throw new TurboHoiError(
    'data',
    `${at}.data: got ${Object.keys(data).join(', ') || 'nothing'}; expected a field with the path or URL of an image, such as "image". ${FIX}`,
  );
}

/** `/data/local-files/?d=a/b.jpg`, `/data/upload/1/b.jpg?x=1` and `s3://bucket/b.jpg` are all `b.jpg`. */
function fileOf(path: string): string {
  const local = /[?&]d=([^&]+)/.exec(path);
  const plain = local ? local[1] : path.replace(/[?#].*$/, '');
  return decoded(plain).split(/[\\/]/).pop() ?? '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function partsOf(
  results: readonly Result[],
  size: Size,
  where: string,
  left: LeftOut,
): Pick<ImportedImage, 'regions' | 'links'> {
  const regions = new Map<string, RegionParts>();
  for (const { id, value } of results) {
    const box = id !== undefined && value && boxOf(value, size);
    if (box) regions.set(id, { ...(regions.get(id) ?? EMPTY()), box });
  }
  const links: ImportedLink[] = [];
  for (const one of results) {
    if (one.type === 'relation') links.push(...relation(one, where, left));
    else addResult(one, regions, size, where, left);
  }
  const known = new Set(regions.keys());
  return {
    regions: [...regions].flatMap(([id, parts]) => regionOf(id, parts, where, left)),
    links: links.filter(({ from, to }) => {
      if (known.has(from) && known.has(to)) return true;
      left.add('relation with a region that has no box', where);
      return false;
    }),
  };
}

interface RegionParts {
  box: XyxyBox;
  labels: string[];
  keypoints: Map<string, ImportedKeypoint>;
  actions: string[];
}

const EMPTY = (): RegionParts => ({
  box: [0, 0, 0, 0],
  labels: [],
  keypoints: new Map(),
  actions: [],
});

function relation(
  { from_id: first, to_id: second, labels, direction }: Result,
  where: string,
  left: LeftOut,
): ImportedLink[] {
  if (first === undefined || second === undefined) {
    left.add('relation without from_id or to_id', where);
    return [];
  }
  const link = (from: string, to: string) => ({ from, to, names: labels ?? [], where });
  if (direction === 'left') return [link(second, first)];
  return direction === 'bi' ? [link(first, second), link(second, first)] : [link(first, second)];
}

function addResult(
  { id = '', type, value, parentID }: Result,
  regions: Map<string, RegionParts>,
  size: Size,
  where: string,
  left: LeftOut,
): void {
  if (!value) return left.add(`result of type "${type}" without a value`, where);
  if (
    value.keypointlabels &&
    !value.points &&
    value.width !== undefined &&
    value.height === undefined
  ) {
    const person = regions.get(parentID ?? '');
    if (!person) return left.add('keypoint that belongs to no region (parentID)', where);
    const { x = 0, y = 0, keypointlabels } = value;
    for (const name of keypointlabels)
      person.keypoints.set(name, [(x / 100) * size.width, (y / 100) * size.height, 2]);
    return undefined;
  }
  const region = regions.get(id);
  if (!region)
    return left.add(`result of type "${type}" that is no box, polygon or keypoint`, where);
  region.labels.push(...labelsOf(value));
  region.actions.push(...(value.choices ?? []));
  region.actions.push(...(value.taxonomy ?? []).flatMap((path) => path.slice(-1)));
  return undefined;
}

function labelsOf({ rectanglelabels, polygonlabels, ellipselabels, labels }: Value): string[] {
  return [rectanglelabels, polygonlabels, ellipselabels, labels].flatMap((list) => list ?? []);
}

function regionOf(
  id: string,
  { box, labels, keypoints, actions }: RegionParts,
  where: string,
  left: LeftOut,
): ImportedRegion[] {
  const [label, ...others] = new Set(labels);
  if (label === undefined) {
    left.add('region without a label', where);
    return [];
  }
  for (const other of others) left.add(`second label "${other}" of a region`, where);
  return [
    {
      id,
      label,
      box,
      crowd: false,
      keypoints: keypoints.size > 0 ? keypoints : null,
      actions: [...new Set(actions)],
      where: `${where} ${id}`,
    },
  ];
}

/** The box around a rectangle, turned by `rotation` degrees about its left upper corner, an ellipse or a polygon; null: none of these. */
function boxOf(value: Value, { width, height }: Size): XyxyBox | null {
  const { x, y, points } = value;
  if (points) return around(points.map(([px, py]) => [(px / 100) * width, (py / 100) * height]));
  if (x === undefined || y === undefined) return null;
  const [left, top] = [(x / 100) * width, (y / 100) * height];
  if (value.radiusX !== undefined && value.radiusY !== undefined) {
    const [rx, ry] = [(value.radiusX / 100) * width, (value.radiusY / 100) * height];
    return [left - rx, top - ry, left + rx, top + ry];
  }
  if (value.width === undefined || value.height === undefined) return null;
  const [w, h] = [(value.width / 100) * width, (value.height / 100) * height];
  const turn = ((value.rotation ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const corners = [0, w].flatMap((dx) => [0, h].map((dy) => [dx, dy]));
  return around(corners.map(([dx, dy]) => [left + dx * cos - dy * sin, top + dx * sin + dy * cos]));
}

function around(points: readonly (readonly number[])[]): XyxyBox | null {
  if (points.length === 0) return null;
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
