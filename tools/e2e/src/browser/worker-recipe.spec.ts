import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker as Thread } from 'node:worker_threads';
import { createPhotoPredictor } from '@turbo-hoi/photo';
import * as tf from '@tensorflow/tfjs';
import { build, transform } from 'esbuild';
import { WORKSPACE } from '../public-libs';

/** Gives a thread of Node the globals of a browser's worker in place of its own. */
const WORKER_SCOPE = `
  const { parentPort } = require('node:worker_threads');
  globalThis.self = globalThis;
  globalThis.WorkerGlobalScope = class {};
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  parentPort.on('message', (data) => self.onmessage({ data }));
  for (const name of ['process', 'Buffer', 'global']) delete globalThis[name];
`;

/** A browser's `Worker`: a thread that runs a bundle. */
class BundleWorker {
  private readonly thread: Thread;

  constructor(bundle: string) {
    const hidden = 'require, module, exports, __dirname, __filename';
    const code = `${WORKER_SCOPE}(function (${hidden}) {${bundle}\n})();`;
    this.thread = new Thread(code, { eval: true });
  }

  set onmessage(handle: (event: { readonly data: unknown }) => void) {
    this.thread.on('message', (data) => handle({ data }));
  }

  postMessage(message: unknown, moved: ArrayBuffer[]): void {
    this.thread.postMessage(message, moved);
  }

  terminate(): Promise<number> {
    return this.thread.terminate();
  }
}

const guide = readFileSync(join(WORKSPACE, 'docs/guides/recipes.md'), 'utf8');

function recipe(file: string): string {
  const [, rest] = guide.split(`\n\`\`\`ts file=${file}\n`);
  return rest.slice(0, rest.indexOf('\n```'));
}

/** The worker of the recipe with everything that it imports. */
async function workerBundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: recipe('predictor.worker.ts'), resolveDir: WORKSPACE, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    conditions: ['@turbo-hoi/source'],
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

type Predict = (photo: object) => Promise<unknown>;

/** Runs the page of the recipe with these globals, and returns what it exports. */
async function runPage(globals: Readonly<Record<string, unknown>>): Promise<Predict> {
  const define = { 'import.meta.url': '"https://page.test/"' };
  const { code } = await transform(recipe('page.ts'), { loader: 'ts', format: 'esm', define });
  const body = code.replace(/export \{\s*predict\s*\};/, 'return predict;');
  const run = new Function(...Object.keys(globals), `return (async () => {${body}})();`);
  return run(...Object.values(globals)) as Promise<Predict>;
}

const weights = readFileSync(join(WORKSPACE, 'libs/photo/weights/photo.safetensors'));
const photo = { width: 32, height: 24, data: new Uint8ClampedArray(4 * 32 * 24).fill(90) };

test('the worker of the recipe answers the page as a predictor on the page would', async () => {
  const bundle = await workerBundle();
  const urls: string[] = [];
  const workers: BundleWorker[] = [];
  class Worker extends BundleWorker {
    constructor(url: URL) {
      super(bundle);
      urls.push(url.href);
      workers.push(this);
    }
  }
  const fetch = async () => ({ arrayBuffer: async () => Uint8Array.from(weights).buffer });
  try {
    const predict = await runPage({ Worker, fetch });
    const [first, second] = await Promise.all([predict(photo), predict(photo)]);
    await expect(predict({ width: 32 })).rejects.toThrow('Error: ');

    await tf.setBackend('cpu');
    const propose = async () => ({
      boxes: Float32Array.of(0, 0, 32, 24),
      scores: Float32Array.of(0.9),
      classes: Int32Array.of(0),
    });
    const hoi = await createPhotoPredictor({
      model: Uint8Array.from(weights),
      detector: { propose },
    });
    const { triplets } = await hoi.predict(photo);
    hoi.dispose();
    expect(triplets.length).toBeGreaterThan(0);
    expect(first).toEqual(triplets);
    expect(second).toEqual(triplets);
    expect(urls).toEqual(['https://page.test/predictor.worker.ts']);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
});
