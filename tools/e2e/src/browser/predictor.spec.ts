import { build } from 'esbuild';
import { WORKSPACE } from '../public-libs';

const PROGRAM = `
  import 'reflect-metadata';
  import { createRng } from '@turbo-hoi/core';
  import { SYNTHETIC_INFO } from '@turbo-hoi/datasets';
  import { createPredictor } from '@turbo-hoi/inference';
  import { modelModules, TurboPipeline } from '@turbo-hoi/turbo-loop';
  import { Container } from 'inversify';

  export async function predict(photo) {
    const container = new Container();
    container.load(...modelModules);
    const config = { stem: { kind: 'small', widths: [4, 4, 4], blocks: [0, 0], channels: 8, groups: 2 } };
    const model = new TurboPipeline({ container, config, dataset: SYNTHETIC_INFO, rng: createRng(0) }).build();
    const detector = {
      propose: async ({ width, height }) => ({
        boxes: Float32Array.of(0, 0, width / 2, height),
        scores: Float32Array.of(1),
        classes: Int32Array.of(0),
      }),
    };
    const hoi = await createPredictor({ model, detector, input: { shortSide: 48, longSide: 64 } });
    const { detections, poses } = await hoi.predict(photo);
    hoi.dispose();
    return { box: detections[0].box, keypoints: poses[0].keypoints.length / 3 };
  }
`;

interface Program {
  predict(photo: object): Promise<{ readonly box: readonly number[]; readonly keypoints: number }>;
}

test('a bundle predicts on a canvas without Node APIs', async () => {
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
  expect(await module.exports.predict(canvas)).toEqual({ box: [0, 0, 16, 24], keypoints: 17 });
});
