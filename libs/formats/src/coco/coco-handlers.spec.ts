import { BadEntries } from '../bad-entries/bad-entries';
import { readJsonEntries } from '../json/read-json-entries';
import { cocoHandlers, type CocoNeeds } from './coco-handlers';

const image = { id: 7, file_name: '7.jpg', width: 64, height: 48 };
const annotation = { id: 3, image_id: 7, category_id: 1, bbox: [1, 2, 0, 4], area: 0 };
const person = { id: 1, name: 'person' };

async function read(
  { images = [image], categories = [person], annotations = [annotation] }: Lists,
  needs?: CocoNeeds,
) {
  const bad = new BadEntries('coco.json');
  const seen: unknown[] = [];
  const handlers = cocoHandlers(
    {
      image: (entry) => seen.push(['image', entry]),
      category: (entry) => seen.push(['category', entry]),
      annotation: (entry, index) => seen.push(['annotation', entry, index]),
    },
    bad,
    needs,
  );
  const text = JSON.stringify({ annotations, images, categories });
  await readJsonEntries([new TextEncoder().encode(text)], handlers);
  return { seen, ...bad.found };
}

interface Lists {
  readonly images?: readonly unknown[];
  readonly categories?: readonly unknown[];
  readonly annotations?: readonly unknown[];
}

it('hands on entries as they are, in the order of the file', async () => {
  expect(await read({}, { described: true, keypoints: 'any' })).toEqual({
    seen: [
      ['annotation', annotation, 0],
      ['image', image],
      ['category', person],
    ],
    total: 0,
    first: [],
  });
});

it('needs names and sizes only where they are read', async () => {
  const bare = { images: [{ id: 7 }], categories: [{ id: 1 }] };
  expect(await read(bare)).toMatchObject({ total: 0 });
  expect((await read(bare, { described: true })).first).toEqual([
    'images[0] (id 7): file_name is missing; expected a file name',
    'categories[0] (id 1): name is missing; expected a name',
  ]);
});

it.each<[string, object, CocoNeeds, string | null]>([
  ['any keypoints', { keypoints: [1, 2, 2] }, { keypoints: 'any' }, null],
  ['keypoints that are not read', { keypoints: 'none' }, {}, null],
  ['no keypoints', {}, { keypoints: 1 }, 'keypoints is missing; expected 3 numbers'],
  [
    'keypoints of another number',
    { keypoints: [1, 2] },
    { keypoints: 1 },
    'keypoints has 2 numbers; expected 3',
  ],
  [
    'a wrong count of keypoints',
    { keypoints: [1, 2, 2], num_keypoints: 0.5 },
    { keypoints: 1 },
    'num_keypoints is 0.5; expected an integer',
  ],
  ['a text to ignore it', { ignore: '1' }, {}, 'ignore is "1"; expected a number'],
  ['an image without its id', { image_id: null }, {}, 'image_id is null; expected an integer'],
])('an annotation with %s', async (_, change, needs, fault) => {
  const { first } = await read({ annotations: [{ ...annotation, ...change }] }, needs);
  expect(first).toEqual(fault === null ? [] : [`annotations[0] (id 3): ${fault}`]);
});

it('checks only the ids of other images', async () => {
  const lists = {
    images: [image, { id: 8, width: 'wide' }, { id: 'x' }],
    annotations: [annotation, { id: 4, image_id: 8 }, { id: 5 }],
  };
  const { seen, first } = await read(lists, { images: new Set([7]) });
  expect(seen).toHaveLength(3);
  expect(first).toEqual([
    'annotations[2] (id 5): image_id is missing; expected an integer',
    'images[2]: id is "x"; expected an integer',
  ]);
});

it('reports ids that occur twice, but not after an entry that is left out', async () => {
  const annotations = [{ ...annotation, area: -1 }, annotation, annotation];
  const { seen, first } = await read({ annotations });
  expect(seen).toHaveLength(3);
  expect(first).toEqual([
    'annotations[0] (id 3): area is -1; expected a number of 0 or more',
    'annotations[2] (id 3): id 3 occurs twice; expected another',
  ]);
});

it('mends ids as text and a missing area, and counts them', async () => {
  const texts = { ...annotation, id: '3', image_id: '7', category_id: '1', bbox: [1, 2, 3, 4] };
  const annotations = [
    { ...texts, area: undefined },
    { ...annotation, id: 4, area: null },
  ];
  const { seen, total, mended } = await read({ images: [{ ...image, id: '7' }], annotations });
  expect(seen).toContainEqual(['annotation', { ...annotation, bbox: [1, 2, 3, 4], area: 12 }, 0]);
  expect(seen).toContainEqual(['image', image]);
  expect(total).toBe(0);
  expect(mended).toEqual({
    'annotations with ids as text, read as numbers': 1,
    'annotations without area, for which that of the box is taken': 2,
    'images with ids as text, read as numbers': 1,
  });
});
