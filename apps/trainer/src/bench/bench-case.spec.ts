import { createRunContainer, loadExperiment } from '@turbo-hoi/experiment/node';
import { CONFIGS, DEFAULT_CONFIG } from '../configs';
import { benchCase } from './bench-case';

test('the default size is the default config, which needs no weights of a detector', async () => {
  const { experiment } = await loadExperiment(DEFAULT_CONFIG, [], '/', CONFIGS);
  const { composed } = await benchCase('default', await createRunContainer([]));
  composed.dispose();
  expect(composed.experiment).toMatchObject({
    ...experiment,
    detector: { kind: 'annotated' },
  });
});

test('the published size has a random map and images of the size that its config states', async () => {
  const { composed, batches } = await benchCase('published', await createRunContainer([]));
  composed.dispose();
  const { dataset, stem, sampling } = composed.experiment;
  expect(stem).toEqual({ kind: 'random-map', channels: 1024, stride: 16 });
  const heatmaps = { heatmapSide: 28 } as Parameters<typeof batches>[0];
  const [batch] = await batches(heatmaps)(1);
  const { size } = dataset as { size?: number };
  expect(batch.shape).toEqual({ batch: sampling.images, height: size, width: size });
});
