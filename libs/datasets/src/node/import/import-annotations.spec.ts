import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { parseClassNames } from '../../import/import-names';
import { CVAT_EXPORT, LABEL_STUDIO_TASK } from '../../testing/export-fixture';
import { openCustom } from '../custom/custom-dataset';
import { customDatasetSchema } from '../custom/custom-options';
import { importAnnotations, type ImportOptions } from './import-annotations';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(root, { recursive: true }));

const put = async (content: unknown, name = 'export.json') => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await writeFile(join(root, name), text);
  return join(root, name);
};
const image = async (name: string, [width, height]: number[]) => {
  const path = join(root, 'photos', name);
  await mkdir(dirname(path), { recursive: true });
  const create = { width, height, channels: 3 as const, background: 'red' };
  await sharp({ create }).toFile(path);
};
const run = (options: Partial<ImportOptions> & Pick<ImportOptions, 'tool' | 'file'>) =>
  importAnnotations({ out: join(root, 'mine'), ...options });

it('writes a data set with its images, which opens', async () => {
  await image('a.jpg', [640, 480]);
  await image('sub/b.jpg', [320, 240]);
  const lines = await run({
    tool: 'cvat',
    file: await put(CVAT_EXPORT),
    images: join(root, 'photos'),
  });
  expect(lines).toEqual([
    '2 images, 3 people of whom 2 act, 1 objects of 1 classes',
    'actions: male 1, ride (obj) 1, wave 1',
    expect.stringContaining('left out: 1 × attribute "age"'),
    `Data set: ${join(root, 'mine/dataset.json')}`,
  ]);
  const { info, split } = await openCustom(customDatasetSchema.parse({ root: join(root, 'mine') }));
  expect(info.name).toBe('mine');
  expect([split('train').size, split('test').size]).toEqual([1, 1]);
  const { image: pixels, people } = await split('train').sample(0);
  expect([pixels.width, people.length]).toEqual([640, 2]);
});

it("finds images under the names that they had before Label Studio's", async () => {
  await image('street a.jpg', [640, 480]);
  await run({
    tool: 'label-studio',
    file: await put([LABEL_STUDIO_TASK]),
    images: join(root, 'photos'),
    classes: parseClassNames(['man=person']),
  });
  expect(await readdir(join(root, 'mine/images'))).toEqual(['1a2b3c4d-street a.jpg']);
});

it('without images says where to put them; names that lead elsewhere lose their folders', async () => {
  const file = structuredClone(CVAT_EXPORT);
  file.images[0].file_name = '../../etc/a.jpg';
  file.images[1].file_name = '/images/b.jpg';
  const lines = await run({ tool: 'cvat', file: await put(file) });
  expect(lines[2]).toContain(`Put the 2 images into ${join(root, 'mine/images')}`);
  const { images } = JSON.parse(await readFile(join(root, 'mine/dataset.json'), 'utf8'));
  expect(images.map((one: { file: string }) => one.file)).toEqual(['images/a.jpg', 'images/b.jpg']);
});

it('takes skeletons from a second export', async () => {
  const skeletons = {
    ...CVAT_EXPORT,
    categories: [{ id: 1, name: 'Person', keypoints: ['nose'], skeleton: [] }],
    annotations: [
      { id: 9, image_id: 1, category_id: 1, bbox: [110, 60, 90, 180], keypoints: [120, 70, 2] },
      { id: 10, image_id: 1, category_id: 1, bbox: [300, 60, 9, 18], keypoints: [301, 70, 2] },
    ],
  };
  const lines = await run({
    tool: 'cvat',
    file: await put(CVAT_EXPORT),
    keypoints: await put(skeletons, 'keypoints.json'),
  });
  const { images } = JSON.parse(await readFile(join(root, 'mine/dataset.json'), 'utf8'));
  expect(images[0].people[0].keypoints.slice(0, 3)).toEqual([120, 70, 2]);
  expect(images[0].people[1].keypoints).toBeUndefined();
  expect(lines).toContain(
    'left out: 1 × skeleton that overlaps no box of its class (annotations[1])',
  );
});

it.each([
  ['PK\u0003\u0004', 'is a zip archive. Unpack it and name the JSON file in it'],
  ['{"images": [', 'is not JSON ('],
  ['['.repeat(5000) + ']'.repeat(5000), 'deep; is it damaged?'],
])('a file of %j…: %s', async (text, message) => {
  await expect(run({ tool: 'label-studio', file: await put(text) })).rejects.toThrow(message);
  expect(await readdir(root)).toEqual(['export.json']);
});

it('names a missing file, a missing folder, images that are not there, and a folder in use', async () => {
  const file = await put(CVAT_EXPORT);
  await expect(run({ tool: 'cvat', file: join(root, 'no.json') })).rejects.toThrow('no.json');
  await expect(run({ tool: 'cvat', file, images: join(root, 'no') })).rejects.toThrow(
    `--images: there is no folder ${join(root, 'no')}`,
  );
  await mkdir(join(root, 'photos'));
  await expect(run({ tool: 'cvat', file, images: join(root, 'photos') })).rejects.toThrow(
    `none of its images is in ${join(root, 'photos')}`,
  );
  await expect(run({ tool: 'cvat', file, out: root })).rejects.toThrow('is not empty');
});
