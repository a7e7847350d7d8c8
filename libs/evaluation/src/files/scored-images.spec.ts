import { Fields } from './fields';
import { ScoredImages } from './scored-images';

const images = () =>
  new ScoredImages([
    { id: 57, fileName: 'x/photo_2.jpg' },
    { id: 9, fileName: 'y/0009.jpg' },
    { id: 58, fileName: 'y/photo_2.jpg' },
  ]);

test.each([
  [57, 0],
  ['57', 0],
  ['y/photo_2.jpg', 2],
  ['0009', 1],
  [3, null],
  ['c.jpg', null],
])('finds %j', (key, place) => expect(images().place(key)).toBe(place));

test('counts entries and images', () => {
  const scored = images();
  for (const key of [57, 57, 9, 3, 'c', 'c']) scored.place(key);
  expect(scored.counts).toEqual({ entries: 6, used: 3, images: 3, found: 2, strangers: 2 });
});

test('refuses a name of two images, and digits of names among ids', () => {
  expect(() => images().place('photo_2')).toThrow('fits both x/photo_2.jpg and y/photo_2.jpg');
  const scored = new ScoredImages([
    { id: 57, fileName: 'photo_2.jpg' },
    { id: 58, fileName: 'b.jpg' },
  ]);
  expect(scored.place(2)).toBe(0);
  expect(() => scored.place(58)).toThrow(
    'image_id 58 is the id of an image, but 2 only the digits',
  );
});

test('takes image_id or file_name of an entry', () => {
  const key = (entry: object) => images().keyOf(Fields.of(entry));
  expect([{ image_id: 7 }, { image_id: 'a' }, { file_name: 'b', image_id: 7 }].map(key)).toEqual([
    7,
    'a',
    'b',
  ]);
  expect(() => key({ image_id: 1.5 })).toThrow('image_id is 1.5; expected a whole number');
  expect(() => key({})).toThrow('image_id is missing');
});
