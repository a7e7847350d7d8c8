import { build } from 'esbuild';
import { publicLibs, WORKSPACE } from '../public-libs';

// What an application brings itself.
const peers = ['@tensorflow/*', 'inversify', 'reflect-metadata'];

function bundle(entry: string) {
  return build({
    stdin: { contents: entry, resolveDir: WORKSPACE },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    conditions: ['@turbo-hoi/source'],
    external: peers,
    logLevel: 'silent',
  });
}

test.each(publicLibs().map((lib) => lib.package.name))(
  'the root export of %s bundles for a browser',
  async (name) => {
    const { outputFiles } = await bundle(`export * from '${name}';`);
    expect(outputFiles[0].text).toContain('export');
    expect(outputFiles[0].text).not.toMatch(/require\("(node:)?(fs|path|os|child_process)"\)/);
  },
);

test('a Node-only subpath does not bundle for a browser', async () => {
  await expect(bundle(`export * from '@turbo-hoi/training/node';`)).rejects.toThrow(/node:/);
});
