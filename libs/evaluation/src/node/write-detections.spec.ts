import { readdirSync } from 'node:fs';
import { actionVocabulary } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { readJsonFile, readMatFile, readPickleFile } from '@turbo-hoi/formats/node';
import { scratchFolder } from '../testing/small-sets';
import type { HicoDetections } from '../hico/hico-image';
import type { VcocoDetections } from '../vcoco/vcoco-detections';
import { ScoredImages } from '../files/scored-images';
import { readHicoDetections } from './read-hico-detections';
import { readVcocoDetections } from './read-vcoco-detections';
import { writeCocoResults, writeHicoDetections, writeVcocoDetections } from './write-detections';

const folder = scratchFolder();

describe('writeVcocoDetections', () => {
  const vocabulary = actionVocabulary([
    { name: 'hold', roles: ['obj'] },
    { name: 'stand', roles: [] },
  ]);
  const two: VcocoDetections = {
    boxes: Float32Array.of(1.1, 2, 3, 4, 5, 6, 7, 8),
    agentScores: Float32Array.of(0.1, NaN, 0.3, 1e-20),
    // Columns without a role have no place in the file.
    roleBoxes: Float32Array.of(1, 2, 3, 4, 0, 0, 0, 0, NaN, NaN, NaN, NaN, 0, 0, 0, 0),
    roleScores: Float32Array.of(0.7, 0, NaN, 0),
  };
  const none: VcocoDetections = {
    boxes: new Float32Array(0),
    agentScores: new Float32Array(0),
    roleBoxes: new Float32Array(0),
    roleScores: new Float32Array(0),
  };
  const images = [
    { imageId: 9, detections: two },
    { imageId: 4, detections: none },
  ];

  it.each(['d.pkl', 'd.json'])('reads back to the last bit from %s', async (name) => {
    await writeVcocoDetections(folder.path(name), vocabulary, images);
    const scored = new ScoredImages([{ id: 4 }, { id: 9 }]);
    const rows = await readVcocoDetections(folder.path(name), vocabulary, scored);
    expect(rows.image(0)).toEqual(none);
    expect(rows.image(1)).toEqual(two);
  });

  it('has the official keys and nothing else', async () => {
    await writeVcocoDetections(folder.path('d.pkl'), vocabulary, images);
    const [first] = (await readPickleFile(folder.path('d.pkl'))) as Map<string, unknown>[];
    expect([...first]).toEqual([
      ['image_id', 9],
      ['person_box', [1.10000002, 2, 3, 4]],
      ['hold_agent', 0.100000001],
      ['stand_agent', NaN],
      ['hold_obj', [1, 2, 3, 4, 0.699999988]],
    ]);
  });

  it('leaves no file behind when it fails', async () => {
    const failing = (function* () {
      yield images[0];
      throw new Error('no more');
    })();
    const path = folder.path('half.json');
    await expect(writeVcocoDetections(path, vocabulary, failing)).rejects.toThrow('no more');
    expect(readdirSync(folder.path('')).filter((name) => name.startsWith('half'))).toEqual([]);
  });

  it('lists the supported extensions', async () => {
    await expect(writeVcocoDetections('d.txt', vocabulary, [])).rejects.toThrow(
      'd.txt: expected a file name that ends in .pkl or .json.',
    );
    await expect(writeVcocoDetections('/nowhere/d.pkl', vocabulary, [])).rejects.toThrow(
      '/nowhere/d.pkl: cannot be written',
    );
  });
});

describe('writeHicoDetections', () => {
  const image = (...pairs: [hoi: number, score: number][]): HicoDetections => ({
    hois: Int32Array.from(pairs, ([hoi]) => hoi),
    humanBoxes: Float64Array.from(pairs.flatMap(([hoi]) => [1, 2, 3.25 + hoi, 4])),
    objectBoxes: Float64Array.from(pairs.flatMap(([hoi]) => [5, 6, 7, 8.5 + hoi])),
    scores: Float64Array.from(pairs, ([, score]) => score),
  });
  // In the order of the cells.
  const images = [image([0, 0.5], [0, 0.25], [2, 0.125]), image(), image([1, 1])];
  const lists = {
    hois: ['cup', 'horse', 'kite'].map((object) => ({ verb: 'hold', object })),
    fileNames: ['a.jpg', 'b.jpg', 'c.jpg'],
  };

  it.each(['d.mat', 'd.json'])('reads back exactly from %s', async (name) => {
    await writeHicoDetections(folder.path(name), 3, images);
    const bad = new BadEntries(name);
    const source = await readHicoDetections(folder.path(name), lists, bad);
    expect(images.map((_, i) => source.image(i))).toEqual(images);
    expect(bad.count).toBe(0);
  });

  it('is the official cell array, counted from 0', async () => {
    await writeHicoDetections(folder.path('d.mat'), 3, images);
    const boxes = (await readMatFile(folder.path('d.mat'))).get('all_boxes');
    expect(boxes).toMatchObject({ kind: 'cell', shape: [3, 3] });
    expect(boxes?.kind === 'cell' && boxes.at(0)).toMatchObject({
      shape: [2, 9],
      data: Float64Array.of(0, 1, 2.25, 3, 4, 5, 6, 7.5, 0.5, 0, 1, 2.25, 3, 4, 5, 6, 7.5, 0.25),
    });
  });
});

test('writeCocoResults has the keys of COCO', async () => {
  const results: unknown[] = [];
  const path = folder.path('r.json');
  await writeCocoResults(path, [
    { imageId: 1, categoryId: 1, score: 0.5, keypoints: Float32Array.of(1, 2, 1) },
    { imageId: 2, categoryId: 3, score: 1, bbox: [1, 2, 3, 4] },
  ]);
  await readJsonFile(path, { '[]': (value) => void results.push(value) });
  expect(results).toEqual([
    { image_id: 1, category_id: 1, keypoints: [1, 2, 1], score: 0.5 },
    { image_id: 2, category_id: 3, bbox: [1, 2, 3, 4], score: 1 },
  ]);
  await writeCocoResults(path, []);
  const item = jest.fn();
  await readJsonFile(path, { '[]': item });
  expect(item).not.toHaveBeenCalled();
});
