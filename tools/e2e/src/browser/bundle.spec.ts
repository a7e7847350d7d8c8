import { build, type BuildOptions } from 'esbuild';
import { runInNewContext } from 'node:vm';
import { publicLibs, WORKSPACE } from '../public-libs';

// Dependencies that the application provides.
const peers = ['@tensorflow/*', 'inversify', 'reflect-metadata'];

function bundle(entry: string, options: Pick<BuildOptions, 'format' | 'globalName'> = {}) {
  return build({
    stdin: { contents: entry, resolveDir: WORKSPACE },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    conditions: ['@turbo-hoi/source'],
    external: peers,
    logLevel: 'silent',
    ...options,
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

const METRICS = `
  import { actionVocabulary, COCO_KEYPOINTS } from '@turbo-hoi/core';
  import * as evaluation from '@turbo-hoi/evaluation';

  const box = [10, 10, 49, 49];
  const one = Float32Array.of(1);
  const boxes = Float64Array.from(box);
  const class0 = Int32Array.of(0);
  const keypoints = COCO_KEYPOINTS.names.flatMap((_, k) => [10 + k, 20, 2]);

  const vcoco = new evaluation.VcocoEvaluator(actionVocabulary([{ name: 'ride', roles: ['instr'] }]));
  const person = { boxes: Float32Array.from(box), roleBoxes: Float32Array.from(box) };
  vcoco.add(
    { ...person, annotated: Uint8Array.of(1), actions: Uint8Array.of(1) },
    { ...person, agentScores: one, roleScores: one },
  );
  const hico = new evaluation.HicoEvaluator([{ object: 0, trainingPairs: 1 }]);
  const pair = { hois: class0, humanBoxes: boxes, objectBoxes: boxes };
  hico.add(pair, { ...pair, scores: Float64Array.of(1) });
  const coco = new evaluation.CocoBoxEvaluator(1);
  const object = { boxes, classes: class0 };
  coco.add(
    { ...object, areas: Float64Array.of(1600), crowd: Uint8Array.of(0) },
    { ...object, scores: Float64Array.of(1) },
  );
  const poses = new evaluation.KeypointEvaluator(COCO_KEYPOINTS);
  poses.add({ boxes: [10, 10, 50, 50], areas: [1600], keypoints }, { scores: [1], keypoints });

  export const aps = {
    vcoco: vcoco.result().role.scenario1.mean,
    hico: hico.result().knownObject.rare,
    boxes: coco.result().apMedium,
    keypoints: poses.result().ap,
  };
`;

test('the bundle of the metrics has no external dependency and computes an AP of each', async () => {
  const { outputFiles } = await bundle(METRICS, { format: 'iife', globalName: 'metrics' });
  const { aps } = runInNewContext(`${outputFiles[0].text}; metrics`, {}) as {
    aps: Record<string, number>;
  };
  const whole = expect.closeTo(100, 9);
  expect({ ...aps }).toEqual({ vcoco: whole, hico: whole, boxes: whole, keypoints: whole });
});
