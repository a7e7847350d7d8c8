import { TurboHoiError } from '@turbo-hoi/core';
import { checkedExport } from './checked-export';
import type { ImportedImage } from './imported-image';
import { imageName } from './label-studio-file';
import { partsOf } from './label-studio-regions';
import { annotationSchema, FIX, resultSchema, taskSchema } from './label-studio-schema';
import type { LeftOut } from './left-out';

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
