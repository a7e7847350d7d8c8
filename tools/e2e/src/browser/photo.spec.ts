import 'reflect-metadata';
import { build } from 'esbuild';
import { createRng } from '@turbo-hoi/core';
import { SYNTHETIC_INFO } from '@turbo-hoi/datasets';
import { encodePhotoModel, PHOTO_MODEL_FORMAT } from '@turbo-hoi/photo';
import { modelModules, TurboPipeline } from '@turbo-hoi/turbo-loop';
import { Container } from 'inversify';
import { WORKSPACE } from '../public-libs';

const PROGRAM = `
  import 'reflect-metadata';
  import { createPhotoPredictor } from '@turbo-hoi/photo';
  import { PhotoDetector, photoSchema, urlSource } from '@turbo-hoi/pretrained';

  export async function predict(model, photo) {
    const detector = ({ width, height }) => ({
      boxes: Float32Array.of(0, 0, width / 2, height, width / 4, height / 2, width, height),
      scores: Float32Array.of(1, 0.5),
      classes: Int32Array.of(0, 1),
    });
    const hoi = await createPhotoPredictor({ model, detector: { propose: async (image) => detector(image) } });
    const { detections, triplets, poses } = await hoi.predict(photo);
    hoi.dispose();
    const real = await createPhotoPredictor({
      model,
      detector: (context) => new PhotoDetector(photoSchema.parse({}), urlSource('/models'), context),
    });
    const { trained } = real;
    real.dispose();
    return { boxes: detections.length, triplets: triplets.length, poses: poses.length, trained };
  }
`;

interface Program {
  predict(
    model: Uint8Array,
    photo: object,
  ): Promise<{
    readonly boxes: number;
    readonly triplets: number;
    readonly poses: number;
    readonly trained: readonly { readonly trainedOn: string | null }[];
  }>;
}

function tinyFile(): Uint8Array {
  const container = new Container();
  container.load(...modelModules);
  const config = {
    stem: { kind: 'layout', channels: 8, classWidth: 4, hidden: 8 },
    roi: { side: 1, context: null },
    initialPose: { kind: 'skeleton', channels: 8 },
    objectBranch: null,
    stages: [
      {
        hoi: { kind: 'pair-context', width: 8, pairWidth: 8, classWidth: 4, heads: 2 },
        pose: { kind: 'skeleton', channels: 8, hidden: 8 },
        mask: { kind: 'channel' },
      },
    ],
  };
  const dataset = SYNTHETIC_INFO;
  const model = new TurboPipeline({ container, config, dataset, rng: createRng(0) }).build();
  const parameters = new Map(
    [...model.parameters.entries()].map(([name, variable]) => [
      name,
      { shape: [...variable.shape], data: Float32Array.from(variable.dataSync()) },
    ]),
  );
  const columns = dataset.actions.columns.length;
  const info = {
    format: PHOTO_MODEL_FORMAT,
    config: { ...model.config },
    dataset,
    trainedOn: 'nothing',
    madeBy: 'a test',
    ranking: { baseRates: Array<number>(columns).fill(0.1), balance: 1 },
    prior: dataset.objectClasses.map(() => Array<number>(columns).fill(0)),
  } as const;
  model.dispose();
  return encodePhotoModel({ info, parameters });
}

test('a bundle of the photo model predicts on a canvas without Node APIs', async () => {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: WORKSPACE },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'cjs',
    conditions: ['@turbo-hoi/source'],
    external: ['@tensorflow/*', 'inversify', 'reflect-metadata'],
    logLevel: 'silent',
  });
  const module = { exports: {} as Program };
  const hidden = ['process', 'Buffer', '__dirname', '__filename', 'global'];
  const run = new Function('require', 'module', 'exports', ...hidden, outputFiles[0].text);
  run(require, module, module.exports);
  const canvas = { width: 32, height: 24, data: new Uint8ClampedArray(4 * 32 * 24).fill(90) };
  const { boxes, triplets, poses, trained } = await module.exports.predict(tinyFile(), canvas);
  expect([boxes, poses]).toEqual([2, 1]);
  expect(triplets).toBeGreaterThan(0);
  expect(trained.map(({ trainedOn }) => trainedOn)).toEqual([
    expect.stringContaining('nanodet'),
    'nothing',
  ]);
});
