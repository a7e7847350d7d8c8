import {
  boxToXywh,
  COCO_CATEGORY_IDS,
  TurboHoiError,
  type DatasetInfo,
  type XyxyBox,
} from '@turbo-hoi/core';
import type { FiledSample } from './filed-sample';
import type { CocoAnnotation, CocoCategory, CocoFile, CocoPerson } from './format';

/** Converts samples to a COCO instances file: people and objects, without keypoints. */
export function toInstancesFile(samples: readonly FiledSample[], info: DatasetInfo): CocoFile {
  const categories = categoriesOf(info);
  const annotations = samples.flatMap((sample) => {
    const people = sample.people.map((person) =>
      annotation(sample, person.annotationId, person.box, categories[0].id, person.area),
    );
    const known = new Set(sample.people.map(({ annotationId }) => annotationId));
    // A person who is a target is listed among the objects too.
    const objects = sample.objects
      .filter(({ annotationId }) => !known.has(annotationId))
      .map(({ annotationId, box, category }) =>
        annotation(sample, annotationId, box, categories[category].id),
      );
    return [...people, ...objects];
  });
  return { images: samples.map(({ file }) => file), annotations, categories };
}

/** Converts samples to a COCO keypoint file: people with annotated keypoints. */
export function toKeypointsFile(
  samples: readonly FiledSample[],
  info: DatasetInfo,
): CocoFile<CocoPerson> {
  const [person] = categoriesOf(info);
  const annotations = samples.flatMap((sample) =>
    sample.people.flatMap(({ annotationId, box, area, keypoints }): CocoPerson[] => {
      if (keypoints === null) return [];
      const labelled = keypoints.filter((value, i) => i % 3 === 2 && value > 0);
      return [
        {
          ...annotation(sample, annotationId, box, person.id, area),
          num_keypoints: labelled.length,
          keypoints: [...keypoints],
        },
      ];
    }),
  );
  const { names, bones } = info.keypoints;
  const skeleton = bones.map(([a, b]) => [a + 1, b + 1]);
  const category = { ...person, keypoints: names, skeleton };
  return { images: samples.map(({ file }) => file), annotations, categories: [category] };
}

function annotation(
  sample: FiledSample,
  id: number,
  box: XyxyBox,
  category: number,
  area?: number,
): CocoAnnotation {
  const [x1, y1, x2, y2] = box;
  const bbox = boxToXywh(box);
  return {
    id,
    image_id: sample.imageId,
    category_id: category,
    bbox,
    area: area ?? bbox[2] * bbox[3],
    iscrowd: 0,
    // The outline is unknown; the box is used instead.
    segmentation: [[x1, y1, x2, y1, x2, y2, x1, y2]],
  };
}

function categoriesOf({ objectClasses }: DatasetInfo): CocoCategory[] {
  return objectClasses.map((name) => {
    const id = COCO_CATEGORY_IDS.get(name);
    if (id !== undefined) return { id, name };
    throw new TurboHoiError(
      'data',
      `object class "${name}" is not one of COCO's 80; a V-COCO folder cannot contain other classes.`,
    );
  });
}
