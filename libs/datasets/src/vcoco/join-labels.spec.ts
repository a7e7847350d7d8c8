import { BadEntries } from '@turbo-hoi/formats';
import { CocoCatalog } from '../coco/coco-catalog';
import { joinImage } from '../coco/join-image';
import { cocoIndexOf } from '../testing/coco-fixture';
import { INFO, person, sampleOf } from '../testing/sample-fixture';
import { checkLabels } from './check-labels';
import { toInstancesFile, toKeypointsFile } from './coco-files';
import type { CocoAnnotation } from './format';
import { interactionsOf, toVcocoRecords } from './vcoco-records';

const held = person([4, 0, 8, 4], { annotationId: 11, interactions: null, area: 7 });
const holder = person([0, 0, 4.015625, 4], {
  annotationId: 10,
  interactions: [{ column: 3, object: 1 }],
  keypoints: Float32Array.from([1.5, 2.25, 2, 0, 0, 0]),
});
// A person who is a target is listed like any object.
const sample = sampleOf(
  [holder, held],
  [
    { annotationId: 20, box: [0, 0, 1, 1] as const, category: 2 },
    { annotationId: 11, box: held.box, category: 0 },
  ],
);
const file = { id: 1, file_name: 'COCO_train2014_000000000001.png', width: 8, height: 4 };
const instances = toInstancesFile([{ ...sample, file }], INFO);
const records = toVcocoRecords([sample], INFO.actions);

function catalogOf(change: (annotation: CocoAnnotation) => CocoAnnotation[] = (same) => [same]) {
  const annotations = instances.annotations.flatMap(change);
  const people = toKeypointsFile([{ ...sample, file }], INFO);
  return new CocoCatalog([cocoIndexOf({ ...instances, annotations })], [cocoIndexOf(people)]);
}

const joined = (catalog: CocoCatalog) =>
  joinImage(catalog.annotations(1), interactionsOf(records, INFO.actions));

function faults(catalog: CocoCatalog, ids = [1]) {
  const bad = new BadEntries('labels');
  const kept = checkLabels({ records, ids }, catalog, bad);
  return { kept, first: bad.found.first };
}

const without = (id: number) => (annotation: CocoAnnotation) =>
  annotation.id === id ? [] : [annotation];
const flattened = (id: number) => (annotation: CocoAnnotation) =>
  annotation.id === id ? [{ ...annotation, bbox: [4, 0, 0, 4] as const }] : [annotation];

describe('labels joined with COCO files', () => {
  it('have boxes, keypoints and actions, people as targets included', () => {
    const { people, objects } = joined(catalogOf());
    expect(catalogOf().objectClasses).toEqual(INFO.objectClasses);
    expect(people).toEqual([{ ...holder, interactions: [{ column: 3, object: 0 }] }, held]);
    expect(objects.map(({ annotationId }) => annotationId)).toEqual([11, 20]);
    expect(faults(catalogOf())).toEqual({ kept: [1], first: [] });
  });

  it('keep crowds, marked as such', () => {
    const crowd = catalogOf((annotation) => [
      { ...annotation, iscrowd: annotation.id === 10 ? 1 : 0 },
    ]);
    expect(joined(crowd).people.map((found) => found.crowd)).toEqual([true, undefined]);
  });

  it('name an image, a person and a target that are missing', () => {
    expect(faults(catalogOf(), [1, 5])).toEqual({
      kept: [1],
      first: ['image 5: is not among the instances'],
    });
    expect(faults(catalogOf(without(10))).first).toEqual([
      'image 1, person 10: is not among its annotations',
    ]);
    expect(faults(catalogOf(without(11))).first).toEqual([
      "image 1, person 10, hold: obj 11 is not among the image's annotations",
    ]);
  });

  it('leave out boxes without extent; an action on them has no target', () => {
    const catalog = catalogOf(flattened(11));
    expect(faults(catalog).first).toEqual([]);
    const { people, objects } = joined(catalog);
    expect(people.map(({ interactions }) => interactions)).toEqual([[{ column: 3, object: null }]]);
    expect(objects.map(({ annotationId }) => annotationId)).toEqual([20]);
    expect(joined(catalogOf(flattened(10))).people).toHaveLength(1);
    expect(faults(catalogOf(flattened(10))).first).toEqual([]);
  });
});

describe('CocoCatalog', () => {
  it('finds images in several files, whose categories may be numbered differently', () => {
    const other = cocoIndexOf({
      images: [{ ...file, id: 2 }],
      categories: [
        { id: 9, name: 'kite' },
        { id: 1, name: 'chair' },
      ],
      annotations: [{ ...instances.annotations[0], id: 5, image_id: 2, category_id: 1 }],
    });
    const catalog = new CocoCatalog([cocoIndexOf(instances), other], []);
    expect(catalog.objectClasses).toEqual(['person', 'cup', 'chair', 'kite']);
    expect(catalog.annotations(2).map(({ category }) => category)).toEqual([2]);
    expect(catalog.annotations(1)).toHaveLength(3);
    expect(catalog.image(2)?.id).toBe(2);
    expect([catalog.image(3), catalog.annotations(3)]).toEqual([undefined, []]);
  });

  it('refuses an image in two files', () => {
    const twice = [cocoIndexOf(instances, 'a.json'), cocoIndexOf(instances, 'b.json')];
    expect(() => new CocoCatalog(twice, [])).toThrow(/a.json and b.json: image 1 is in both/);
  });
});
