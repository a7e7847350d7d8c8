import {
  isCovered,
  mirrored,
  personView,
  renderPhotoView,
  sharedArea,
  wholeViews,
} from './photo-views';

const image = { width: 640, height: 427 };

test('views of the whole image keep its aspect, to multiples of 32', () => {
  expect(wholeViews(image, [320, 640, 832], 32)).toMatchObject([
    { box: [0, 0, 640, 427], width: 320, height: 224, kind: 'small' },
    { width: 640, height: 416, kind: 'medium' },
    { width: 832, height: 544, kind: 'large' },
  ]);
});

test('a very long image is still a multiple high', () => {
  expect(wholeViews({ width: 5000, height: 3 }, [320], 32)).toMatchObject([
    { width: 320, height: 32 },
  ]);
});

test('the square around a person moves into the image', () => {
  expect(personView(image, [0, 100, 50, 200], 2, 416)).toMatchObject({
    box: [0, 50, 200, 250],
    ...{ width: 416, height: 416, kind: 'person' },
  });
  expect(personView(image, [600, 327, 640, 427], 2, 416).box).toEqual([440, 227, 640, 427]);
});

test('the square around a large person is cut to the image', () => {
  expect(personView(image, [200, 0, 400, 427], 1.5, 416).box[1]).toBe(0);
  expect(personView(image, [200, 0, 400, 427], 1.5, 416).box[3]).toBe(427);
  expect(personView(image, [0, 0, 640, 427], 2, 416).box).toEqual([0, 0, 640, 427]);
});

test('a mirrored view has its pixels from right to left', () => {
  const data = Uint8Array.from([1, 2, 3, 4, 5, 6]);
  const view = {
    box: [0, 0, 2, 1],
    width: 2,
    height: 1,
    kind: 'small',
    isMirrored: false,
  } as const;
  const pixels = { width: 2, height: 1, data };
  expect([...renderPhotoView(pixels, view)]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...renderPhotoView(pixels, mirrored(view))]).toEqual([4, 5, 6, 1, 2, 3]);
});

test('a box is covered where most of it lies in one region', () => {
  expect(isCovered([0, 0, 10, 10], [[2, 0, 50, 50]])).toBe(true);
  expect(
    isCovered(
      [0, 0, 10, 10],
      [
        [5, 0, 50, 50],
        [0, 0, 5, 50],
      ],
    ),
  ).toBe(false);
  expect(isCovered([0, 0, 10, 10], [])).toBe(false);
});

test('boxes that touch share nothing', () => {
  expect(sharedArea([0, 0, 10, 10], [10, 0, 20, 10])).toBe(0);
  expect(sharedArea([0, 0, 10, 10], [5, 5, 20, 20])).toBe(25);
  expect(sharedArea([NaN, 0, 10, 10], [0, 0, 20, 20])).toBe(0);
});
