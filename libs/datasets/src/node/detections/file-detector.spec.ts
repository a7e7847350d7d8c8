import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRng, type Detector, type Sample, TurboHoiError } from '@turbo-hoi/core';
import { resizeSample } from '../../sampling/resize-sample';
import { INFO, sampleOf } from '../../testing/sample-fixture';
import { fileDetector, fileDetectorSchema } from './file-detector';

const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-detections-'));
afterAll(() => rmSync(folder, { recursive: true }));

function open(
  content: unknown,
  more: object = {},
  warn: (line: string) => void = () => undefined,
): Detector {
  const file = join(folder, `${expect.getState().currentTestName?.replace(/\W/g, '_')}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return fileDetector.create(fileDetectorSchema.parse({ file, ...more }), {
    dataset: INFO,
    warn,
  });
}

const entry = (more: object = {}) => ({
  image_id: 7,
  category_id: 1,
  bbox: [1, 1, 4, 2],
  score: 0.5,
  ...more,
});
/** 8 × 4 pixels. */
const sample = (more: Partial<Sample> = {}): Sample => ({ ...sampleOf([]), imageId: 7, ...more });
const propose = (detector: Detector, more: Partial<Sample> = {}) =>
  detector.propose(sample(more), createRng(0));

async function failure(promise: Promise<unknown>): Promise<TurboHoiError> {
  const error = await promise.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TurboHoiError);
  return error as TurboHoiError;
}

test('returns the boxes of an image as xyxy, best first, with the classes of the data set', async () => {
  const cup = entry({ category_id: 47, bbox: [2, 0, 2, 1], score: 0.75 });
  const detector = open([entry(), cup, entry({ image_id: 8 })]);
  const { boxes, scores, classes } = await propose(detector);
  expect([...boxes]).toEqual([2, 0, 4, 1, 1, 1, 5, 3]);
  expect([...scores]).toEqual([0.75, 0.5]);
  expect([...classes]).toEqual([1, 0]);
});

test('returns skeletons in pixels of the sample, zeros for detections and joints without', async () => {
  const posed = entry({ keypoints: [2, 1, 2, 4, 2, 0.25] });
  const half = entry({ score: 0.4, keypoints: [2, 1, 0, 4, 2, 0.5] });
  const detector = open([entry({ category_id: 47, score: 0.75 }), posed, half]);
  const { keypoints } = await propose(detector, { fileSize: { width: 4, height: 2 } });
  expect([...keypoints!]).toEqual([0, 0, 0, 0, 0, 0, 4, 2, 1, 8, 4, 0.25, 0, 0, 0, 8, 4, 0.5]);
  expect((await propose(detector, { imageId: 9 })).keypoints).toEqual(new Float32Array(0));
});

test('has no skeletons where the file has none, and refuses those of other joints', async () => {
  expect((await propose(open([entry()]))).keypoints).toBeUndefined();
  const other = await failure(propose(open([entry({ keypoints: [1, 2, 0.5] })])));
  expect(other.message).toContain("has 1 keypoints; expected the data set's 2");
  const odd = await failure(propose(open([entry({ keypoints: [1, 2] })])));
  expect(odd.message).toContain('keypoints is [1,2]; expected x, y and confidence of each joint');
});

test('reads ids as text', async () => {
  const detector = open([entry({ image_id: '7', category_id: '47' })]);
  expect([...(await propose(detector)).classes]).toEqual([1]);
});

test('returns no detections for an image that is not in the file', async () => {
  expect((await propose(open([entry()]), { imageId: 9 })).classes).toHaveLength(0);
});

test.each([
  ['the digits of its name', [entry()], 'COCO_val2014_000000000007.jpg'],
  ['a file name instead of an id', [entry({ image_id: undefined, file_name: 'b.jpg' })], 'x/b.jpg'],
  ['a file name as the id', [entry({ image_id: 'x/b.jpg' })], 'x/b.jpg'],
  [
    'the images of the file',
    { images: [{ id: 7, file_name: 'b.jpg' }], annotations: [entry()] },
    'x/b.jpg',
  ],
])('finds an image by %s', async (_, content, fileName) => {
  const { scores } = await propose(open(content), { fileName, imageId: 1 });
  expect(scores).toHaveLength(1);
});

test("matches classes by the file's names and leaves out others", async () => {
  const categories = [
    { id: 1, name: 'chair' },
    { id: 2, name: 'zebra' },
    { id: 3, name: 'Person' },
  ];
  const detections = [entry(), entry({ category_id: 2 }), entry({ category_id: 3, score: 0.25 })];
  const { classes } = await propose(open({ detections, categories }));
  expect([...classes]).toEqual([2, 0]);
});

test('scales boxes to the size of a resized image', async () => {
  const grown = await resizeSample(
    sample(),
    () => ({ width: 16, height: 12, scale: 2 }),
    async (_, width, height) => ({ data: new Uint8Array(3 * width * height), width, height }),
  );
  const images = [{ id: 7, file_name: 'b.jpg', width: 8, height: 4 }];
  for (const content of [[entry()], { images, annotations: [entry()] }]) {
    const { boxes } = await open(content).propose(grown.sample, createRng(0));
    expect([...boxes]).toEqual([2, 3, 10, 9]);
  }
});

test('clips boxes to the image and drops those outside', async () => {
  const detector = open([entry({ bbox: [6, 2, 9, 9] }), entry({ bbox: [8, 0, 3, 3] })]);
  expect([...(await propose(detector)).boxes]).toEqual([6, 2, 8, 4]);
});

test('drops detections below minScore', async () => {
  const detector = open([entry({ score: 0.25 }), entry()], { minScore: 0.3 });
  expect([...(await propose(detector)).scores]).toEqual([0.5]);
});

test('refuses an image of another size', async () => {
  const images = [{ id: 7, file_name: 'b.jpg', width: 16, height: 8 }];
  const { kind, message } = await failure(propose(open({ images, annotations: [entry()] })));
  expect(kind).toBe('data');
  expect(message).toContain('image b.jpg is 16×8 there and 8×4 here');
});

test('refuses an image that the file does not list, with an example name', async () => {
  const images = [{ id: 7, file_name: 'b.jpg' }];
  const detector = open({ images, annotations: [entry()] });
  const { message } = await failure(propose(detector, { fileName: 'c.jpg' }));
  expect(message).toContain('has no image c.jpg; its 1 images have names such as b.jpg');
});

test('refuses a file of other classes, listing both', async () => {
  const { message } = await failure(propose(open([entry({ category_id: 24 })])));
  expect(message).toContain("(zebra …) is one of the data set's: person, cup, chair");
});

test('counts bad entries and reports their positions, or skips them with the option', async () => {
  const content = [
    entry({ bbox: [1, 2, -3, 4] }),
    entry({ score: 2 }),
    entry({ image_id: undefined }),
    entry({ category_id: 'person' }),
    3,
    entry(),
  ];
  const { kind, message } = await failure(propose(open(content)));
  expect(kind).toBe('data');
  expect(message).toContain('5 bad entries:\n  [0] (line 1): bbox is [1,2,-3,4]; expected');
  expect(message).toContain('[1] (line 1): score is 2; expected a number in 0..1');
  expect(message).toContain('[2] (line 1): image_id is missing; expected');
  expect(message).toContain('[3] (line 1): category_id is "person"; expected a whole number');
  expect(message).toContain('[4] (line 1): got 3; expected an object');
  expect((await propose(open(content, { skipBad: true }))).scores).toHaveLength(1);
});

test.each([['[]'], ['{"annotations": []}']])(
  'reads %s of a detector that found nothing, with a warning',
  async (text) => {
    const warn = jest.fn();
    expect((await propose(open(text, {}, warn))).scores).toHaveLength(0);
    expect(warn.mock.calls.flat().join()).toContain(
      'has no detections; its detector found nothing',
    );
  },
);

test('refuses a file without a list of detections, and one whose entries are all bad', async () => {
  expect((await failure(propose(open('{}')))).message).toContain('has no detections; expected');
  const { message } = await failure(propose(open([entry({ score: 2 })], { skipBad: true })));
  expect(message).toContain('its only entry is bad, and nothing is left when they are skipped');
});

test('gives YOLO entries to the images of their stems, and counts the rest', async () => {
  const warn = jest.fn();
  const ids = [3, 'IMG_0003', 'a_640', 'c_640'];
  const detector = open(
    ids.map((image_id, at) => entry({ image_id, score: 0.5 + at / 8 })),
    {},
    warn,
  );
  const names = ['0003.jpg', 'IMG_0003.jpg', 'a_640.jpg', 'b_640.jpg'];
  await detector.expect!(names.map((fileName) => ({ fileName })));
  const found: number[][] = [];
  for (const fileName of names) found.push([...(await propose(detector, { fileName })).scores]);
  expect(found).toEqual([[0.5], [0.625], [0.75], []]);
  expect(warn.mock.calls.flat().join()).toContain(
    '3 of 4 entries are of the 4 images; 1 of no image among them, such as "c_640"; 1 images have no entry.',
  );
});

test('refuses an id that the digits of two names have', async () => {
  const names = ['a_640.jpg', 'b_640.jpg'].map((fileName) => ({ fileName }));
  const { kind, message } = await failure(open([entry({ image_id: 640 })]).expect!(names));
  expect(kind).toBe('data');
  expect(message).toContain('image 640 fits both a_640.jpg and b_640.jpg');
});

test("refuses category ids that are not COCO's, and reads its 80 classes counted from 0", async () => {
  const content = [0, 41, 56].map((category_id, at) =>
    entry({ category_id, score: 0.75 - at / 4 }),
  );
  const { message } = await failure(propose(open(content)));
  expect(message).toContain("category_id 0 (image 7) is not among COCO's ids, 1 to 90 with gaps");
  expect(message).toContain('set categoryIds=contiguous');
  const { classes } = await propose(open(content, { categoryIds: 'contiguous' }));
  expect([...classes]).toEqual([0, 1, 2]);
  const beyond = open([entry({ category_id: 80 })], { categoryIds: 'contiguous' });
  expect((await failure(propose(beyond))).message).toContain('80 (image 7) is not among 0 to 79');
  expect((await failure(propose(open([entry({ category_id: 92 })])))).message).toContain('92');
  // None of COCO's classes has the id 12: the file counts them from 1.
  const fromOne = [entry({ category_id: 12 }), entry({ category_id: 1 })];
  expect((await failure(propose(open(fromOne)))).message).toContain('contiguous-from-1');
  const counted = await propose(open([fromOne[1]], { categoryIds: 'contiguous-from-1' }));
  expect([...counted.classes]).toEqual([0]);
});

test('leaves out boxes outside their image, and tells it once', async () => {
  const lines: string[] = [];
  const boxes = [
    [100, 100, 30, 60],
    [1, 1, 4, 2],
    [200, 100, 30, 60],
  ].map((bbox) => entry({ bbox }));
  const { classes } = await propose(open(boxes, {}, (line) => lines.push(line)));
  expect(classes).toHaveLength(1);
  const told = lines.filter((line) => line.includes('lies outside'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/the box \[100, 100, 30, 60\] of image .* such boxes are left out/);
});

test('refuses boxes in shares of the image', async () => {
  const share = open([entry({ bbox: [0.1, 0.1, 0.3, 0.6] })]);
  expect((await failure(propose(share))).message).toMatch(
    /at most 0.7: shares of the image's sides/,
  );
});

test('reports where a truncated file ends, and a missing file', async () => {
  const { kind, message } = await failure(propose(open(JSON.stringify([entry()]).slice(0, -9))));
  expect(kind).toBe('data');
  expect(message).toMatch(/\.json: .*line 1/);
  const file = join(folder, 'absent.json');
  const create = () => fileDetector.create(fileDetectorSchema.parse({ file }), { dataset: INFO });
  expect(create).toThrow('absent.json: cannot be read');
});

test('has the same cache key until the file or an option changes', () => {
  const [a, b, c] = [open([entry()]), open([entry()]), open([entry(), entry()])];
  expect(JSON.parse(a.cacheKey!).slice(0, 3)).toEqual(JSON.parse(b.cacheKey!).slice(0, 3));
  expect(a.cacheKey).not.toBe(c.cacheKey);
  expect(a.cacheKey).not.toBe(open([entry()], { minScore: 0.5 }).cacheKey);
});

test('lists detections of classes that the data set lacks, to be counted', async () => {
  const detector = open(
    [entry(), entry({ category_id: 18 }), entry({ category_id: 18, score: 0.1 })],
    {
      minScore: 0.25,
    },
  );
  const { scores, unknown } = await propose(detector);
  expect(scores).toHaveLength(1);
  expect(unknown).toEqual([{ label: 'dog', score: 0.5 }]);
});
