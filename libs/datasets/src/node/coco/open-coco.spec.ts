import { TurboHoiError } from '@turbo-hoi/core';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeImage } from '../images/encode-image';
import { cocoDataset } from './coco-dataset';
import { cocoSchema } from './coco-options';

let root: string;
let warnings: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  warnings = [];
  await mkdir(join(root, 'annotations'));
});
afterEach(() => rm(root, { recursive: true }));

const open = async (options: object = {}) =>
  cocoDataset.create(cocoSchema.parse({ root, ...options }), {
    warn: (line) => warnings.push(line),
  });

const keypoints = Array.from({ length: 51 }, (_, i) => i % 3);
const images = [4, 2].map((id) => ({ id, file_name: `${id}.png`, width: 3, height: 2 }));
const box = { image_id: 2, bbox: [0.5, 0, 2, 2], area: 3, iscrowd: 0 };
const people = [
  { ...box, id: 30, category_id: 1 },
  { ...box, id: 31, category_id: 1, iscrowd: 1 },
];
const instances = {
  images,
  annotations: [{ ...box, id: 29, category_id: 38 }, ...people],
  categories: [
    { id: 1, name: 'person' },
    { id: 38, name: 'kite' },
  ],
};
const pose = {
  images,
  annotations: [{ ...people[0], keypoints, num_keypoints: 17 }],
  categories: [{ id: 1, name: 'person', keypoints: Array(17).fill('joint') }],
};

const write = (path: string, content: object) =>
  writeFile(join(root, path), JSON.stringify(content));

async function writeSet(set: string): Promise<void> {
  await write(`annotations/instances_${set}.json`, instances);
  await write(`annotations/person_keypoints_${set}.json`, pose);
}

describe('the data set coco', () => {
  it('has people with keypoints, objects, crowds and no actions', async () => {
    await writeSet('val2017');
    const { info, split } = await open();
    expect(info.actions).toEqual({ actions: [], columns: [] });
    expect(info.objectClasses).toEqual(['person', 'kite']);
    expect([split('train').size, split('validation').size, split('test').size]).toEqual([0, 2, 2]);
    expect(await split('validation').annotations(1)).toEqual({
      imageId: 2,
      fileName: '2.png',
      width: 3,
      height: 2,
      people: [
        {
          annotationId: 30,
          box: [0.5, 0, 2.5, 2],
          area: 3,
          keypoints: Float32Array.from(keypoints),
          interactions: null,
        },
        {
          annotationId: 31,
          box: [0.5, 0, 2.5, 2],
          area: 3,
          keypoints: null,
          interactions: null,
          crowd: true,
        },
      ],
      objects: [{ annotationId: 29, box: [0.5, 0, 2.5, 2], category: 1 }],
    });
    expect(await split('test').annotations(0)).toMatchObject({ imageId: 4, people: [] });
    expect(warnings).toEqual(['coco: val2017 is both the validation and the test split.']);
  });

  it.each(['train2017', 'images/train2017'])('reads images from %s', async (folder) => {
    await writeSet('train2017');
    const image = { data: Uint8Array.from({ length: 18 }, (_, i) => i), width: 3, height: 2 };
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, '2.png'), await encodeImage(image, 'png'));
    const train = (await open()).split('train');
    expect(train.imagePath!(1)).toBe(join(root, folder, '2.png'));
    expect((await train.sample(1)).image).toEqual(image);
    await expect(train.sample(0)).rejects.toThrow(TurboHoiError);
    await expect(train.sample(2)).rejects.toThrow(RangeError);
  });

  it('reads 2014, and 2017 if both exist', async () => {
    await writeSet('val2014');
    const { split } = await open();
    expect(split('test').imagePath!(0)).toBe(join(root, 'val2014', '4.png'));
    await writeSet('train2017');
    expect((await open()).split('test').size).toBe(0);
    expect(warnings).toContainEqual(expect.stringMatching(/has COCO 2017 and 2014; 2017 is read/));
    expect((await open({ year: 2014 })).split('test').size).toBe(2);
  });

  it('reads files of other folders', async () => {
    await write('boxes.json', instances);
    const { split } = await open({
      train: { instances: join(root, 'boxes.json'), images: join(root, 'photos') },
    });
    expect(split('train').size).toBe(2);
    await mkdir(join(root, 'photos'));
    expect(
      (
        await open({ train: { instances: join(root, 'boxes.json'), images: join(root, 'photos') } })
      ).split('train').imagePath!(0),
    ).toBe(join(root, 'photos', '4.png'));
    expect(warnings[0]).toMatch(/no person_keypoints_train2017.json, so its people have no keyp/);
  });

  it('has only people from a keypoint file, with a warning', async () => {
    await write('annotations/person_keypoints_train2017.json', pose);
    const { info, split } = await open();
    expect(info.objectClasses).toEqual(['person']);
    expect((await split('train').annotations(1)).people[0].keypoints).toHaveLength(51);
    expect(warnings[0]).toMatch(
      /no instances_train2017.json, so it has people but no other objects/,
    );
  });

  it('refuses other keypoints and bad entries, and lists the searched paths', async () => {
    await expect(open()).rejects.toThrow(
      /no COCO annotation file[^]*annotations\/instances_train2017.json[^]*val2014/,
    );
    await write('annotations/person_keypoints_train2017.json', {
      ...pose,
      annotations: [],
      categories: [{ id: 1, name: 'person', keypoints: ['nose'] }],
    });
    await expect(open()).rejects.toThrow(/its people have 1 keypoints; expected COCO's 17/);
    await write('annotations/person_keypoints_train2017.json', {
      ...pose,
      annotations: [{ ...people[0], area: -1 }],
    });
    await expect(open()).rejects.toThrow(/annotations\[0\] \(id 30\): area is -1/);
    await expect(open({ skipBad: true })).rejects.toThrow(/its only entry is bad, and nothing/);
    await write('annotations/person_keypoints_train2017.json', {
      ...pose,
      annotations: [
        { ...people[0], area: -1 },
        { ...people[0], id: 31 },
      ],
    });
    expect((await open({ skipBad: true })).split('train').size).toBe(2);
  });
});

describe('an image whose name in the annotations is not that of its file', () => {
  const openNamed = async (name: string, options = {}) => {
    const named = images.map((image) => ({ ...image, file_name: name }));
    await write('annotations/instances_val2017.json', { ...instances, images: named });
    await write('annotations/person_keypoints_val2017.json', { ...pose, images: named });
    await mkdir(join(root, 'val2017'));
    const pixels = { data: new Uint8Array(18), width: 3, height: 2 };
    await writeFile(join(root, 'val2017/a b.png'), await encodeImage(pixels, 'png'));
    await writeFile(join(root, 'outside.png'), await encodeImage(pixels, 'png'));
    return (await open(options)).split('validation');
  };

  it('is read where one file differs from it only so, with a warning', async () => {
    const split = await openNamed('VAL2017\\A%20B.png');
    expect((await split.sample(0)).image).toMatchObject({ width: 3, height: 2 });
    expect(warnings).toContainEqual(expect.stringContaining('"a b.png" is used'));
  });

  it('is refused where it leads out of the folder, unless that is allowed', async () => {
    const split = await openNamed('../outside.png');
    await expect(split.sample(0)).rejects.toMatchObject({ kind: 'data' });
    const allowed = (await open({ outsideFiles: true })).split('validation');
    expect((await allowed.sample(0)).image).toMatchObject({ width: 3, height: 2 });
  });
});
