import type { BackendReport, CudaReport } from '@turbo-hoi/backends/node';
import { diagnose, formatDiagnosis } from './diagnosis';
import type { Machine } from './machine';

const machine: Machine = {
  node: 'v22.12.0',
  platform: 'linux-x64',
  processor: 'Model T',
  cores: 2,
  memory: 8e9,
  folder: '/home/me',
  freeDisk: 20e9,
  cache: '/home/me/.cache/turbo-hoi',
  cacheExists: false,
  freeCacheDisk: 20e9,
};
const noGpu: CudaReport = { gpus: [], driver: null, tensorflow: 'none', missing: [] };
const found = (name: BackendReport['name'], gpu = false): BackendReport => ({
  ...{ name, ok: true, gpu, device: 'CPU, 2 threads', version: '1.0' },
  speed: { conv: 12.34, matMul: 5 },
});
const missing = (name: BackendReport['name']): BackendReport => ({
  ...{ name, ok: false, reason: 'it has not been set up', remedy: 'set it up' },
});

test('the first backend that can train is used', () => {
  expect(diagnose(machine, [found('tensorflow'), found('wasm')], noGpu).uses).toBe('tensorflow');
  expect(diagnose(machine, [missing('tensorflow'), found('wasm')], noGpu).uses).toBe('wasm');
});

test('webgpu is used on a real GPU only', () => {
  const others = [missing('tensorflow'), found('webgpu'), found('wasm')];
  expect(diagnose(machine, others, noGpu).uses).toBe('wasm');
  expect(diagnose(machine, [found('webgpu', true), found('wasm')], noGpu).uses).toBe('webgpu');
});

test('reports that no backend can train', () => {
  const { uses, advice } = diagnose(machine, [missing('cpu')], noGpu);
  expect(uses).toBeNull();
  expect(advice[0]).toContain('No backend can train here');
});

test('a small machine gets advice', () => {
  const { advice } = diagnose(
    { ...machine, memory: 1e9, freeDisk: 1e8 },
    [found('tensorflow')],
    noGpu,
  );
  expect(advice).toEqual([
    'Training needs up to 2 GB of memory.',
    'Free some disk space in /home/me: a run takes up to 1 GB.',
    'npx nx run trainer:train trains the default experiment.',
  ]);
});

test('a GPU that TensorFlow does not use gets advice, one that it uses does not', () => {
  const cuda: CudaReport = { ...noGpu, gpus: ['H100'], driver: '550.1', tensorflow: 'cpu' };
  const setUp = expect.stringMatching(/setup --gpu|TURBO_HOI_LIBTENSORFLOW/);
  expect(diagnose(machine, [found('tensorflow')], cuda).advice).toContainEqual(setUp);
  const used = diagnose(machine, [found('tensorflow', true)], cuda);
  expect(used.advice).not.toContainEqual(setUp);
  expect(formatDiagnosis(used)).toContain('NVIDIA    H100, driver 550.1; TensorFlow for the CPU');
});

test('formats the whole diagnosis in a few lines', () => {
  expect(formatDiagnosis(diagnose(machine, [missing('tensorflow'), found('wasm')], noGpu))).toBe(
    [
      'Node      v22.12.0, linux-x64',
      'Machine   Model T, 2 cores, 8.0 GB memory',
      'Disk      20.0 GB free in /home/me',
      'Cache     /home/me/.cache/turbo-hoi (20.0 GB free, not made yet)',
      'NVIDIA    no NVIDIA driver (nvidia-smi lists no GPU)',
      '',
      'tensorflow  no   it has not been set up; set it up',
      'wasm        yes  CPU, 2 threads; 1.0; conv 12.3, matMul 5.0 GFLOP/s',
      '',
      'Training uses wasm.',
      '→ npx nx run backends:setup provides TensorFlow, about 3 times faster than wasm.',
      '→ npx nx run trainer:train trains the default experiment.',
    ].join('\n'),
  );
});
