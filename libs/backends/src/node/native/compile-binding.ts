import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeFolderAtomically } from '@turbo-hoi/files/node';
import { runCommand } from '../run-command';
import type { Libtensorflow } from './libtensorflow';
import { FUSED_OPS_FILE, FUSED_OPS_SOURCES } from './fused-ops';
import { QUIET_START_FILE, QUIET_START_SOURCE } from './quiet-start';
import { Unavailable } from './unavailable';

/** The Node-API version the binding is compiled for: every Node since 18 has it, so a new Node needs no new binding. */
export const NAPI_VERSION = 8;

/** To be increased when the compilation changes. */
export const BUILD_VERSION = 4;

/**
 * Compiles the tfjs-node binding's sources against a TensorFlow library; `target` is written atomically.
 *
 * @throws Unavailable without a C++17 compiler, or if compilation fails.
 */
export async function compileBinding(
  sourceFolder: string,
  tensorflow: Libtensorflow,
  target: string,
  notify: (line: string) => void,
): Promise<void> {
  const compiler = await findCompiler();
  notify('Compiling the TensorFlow binding, once for this user: about 15 s.');
  const fill = async (draft: string) => {
    const quietStart = join(draft, 'quiet-start.cc');
    await writeFile(quietStart, QUIET_START_SOURCE);
    await compile(
      compiler,
      quietStartArguments(quietStart, tensorflow, join(draft, QUIET_START_FILE)),
    );
    const binding = join(draft, basename(target));
    await Promise.all([
      compile(compiler, bindingArguments(sourcesIn(sourceFolder), tensorflow, binding)),
      compileFusedOps(compiler, tensorflow, draft, notify),
    ]);
  };
  await writeFolderAtomically(dirname(target), fill, { replace: true });
}

async function compile([program, ...words]: readonly string[], args: string[]): Promise<void> {
  const { ok, output } = await runCommand(program, [...words, ...args]);
  if (ok) return;
  throw new Unavailable(
    `${program} could not compile the binding: ${firstError(output)}`,
    'install a C++17 compiler (g++ 9 or clang++ 10 and later) or name one in CXX',
    true,
  );
}

/** The backend works without them, so that a compiler that fails is told, not an end. */
async function compileFusedOps(
  compiler: readonly string[],
  tensorflow: Libtensorflow,
  draft: string,
  notify: (line: string) => void,
): Promise<void> {
  try {
    await compile(compiler, fusedOpsArguments(tensorflow, join(draft, FUSED_OPS_FILE)));
  } catch (error) {
    notify(`Training takes longer without fused ops: ${(error as Error).message}`);
  }
}

const addonArguments = () => [
  ...['-O2', '-std=c++17', '-shared', '-fPIC', '-w'],
  ...[`-DNAPI_VERSION=${NAPI_VERSION}`, `-I${nodeApiHeaders()}`],
  // Node provides the napi_ symbols at run time; only macOS's linker needs a flag for that.
  ...(process.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : []),
];

function bindingArguments(
  sources: readonly string[],
  { libraryFolder, includeFolder, libraries }: Libtensorflow,
  output: string,
): string[] {
  return [
    ...[...addonArguments(), `-I${includeFolder}`, ...sources, '-o', output],
    ...libraries.map((name) => join(libraryFolder, name)),
    `-Wl,-rpath,${libraryFolder}`,
  ];
}

/** Loops become vectors; unlike with -ffast-math, NaN and infinity stay what they are. */
const FAST_MATH = ['-O3', '-fno-math-errno', '-fno-trapping-math', '-ffp-contract=fast'];

function fusedOpsArguments(
  { libraryFolder, includeFolder, libraries }: Libtensorflow,
  output: string,
): string[] {
  return [
    ...[...addonArguments(), ...FAST_MATH, `-I${includeFolder}`],
    ...[
      ...sourcesIn(FUSED_OPS_SOURCES),
      '-o',
      output,
      join(libraryFolder, libraries[libraries.length - 1]),
    ],
    `-Wl,-rpath,${libraryFolder}`,
  ];
}

function quietStartArguments(
  source: string,
  { libraryFolder, libraries }: Libtensorflow,
  output: string,
): string[] {
  const framework = join(libraryFolder, libraries[libraries.length - 1]);
  const define = `-DFRAMEWORK_LIBRARY=${JSON.stringify(framework)}`;
  return [...addonArguments(), define, source, '-o', output, '-ldl'];
}

function sourcesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.cc'));
  return names.sort().map((name) => join(folder, name));
}

const nodeApiHeaders = () =>
  join(dirname(require.resolve('node-api-headers/package.json')), 'include');

async function findCompiler(): Promise<string[]> {
  const named = process.env.CXX?.split(' ').filter(Boolean) ?? [];
  for (const command of [named, ['g++'], ['clang++'], ['c++']]) {
    const [program, ...words] = command;
    if (program && (await runCommand(program, [...words, '--version'])).ok) return command;
  }
  throw new Unavailable('no C++ compiler on the PATH', 'install g++ or clang++');
}

function firstError(output: string): string {
  const lines = output.trim().split('\n');
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
}

/** Folder of the binding's C++ sources in the package; undefined for a package without them. */
export function bindingSources(packageFolder: string): string | undefined {
  const folder = join(packageFolder, 'binding');
  return existsSync(join(folder, 'tfjs_binding.cc')) ? folder : undefined;
}
