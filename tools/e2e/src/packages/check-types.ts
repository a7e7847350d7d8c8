import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PublicLib, WORKSPACE } from '../public-libs';

/** A package's errors in a strict check of all declaration files, by the package that declares them. */
export type TypeErrors = ReadonlyMap<string, readonly string[]>;

export const RESOLUTIONS = ['nodenext', 'bundler'] as const;

/**
 * Compiles a file that imports every entry of the libs, without `skipLibCheck`.
 *
 * @param folder where they are installed
 */
export function typeErrors(
  libs: readonly PublicLib[],
  folder: string,
  resolution: (typeof RESOLUTIONS)[number],
): TypeErrors {
  const project = join(folder, `types-${resolution}`);
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'entries.ts'), importsOf(libs));
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: resolution === 'bundler' ? 'esnext' : 'nodenext',
        moduleResolution: resolution,
        target: 'es2022',
        lib: ['es2022', 'dom'],
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: ['node'],
      },
      files: ['entries.ts'],
    }),
  );
  const compiler = join(WORKSPACE, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', '.', '--pretty', 'false'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return byPackage(stdout);
}

function importsOf(libs: readonly PublicLib[]): string {
  const entries = libs.flatMap(({ package: { name, exports } }) =>
    Object.keys(exports)
      .filter((path) => path !== './package.json')
      .map((path) => `${name}${path.slice(1)}`),
  );
  const lines = entries.map((entry, i) => `import * as m${i} from '${entry}';`);
  return `${lines.join('\n')}\nexport const entries = [${entries.map((_, i) => `m${i}`).join(', ')}];\n`;
}

/** Errors of tsc's output; those outside of node_modules belong to the package ''. */
export function byPackage(output: string): TypeErrors {
  const errors = new Map<string, string[]>();
  for (const line of output.split('\n')) {
    if (!/error TS\d+:/.test(line)) continue;
    const [, path = ''] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(line.split('(')[0]) ?? [];
    errors.set(path, [...(errors.get(path) ?? []), line]);
  }
  return errors;
}
