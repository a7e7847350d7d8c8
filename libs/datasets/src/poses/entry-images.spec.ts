import { describeEntries, EntryImages, type EntryKey } from './entry-images';

const keys = (...all: EntryKey[]) => new Map(all.map((key) => [key, 1] as const));
const images = (...names: string[]) => names.map((fileName) => ({ fileName }));

test('gives entries to the images that they name, in any order of the images', () => {
  const names = ['0001.jpg', 'IMG_0001.jpg', 'a_640.jpg', 'b_640.jpg'];
  for (const order of [names, [...names].reverse()]) {
    const entries = new EntryImages('d.json', keys(1, 'IMG_0001', 'a_640', 'b_640'));
    entries.expect(images(...order));
    const found = images(...names).map((image) => entries.keysOf(image));
    expect(found).toEqual([[1], ['IMG_0001'], ['a_640'], ['b_640']]);
  }
});

test('refuses a key that fits two images, with both names, together or one after another', () => {
  const message = /^d\.json: image 640 fits both a_640\.jpg and b_640\.jpg; write the file names/;
  const entries = () => new EntryImages('d.json', keys(640));
  expect(() => entries().expect(images('a_640.jpg', 'b_640.jpg'))).toThrow(message);
  const late = entries();
  expect(late.keysOf({ fileName: 'b_640.jpg' })).toEqual([640]);
  expect(() => late.keysOf({ fileName: 'a_640.jpg' })).toThrow(message);
});

test('refuses entries that an image gets by its digits before the image that they name', () => {
  const entries = new EntryImages('d.json', keys(1));
  entries.keysOf({ fileName: 'IMG_0001.jpg' });
  expect(() => entries.keysOf({ fileName: '0001.jpg' })).toThrow('fits both 0001.jpg and IMG_0001');
});

test('of two keys takes the one that fits better, and refuses equal ones', () => {
  const entries = new EntryImages('d.json', keys('test/b.jpg', 'train/b.jpg'));
  expect(entries.keysOf({ fileName: 'train/b.jpg' })).toEqual(['train/b.jpg']);
  expect(() => entries.keysOf({ fileName: 'x/b.jpg' })).toThrow('fits both');
  const two = new EntryImages('d.json', keys('test/b.jpg', 'train/b.jpg'));
  expect(() => two.keysOf({ fileName: 'b.jpg' })).toThrow(
    'images "test/b.jpg" and "train/b.jpg" both fit b.jpg',
  );
});

test('an id and the same id as text are one key', () => {
  const entries = new EntryImages('d.json', keys(7, '7'));
  expect(entries.keysOf({ id: 7 })).toEqual([7, '7']);
});

test('counts entries used, entries of no image and images without entries', () => {
  const entries = new EntryImages(
    'd.json',
    new Map<EntryKey, number>([
      ['a', 3],
      ['c', 2],
    ]),
  );
  entries.expect(images('a.jpg', 'b.jpg'));
  expect(entries.counts()).toEqual({ entries: 5, used: 3, stray: 'c', images: 2, found: 1 });
  expect(describeEntries('d.json', entries.counts())).toBe(
    'd.json: 3 of 5 entries are of the 2 images; 2 of no image among them, such as "c"; 1 images have no entry.',
  );
  const none = new EntryImages('d.json', keys('x'));
  none.expect(images('a.jpg'));
  expect(describeEntries('d.json', none.counts())).toContain('of the 1 images; 1 of no image');
  expect(describeEntries('d.json', none.counts())).toContain('Of another split');
});

test('where numbers are ids, the id of another image is not taken for digits of a name', () => {
  const entries = new EntryImages('d.json', keys(2, 58));
  const photos = [
    { id: 57, fileName: 'photo_2.jpg' },
    { id: 58, fileName: 'photo_3.jpg' },
  ];
  entries.expect(photos);
  expect(photos.map((photo) => entries.keysOf(photo))).toEqual([[], [58]]);
});
