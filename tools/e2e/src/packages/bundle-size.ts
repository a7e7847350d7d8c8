import { build } from 'esbuild';
import { type PublicLib, WORKSPACE } from '../public-libs';

/** Bytes of a lib's built root export, minified, without the packages that it imports. */
export async function bundleSize({ package: { name } }: PublicLib): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}';`, resolveDir: WORKSPACE },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    plugins: [
      {
        name: 'own code alone',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^.]/ }, ({ path, kind, importer }) =>
            kind === 'entry-point' || (importer === '<stdin>' && path === name)
              ? undefined
              : { path, external: true },
          ),
      },
    ],
    logLevel: 'silent',
  });
  return outputFiles[0].contents.length;
}
