import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatasetInfo, DETECTORS, selectPlugin } from '@turbo-hoi/core';
import { Container } from 'inversify';
import { fasterRcnnModule } from './faster-rcnn.plugin';

const folder = mkdtempSync(join(tmpdir(), 'faster-rcnn-'));
afterAll(() => rmSync(folder, { recursive: true }));

const dataset = { objectClasses: ['person', 'cup'] } as unknown as DatasetInfo;

function create(options: object) {
  const container = new Container();
  container.load(fasterRcnnModule);
  const config = { kind: 'faster-rcnn', ...options };
  return selectPlugin(container, DETECTORS, config, 'detector').create({ dataset });
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('the cache key depends on the content of the weight file, not on its path', () => {
  const key = (name: string, content: string) => create({ weights: file(name, content) }).cacheKey;
  expect(key('a', 'one')).toBe(key('b', 'one'));
  expect(key('a', 'one')).not.toBe(key('c', 'two'));
});

test('names a missing file', () => {
  const weights = join(folder, 'missing.safetensors');
  expect(() => create({ weights }).cacheKey).toThrow(
    expect.objectContaining({ kind: 'io', message: expect.stringContaining(weights) }),
  );
});

test('refuses a file without weights when a detection needs it', async () => {
  const detector = create({ weights: file('notes.txt', 'not weights at all') });
  const image = { width: 4, height: 4, data: new Uint8Array(48) };
  await expect(detector.propose({ image } as never, undefined as never)).rejects.toMatchObject({
    kind: 'data',
  });
});

test.each([
  [{}, /detector\.weights/],
  [{ weights: 'a', depth: 34 }, /detector\.depth/],
  [{ weights: 'a', classes: [] }, /detector\.classes/],
  [{ weights: 'a', nms: 0 }, /detector\.nms/],
])('refuses %p', (options, message) => expect(() => create(options)).toThrow(message));

test('the weights of the embedded data set are those that the context locates', () => {
  const container = new Container();
  container.load(fasterRcnnModule);
  const config = { kind: 'small-faster-rcnn', weights: 'embedded' };
  const plugin = selectPlugin(container, DETECTORS, config, 'detector');
  const weights = file('embedded.safetensors', 'numbers');
  const { cacheKey } = plugin.create({ dataset, embeddedWeights: () => weights });
  expect(cacheKey).toEqual(expect.any(String));
  expect(() => plugin.create({ dataset })).toThrow('detector.weights=embedded');
});
