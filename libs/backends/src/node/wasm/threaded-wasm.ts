import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs';
import { cacheFolder, writeToCache } from '@turbo-hoi/files/node';
import type { WasmPackage } from './load-wasm-backend';

/** The used part of the module that Emscripten's loader returns. */
interface EmscriptenModule {
  cwrap(name: string, returns: string | null, takes: readonly string[]): unknown;
  tfjs?: object;
}

interface Imports {
  readonly env: Record<string, unknown>;
}

// TypeScript declares WebAssembly only in its browser library.
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(
      binary: Uint8Array,
      imports: Imports,
    ): Promise<{ readonly instance: unknown; readonly module: unknown }>;
  };
};

type Loader = (options: {
  locateFile(name: string): string;
  mainScriptUrlOrBlob: string;
  instantiateWasm(imports: Imports, done: (...loaded: unknown[]) => void): object;
}) => Promise<EmscriptenModule>;

const NAME = 'tfjs-backend-wasm-threaded-simd';

/**
 * Registers the package's own threaded build as backend `wasm`.
 *
 * tfjs turns threads off in Node, since its loader passes `blob:` addresses to the workers, which only browsers can
 * open. The build itself works with worker_threads: here it is loaded with files instead.
 */
export async function registerThreadedWasm(
  wasm: WasmPackage,
  packageJson: string,
  threads: number,
): Promise<void> {
  const folder = join(dirname(packageJson), 'wasm-out');
  const loaderFile = join(folder, `${NAME}.js`);
  const requireHere = createRequire(__filename);
  const loader = requireHere(loaderFile) as Loader;
  const { wasmWorkerContents } = requireHere(join(folder, `${NAME}.worker.js`)) as {
    wasmWorkerContents: string;
  };
  const workerFile = await writeWorker(wasmWorkerContents, wasm.version_wasm);
  const binary = await readFile(join(folder, `${NAME}.wasm`));

  const module = await withCleanGlobals(() =>
    loader({
      mainScriptUrlOrBlob: loaderFile,
      locateFile: (name) => (name.endsWith('.worker.js') ? workerFile : join(folder, name)),
      instantiateWasm: (imports, done) => {
        // The build halves the number of cores that it is told, to account for hyper-threads.
        imports.env.emscripten_num_logical_cores = () => 2 * threads;
        void WebAssembly.instantiate(binary, imports).then(({ instance, module }) =>
          done(instance, module),
        );
        return {};
      },
    }),
  );
  module.tfjs = tfjsCalls(module);
  wasm.setThreadsCount(threads);
  tf.removeBackend('wasm');
  const { BackendWasm } = wasm as unknown as {
    BackendWasm: new (module: EmscriptenModule) => tf.KernelBackend;
  };
  tf.registerBackend('wasm', () => new BackendWasm(module), 2);
}

/** The C++ functions that tfjs's JavaScript code expects by name. */
const tfjsCalls = (module: EmscriptenModule) => ({
  init: module.cwrap('init', null, []),
  initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
  getThreadsCount: module.cwrap('get_threads_count', 'number', []),
  registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
  disposeData: module.cwrap('dispose_data', null, ['number']),
  dispose: module.cwrap('dispose', null, []),
});

/** Writes the worker's code, which the package contains as text, to a file, since worker_threads starts files. */
async function writeWorker(text: string, version: string): Promise<string> {
  // The packaging removed one level of escapes from the text.
  const code = text.replace(/\n/g, '\\n');
  try {
    return await writeTo(cacheFolder(), `wasm-worker-${version}.cjs`, code);
  } catch {
    // A read-only home.
    return writeTo(await mkdtemp(join(tmpdir(), 'turbo-hoi-')), 'wasm-worker.cjs', code);
  }
}

async function writeTo(folder: string, name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeToCache(file, text);
  return file;
}

/**
 * Runs Emscripten's loader and undoes its changes to the process: it adds handlers that rethrow every uncaught error,
 * so that Node prints the loader's source, and it sets a global `Worker`, whose threads would each load the modules
 * that this process was started with.
 */
async function withCleanGlobals<T>(work: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => new Set(process.rawListeners(event)));
  const globalWorker = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  Object.defineProperty(globalThis, 'Worker', {
    configurable: true,
    get: () => BareWorker,
    set: () => undefined,
  });
  try {
    return await work();
  } finally {
    delete (globalThis as { Worker?: unknown }).Worker;
    if (globalWorker) Object.defineProperty(globalThis, 'Worker', globalWorker);
    events.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i].has(listener)) process.off(event, listener as () => void);
      }
    });
  }
}

/** A thread that loads only its file and does not keep the process alive. */
class BareWorker extends Worker {
  constructor(file: string) {
    super(file, { execArgv: [] });
    this.unref();
  }

  override ref(): void {
    // Ignored: the loader calls ref() on a worker with work.
  }
}
