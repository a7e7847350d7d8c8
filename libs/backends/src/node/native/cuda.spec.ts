import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cudaAdvice, type CudaReport, describeCuda, inspectCuda } from './cuda';
import { libtensorflowFolder } from './fetch-libtensorflow';
import { wheelsFor } from './wheels';

let folder: string;
const environment = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cuda-'));
  process.env.TURBO_HOI_CACHE = join(folder, 'cache');
  process.env.PATH = join(folder, 'bin');
  delete process.env.TURBO_HOI_LIBTENSORFLOW;
  delete process.env.LD_LIBRARY_PATH;
  mkdirSync(process.env.PATH);
});
afterEach(() => {
  process.env = { ...environment };
  rmSync(folder, { recursive: true });
});

function program(name: string, script: string): void {
  const file = join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

function touch(...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
}

const twoGpus = 'echo "NVIDIA H100 80GB, 550.54.14"; echo "NVIDIA L4, 550.54.14"';
const variants = [true, false].map((gpu) => wheelsFor('linux', 'x64', gpu));
const onLinuxX64 = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip;

test('without nvidia-smi there is no GPU and no advice', async () => {
  const report = await inspectCuda();
  expect(report).toEqual({ gpus: [], driver: null, tensorflow: 'none', missing: [] });
  expect(describeCuda(report)).toBe('no NVIDIA driver (nvidia-smi lists no GPU)');
  expect(cudaAdvice(report)).toEqual([]);
});

test('a driver that fails counts as none', async () => {
  program('nvidia-smi', 'echo "NVIDIA-SMI has failed because it could not communicate"; exit 9');
  expect(await inspectCuda()).toMatchObject({ gpus: [], driver: null });
});

onLinuxX64('with a GPU and TensorFlow for the CPU, advises the setup for CUDA', async () => {
  program('nvidia-smi', twoGpus);
  touch(join(libtensorflowFolder(variants[1]), 'tensorflow', 'libtensorflow_cc.so.2'));
  const report = await inspectCuda();
  expect(describeCuda(report)).toBe(
    'NVIDIA H100 80GB, NVIDIA L4, driver 550.54.14; TensorFlow for the CPU is set up',
  );
  expect(cudaAdvice(report)).toEqual([expect.stringContaining('setup --gpu')]);
});

onLinuxX64('finds the libraries of the wheels beside TensorFlow and names the rest', async () => {
  program('nvidia-smi', twoGpus);
  const unpacked = libtensorflowFolder(variants[0]);
  touch(
    join(unpacked, 'tensorflow', 'libtensorflow_cc.so.2'),
    join(unpacked, 'nvidia', 'cuda_runtime', 'lib', 'libcudart.so.12'),
    join(unpacked, 'nvidia', 'cublas', 'lib', 'libcublas.so.12'),
    join(unpacked, 'nvidia', 'cublas', 'lib', 'libcublasLt.so.12'),
    join(unpacked, 'nvidia', 'cufft', 'lib', 'libcufft.so.11'),
    join(folder, 'mine', 'libcudnn.so.9'),
  );
  process.env.LD_LIBRARY_PATH = join(folder, 'mine');
  program('ldconfig', 'echo "  libcusolver.so.11 (libc6,x86-64) => /usr/lib/libcusolver.so.11"');
  const report = await inspectCuda();
  expect(report).toMatchObject({ tensorflow: 'cuda', missing: ['libcusparse.so.12'] });
  expect(cudaAdvice(report)).toEqual([
    expect.stringMatching(/does not find libcusparse\.so\.12, and uses the CPU: remove/),
  ]);
});

test("the user's own TensorFlow has its libraries checked, too", async () => {
  program('nvidia-smi', twoGpus);
  const own = join(folder, 'site-packages', 'tensorflow');
  touch(
    join(own, 'libtensorflow_cc.so.2'),
    join(own, 'libtensorflow_framework.so.2'),
    join(own, 'include', 'tensorflow', 'c', 'c_api.h'),
    join(folder, 'site-packages', 'nvidia', 'cudnn', 'lib', 'libcudnn.so.9'),
  );
  process.env.TURBO_HOI_LIBTENSORFLOW = own;
  const report = await inspectCuda();
  expect(report.tensorflow).toBe('own');
  expect(report.missing).toContain('libcudart.so.12');
  expect(report.missing).not.toContain('libcudnn.so.9');
  expect(cudaAdvice(report)).toEqual([expect.stringMatching(/and-cuda.*LD_LIBRARY_PATH/)]);
});

test('an old driver gets advice', () => {
  const old: CudaReport = { gpus: ['K80'], driver: '470.57', tensorflow: 'cuda', missing: [] };
  expect(cudaAdvice(old)).toEqual([
    'CUDA 12 needs an NVIDIA driver of 525 or later; this is 470.57.',
  ]);
});
