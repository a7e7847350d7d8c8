import { join } from 'node:path';
import { type AnyPlugin, ATTENTION_MASKS, DATASETS, STEMS } from '@turbo-hoi/core';
import { checkPlugin, loadPlugins } from '@turbo-hoi/experiment/node';
import { METRICS } from '@turbo-hoi/inference';
import { Container } from 'inversify';
import { WORKSPACE } from '../public-libs';

const SLOTS = [ATTENTION_MASKS, STEMS, DATASETS, METRICS];

async function pluginsOf(spec: string): Promise<AnyPlugin[]> {
  const container = new Container();
  const folder = join(WORKSPACE, 'examples');
  container.load(...(await loadPlugins([{ spec, folder, source: `--plugin ${spec}` }])));
  return SLOTS.flatMap(({ token }) =>
    container.isBound(token) ? container.getAll<AnyPlugin>(token) : [],
  );
}

test.each([
  ['./mask-temperature/src/index.ts', ['temperature']],
  ['./stem-edges/index.js', ['edges']],
  ['./dataset-semaphore/index.cjs', ['semaphore', 'signals-read']],
])('%s loads and works', async (spec, kinds) => {
  const plugins = await pluginsOf(spec);
  expect(plugins.map(({ kind }) => kind)).toEqual(kinds);
  for (const plugin of plugins) await checkPlugin(plugin);
});
