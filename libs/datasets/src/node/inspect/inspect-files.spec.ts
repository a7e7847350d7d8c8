import { TurboHoiError } from '@turbo-hoi/core';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Findings } from '../../inspect/finding';
import { checkImageFile } from './check-files';
import { readLabelFolder } from './label-files';
import { thumbnailUri } from './thumbnail';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'))));
afterAll(() => rm(folder, { recursive: true }));

const grey = (width: number, height: number) => ({
  data: new Uint8Array(3 * width * height).fill(128),
  width,
  height,
});

describe('an image file', () => {
  const pixels = sharp(grey(8, 4).data, { raw: { width: 8, height: 4, channels: 3 } });

  async function check(name: string, width = 8, height = 4, header = true) {
    const findings = new Findings();
    await checkImageFile(() => join(folder, name), { width, height }, 'here', findings, { header });
    return findings.list().map((finding) => finding.check);
  }

  it('is missing', async () => {
    expect(await check('absent.png', 8, 4, false)).toEqual(['missing-file']);
  });

  it('has the annotated size', async () => {
    await pixels.clone().png().toFile(join(folder, 'good.png'));
    expect(await check('good.png')).toEqual([]);
  });

  it('has another size, read from the header only', async () => {
    await pixels.clone().png().toFile(join(folder, 'other.png'));
    expect(await check('other.png', 4, 8)).toEqual(['other-size']);
    expect(await check('other.png', 4, 8, false)).toEqual([]);
  });

  it('may be annotated as stored or with EXIF rotation', async () => {
    await pixels.clone().jpeg().withMetadata({ orientation: 6 }).toFile(join(folder, 'turned.jpg'));
    expect(await check('turned.jpg', 4, 8)).toEqual([]);
    expect(await check('turned.jpg', 8, 4)).toEqual([]);
    expect(await check('turned.jpg', 8, 8)).toEqual(['other-size']);
  });

  it('is turned by EXIF in a way that its size does not tell', async () => {
    await pixels.clone().jpeg().withMetadata({ orientation: 3 }).toFile(join(folder, 'down.jpg'));
    expect(await check('down.jpg')).toEqual(['turned-image']);
    expect(await check('down.jpg', 8, 4, false)).toEqual([]);
  });

  it('is missing, with what the error of its path says', async () => {
    const findings = new Findings();
    const path = () => {
      throw new TurboHoiError('io', 'a.png: there is no such file, but "A.png" is similar.');
    };
    await checkImageFile(path, { width: 8, height: 4 }, 'here', findings);
    expect(findings.list()[0]).toMatchObject({
      check: 'missing-file',
      examples: ['here: a.png: there is no such file, but "A.png" is similar.'],
    });
  });

  it('is a drawing, which is not rendered', async () => {
    await writeFile(join(folder, 'drawing.png'), '<svg width="8" height="4"/>');
    expect(await check('drawing.png')).toEqual(['unreadable-file']);
  });

  it('is not an image', async () => {
    await writeFile(join(folder, 'text.png'), 'not an image');
    expect(await check('text.png')).toEqual(['unreadable-file']);
  });
});

describe('a thumbnail', () => {
  it('is a small JPEG of the same shape', async () => {
    const uri = await thumbnailUri(grey(40, 20), 10);
    expect(uri).toMatch(/^data:image\/jpeg;base64,/);
    const { format, width, height } = await sharp(
      Buffer.from(uri.split(',')[1], 'base64'),
    ).metadata();
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 10, height: 5 });
  });

  it('is never larger than its image', async () => {
    const uri = await thumbnailUri(grey(4, 2), 10);
    expect(await sharp(Buffer.from(uri.split(',')[1], 'base64')).metadata()).toMatchObject({
      width: 4,
    });
  });
});

describe('a folder of labels', () => {
  const records = [
    {
      action_name: 'stand',
      role_name: ['agent'],
      include: [[]],
      image_id: [5],
      ann_id: [50],
      label: [1],
      role_object_id: [50],
    },
  ];

  async function labelFolder(name: string, files: Record<string, string>): Promise<string> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, name, path, '..'), { recursive: true });
      await writeFile(join(folder, name, path), text);
    }
    return join(folder, name);
  }

  it('is read without its missing files', async () => {
    const root = await labelFolder('flat', {
      'vcoco_train.json': JSON.stringify(records),
      'vcoco_train.ids': '5\n6\n',
      'vcoco_test.ids': '8\n',
      'images/train2014/a.jpg': '',
    });
    const { splits, missing } = (await readLabelFolder(root, ['train', 'validation', 'test']))!;
    const [train, validation, test] = splits;
    expect(train).toEqual({ split: 'train', records, ids: [5, 6] });
    expect(validation).toEqual({ split: 'validation', records: null, ids: null });
    expect(test).toEqual({ split: 'test', records: null, ids: [8] });
    expect(missing).toEqual([
      'instances_vcoco_all_2014.json, the boxes of people and objects',
      'person_keypoints_train2014.json, keypoints of people',
      'person_keypoints_val2014.json, keypoints of people',
      'val2014, a folder of images',
      'labels of the validation split',
      'labels of the test split',
    ]);
  });

  it('is not read here if instances exist', async () => {
    const root = await labelFolder('whole', {
      'vcoco/vcoco_train.json': JSON.stringify(records),
      'instances_vcoco_all_2014.json': '{}',
    });
    expect(await readLabelFolder(root, ['train'])).toBeNull();
  });

  it('is not read here without labels', async () => {
    expect(await readLabelFolder(await labelFolder('none', { 'a.txt': '' }), ['train'])).toBeNull();
  });

  it("is refused with a file that is not V-COCO's", async () => {
    const root = await labelFolder('odd', { 'vcoco_train.json': '[{}]' });
    await expect(readLabelFolder(root, ['train'])).rejects.toThrow('vcoco_train.json');
  });
});
