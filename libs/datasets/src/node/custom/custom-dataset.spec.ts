import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { changed, EXAMPLE, putCustom } from '../../testing/custom-fixture';
import { openCustom } from './custom-dataset';
import { customDatasetSchema } from './custom-options';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rm(root, { recursive: true }));

const open = (options: object = {}, warn?: (line: string) => void) =>
  openCustom(customDatasetSchema.parse({ root, ...options }), { warn });

describe('a custom data set', () => {
  it("opens the README's example", async () => {
    await putCustom(root, EXAMPLE);
    const { info, split } = await open();
    expect(info.name).toBe('kitchen');
    expect(info.actions.columns).toEqual([
      { action: 0, role: 'obj' },
      { action: 0, role: 'instr' },
      { action: 1, role: null },
    ]);
    expect(info.objectClasses).toEqual(['person', 'bread', 'knife']);
    expect([split('train').size, split('validation').size, split('test').size]).toEqual([1, 0, 0]);
    const { image, ...annotations } = await split('train').sample(0);
    expect([image.width, image.height, image.data.length]).toEqual([640, 480, 640 * 480 * 3]);
    expect(annotations).toEqual({
      imageId: 1,
      fileName: 'images/0001.jpg',
      width: 640,
      height: 480,
      people: [
        {
          annotationId: 1,
          box: [120, 40, 330, 470],
          area: 210 * 430,
          keypoints: null,
          // An action is positive for all its roles.
          interactions: [
            { column: 0, object: null },
            { column: 1, object: 1 },
            { column: 2, object: null },
          ],
        },
      ],
      objects: [
        { annotationId: 2, box: [260, 260, 390, 320], category: 1 },
        { annotationId: 3, box: [250, 210, 330, 290], category: 2 },
      ],
    });
    expect(await split('train').annotations(0)).toEqual(annotations);
    expect(split('train').imagePath!(0)).toBe(join(root, 'images/0001.jpg'));
    await expect(split('test').annotations(0)).rejects.toThrow(RangeError);
  });

  it('chooses splits for the images that name none, and says so', async () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `images/${name}.jpg`);
    const { split: named, ...image } = EXAMPLE.images[0];
    const images = files.map((file, i) => ({ ...image, file, ...(i === 0 && { split: named }) }));
    await putCustom(root, { ...EXAMPLE, images }, files);
    const warnings: string[] = [];
    const { split } = await open({}, (line) => warnings.push(line));
    expect([split('train').size, split('validation').size, split('test').size]).toEqual([4, 1, 1]);
    expect((await split('test').annotations(0)).fileName).toBe('images/f.jpg');
    expect(warnings).toEqual([
      `${join(root, 'dataset.json')}: 5 images name no split; every fifth of them is for testing and the one before it for validation ` +
        '(3 train, 1 validation, 1 test).',
    ]);
  });

  it('reads keypoints, crowds, areas, and people who are targets', async () => {
    await putCustom(
      root,
      changed({
        keypoints: {
          names: ['head', 'left_hand', 'right_hand'],
          mirror: [['left_hand', 'right_hand']],
          bones: [['head', 'left_hand']],
        },
        'images.0.people.1': {
          box: [400, 10, 500, 100],
          keypoints: [450, 20, 2, 420, 50, 1, 0, 0, 0],
          area: 99,
          crowd: true,
        },
        'images.0.objects.2': { class: 'person', box: [400, 10, 500, 100] },
        'images.0.people.0.interactions.1.object': 2,
      }),
    );
    const { info, split } = await open();
    expect(info.keypoints).toEqual({
      names: ['head', 'left_hand', 'right_hand'],
      mirror: [0, 2, 1],
      sigmas: [0.05, 0.05, 0.05],
      bones: [[0, 1]],
    });
    const { people, objects } = await split('train').annotations(0);
    expect(people[1]).toEqual({
      annotationId: 2,
      box: [400, 10, 500, 100],
      area: 99,
      keypoints: Float32Array.of(450, 20, 2, 420, 50, 1, 0, 0, 0),
      interactions: null,
      crowd: true,
    });
    expect(objects[2]).toEqual({ annotationId: 2, box: people[1].box, category: 0 });
  });

  it.each([
    ['upright', 480, 640],
    ['stored', 640, 480],
  ])('reads an image that EXIF turns %s', async (orientation, width, height) => {
    const empty = changed({
      orientation,
      'images.0.width': undefined,
      'images.0.people': [],
      'images.0.objects': [],
    });
    await putCustom(root, empty);
    const path = join(root, 'images/0001.jpg');
    const create = { width: 640, height: 480, channels: 3 as const, background: 'red' };
    await sharp({ create }).jpeg().withMetadata({ orientation: 6 }).toFile(path);
    const { image } = await (await open()).split('train').sample(0);
    expect([image.width, image.height]).toEqual([width, height]);
  });

  it('reads the size from the image if the file has none', async () => {
    const document = changed({ 'images.0.width': undefined });
    await putCustom(root, document, ['images/0001.jpg'], [500, 471]);
    const { width, height } = await (await open()).split('train').annotations(0);
    expect([width, height]).toEqual([500, 471]);
    await putCustom(root, document, ['images/0001.jpg'], [500, 469]);
    await expect(open()).rejects.toThrow(/people\[0\].box: got .*inside the image, 500×469/);
    await rm(join(root, 'images'), { recursive: true });
    await expect(open()).rejects.toThrow(/images\[0\].file: .*0001.jpg: cannot be read/);
  });

  it('finds its files by the options', async () => {
    await putCustom(root, EXAMPLE, ['elsewhere/images/0001.jpg']);
    await expect(open()).rejects.toThrow(/images\[0\].file: .*0001.jpg: there is no such file/);
    expect((await open({ checkFiles: false })).split('train').size).toBe(1);
    expect((await open({ images: 'elsewhere' })).split('train').size).toBe(1);
    const named = { root: join(root, 'dataset.json'), images: 'elsewhere' };
    expect((await open(named)).split('train').size).toBe(1);
    await expect(open({ annotations: 'other.json' })).rejects.toThrow(/other.json: cannot be read/);
  });

  it('skips bad images with the option, with a warning', async () => {
    const second = { ...EXAMPLE.images[0], file: 'images/0002.jpg', people: 3 };
    const document = changed({ 'images.1': second });
    await putCustom(root, document, ['images/0001.jpg', 'images/0002.jpg']);
    const lines: string[] = [];
    const { split } = await open({ skipBad: true }, (line) => lines.push(line));
    expect(split('train').size).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/images\[1\].people: got 3[^]*are skipped/)]);
  });
});
