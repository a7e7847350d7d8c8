import Module, { createRequire } from 'node:module';

/**
 * Packages of which a run has one copy: contracts, tensors and containers of a plugin must be those of the program that
 * loads it. A subpath such as `@turbo-hoi/stem/node` is shared, too; a file within a package is not.
 */
const SHARED =
  /^(@turbo-hoi\/[a-z0-9-]+(\/node)?|@tensorflow\/tfjs(-core)?|inversify|reflect-metadata)$/;

const here = createRequire(__filename);

/** The file of the program's own copy of a shared package; null: not shared, or the program lacks it. */
export function sharedCopy(request: string): string | null {
  return SHARED.test(request) ? (ownCopy(request) ?? ofTensors(request)) : null;
}

/**
 * The modules that a user's file gets from the program, by name, in the form that jiti takes: shared packages, and what
 * the file itself cannot resolve.
 */
export function modulesForFile(path: string): Record<string, unknown> {
  const { resolve } = createRequire(path);
  const copyOf = (request: string) => {
    const shared = sharedCopy(request);
    return shared ?? (isPackage(request) && !found(request, resolve) ? ownCopy(request) : null);
  };
  return new Proxy(
    {},
    {
      has: (_, request) => typeof request === 'string' && copyOf(request) !== null,
      get: (_, request) => {
        const copy = typeof request === 'string' ? copyOf(request) : null;
        return copy === null ? undefined : here(copy);
      },
    },
  );
}

type Resolve = (request: string, ...rest: unknown[]) => string;

/**
 * Runs `load`, in which `require` finds the program's copies of shared packages, and what the requiring file lacks
 * among the program's dependencies.
 *
 * Node 20 has no public hook for `require`; `module.registerHooks` came with Node 22.15.
 */
export function withSharedCopies<T>(load: () => T): T {
  const modules = Module as unknown as { _resolveFilename: Resolve };
  const original = modules._resolveFilename;
  const shared: Resolve = function (this: unknown, request, ...rest) {
    // The program's own copies are found without this function.
    modules._resolveFilename = original;
    try {
      return resolveShared(request, () => original.call(this, request, ...rest));
    } finally {
      modules._resolveFilename = shared;
    }
  };
  modules._resolveFilename = shared;
  try {
    return load();
  } finally {
    modules._resolveFilename = original;
  }
}

function resolveShared(request: string, resolve: () => string): string {
  const shared = sharedCopy(request);
  if (shared) return shared;
  try {
    return resolve();
  } catch (error) {
    const own = isPackage(request) ? ownCopy(request) : null;
    if (own) return own;
    throw error;
  }
}

const isPackage = (request: string) => /^(@[\w.-]+\/)?[\w-]/.test(request);

const ownCopy = (request: string) => found(request, here.resolve);

/** `@tensorflow/tfjs-core` as tfjs sees it, which a strict package manager hides from here. */
function ofTensors(request: string): string | null {
  const tensors = ownCopy('@tensorflow/tfjs');
  return tensors && found(request, createRequire(tensors).resolve);
}

function found(request: string, resolve: (request: string) => string): string | null {
  try {
    return resolve(request);
  } catch {
    return null;
  }
}
