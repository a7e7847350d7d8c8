import {
  boxFromXywh,
  COCO_KEYPOINTS,
  TurboHoiError,
  type DatasetInfo,
  type Interaction,
  type ObjectAnnotation,
  type PersonAnnotation,
  type Sample,
} from '@turbo-hoi/core';
import type { FiledSample } from './filed-sample';
import type { CocoAnnotation, CocoFile, CocoPerson, VcocoRecord } from './format';
import { interactionsOf, vocabularyOf, type VcocoInteraction } from './vcoco-records';

/** The files of a V-COCO folder, parsed. */
export interface VcocoFiles {
  /** Labels of one split, and the ids of its images in order. */
  readonly records: readonly VcocoRecord[];
  readonly ids: readonly number[];
  readonly instances: CocoFile;
  /** People with keypoints, of any image set. */
  readonly people: readonly CocoPerson[];
}

const PERSON = 'person';

/** What the folder's label and instances files say about the data set. */
export function vcocoInfo(records: readonly VcocoRecord[], instances: CocoFile): DatasetInfo {
  const names = instances.categories.map(({ name }) => name);
  return {
    name: 'v-coco',
    actions: vocabularyOf(records),
    keypoints: COCO_KEYPOINTS,
    objectClasses: [PERSON, ...names.filter((name) => name !== PERSON)],
  };
}

/**
 * Joins V-COCO's labels with COCO's boxes and keypoints by annotation id, image by image.
 *
 * Objects are all annotations that are not people, and the people whom somebody acts on.
 *
 * @throws TurboHoiError `data` for an image or object that the instances file lacks
 */
export function joinAnnotations(files: VcocoFiles, info: DatasetInfo): FiledSample[] {
  const images = new Map(files.instances.images.map((image) => [image.id, image]));
  const annotations = groupBy(files.instances.annotations, ({ image_id }) => image_id);
  const categories = new Map(
    files.instances.categories.map(({ id, name }) => [id, info.objectClasses.indexOf(name)]),
  );
  const keypoints = new Map(files.people.map((person) => [person.id, person.keypoints]));
  const interactions = interactionsOf(files.records, info.actions);
  return files.ids.map((imageId) => {
    const file = images.get(imageId);
    if (!file) throw missing(`image ${imageId}`);
    const joined = joinImage(annotations.get(imageId) ?? [], categories, interactions, keypoints);
    const { width, height, file_name: fileName } = file;
    return { imageId, width, height, fileName, file, ...joined };
  });
}

function joinImage(
  annotations: readonly CocoAnnotation[],
  categories: ReadonlyMap<number, number>,
  interactions: ReadonlyMap<number, readonly VcocoInteraction[]>,
  keypoints: ReadonlyMap<number, readonly number[]>,
): Pick<Sample, 'people' | 'objects'> {
  const isPerson = ({ category_id }: CocoAnnotation) => categories.get(category_id) === 0;
  const targets = new Set(
    annotations.flatMap(({ id }) => interactions.get(id) ?? []).map(({ objectId }) => objectId),
  );
  const listed = annotations.filter(
    (annotation) => !isPerson(annotation) || targets.has(annotation.id),
  );
  const objects = listed.map(({ id, bbox, category_id }): ObjectAnnotation => ({
    annotationId: id,
    box: boxFromXywh(bbox),
    category: categories.get(category_id) ?? -1,
  }));
  const position = new Map(listed.map(({ id }, index) => [id, index]));
  const people = annotations.filter(isPerson).map(({ id, bbox, area }): PersonAnnotation => {
    const points = keypoints.get(id);
    return {
      annotationId: id,
      box: boxFromXywh(bbox),
      area,
      keypoints: points ? Float32Array.from(points) : null,
      interactions: interactions.get(id)?.map((found) => resolve(found, position)) ?? null,
    };
  });
  return { people, objects };
}

function resolve(
  { column, objectId }: VcocoInteraction,
  position: ReadonlyMap<number, number>,
): Interaction {
  if (objectId === null) return { column, object: null };
  const object = position.get(objectId);
  if (object === undefined) throw missing(`annotation ${objectId}`);
  return { column, object };
}

function missing(what: string): TurboHoiError {
  return new TurboHoiError(
    'data',
    `instances_vcoco_all_2014.json: ${what} is missing, though V-COCO's labels name it; ` +
      `make the file from COCO 2014's train and val instances.`,
  );
}

function groupBy<T>(items: readonly T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
