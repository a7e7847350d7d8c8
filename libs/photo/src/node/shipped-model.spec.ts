import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COCO_80, COCO_KEYPOINTS } from '@turbo-hoi/core';
import { temporaryFolder } from '@turbo-hoi/testing';
import { encodePhotoModel } from '../model/photo-model';
import { tinyPhotoModel } from '../testing/tiny-photo-model';
import { readPhotoModel, SHIPPED_MODEL } from './shipped-model';

const folder = temporaryFolder();

test('the shipped file opens, has at most 2 MB and the vocabulary of V-COCO', async () => {
  const { info, parameters } = await readPhotoModel();
  expect((await readFile(SHIPPED_MODEL)).length).toBeLessThanOrEqual(2e6);
  const { actions, keypoints, objectClasses, targetClasses } = info.dataset;
  expect([actions.actions.length, actions.columns.length]).toEqual([26, 29]);
  expect(objectClasses).toEqual(COCO_80);
  expect(keypoints.names).toEqual(COCO_KEYPOINTS.names);
  expect(targetClasses).toHaveLength(29);
  expect(info.trainedOn).toMatch(/^V-COCO trainval \(5400 images/);
  for (const { data } of parameters.values()) expect(data.every(Number.isFinite)).toBe(true);
});

test('reads the file of photo:train', async () => {
  const path = join(folder, 'own.safetensors');
  writeFileSync(path, encodePhotoModel(tinyPhotoModel()));
  expect((await readPhotoModel(path)).info.madeBy).toBe('a test');
});

test('names a file that is missing or damaged', async () => {
  const path = join(folder, 'absent.safetensors');
  await expect(readPhotoModel(path)).rejects.toMatchObject({
    kind: 'io',
    message: expect.stringContaining(`${path}: cannot be read`),
  });
  writeFileSync(path, 'no tensors');
  await expect(readPhotoModel(path)).rejects.toMatchObject({
    kind: 'checkpoint',
    message: expect.stringContaining(path),
  });
});
