import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  boxToXywh,
  type Dataset,
  DATASETS,
  type DatasetSplit,
  definePlugin,
  type ImageAnnotations,
  pluginModule,
  type Sample,
} from '@turbo-hoi/core';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { z } from 'zod';
import { parseExperiment } from '../../config/parse-experiment';
import { absolutePaths } from '../config/absolute-paths';
import { temporaryFolder } from '@turbo-hoi/testing';
import { batchSource } from '../train/batch-source';
import { composeExperiment } from './compose-experiment';
import { createRunContainer } from './run-container';

const folder = temporaryFolder();
const plain = createSyntheticDataset(
  syntheticSchema.parse({ size: 32, train: 4, validation: 1, test: 1 }),
);

/** The embedded set without keypoints, like HICO-DET. */
const withoutKeypoints: Dataset = {
  ...plain,
  split: (name) => {
    const split = plain.split(name);
    const bare = <T extends ImageAnnotations>(image: T): T => ({
      ...image,
      people: image.people.map((person) => ({ ...person, keypoints: null })),
    });
    return {
      size: split.size,
      annotations: async (index) => bare(await split.annotations(index)),
      sample: async (index) => bare(await split.sample(index)),
    } satisfies DatasetSplit;
  },
};

const bareModule = pluginModule(
  definePlugin(DATASETS, {
    kind: 'bare',
    schema: z.strictObject({}),
    create: () => withoutKeypoints,
  }),
);

/** Every other person's true keypoints, with a confidence of 0.5. */
async function writePoses(name: string, score: number): Promise<string> {
  const samples: Sample[] = await Promise.all(
    [0, 1, 2, 3].map((index) => plain.split('train').sample(index)),
  );
  const annotations = samples.flatMap(({ imageId, people }) =>
    people
      .filter((_, i) => i % 2 === 0)
      .map(({ box, keypoints }) => ({
        image_id: imageId,
        bbox: boxToXywh(box),
        keypoints: [...keypoints!],
        keypoint_scores: Array(17).fill(0.5),
        score,
      })),
  );
  const images = samples.map(({ imageId, width, height }) => ({
    id: imageId,
    file_name: `${imageId}`,
    width,
    height,
  }));
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ images, annotations }));
  return path;
}

const compose = async (more: object, warn?: (line: string) => void) =>
  composeExperiment(
    await createRunContainer([], [bareModule]),
    parseExperiment(
      {
        name: 'test',
        dataset: { kind: 'bare' },
        detector: { kind: 'annotated' },
        sampling: { images: 4, people: 16 },
        ...more,
      },
      'test',
    ),
    { warn },
  );

const MODEL = { heatmapSide: 28, padding: { multiple: 1, padColor: [0, 0, 0] } } as const;

test('training uses the poses of a file, weighted by confidence and score', async () => {
  const file = await writePoses('poses.json', 0.5);
  const warn = jest.fn();
  const composed = await compose({ poses: { file } }, warn);
  expect(warn).toHaveBeenCalledWith(expect.stringMatching(/: \d+ of \d+ people .* 0 of \d+ poses/));
  for (const step of [1, 2, 3]) {
    const [batch] = await batchSource(composed, MODEL)(step);
    const { visible } = batch.pose;
    expect(new Set(visible)).toEqual(new Set([0, 0.25]));
  }
});

test('without poses no person has keypoints', async () => {
  const [batch] = await batchSource(await compose({}), MODEL)(1);
  const { visible } = batch.pose;
  expect(new Set(visible)).toEqual(new Set([0]));
});

test('evaluation does not use them', async () => {
  const { dataset } = await compose({ poses: { file: await writePoses('poses.json', 0.5) } });
  const { people } = await dataset.split('test').sample(0);
  expect(people.every(({ keypoints }) => keypoints === null)).toBe(true);
});

test('poses below the minimum score are dropped, and an error is thrown if none matches', async () => {
  const file = await writePoses('unsure.json', 0.2);
  await expect(compose({ poses: { file, minScore: 0.3 } })).rejects.toThrow(
    /unsure\.json: none of the \d+ people without keypoints got a pose/,
  );
});

test('the path of the file is relative to the working directory', () => {
  const parsed = parseExperiment({ name: 'test', poses: { file: 'k.json' } }, 'test');
  expect(absolutePaths(parsed).poses).toEqual({
    file: resolve('k.json'),
    minScore: 0,
    matchIou: 0.5,
  });
  expect(parseExperiment({ name: 'test' }, 'test').poses).toBeNull();
});
