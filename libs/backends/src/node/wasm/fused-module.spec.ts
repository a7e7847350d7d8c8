import { COMPILER, MODULE, SOURCES } from '../../kernels/fused/module-bytes';
import { clangVersion, compileFusedModule, fusedModuleSources } from './compile-fused-module';

const UPDATE = 'run npx nx run backends:wasm-module';

test(`the module is made of the sources that are there; else ${UPDATE}`, () => {
  expect(SOURCES).toBe(fusedModuleSources());
});

test(`the compiler that made the module makes the same bytes; else ${UPDATE}`, async () => {
  // Other versions of clang, or none, make no statement.
  if ((await clangVersion()) !== COMPILER) return;
  expect((await compileFusedModule()).toString('base64')).toBe(MODULE);
});

test('the module has no data of its own, which would lie over the data of the backend', () => {
  const DATA = 11;
  expect(sections(Buffer.from(MODULE, 'base64'))).not.toContain(DATA);
});

/** The kinds of a WebAssembly module's sections. */
function sections(module: Buffer): number[] {
  const kinds: number[] = [];
  let at = 8;
  while (at < module.length) {
    kinds.push(module[at++]);
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = module[at++];
      size |= (byte & 127) << shift;
      more = byte > 127;
    }
    at += size;
  }
  return kinds;
}
