import { TurboHoiError } from '@turbo-hoi/core';
import { INFO, person, sampleOf } from '../testing/sample-fixture';
import { toInstancesFile, toKeypointsFile } from './coco-files';
import { joinAnnotations, vcocoInfo } from './join-annotations';
import { toVcocoRecords } from './vcoco-records';

const held = person([4, 0, 8, 4], { annotationId: 11, interactions: null, area: 7 });
const holder = person([0, 0, 4.015625, 4], {
  annotationId: 10,
  interactions: [{ column: 3, object: 1 }],
  keypoints: Float32Array.from([1.5, 2.25, 2, 0, 0, 0]),
});
// A person whom somebody holds is listed like any object.
const sample = sampleOf(
  [holder, held],
  [
    { annotationId: 20, box: [0, 0, 1, 1] as const, category: 2 },
    { annotationId: 11, box: held.box, category: 0 },
  ],
);

function files(ids = [1]) {
  const file = { id: 1, file_name: 'COCO_train2014_000000000001.png', width: 8, height: 4 };
  const filed = [{ ...sample, file }];
  return {
    records: toVcocoRecords([sample], INFO.actions),
    ids,
    instances: toInstancesFile(filed, INFO),
    people: toKeypointsFile(filed, INFO).annotations,
  };
}

describe('joinAnnotations', () => {
  it('joins boxes, keypoints and actions by annotation id, people as targets included', () => {
    const { records, instances } = files();
    const info = vcocoInfo(records, instances);
    const [joined] = joinAnnotations(files(), info);
    expect(info.objectClasses).toEqual(INFO.objectClasses);
    expect(joined.people.map((found) => ({ ...found, interactions: null }))).toEqual(
      sample.people.map((written) => ({ ...written, interactions: null })),
    );
    expect(joined.objects.map(({ annotationId }) => annotationId)).toEqual([11, 20]);
    expect(joined.people[0].interactions).toEqual([{ column: 3, object: 0 }]);
  });

  it('lists a person once among the instances', () => {
    const ids = files().instances.annotations.map(({ id }) => id);
    expect(ids).toEqual([10, 11, 20]);
  });

  it('says which image or object is missing', () => {
    const info = vcocoInfo(files().records, files().instances);
    expect(() => joinAnnotations(files([1, 5]), info)).toThrow(/image 5 is missing/);
    const { instances, ...rest } = files();
    const cut = instances.annotations.filter(({ id }) => id !== 11);
    const broken = { ...rest, instances: { ...instances, annotations: cut } };
    expect(() => joinAnnotations(broken, info)).toThrow(/annotation 11 is missing/);
  });

  it('refuses classes that COCO does not have', () => {
    const info = { ...INFO, objectClasses: ['person', 'dragon'] };
    expect(() => toInstancesFile([], info)).toThrow(TurboHoiError);
  });
});
