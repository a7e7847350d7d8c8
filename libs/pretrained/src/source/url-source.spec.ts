import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { NpmModelsDetector } from '../detectors/npm-models-detector';
import { npmModelsSchema } from '../detectors/npm-models-schema';
import { constantCenternet, writePackage } from '../testing/constant-package';
import { urlSource } from './model-source';

const folder = writePackage(constantCenternet([20, 20, 120, 220, 0.5, 0]));
const server = createServer((request, response) => {
  const path = join(folder, String(request.url));
  const isJson = path.endsWith('.json');
  response.setHeader('content-type', isJson ? 'application/json' : 'application/octet-stream');
  try {
    response.end(readFileSync(path));
  } catch {
    response.writeHead(404).end();
  }
});

beforeAll(async () => {
  await tf.setBackend('cpu');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const image = { width: 512, height: 512, data: new Uint8Array(512 * 512 * 3) };
const dataset = { objectClasses: ['person'] };

function open(model: 'centernet' | 'nanodet') {
  const { port } = server.address() as AddressInfo;
  const source = urlSource(`http://127.0.0.1:${port}/models/`, 'models 1.2.3');
  return new NpmModelsDetector(npmModelsSchema.parse({ model }), source, { dataset });
}

test('fetches a model with its weights from a base URL', async () => {
  const detector = open('centernet');
  expect([...(await detector.detect(image)).boxes]).toEqual([20, 20, 120, 220]);
  expect(detector.cacheKey).toContain('models 1.2.3');
  detector.dispose();
});

test('names a model that cannot be fetched', async () => {
  await expect(open('nanodet').detect(image)).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringMatching(/^nanodet of models 1\.2\.3: cannot be loaded \(.*404/),
  });
});
