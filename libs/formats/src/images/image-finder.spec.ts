import { ImageFinder, imageIdOfName } from './image-finder';

const named = (...names: string[]) => new ImageFinder(names.map((fileName) => ({ fileName })));

test.each([
  ['COCO_train2014_000000000785.jpg', 785],
  ['train2015/HICO_train2015_00000012.jpg', 12],
  ['000000000785.jpg', 785],
  ['2014/dog.jpg', null],
  ['12345678901234567890.jpg', null],
])('%s has the id %s', (name, id) => expect(imageIdOfName(name)).toBe(id));

test.each<[string, string[], number | string, number | null | [number, number]]>([
  ['a path', ['x/b.jpg', 'y/b.jpg'], './y/b.jpg', 1],
  ['a path with other slashes', ['x/b.jpg', 'y/b.jpg'], 'x\\b.jpg', 0],
  ['a longer path that shares more', ['x/b.jpg', 'y/b.jpg'], '/data/y/b.jpg', 1],
  ['a name in any folder', ['x/a.jpg', 'x/b.jpg'], 'b.jpg', 1],
  ['a name that two folders have', ['x/b.jpg', 'y/b.jpg'], 'b.jpg', [0, 1]],
  ['a stem', ['0001.jpg', 'IMG_0001.jpg'], 'IMG_0001', 1],
  ['a stem that two files have', ['a.jpg', 'a.png'], 'a', [0, 1]],
  ['the number of a stem before the digits of another', ['IMG_0001.jpg', '0001.jpg'], 1, 1],
  ['the same as text', ['IMG_0001.jpg', '0001.jpg'], '1', 1],
  ['digits of one name', ['a_640.jpg', 'b_641.jpg'], 641, 1],
  ['digits of two names', ['a_640.jpg', 'b_640.jpg'], 640, [0, 1]],
  ['no image', ['a_640.jpg'], 64, null],
  ['no name', ['a_640.jpg'], 'c_640', null],
])('a key is %s', (_, names, key, found) => {
  const { place, rival } = named(...names).find(key) ?? { place: null, rival: null };
  expect(rival === null ? place : [place, rival]).toEqual(found);
});

test('an id goes before the digits of a name, and images without a name have only theirs', () => {
  const images = new ImageFinder([{ id: 7, fileName: 'photo_8.jpg' }, { id: 8 }]);
  expect([7, 8, '8', 9].map((key) => images.find(key)?.place ?? null)).toEqual([0, 1, 1, null]);
  expect([0, 1].map((place) => images.nameOf(place))).toEqual(['photo_8.jpg', 'image 8']);
});
