import { detectorParts } from './detector-parts';

type Shapes = Readonly<Record<string, readonly number[]>>;

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** Numbers 0, 1, … in every parameter. */
const numbered = (shapes: Shapes) =>
  new Map(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      { shape, data: Float32Array.from({ length: size(shape) }, (_, i) => i) },
    ]),
  );

/** A model's own parameters, all -1. */
const model = (shapes: Shapes) =>
  new Map(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      { shape, data: async () => new Float32Array(size(shape)).fill(-1) },
    ]),
  ) as unknown as Parameters<typeof detectorParts>[1];

/** Shapes of a detector with 91 outputs, on features of length 1. */
const detector = {
  'rpn.head.cls_logits.bias': [15],
  'roi_heads.box_head.layer4.0.bn1.weight': [2],
  'roi_heads.box_predictor.cls_score.weight': [1, 91],
  'roi_heads.box_predictor.cls_score.bias': [91],
  'roi_heads.box_predictor.bbox_pred.bias': [364],
};

const branch = {
  'object_branch.box_head.layer4.0.bn1.weight': [2],
  'object_branch.box_predictor.cls_score.weight': [1, 4],
  'object_branch.box_predictor.cls_score.bias': [4],
  'object_branch.box_predictor.bbox_pred.bias': [12],
};

const CLASSES = ['easel', 'person', 'bicycle'];

const read = async (file: Shapes, own: Shapes, classes = CLASSES) => {
  const parts = await detectorParts(numbered(file), model(own), classes);
  const values = [...(parts?.parameters ?? [])].map(([name, { shape, data }]) => ({
    name,
    shape,
    data: [...data],
  }));
  return { parts, values, names: values.map(({ name }) => name) };
};

test("the object branch takes the outputs of the data set's classes, without the deltas of the background", async () => {
  const { parts, values } = await read(detector, branch);
  expect(values).toEqual([
    { name: 'object_branch.box_head.layer4.0.bn1.weight', shape: [2], data: [0, 1] },
    {
      name: 'object_branch.box_predictor.cls_score.weight',
      shape: [1, 4],
      data: [0, -1, 1, 2],
    },
    { name: 'object_branch.box_predictor.cls_score.bias', shape: [4], data: [0, -1, 1, 2] },
    {
      name: 'object_branch.box_predictor.bbox_pred.bias',
      shape: [12],
      data: [-1, -1, -1, -1, 4, 5, 6, 7, 8, 9, 10, 11],
    },
  ]);
  expect(parts?.freshClasses).toEqual(['easel']);
});

test.each([
  ['C4', 'backbone.layer1.0.bn1.bias', 'stem.layer1.0.bn1.bias'],
  ['a pyramid', 'backbone.body.layer1.0.bn1.bias', 'stem.body.layer1.0.bn1.bias'],
  ['the body of a pyramid alone', 'backbone.body.layer1.0.bn1.bias', 'stem.layer1.0.bn1.bias'],
  [
    'the levels of a pyramid',
    'backbone.fpn.inner_blocks.0.0.bias',
    'stem.fpn.inner_blocks.0.0.bias',
  ],
])('the stem is found as %s', async (_, file, own) => {
  expect((await read({ [file]: [1] }, { [own]: [1] })).names).toEqual([own]);
});

test('leaves class layers of another width, or with class-agnostic boxes, unchanged', async () => {
  const wide = { ...branch, 'object_branch.box_predictor.cls_score.weight': [7, 4] };
  const agnostic = { ...detector, 'roi_heads.box_predictor.bbox_pred.bias': [4] };
  const { values } = await read(agnostic, wide);
  expect(values.map(({ shape }) => shape)).toEqual([[2], [1, 91], [4], [4]]);
  expect(values[3].data).toEqual([0, 1, 2, 3]);
});

test('returns null for files without a detector', async () => {
  expect(
    (await read({ 'stem.conv1.weight': [1], 'layer1.0.bn1.bias': [1] }, branch)).parts,
  ).toBeNull();
});
