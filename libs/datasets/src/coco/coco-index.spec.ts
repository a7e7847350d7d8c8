import { cocoIndexOf, type CocoParts } from '../testing/coco-fixture';

const image = { id: 7, file_name: '000000000007.jpg', width: 64, height: 48 };
const person = { id: 1, name: 'person', keypoints: ['nose', 'tail'] };
const kite = { id: 38, name: 'kite' };
const annotation = {
  id: 900100000007,
  image_id: 7,
  category_id: 38,
  bbox: [1.25, 2, 3.1, 4],
  area: 5.5,
  iscrowd: 0,
};

const parts = (change: object = {}): CocoParts => ({
  images: [image],
  categories: [person, kite],
  annotations: [{ ...annotation, ...change }],
});

const faults = (all: CocoParts) => cocoIndexOf(all).header.bad;

describe('CocoIndex', () => {
  it('returns images and annotations exactly', () => {
    const points = [1.5, 2, 2, 0, 0, 0];
    const index = cocoIndexOf({
      images: [{ ...image, id: 9, file_name: 'Ünder/9.png' }, image],
      categories: [kite, person],
      annotations: [
        annotation,
        { ...annotation, id: 1, image_id: 9, category_id: 1, keypoints: points, iscrowd: 1 },
        { ...annotation, id: 2, iscrowd: undefined },
      ],
    });
    expect([index.size, index.find(7), index.find(8)]).toEqual([2, 1, undefined]);
    expect(index.image(0)).toEqual({ id: 9, file_name: 'Ünder/9.png', width: 64, height: 48 });
    expect(index.image(1)).toEqual(image);
    expect(index.annotations(0)).toEqual([
      {
        id: 1,
        category: 1,
        bbox: [1.25, 2, 3.1, 4],
        area: 5.5,
        crowd: true,
        keypoints: Float32Array.from(points),
      },
    ]);
    const [first, second] = index.annotations(1);
    expect(first).toMatchObject({ id: 900100000007, category: 0, crowd: false, keypoints: null });
    expect(second.id).toBe(2);
    expect(() => index.annotations(2)).toThrow(RangeError);
    expect(() => index.image(-1)).toThrow(RangeError);
  });

  it('keeps keypoints in 64 bits if 32 are not exact', () => {
    const keypoints = [0.1, 2, 2, 0, 0, 0];
    const index = cocoIndexOf(parts({ category_id: 1, keypoints }));
    expect(index.annotations(0)[0].keypoints).toEqual(Float64Array.from(keypoints));
  });

  it('accepts 17 keypoints without names in a category', () => {
    const keypoints = Array.from({ length: 51 }, (_, i) => i);
    const index = cocoIndexOf({ ...parts({ keypoints }), categories: [kite] });
    expect(index.annotations(0)[0].keypoints).toHaveLength(51);
    expect(faults({ ...parts({ keypoints: [1, 2, 2] }), categories: [kite] }).total).toBe(1);
  });

  it('is empty for an empty file', () => {
    const index = cocoIndexOf({});
    expect([index.size, index.header.bad.total]).toEqual([0, 0]);
  });

  it('leaves out boxes without extent and lists their ids', () => {
    const index = cocoIndexOf(parts({ bbox: [1, 2, 0, 4] }));
    expect(index.annotations(0)).toEqual([]);
    expect([index.isFlat(annotation.id), index.isFlat(1), index.header.bad.total]).toEqual([
      true,
      false,
      0,
    ]);
  });

  it.each([
    [{ bbox: undefined }, 'bbox is missing; expected [x, y, width, height] with'],
    [{ bbox: [1, 2, 3] }, 'bbox is [1,2,3]; expected'],
    [{ bbox: [1, 2, NaN, 4] }, 'bbox is [1,2,NaN,4]; expected'],
    [{ bbox: [1, 2, Infinity, 4] }, 'bbox is [1,2,Infinity,4]; expected'],
    [{ bbox: [1, 2, -3, 4] }, 'bbox is [1,2,-3,4]; expected'],
    [{ bbox: [1, '2', 3, 4] }, 'bbox is [1,"2",3,4]; expected'],
    [{ area: NaN }, 'area is NaN; expected'],
    [{ area: -1 }, 'area is -1; expected'],
    [{ iscrowd: 2 }, 'iscrowd is 2; expected 0 or 1'],
    [{ image_id: 8 }, 'image_id is 8; expected the id of an image'],
    [{ category_id: 2 }, 'category_id is 2; expected the id of a category'],
    [{ image_id: '7x' }, 'image_id is "7x"; expected an integer'],
    [{ keypoints: [1, 2, 2] }, 'keypoints has 3 numbers; expected 6'],
    [{ keypoints: [1, 2, 2, NaN, 0, 0] }, 'keypoints is [1,2,2,NaN,0,0]; expected numbers'],
  ])('leaves an annotation with %j out', (change, message) => {
    const index = cocoIndexOf(parts(change));
    expect(index.annotations(0)).toEqual([]);
    expect(index.header.bad).toMatchObject({
      total: 1,
      first: [expect.stringContaining(`annotations[0] (id 900100000007): ${message}`)],
    });
  });

  it.each([
    [{ images: [image, image] }, 'images[1] (id 7): id 7 occurs twice'],
    [{ images: [{ ...image, width: 0 }] }, 'images[0] (id 7): [width, height] is [0,48]'],
    [{ images: [{ ...image, height: undefined }] }, '[width, height] is [64,null]'],
    [{ images: [{ ...image, file_name: '' }] }, 'file_name is "";'],
    [{ images: [null] }, 'images[0]: id is missing'],
    [{ categories: [kite, kite] }, 'categories[1] (id 38): id 38 occurs twice'],
    [{ categories: [{ id: 1 }] }, 'name is missing'],
    [{ categories: [{ ...kite, keypoints: 3 }] }, 'keypoints is 3; expected names'],
    [{ ...parts(), annotations: [annotation, annotation] }, 'annotations[1] (id 900100000007): id'],
    [{ ...parts(), annotations: [[]] }, 'annotations[0]: id is missing; expected an integer'],
  ])('reports %j', (all: CocoParts, message) => {
    expect(faults(all)).toMatchObject({ total: 1, first: [expect.stringContaining(message)] });
  });
});
