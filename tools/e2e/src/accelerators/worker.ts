import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BackendName } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import type { ParameterValue } from '@turbo-hoi/core';
import { loadExperiment } from '@turbo-hoi/experiment/node';
import { writeSafetensors } from '@turbo-hoi/weights/node';
import { WORKSPACE } from '../public-libs';
import { trainThreeSteps } from './three-steps';
import { GRADIENTS_FILE, PARAMETERS_FILE, UPDATE_FILE, type WorkerReport } from './worker-report';

/** `--backend NAME [--require-gpu] [--folder DIR]`: trains three steps of the default network; without a folder it names the device alone. */
async function main(): Promise<WorkerReport> {
  const {
    backend,
    folder,
    'require-gpu': requireGpu,
  } = parseArgs({
    options: {
      backend: { type: 'string' },
      folder: { type: 'string' },
      'require-gpu': { type: 'boolean' },
    },
  }).values;
  const name = backend as BackendName;
  const { device, version } = await chooseBackend({ backend: name, requireGpu, setup: 'never' });
  if (folder === undefined) return { device, version };
  const configs = join(WORKSPACE, 'apps/trainer/configs');
  const { experiment } = await loadExperiment('turbo-3', [], WORKSPACE, configs);
  const { gradients, parameters, update, ...rest } = await trainThreeSteps(experiment);
  await write(join(folder, GRADIENTS_FILE), gradients);
  await write(join(folder, PARAMETERS_FILE), parameters);
  await write(join(folder, UPDATE_FILE), update);
  return { device, version, ...rest };
}

const write = (file: string, values: ReadonlyMap<string, ParameterValue>) =>
  writeSafetensors(
    file,
    new Map(
      [...values].map(([name, { shape, data }]) => {
        const tensor = { dtype: 'F32', shape, data } as const;
        return [name, { ...tensor, load: async () => tensor }];
      }),
    ),
  );

main()
  .catch((error: unknown): WorkerReport => ({ reason: (error as Error).message }))
  .then((report) => process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0)));
