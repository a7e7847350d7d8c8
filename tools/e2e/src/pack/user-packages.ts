import { readPackage, WORKSPACE } from '../public-libs';

/** Packages that an application installs besides the libs: their peers and the compiler. */
export function userPackages(): string[] {
  const { dependencies, devDependencies } = readPackage(WORKSPACE) as unknown as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const pinned = { ...dependencies, ...devDependencies };
  const names = ['@tensorflow/tfjs', 'inversify', 'reflect-metadata', 'typescript', '@types/node'];
  return names.map((name) => `${name}@${pinned[name]}`);
}
