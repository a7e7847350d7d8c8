import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/** Spec files that are not named after one op. */
const ALWAYS = [
  'ops/arithmetic_test',
  'ops/binary_ops_test',
  'ops/compare_ops_test',
  'gradients_test',
];

const CHAINED_OPS = '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';

/** Must run before the first spec file, which registers its specs for every known environment. */
const ENVIRONMENT = `
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
const name = globalThis.conformanceBackend;
setTestEnvs([{ name, backendName: name, flags: {}, isDataSync: true }]);
`;

const core = dirname(createRequire(__filename).resolve('@tensorflow/tfjs-core/package.json'));

/**
 * Bundles the spec files of tfjs-core whose op runs one of the kernels. The bundle has its own copy of tfjs-core, but
 * the engine and the kernel registry are global, so that it runs on the backend of this process.
 */
export async function bundleSuite(
  kernels: readonly string[],
  folder: string,
): Promise<{ bundle: string; files: string[] }> {
  const files = specFilesOf(kernels);
  const entry = join(folder, 'entry.js');
  writeFileSync(join(folder, 'environment.js'), ENVIRONMENT);
  const imports = ['./environment.js', CHAINED_OPS, ...files];
  writeFileSync(entry, imports.map((file) => `import ${JSON.stringify(file)};`).join('\n'));
  const bundle = join(folder, 'suite.cjs');
  await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // tfjs-core declares itself free of side effects, which would drop the specs.
    ignoreAnnotations: true,
    logLevel: 'error',
  });
  return { bundle, files };
}

function specFilesOf(kernels: readonly string[]): string[] {
  const ops = join(core, 'dist', 'ops');
  const sources = walk(ops);
  const wanted = new Set(kernels);
  const opsOfKernels = sources.filter((file) => {
    if (file.includes('_test.js')) return false;
    const calls = readFileSync(file, 'utf8').matchAll(/runKernel\((\w+),/g);
    return [...calls].some(([, kernel]) => wanted.has(kernel));
  });
  const specs = opsOfKernels
    .map((file) => file.replace(/\.js$/, '_test.js'))
    .filter((file) => existsSync(file));
  const always = ALWAYS.map((name) => join(core, 'dist', `${name}.js`)).filter((f) =>
    existsSync(f),
  );
  return [...new Set([...specs, ...always])].sort();
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return path.endsWith('.js') ? [path] : [];
  });
}
