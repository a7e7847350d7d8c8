import type { BackendName } from '../backend-name';
import type { ActiveBackend } from './active-backend';
import { chooseBackend, type BackendTools } from './choose-backend';
import type { Found } from './find-backend';

const cpu: ActiveBackend = { gpu: false, device: 'CPU, 2 threads', version: '1' };
const gpu: ActiveBackend = { gpu: true, device: 'Some GPU', version: '2' };

/** A machine on which only some backends can train. */
function machine(able: Partial<Record<BackendName, ActiveBackend>>) {
  const activated: BackendName[] = [];
  const tools: BackendTools = {
    find: async (name): Promise<Found> => {
      const active = able[name];
      const spec = { name } as never;
      return active
        ? { ok: true, spec, active }
        : { ok: false, reason: 'broken', remedy: 'repair it' };
    },
    activate: async ({ name }) => {
      activated.push(name);
      return able[name]!;
    },
  };
  return { tools, activated };
}

test('auto uses the first that can train and reports once why the native one is not used', async () => {
  const { tools, activated } = machine({ wasm: cpu, cpu });
  const lines: string[] = [];
  const chosen = await chooseBackend(
    { backend: 'auto', notify: (line) => lines.push(line) },
    tools,
  );
  expect(chosen).toMatchObject({ name: 'wasm', device: 'CPU, 2 threads' });
  expect(chosen.notes).toHaveLength(2);
  expect(activated).toEqual(['wasm']);
  expect(lines).toEqual([expect.stringMatching(/about 3 times faster.*broken; repair it/)]);
});

test('auto uses webgpu only on a real GPU', async () => {
  const real = machine({ webgpu: gpu, wasm: cpu });
  expect(await chooseBackend({ backend: 'auto' }, real.tools)).toMatchObject({ name: 'webgpu' });
  const software = machine({ webgpu: { ...cpu, device: 'llvmpipe' }, wasm: cpu });
  const chosen = await chooseBackend({ backend: 'auto' }, software.tools);
  expect(chosen.name).toBe('wasm');
  expect(chosen.notes.join()).toContain('"llvmpipe" is not a GPU');
  expect(software.activated).toEqual(['wasm']);
});

test('a named backend is the only one tried, and failing is an error with a next step', async () => {
  const { tools, activated } = machine({ cpu });
  const attempt = chooseBackend({ backend: 'tensorflow' }, tools);
  await expect(attempt).rejects.toMatchObject({ kind: 'backend', message: /broken; repair it/ });
  expect(activated).toEqual([]);
});

test('requireGpu never accepts a processor', async () => {
  const none = machine({ tensorflow: cpu, wasm: cpu, cpu });
  const attempt = chooseBackend({ backend: 'auto', requireGpu: true }, none.tools);
  await expect(attempt).rejects.toMatchObject({ kind: 'backend', message: /a GPU is required/ });
  expect(none.activated).toEqual([]);
  const some = machine({ tensorflow: cpu, webgpu: gpu });
  expect(await chooseBackend({ backend: 'auto', requireGpu: true }, some.tools)).toMatchObject({
    name: 'webgpu',
    device: 'Some GPU',
  });
});

test('skips a backend that passes its probe but fails to start', async () => {
  const { tools } = machine({ tensorflow: cpu, wasm: cpu });
  const flaky: BackendTools = {
    ...tools,
    activate: (spec) =>
      spec.name === 'tensorflow' ? Promise.reject(new Error('gone')) : tools.activate(spec),
  };
  const chosen = await chooseBackend({ backend: 'auto' }, flaky);
  expect(chosen.name).toBe('wasm');
  expect(chosen.notes.join()).toContain('gone');
});

test('an unknown name is a usage error', async () => {
  const attempt = chooseBackend({ backend: 'cuda' as never }, machine({}).tools);
  await expect(attempt).rejects.toMatchObject({ kind: 'usage', message: /"cuda"; expected auto/ });
});
