import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { pages } from '../architecture/pages';
import { publicLibs, WORKSPACE } from '../public-libs';

/** The blocks fenced as `ts`; those fenced as `typescript` are excerpts. */
function examples(readme: string): string[] {
  return [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
}

/** Runs a module with top-level await and returns its log output. */
async function run(code: string): Promise<string[]> {
  const { outputText } = transpileModule(code, {
    compilerOptions: {
      module: ModuleKind.CommonJS,
      target: ScriptTarget.ES2022,
      esModuleInterop: true,
      experimentalDecorators: true,
    },
  });
  const lines: string[] = [];
  const log = (...values: unknown[]) => lines.push(values.map((value) => `${value}`).join(' '));
  const body = `return (async () => {\n${outputText}\n})();`;
  const execute = new Function('require', 'exports', 'console', body);
  await execute(require, {}, { ...console, log });
  return lines;
}

// Examples download no backend, and each one starts on cpu.
process.env.TURBO_HOI_NO_DOWNLOAD = '1';
beforeEach(() => tf.setBackend('cpu'));

describe.each(publicLibs().map((lib) => [lib.package.name, lib.folder]))('%s', (_, folder) => {
  const path = join(folder, 'README.md');

  test('its README has an example that runs', async () => {
    expect(existsSync(path)).toBe(true);
    const blocks = examples(readFileSync(path, 'utf8'));
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) await expect(run(block)).resolves.toBeDefined();
  });
});

const documents = pages()
  .filter((page) => page.startsWith('docs/'))
  .map((page) => ({ page, blocks: examples(readFileSync(join(WORKSPACE, page), 'utf8')) }))
  .filter(({ blocks }) => blocks.length > 0);

test.each(documents)('$page: its examples run', async ({ blocks }) => {
  for (const block of blocks) await expect(run(block)).resolves.toBeDefined();
});
