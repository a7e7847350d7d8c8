import { text } from 'node:stream/consumers';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';
import { exitOf, start } from '../trainer';
import type { AcceleratorName } from './accelerator';

const COUNTS = ['--steps', '20', '--warmup', '5'];

/** Median milliseconds of a step of the default network here and, given a Python with torch, in PyTorch on CUDA. */
export async function stepTimes(
  backend: AcceleratorName,
  python?: string,
): Promise<{ readonly ours: number; readonly peer?: number }> {
  const bench = (...args: string[]) =>
    output(start('apps/trainer/src/main.ts', ['bench', '--size', 'default', ...args], [...PIPED]));
  const own = ['--backend', backend, '--no-setup', '--no-waiting', '--json', ...COUNTS];
  const ours = medianStep(await bench(...own));
  if (python === undefined) return { ours };
  const config = await bench('--print-config');
  const script = join(WORKSPACE, 'tools/e2e/src/accelerators/pytorch_on_gpu.py');
  const child = spawn(python, [script, '--config', '-', ...COUNTS], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A program that ends without reading is reported by its code.
  child.stdin.on('error', () => {});
  child.stdin.end(config);
  return { ours, peer: medianStep(await output(child)) };
}

const PIPED = ['ignore', 'pipe', 'pipe'] as const;

function medianStep(printed: string): number {
  const line = printed.trim().split('\n').at(-1)!;
  return (JSON.parse(line) as { milliseconds: { step: { median: number } } }).milliseconds.step
    .median;
}

async function output(child: ReturnType<typeof spawn>): Promise<string> {
  const [printed, errors, code] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    exitOf(child),
  ]);
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')}\nended with ${code}\n${errors}`);
  return printed;
}
