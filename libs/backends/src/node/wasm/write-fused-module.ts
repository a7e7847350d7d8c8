import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clangVersion, compileFusedModule, fusedModuleSources } from './compile-fused-module';

const TARGET = join(__dirname, '..', '..', 'kernels', 'fused', 'module-bytes.ts');

/** Compiles the WebAssembly module of the fused kernels into the source file that carries it. */
async function main(): Promise<void> {
  const compiler = await clangVersion();
  if (!compiler) throw new Error('clang++ and wasm-ld are needed: apt-get install clang lld');
  const bytes = await compileFusedModule();
  const lines = [
    '// Written by `npx nx run backends:wasm-module`, from libs/backends/native.',
    '',
    '/** SHA-256 of the sources. */',
    `export const SOURCES = '${fusedModuleSources()}';`,
    '',
    `export const COMPILER = '${compiler}';`,
    '',
    '/** The module in base64, which every bundler takes. */',
    `export const MODULE =\n  '${bytes.toString('base64')}';`,
    '',
  ];
  writeFileSync(TARGET, lines.join('\n'));
  console.log(`${TARGET}: ${bytes.length} bytes by ${compiler}`);
}

void main();
