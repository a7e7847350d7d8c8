import { createRng, type Detector } from '@turbo-hoi/core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_NOISE } from '../../noise/default-noise';
import { INFO, person, sampleOf } from '../../testing/sample-fixture';
import { noiseDetector, noiseDetectorSchema } from './noise-detector';

const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-noise-'));
afterAll(() => rmSync(folder, { recursive: true }));

const image = sampleOf(
  [person([0, 0, 4, 4], { keypoints: Float32Array.of(1, 1, 2, 2, 2, 2) })],
  [{ annotationId: 5, box: [4, 0, 8, 4], category: 1 }],
);
const warnings: string[] = [];

const create = (options: object): Detector =>
  noiseDetector.create(noiseDetectorSchema.parse(options), {
    dataset: INFO,
    warn: (line) => warnings.push(line),
  });

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const found = (detector: Detector, seed = 0, imageId = 1) =>
  detector.propose({ ...image, imageId }, createRng(seed));

test('equal generators give equal detections, others and other images different ones', async () => {
  const detector = create({});
  expect(detector.cacheKey).toBeUndefined();
  expect(await found(detector)).toEqual(await found(detector));
  expect(await found(detector)).not.toEqual(await found(detector, 1));
  expect(await found(detector)).not.toEqual(await found(detector, 0, 2));
});

test('the noise "none" is the annotations', async () => {
  const { boxes, classes, keypoints } = await found(create({ noise: 'none' }));
  expect([...boxes]).toEqual([0, 0, 4, 4, 4, 0, 8, 4]);
  expect([...classes]).toEqual([0, 1]);
  expect([...keypoints!.subarray(0, 6)].map((x) => Math.round(10 * x))).toEqual([
    10, 10, 9, 20, 20, 9,
  ]);
});

test('some images are exact, or nearly, while a model is trained, none in an evaluation', async () => {
  const isExact = async (detector: Detector, seed: number) =>
    (await found(detector, seed)).boxes.join() === '0,0,4,4,4,0,8,4';
  const shareOf = async (detector: Detector) => {
    const seeds = Array.from({ length: 600 }, (_, seed) => isExact(detector, seed));
    return (await Promise.all(seeds)).filter(Boolean).length / seeds.length;
  };
  const light = { jitter: 0, misses: 0, falseBoxes: 0, pose: 0 };
  const detector = create({ exactShare: 0.25, lightShare: 0.5, light });
  expect(await shareOf(detector)).toBeLessThan(0.02);
  expect(await shareOf(detector.whileTraining!)).toBeCloseTo(0.75, 1);
});

test('rates come from the config or a file, whose unknown fields are named', async () => {
  const rates = { ...DEFAULT_NOISE, madeBy: 'a test' };
  const file = write('rates.json', {
    ...rates,
    later: 1,
    jitter: { ...rates.jitter, shape: 'round' },
  });
  expect(await found(create({ file }))).toEqual(await found(create({ noise: rates })));
  expect(warnings).toEqual([`${file}: jitter.shape, later: not known here, and ignored.`]);
});

test.each([
  ['[]', /got \[\]; expected/],
  [{ version: 2 }, /version: got 2; expected 1/],
  [{ ...DEFAULT_NOISE, jitter: { scale: -1, spread: 0 } }, /jitter.scale: got -1; expected at l/],
  [{ ...DEFAULT_NOISE, person: {} }, /person.recall: got nothing/],
  ['{"version": 1,', /is not JSON/],
])('a file of %j is refused with the file and the field', (content, message) => {
  const file = write('bad.json', content);
  expect(() => create({ file })).toThrow(message);
  expect(() => create({ file })).toThrow(file);
});

test('a missing file and contradicting options are refused', () => {
  expect(() => create({ file: join(folder, 'absent.json') })).toThrow(/absent.json: cannot be r/);
  const issues = (options: object) =>
    noiseDetectorSchema.safeParse(options).error?.issues.map(({ message }) => message);
  expect(issues({ noise: 'none', file: 'a.json' })).toEqual(['expected either noise or a file']);
  expect(issues({ exactShare: 0.6, lightShare: 0.6 })).toHaveLength(1);
  expect(issues({ noise: 'some' })).toEqual([expect.stringMatching(/"some".*or "none"/)]);
  expect(issues({ noise: { ...DEFAULT_NOISE, version: 3 } })).toEqual([
    'version: got 3; expected 1',
  ]);
});
