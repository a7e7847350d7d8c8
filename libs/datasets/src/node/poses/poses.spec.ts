import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dataset, type ImageAnnotations, TurboHoiError } from '@turbo-hoi/core';
import { resultEntry } from '../../testing/pose-fixture';
import { INFO, person, sampleOf } from '../../testing/sample-fixture';
import { cocoResultsAnnotator } from './coco-results';
import { openPoses } from './open-poses';
import { readPoseFile } from './read-pose-file';

const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-poses-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const IMAGES = [
  { id: 7, file_name: 'b.jpg', width: 8, height: 4 },
  { id: 8, file_name: 'a.jpg', width: 8, height: 4 },
];

async function failure(promise: Promise<unknown>): Promise<TurboHoiError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TurboHoiError);
  return error as TurboHoiError;
}

describe('readPoseFile', () => {
  it('reads results and full files alike', async () => {
    const results = await readPoseFile(write('r.json', [resultEntry(), resultEntry()]));
    const full = await readPoseFile(
      write('f.json', { annotations: [resultEntry(), resultEntry()], images: IMAGES }),
    );
    expect(results.images).toBeNull();
    expect(full.images!.get(8)).toEqual({ fileName: 'a.jpg', size: { width: 8, height: 4 } });
    expect(results.poses.ofImage(7)).toHaveLength(2);
    expect(full.poses.ofImage(7)).toEqual(results.poses.ofImage(7));
  });

  it('reads an empty list', async () => {
    expect((await readPoseFile(write('empty.json', []))).poses.size).toBe(0);
  });

  it('counts bad entries and reports their positions', async () => {
    const path = write('bad.json', [resultEntry({ keypoints: [1] }), resultEntry(), 3]);
    const { kind, message } = await failure(readPoseFile(path));
    expect(kind).toBe('data');
    expect(message).toContain(`${path}: 2 bad entries:\n  [0] (line 1): keypoints has 1 numbers`);
    expect(message).toContain('  [2] (line 1): got 3; expected an object');
  });

  it('skips bad entries with the option, with a warning', async () => {
    const path = write('bad.json', [resultEntry({ score: 2 }), resultEntry()]);
    const warn = jest.fn();
    expect((await readPoseFile(path, { skipBad: true, warn })).poses.size).toBe(1);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('1 bad entry'));
  });

  it('accepts the NaN that Python writes as bad numbers, not as bad JSON', async () => {
    const text = JSON.stringify([resultEntry()]).replace('0.75', 'NaN');
    const { message } = await failure(readPoseFile(write('nan.json', text)));
    expect(message).toContain('score is NaN');
  });

  it('names missing images', async () => {
    const annotations = [resultEntry({ image_id: 9 })];
    const { message } = await failure(
      readPoseFile(write('unknown.json', { annotations, images: IMAGES })),
    );
    expect(message).toContain('annotations[0] (line 1): image_id 9 is not among the images');
  });

  it('refuses images with one id, and those without a name', async () => {
    const images = [...IMAGES, { id: 7, file_name: 'c.jpg' }, { id: 9 }];
    const { message } = await failure(
      readPoseFile(write('images.json', { annotations: [], images })),
    );
    expect(message).toContain('images[2] (line 1): id 7 is taken by b.jpg');
    expect(message).toContain('images[3] (line 1): expected an id');
  });

  it('reports where a truncated file ends', async () => {
    const path = write('cut.json', JSON.stringify([resultEntry()]).slice(0, -20));
    const { kind, message } = await failure(readPoseFile(path));
    expect(kind).toBe('data');
    expect(message).toMatch(/cut\.json: .*line 1/);
  });

  it('refuses annotations without images, and missing files', async () => {
    const path = write('none.json', { annotations: [resultEntry()] });
    expect((await failure(readPoseFile(path))).message).toContain('no images');
    expect((await failure(readPoseFile(join(folder, 'absent.json')))).kind).toBe('io');
  });
});

describe('coco-results', () => {
  const input = (fileName: string) => ({
    imageId: 1,
    fileName,
    image: { ...sampleOf([]).image, width: 640, height: 480 },
    people: null,
  });
  const open = async (file: string, images: string | null = null) =>
    cocoResultsAnnotator.create({ file, images, scoreScale: 1 }, {});

  it('finds results by the digits of file names', async () => {
    const annotator = await open(write('r.json', [resultEntry()]));
    expect(await annotator.annotate(input('x/HICO_train2015_00000007.jpg'))).toHaveLength(1);
    expect(await annotator.annotate(input('HICO_train2015_00000008.jpg'))).toEqual([]);
    expect(await annotator.annotate(input('seven.jpg'))).toEqual([]);
  });

  it('finds results by names and stems, and counts what it leaves out', async () => {
    const warn = jest.fn();
    const names = ['0001.jpg', '0002', 'x.jpg'].map((image_id) => resultEntry({ image_id }));
    const file = write('alpha.json', names);
    const plugin = cocoResultsAnnotator.create({ file, images: null, scoreScale: 1 }, { warn });
    const annotator = await plugin;
    await annotator.expect!(['a/0001.jpg', '0002.jpg'].map((fileName) => ({ fileName })));
    for (const name of ['a/0001.jpg', '0002.jpg'])
      expect(await annotator.annotate(input(name))).toHaveLength(1);
    expect(warn).toHaveBeenCalledWith(
      `${file}: 2 of 3 entries are of the 2 images; 1 of no image among them, such as "x.jpg".`,
    );
  });

  it('leaves out poses outside their image, and tells it once', async () => {
    const warn = jest.fn();
    const file = write('outside.json', [resultEntry()]);
    const annotator = await cocoResultsAnnotator.create(
      { file, images: null, scoreScale: 1 },
      { warn },
    );
    const tiny = { ...input('7.jpg'), image: { ...sampleOf([]).image, width: 1, height: 1 } };
    expect(await annotator.annotate(tiny)).toEqual([]);
    expect(await annotator.annotate(tiny)).toEqual([]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0][0]).toMatch(/a pose of image 7.jpg lies outside .* such poses are/);
  });

  it('finds them by the images of the same or another COCO file', async () => {
    const images = write('images.json', { images: IMAGES });
    const results = await open(write('r.json', [resultEntry()]), images);
    const full = await open(write('f.json', { annotations: [resultEntry()], images: IMAGES }));
    for (const annotator of [results, full]) {
      expect(await annotator.annotate(input('b.jpg'))).toHaveLength(1);
      expect(await annotator.annotate(input('a.jpg'))).toEqual([]);
      expect(await annotator.annotate(input('7.jpg'))).toEqual([]);
    }
  });
});

describe('openPoses', () => {
  const annotation = resultEntry({ bbox: [0, 0, 4, 4] });
  const file = () => write('poses.json', { annotations: [annotation], images: IMAGES });

  function dataset(...images: Partial<ImageAnnotations>[]): Dataset {
    const samples = images.map((more) => ({ ...sampleOf([person([0, 0, 4, 4])]), ...more }));
    const annotations = async (index: number) => samples[index];
    const split = { size: samples.length, annotations, sample: annotations };
    return { info: INFO, split: () => split };
  }

  it('matches by file name and reports the number of people with a pose', async () => {
    const warn = jest.fn();
    const path = file();
    const options = { file: path, minScore: 0, matchIou: 0.5 };
    const names = [{ fileName: 'a.jpg' }, { fileName: 'train/b.jpg' }];
    const { split } = await openPoses(dataset(...names), options, { warn });
    const [a, b] = await Promise.all([0, 1].map((index) => split('train').sample(index)));
    expect(a.people[0].keypoints).toBeNull();
    expect(b.people[0].keypointWeights![0]).toBe(0.375);
    expect(warn).toHaveBeenCalledWith(
      `${path}: 1 of 2 people without keypoints got a pose; 0 of 1 poses match no person.`,
    );
  });

  it('refuses poses of images of another size', async () => {
    const options = { file: file(), minScore: 0, matchIou: 0.5 };
    const { message } = await failure(
      openPoses(dataset({ fileName: 'b.jpg', width: 16, height: 8 }), options),
    );
    expect(message).toContain('image b.jpg is 8×4 there and 16×8 in the data set');
  });

  it('refuses a file whose names match no image, with an example of both', async () => {
    const options = { file: file(), minScore: 0, matchIou: 0.5 };
    const { message } = await failure(openPoses(dataset({ fileName: 'x.jpg' }), options));
    expect(message).toContain('names such as b.jpg, those of the data set such as x.jpg');
  });

  it('refuses results without names', async () => {
    const options = { file: write('r.json', [resultEntry()]), minScore: 0, matchIou: 0.5 };
    expect((await failure(openPoses(dataset({}), options))).message).toContain(
      'annotate --pose coco-results',
    );
  });
});
