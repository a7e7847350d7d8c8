import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUSED_OPS_SOURCES } from '../native/fused-ops';
import { runCommand } from '../run-command';

const ARGUMENTS = [
  ...['--target=wasm32', '-std=c++17', '-O3', '-msimd128', '-mbulk-memory', '-mmutable-globals'],
  ...['-nostdlib', '-fno-exceptions', '-fno-rtti', '-Wall', '-Wextra', '-Werror'],
  // As of the native ops: loops become vectors, NaN and infinity stay what they are.
  ...['-fno-math-errno', '-fno-trapping-math', '-ffp-contract=fast'],
  // The backend's memory, with the maximum that it has; a stack that the loader moves into a block of it.
  `-Wl,${['--no-entry', '--import-memory', '--max-memory=4294967296', '--export=__stack_pointer', '--allow-undefined', '--strip-all']}`,
];

/** The first line of `clang++ --version`, on whose version the bytes depend; null without clang++ or lld. */
export async function clangVersion(): Promise<string | null> {
  const [clang, linker] = await Promise.all([
    runCommand('clang++', ['--version']),
    runCommand('wasm-ld', ['--version']),
  ]);
  return clang.ok && linker.ok ? clang.output.split('\n')[0].trim() : null;
}

/** The WebAssembly module of the fused kernels. @throws Error with the compiler's words */
export async function compileFusedModule(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-wasm-'));
  try {
    const file = join(folder, 'module.wasm');
    const source = join(FUSED_OPS_SOURCES, 'wasm', 'module.cc');
    const { ok, output } = await runCommand('clang++', [...ARGUMENTS, source, '-o', file]);
    if (!ok) throw new Error(`clang++ could not compile ${source}: ${output}`);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** SHA-256 of all that the module is made of. */
export function fusedModuleSources(): string {
  const hash = createHash('sha256').update(ARGUMENTS.join(' '));
  for (const part of ['kernels', 'wasm']) {
    const folder = join(FUSED_OPS_SOURCES, part);
    for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}
