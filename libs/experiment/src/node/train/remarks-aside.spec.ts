import type { Dataset, ImageAnnotations } from '@turbo-hoi/core';
import { SYNTHETIC_INFO } from '@turbo-hoi/datasets';
import { RemarksAside } from './remarks-aside';

/** A training split of images without people, each of which takes some time to read. */
function slowDataset(size: number, milliseconds: number) {
  const read: number[] = [];
  const annotations = async (index: number): Promise<ImageAnnotations> => {
    read.push(index);
    for (const began = performance.now(); performance.now() - began < milliseconds;);
    return { imageId: index, width: 1, height: 1, people: [], objects: [] };
  };
  const split = { size, annotations, sample: () => Promise.reject(new Error('no pixels')) };
  const dataset: Dataset = { info: SYNTHETIC_INFO, split: () => split };
  return { dataset, read };
}

test('tells its remarks as soon as they are known, and leaves time to other work', async () => {
  const { dataset, read } = slowDataset(8, 10);
  const lines: string[] = [];
  const remarks = new RemarksAside(dataset, new AbortController().signal);
  remarks.begin((line) => lines.push(line));
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(read.length), 5);
  await remarks.finish();
  clearInterval(timer);
  expect(lines).toEqual([
    'The training split has no person in its 8 images: nothing of that can be learned.',
  ]);
  expect(seen.some((count) => count > 0 && count < 8)).toBe(true);
  expect(remarks.takeSeconds()).toBeGreaterThan(0.03);
  expect(remarks.takeSeconds()).toBe(0);
});

test.each(['abort', 'stop'] as const)('%s ends the reading without a remark', async (how) => {
  const { dataset, read } = slowDataset(100, 30);
  const controller = new AbortController();
  const lines: string[] = [];
  const remarks = new RemarksAside(dataset, controller.signal);
  remarks.begin((line) => lines.push(line));
  await new Promise((resolve) => setTimeout(resolve, 1));
  if (how === 'abort') controller.abort();
  else remarks.stop();
  await expect(remarks.finish()).rejects.toThrow('stopped');
  expect(lines).toEqual([]);
  expect(read.length).toBeLessThan(100);
});

test('an error of the data set reaches whoever waits', async () => {
  const { dataset } = slowDataset(1, 0);
  const annotations = () => Promise.reject(new Error('damaged'));
  const split = { ...dataset.split('train'), annotations };
  const remarks = new RemarksAside(
    { ...dataset, split: () => split },
    new AbortController().signal,
  );
  remarks.begin();
  await expect(remarks.finish()).rejects.toThrow('damaged');
});
