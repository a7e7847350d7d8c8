import { createRunContainer, loadExperiment } from '@turbo-hoi/experiment/node';
import { CONFIGS, DEFAULT_CONFIG } from '../../configs';
import type { BatchesOf } from './bench-network';
import { BATCH_LAYOUT, PHOTO_LAYOUT } from './layout-network';
import { NETWORKS, type NetworkName } from './networks';

const compose = async (name: NetworkName) => {
  const network = await NETWORKS[name](await createRunContainer([]));
  network.composed.dispose();
  return network;
};
const model = { heatmapSide: 28, padding: { multiple: 16, padColor: [0, 0, 0] } };
const firstOf = async (batches: BatchesOf) =>
  (await batches(model as unknown as Parameters<BatchesOf>[0])(1))[0];

test('the default network is the default config, which needs no weights of a detector', async () => {
  const { experiment } = await loadExperiment(DEFAULT_CONFIG, [], '/', CONFIGS);
  const { composed } = await compose('default');
  expect(composed.experiment).toMatchObject({
    ...experiment,
    detector: { kind: 'annotated' },
  });
});

test('the published heads have a random map and images of the size that their config states', async () => {
  const { composed, batches } = await compose('published');
  const { dataset, stem, sampling } = composed.experiment;
  expect(stem).toEqual({ kind: 'random-map', channels: 1024, stride: 16 });
  const { size } = dataset as { size?: number };
  expect((await firstOf(batches)).shape).toEqual({
    batch: sampling.images,
    height: size,
    width: size,
  });
});

test.each([50, 101] as const)('a ResNet-%i reads one padded image of 600×1000', async (depth) => {
  const { composed, batches, image } = await compose(`published-r${depth}`);
  expect(composed.experiment.stem).toEqual({
    kind: 'resnet-c4',
    depth,
    frozenStages: 2,
    recompute: false,
  });
  expect(image).toEqual([600, 1000]);
  expect((await firstOf(batches)).shape).toEqual({ batch: 1, height: 608, width: 1008 });
});

test.each([
  ['interactnet', true, 16],
  ['gupta-malik', false, undefined],
] as const)('published-%s has objects only if asked for', async (rival, objects, rows) => {
  const { composed, batches } = await compose(`published-${rival}`);
  const needing = { ...model, needs: { objects } };
  const all = await batches(needing as unknown as Parameters<BatchesOf>[0])(1);
  expect(all).toHaveLength(composed.experiment.sampling.accumulate);
  expect(all[0].objects?.scores.length).toBe(rows);
  expect(all[0].pairs?.valid.length).toBe(rows && 16 * rows);
});

test('layouts have the stated numbers of detections, people and pairs', async () => {
  const { batches, seen, layout } = await compose('layout');
  const sizes = async (of: BatchesOf) => {
    const { objects, people, pairs } = await firstOf(of);
    return [objects!.scores, people.valid, pairs!.valid].map(({ length }) => length);
  };
  expect(await sizes(seen!)).toEqual([40, 16, 624]);
  expect(await sizes(batches)).toEqual([592, 150, 2000]);
  expect(layout).toEqual({ training: BATCH_LAYOUT, inference: PHOTO_LAYOUT });
});
