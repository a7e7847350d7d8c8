import {
  actionVocabulary,
  TurboHoiError,
  type DatasetInfo,
  type ImageAnnotations,
  type Interaction,
  type PersonAnnotation,
} from '@turbo-hoi/core';
import { datasetOf } from '../testing/dataset-fixture';
import { INFO, person } from '../testing/sample-fixture';
import type { CheckName } from './checks';
import { inspectDataset } from './inspect-dataset';
import { hasErrors, type Inspection } from './inspection';

// Columns of INFO: walk, hit_instr, hit_obj, hold.
const [WALK, HIT_INSTR, HIT_OBJ, HOLD] = [0, 1, 2, 3];
const CUP = { annotationId: 50, box: [10, 10, 20, 20], category: 1 } as const;
const BOX = [0, 0, 40, 60] as const;

function image(rest: Partial<ImageAnnotations> = {}): ImageAnnotations {
  return { imageId: 1, width: 100, height: 80, people: [person(BOX)], objects: [], ...rest };
}

const does = (...interactions: Interaction[]) => person(BOX, { interactions });

async function inspect(images: readonly ImageAnnotations[], info: DatasetInfo = INFO) {
  return inspectDataset(datasetOf(info, { validation: images }), ['validation']);
}

/** Without `unusable-split`, as which the small sets of most tests count. */
const found = ({ findings }: Inspection) =>
  findings.map(({ check }) => check).filter((check) => check !== 'unusable-split');

describe('counts', () => {
  it('counts people once an action, and located objects by role', async () => {
    const images = [
      image({
        people: [
          does({ column: HIT_INSTR, object: 0 }, { column: HIT_OBJ, object: null }),
          person(BOX, { annotationId: 2, interactions: null }),
        ],
        objects: [CUP],
      }),
      image({
        imageId: 2,
        people: [
          person(BOX, { annotationId: 3, interactions: [{ column: WALK, object: null }] }),
          person(BOX, {
            annotationId: 4,
            keypoints: Float32Array.of(1, 1, 2, 0, 0, 0),
            interactions: [
              { column: HOLD, object: 0 },
              { column: HOLD, object: 1 },
            ],
          }),
        ],
        objects: [CUP, { ...CUP, annotationId: 51, category: 2 }],
      }),
    ];
    const { actions, totals, objectClasses } = await inspect(images);
    expect(actions.map(({ name, role, counts }) => [name, role, counts.validation])).toEqual([
      ['walk', null, 1],
      ['hit', null, 1],
      ['hit', 'instr', 1],
      ['hit', 'obj', 0],
      ['hold', null, 1],
      ['hold', 'obj', 2],
    ]);
    expect(Object.fromEntries(totals.map(({ name, counts }) => [name, counts.validation]))).toEqual(
      {
        images: 2,
        people: 4,
        'people with actions': 3,
        'people with keypoints': 1,
        objects: 3,
        'located pairs': 3,
      },
    );
    expect(objectClasses.map(({ counts }) => counts.validation)).toEqual([0, 2, 1]);
  });

  it('counts located pairs of the list of interactions, and which are rare', async () => {
    const hois = [
      { column: HOLD, category: 1, trainingPairs: 9 },
      { column: HOLD, category: 2, trainingPairs: 10 },
    ];
    const objects = [CUP, { ...CUP, category: 2 }];
    const people = [does({ column: HOLD, object: 0 }, { column: HIT_OBJ, object: 1 })];
    const inspection = await inspect([image({ people, objects })], { ...INFO, hois });
    expect(inspection.hois).toEqual([
      { name: 'hold · cup', counts: { validation: 1 }, rare: true },
      { name: 'hold · chair', counts: { validation: 0 }, rare: false },
    ]);
    expect(inspection.facts).toContainEqual({ name: 'rare interactions', value: 1 });
    expect(found(inspection)).toEqual(['unlisted-pair']);
  });

  it('counts splits separately and reports empty ones', async () => {
    const dataset = datasetOf(INFO, { train: [image()], test: [image({ imageId: 2 })] });
    const { totals, findings } = await inspectDataset(dataset, ['train', 'validation', 'test']);
    expect(totals[0]).toEqual({ name: 'images', counts: { train: 1, validation: 0, test: 1 } });
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'empty-split', examples: ['validation'] }),
    );
  });

  it('counts a split that has two names once', async () => {
    const { info, split } = datasetOf(INFO, { test: [image()] });
    const dataset = { info, split: () => split('test') };
    const { splits, findings } = await inspectDataset(dataset, ['validation', 'test']);
    expect(splits).toEqual(['test']);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'same-split', examples: ['validation is test'] }),
    );
  });

  it('recognises such a split by its images', async () => {
    const images = [0, 1, 2].map((imageId) => image({ imageId, people: [] }));
    const both = async (validation: ImageAnnotations[]) => {
      const dataset = datasetOf(INFO, { validation, test: images });
      return (await inspectDataset(dataset, ['train', 'validation', 'test'])).splits;
    };
    expect(await both([...images])).toEqual(['train', 'test']);
    expect(await both(images.slice(1))).toEqual(['train', 'validation', 'test']);
    const other = { ...images[2], imageId: 7 };
    expect(await both([...images.slice(0, 2), other])).toEqual(['train', 'validation', 'test']);
  });

  it('reports images shared by the training and test splits', async () => {
    const { info, split } = datasetOf(INFO, { test: [image()] });
    const dataset = { info, split: () => split('test') };
    const { splits, findings } = await inspectDataset(dataset, ['train', 'test']);
    expect(splits).toEqual(['train', 'test']);
    expect(findings.map(({ check }) => check)).toContain('shared-image');
  });
});

describe('checks', () => {
  const oneOf = (rest: Partial<PersonAnnotation>) => image({ people: [person(BOX, rest)] });
  const boxed = (...box: [number, number, number, number]) => oneOf({ box });
  const posed = (...keypoints: number[]) => oneOf({ keypoints: Float32Array.from(keypoints) });
  const doing = (column: number, object: number | null) =>
    image({ people: [does({ column, object })], objects: [CUP] });

  it.each<[string, CheckName, ImageAnnotations]>([
    ['an image without a size', 'no-size', image({ width: 0 })],
    ['an image of NaN height', 'no-size', image({ height: NaN })],
    ['an object index that is too high', 'dangling-object', doing(HOLD, 1)],
    ['a negative object index', 'dangling-object', doing(HOLD, -1)],
    ['an unknown column', 'unknown-action', doing(4, null)],
    ['an object of an action without roles', 'unexpected-object', doing(WALK, 0)],
    ['a person with id 0', 'zero-id', oneOf({ annotationId: 0 })],
    ['an object with id 0', 'zero-id', image({ objects: [{ ...CUP, annotationId: 0 }] })],
    ['an unknown class', 'unknown-class', image({ objects: [{ ...CUP, category: 3 }] })],
    ['an unknown image label', 'unknown-hoi', image({ hoiLabels: [0] })],
    ['NaN in a box', 'broken-box', boxed(0, NaN, 5, 5)],
    ['infinity in a box', 'broken-box', boxed(0, 0, Infinity, 5)],
    ['a box without width', 'empty-box', boxed(5, 0, 5, 5)],
    ['an inverted box', 'empty-box', boxed(5, 9, 8, 5)],
    ["an object's empty box", 'empty-box', image({ objects: [{ ...CUP, box: [1, 1, 1, 1] }] })],
    ['a box outside', 'box-outside', boxed(100, 0, 120, 10)],
    ['a box beyond the right edge', 'box-beyond', boxed(90, 0, 101.5, 10)],
    ['a box beyond the upper edge', 'box-beyond', boxed(0, -2, 10, 10)],
    ['too few keypoints', 'broken-keypoints', posed(1, 1, 2)],
    ['a labelled NaN', 'broken-keypoints', posed(NaN, 1, 2, 0, 0, 0)],
    ['an unknown visibility', 'broken-keypoints', posed(1, 1, 3, 0, 0, 0)],
    ['a keypoint outside', 'keypoint-outside', posed(1, 82, 1, 0, 0, 0)],
    ['too few weights', 'broken-weights', oneOf({ keypointWeights: Float32Array.of(1) })],
    ['a weight above 1', 'broken-weights', oneOf({ keypointWeights: Float32Array.of(1, 2) })],
    ['a person without labels', 'unlabelled-person', oneOf({ interactions: null })],
    ['an image without people', 'no-people', image({ people: [] })],
  ])('finds %s', async (_, check, bad) => {
    expect(found(await inspect([bad]))).toEqual([check]);
  });

  it.each<[string, ImageAnnotations]>([
    ['a box that fills the image', boxed(0, 0, 100, 80)],
    ['a box that rounding moves out by a pixel', boxed(-1, -1, 101, 81)],
    ['an unlabelled keypoint anywhere', posed(-9, 999, 0, 100, 80, 2)],
    ['weights of 0 and 1', oneOf({ keypointWeights: Float32Array.of(0, 1) })],
    ['an action without a located object', doing(HOLD, null)],
  ])('accepts %s', async (_, good) => {
    expect(found(await inspect([good]))).toEqual([]);
  });

  it('expects no actions in a data set without a vocabulary of actions', async () => {
    const info = { ...INFO, actions: actionVocabulary([]) };
    expect(found(await inspect([oneOf({ interactions: null })], info))).toEqual([]);
  });

  it('finds ids that occur twice in a split', async () => {
    const inspection = await inspect([image({ fileName: 'a.jpg' }), image({ fileName: 'b.jpg' })]);
    expect(found(inspection)).toEqual(['duplicate-image', 'duplicate-person']);
    expect(inspection.findings[0].examples).toEqual(['validation, image 1 (b.jpg)']);
  });

  it('finds files that occur twice, by name where there are names', async () => {
    const named = (imageId: number, fileName: string) => image({ imageId, fileName, people: [] });
    const dataset = datasetOf(INFO, {
      train: [named(1, 'a.jpg'), named(2, 'a.jpg')],
      test: [named(1, 'b.jpg'), named(9, 'a.jpg')],
    });
    const { findings } = await inspectDataset(dataset, ['train', 'test']);
    const examples = Object.fromEntries(findings.map((each) => [each.check, each.examples]));
    expect(examples['repeated-file']).toEqual(['train, image 2 (a.jpg)']);
    expect(examples['shared-image']).toEqual(['test, image 9 (a.jpg), also in train']);
  });

  it('finds images in two splits by id where there are no files', async () => {
    const dataset = datasetOf(INFO, { train: [image()], test: [image()] });
    expect(found(await inspectDataset(dataset, ['train', 'test']))).toContain('shared-image');
  });

  it('finds actions without training examples', async () => {
    const dataset = datasetOf(INFO, { train: [doing(HOLD, 0), doing(WALK, null)] });
    const { findings } = await inspectDataset(dataset, ['train']);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'unseen-action', examples: ['hit'] }),
    );
  });

  it('names an image whose annotations cannot be read, and goes on', async () => {
    const { info, split } = datasetOf(INFO, { train: [image(), image({ imageId: 2 })] });
    const annotations = async (index: number) => {
      if (index === 0) throw new TurboHoiError('io', 'a.jpg: is missing.');
      return split('train').annotations(index);
    };
    const dataset = { info, split: () => ({ ...split('train'), annotations }) };
    const { totals, findings } = await inspectDataset(dataset, ['train']);
    expect(totals[0].counts).toEqual({ train: 1 });
    expect(findings[0]).toMatchObject({
      check: 'unreadable',
      examples: ['train, image at 0: a.jpg: is missing.'],
    });
  });
});

describe('findings', () => {
  it('are counts and the first ten occurrences, errors first', async () => {
    const images = Array.from({ length: 12 }, (_, i) =>
      image({ imageId: i, people: [], objects: [{ ...CUP, category: 7 }] }),
    );
    const inspection = await inspect(images);
    const [first, second, third] = inspection.findings;
    expect(first).toMatchObject({ check: 'unknown-class', severity: 'error', count: 12 });
    expect(first.examples).toHaveLength(10);
    expect(first.examples[3]).toBe('validation, image 3, object 50: class 7 of 3');
    expect(second).toMatchObject({ check: 'unusable-split', severity: 'warning' });
    expect(third).toMatchObject({ check: 'no-people', severity: 'note' });
    expect(hasErrors(inspection)).toBe(true);
  });

  it('are empty for a valid data set', async () => {
    const inspection = await inspect([image({ people: [does({ column: WALK, object: null })] })]);
    expect(inspection.findings).toEqual([]);
    expect(hasErrors(inspection)).toBe(false);
  });
});

it('stops on the abort signal', async () => {
  const controller = new AbortController();
  const seen: number[] = [];
  const run = inspectDataset(datasetOf(INFO, { train: [image(), image()] }), ['train'], {
    signal: controller.signal,
    onImage: (_, index) => {
      seen.push(index);
      controller.abort(new Error('enough'));
    },
  });
  await expect(run).rejects.toThrow('enough');
  expect(seen).toEqual([0]);
});

test('warns of a split with nothing to train on or score', async () => {
  const warned = async (people: readonly PersonAnnotation[]) =>
    (await inspect([image({ people })])).findings.find(({ check }) => check === 'unusable-split');
  expect(await warned([does({ column: WALK, object: null })])).toBeUndefined();
  expect(await warned([{ ...does({ column: WALK, object: null }), crowd: true }])).toMatchObject({
    severity: 'warning',
    examples: [expect.stringContaining('validation has only groups with one box (crowd)')],
  });
});
