import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from '../run-command';
import type { Libtensorflow } from './libtensorflow';
import { Unavailable } from './unavailable';

/** The Node-API version the binding is compiled for: every Node since 18 has it, so a new Node needs no new binding. */
export const NAPI_VERSION = 8;

/**
 * Compiles the tfjs-node binding's sources against a TensorFlow; `target` appears whole or not at all.
 *
 * @throws Unavailable without a C++17 compiler, or when it fails.
 */
export async function compileBinding(
  sourceFolder: string,
  tensorflow: Libtensorflow,
  target: string,
  notify: (line: string) => void,
): Promise<void> {
  const compiler = await findCompiler();
  notify('Compiling the TensorFlow binding, once for this user: about 10 s.');
  await mkdir(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}`;
  try {
    const [program, ...words] = compiler;
    const compiled = await runCommand(program, [
      ...words,
      ...compilerArguments(sourceFolder, tensorflow, draft, process.platform),
    ]);
    if (!compiled.ok) {
      throw new Unavailable(
        `${compiler.join(' ')} could not compile the binding: ${firstError(compiled.output)}`,
        'install a C++17 compiler (g++ 9 or clang++ 10 and later) or name one in CXX',
        true,
      );
    }
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

/** The command line, after the compiler's name. */
export function compilerArguments(
  sourceFolder: string,
  { libraryFolder, includeFolder, libraries }: Libtensorflow,
  output: string,
  platform: NodeJS.Platform,
): string[] {
  const sources = readdirSync(sourceFolder)
    .filter((name) => name.endsWith('.cc'))
    .sort()
    .map((name) => join(sourceFolder, name));
  return [
    ...['-O2', '-std=c++17', '-shared', '-fPIC', '-w', `-DNAPI_VERSION=${NAPI_VERSION}`],
    ...[`-I${nodeApiHeaders()}`, `-I${includeFolder}`, ...sources, '-o', output],
    // Node itself provides the napi_ symbols at run time; only macOS's linker wants to be told.
    ...(platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : []),
    ...libraries.map((name) => join(libraryFolder, name)),
    `-Wl,-rpath,${libraryFolder}`,
  ];
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

/** The binding's C++ sources come with the package; a package without them cannot be compiled. */
export function bindingSources(packageFolder: string): string | undefined {
  const folder = join(packageFolder, 'binding');
  return existsSync(join(folder, 'tfjs_binding.cc')) ? folder : undefined;
}
