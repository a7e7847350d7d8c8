import { TurboHoiError } from '@turbo-hoi/core';
import { INFO, person, sampleOf } from '../testing/sample-fixture';
import { toInstancesFile } from './coco-files';

describe('toInstancesFile', () => {
  it('lists a person who is a target once', () => {
    const held = person([4, 0, 8, 4], { annotationId: 11 });
    const holder = person([0, 0, 4, 4], {
      annotationId: 10,
      interactions: [{ column: 3, object: 1 }],
    });
    const sample = sampleOf(
      [holder, held],
      [
        { annotationId: 20, box: [0, 0, 1, 1], category: 2 },
        { annotationId: 11, box: held.box, category: 0 },
      ],
    );
    const file = { id: 1, file_name: 'COCO_train2014_000000000001.png', width: 8, height: 4 };
    const { annotations } = toInstancesFile([{ ...sample, file }], INFO);
    expect(annotations.map(({ id }) => id)).toEqual([10, 11, 20]);
  });

  it('refuses classes that COCO does not have', () => {
    const info = { ...INFO, objectClasses: ['person', 'dragon'] };
    expect(() => toInstancesFile([], info)).toThrow(TurboHoiError);
  });
});
