import { bytesSource } from '../source/byte-source';
import { openTensorFile } from '../open-tensor-file';
import { modelShapes } from '../models/models';
import { float32, memoryFile, numberedTensors } from '../testing/memory-file';
import { fromBase64 } from '../testing/golden-tensors';
import checkpoints from '../torch/__golden__/checkpoints.json';
import { planImport } from './plan-import';

const resnet = numberedTensors(modelShapes('resnet50', { classes: 10 }));

it('loads the body of a detector from a classifier', () => {
  const { report, tensors } = planImport(memoryFile(resnet), {
    from: 'torchvision',
    model: 'fasterrcnn-resnet50-fpn',
  });
  expect(report.matched).toHaveLength(265);
  expect(tensors.has('backbone.body.layer4.2.bn3.running_var')).toBe(true);
  expect(report.unused.map(({ name }) => name)).toEqual(['fc.weight', 'fc.bias']);
  expect(report.missing).toContain('rpn.head.cls_logits.weight');
  expect(report.otherShape).toEqual([]);
});

it('maps the fourth layer to the box head of a C4 detector', () => {
  const { tensors } = planImport(memoryFile(resnet), {
    from: 'torchvision',
    model: 'faster-rcnn-resnet50-c4',
  });
  expect(tensors.has('backbone.layer3.5.conv3.weight')).toBe(true);
  expect(tensors.has('roi_heads.box_head.layer4.0.conv1.weight')).toBe(true);
});

it('extracts the backbone of a detector', () => {
  const detector = numberedTensors(modelShapes('fasterrcnn-resnet50-fpn', { classes: 2 }));
  const { report, tensors } = planImport(memoryFile(detector), {
    from: 'torchvision',
    model: 'resnet50-fpn',
  });
  expect(report).toMatchObject({ missing: [], otherShape: [] });
  expect(tensors.has('body.conv1.weight')).toBe(true);
  expect(tensors.has('fpn.inner_blocks.3.0.bias')).toBe(true);
  expect(report.unused).toContainEqual({
    name: 'rpn.head.conv.0.0.bias',
    why: 'not in resnet50-fpn',
  });
});

it('reports tensors of another shape, both shapes in PyTorch’s layout', () => {
  const file = memoryFile({
    ...resnet,
    'conv1.weight': float32([64, 1, 7, 7], Array(3136).fill(0)),
  });
  const { report, tensors } = planImport(file, { from: 'torchvision' });
  expect(report.otherShape).toEqual([
    { name: 'conv1.weight', got: [64, 1, 7, 7], expected: [64, 3, 7, 7] },
  ]);
  expect(report.missing).toEqual([]);
  expect(tensors.has('conv1.weight')).toBe(false);
});

it('takes the numbers of classes and keypoints from the file', () => {
  expect(planImport(memoryFile(resnet), { from: 'torchvision' }).report.classes).toBe(10);
});

it('keeps counters, and refuses other integers', () => {
  const counter = { dtype: 'I64', shape: [], data: BigInt64Array.of(7n) } as const;
  const file = memoryFile({
    ...resnet,
    'bn1.num_batches_tracked': counter,
    'bn1.bias': { dtype: 'I32', shape: [64], data: new Int32Array(64) },
  });
  const { report, tensors } = planImport(file, { from: 'torchvision' });
  expect(tensors.get('bn1.num_batches_tracked')).toMatchObject({ dtype: 'I64' });
  expect(report.missing).toEqual(['bn1.bias']);
  expect(report.unused).toEqual([
    { name: 'bn1.bias', why: 'holds I32, expected floating-point numbers' },
  ]);
});

it('converts half and double floats to single', async () => {
  const half = { dtype: 'F16', shape: [64], data: new Float32Array(64).fill(0.5) } as const;
  const double = { dtype: 'F64', shape: [64], data: new Float64Array(64).fill(1 / 3) } as const;
  const file = memoryFile({ ...resnet, 'bn1.bias': half, 'bn1.weight': double });
  const { tensors } = planImport(file, { from: 'torchvision' });
  expect(await tensors.get('bn1.bias')!.load()).toMatchObject({ dtype: 'F32', data: half.data });
  expect((await tensors.get('bn1.weight')!.load()).data[0]).toBe(Math.fround(1 / 3));
});

it('reports a parameter that occurs twice', () => {
  const file = memoryFile({ ...resnet, 'module.conv1.weight': resnet['conv1.weight'] });
  expect(planImport(file, { from: 'torchvision' }).report.unused).toEqual([
    { name: 'module.conv1.weight', why: 'another tensor already maps to conv1.weight' },
  ]);
});

it.each([
  ['no model was named', {}],
  ['one was', { model: 'resnet50' as const }],
])('refuses a file without any match, where %s', async (_, options) => {
  const bytes = fromBase64(checkpoints.files.zip);
  const file = await openTensorFile(bytesSource(bytes, 'x.pth'));
  expect(() => planImport(file, { from: 'detectron', ...options })).toThrow(
    /None of the 18 tensors \(PyTorch \(zip\)\) matches .* with detectron's names: "float", .* Try another --from/,
  );
});

it.each([
  'module.',
  'model.module.',
  '_orig_mod.model.',
  'backbone.0.body.',
  'model.backbone.0.body.',
])('finds parameters behind the prefix %s', async (prefix) => {
  const wrapped = Object.entries(resnet).map(([name, tensor]) => [prefix + name, tensor]);
  const { report, tensors } = planImport(memoryFile(Object.fromEntries(wrapped)), {
    from: 'torchvision',
    model: 'resnet50',
  });
  const plain = planImport(memoryFile(resnet), { from: 'torchvision', model: 'resnet50' }).report;
  expect(report.matched.length).toBeGreaterThan(0);
  const names = report.matched.map(({ name }) => name).filter((name) => !name.startsWith('fc.'));
  expect(names).toEqual(
    plain.matched.map(({ name }) => name).filter((name) => !name.startsWith('fc.')),
  );
  expect(report.matched[0].sources[0]).toBe(prefix + plain.matched[0].sources[0]);
  await expect(tensors.get('bn1.weight')!.load()).resolves.toMatchObject({ dtype: 'F32' });
});

it('names a prefix that all names share', () => {
  const file = memoryFile({ 'ema.net.a': resnet['bn1.weight'], 'ema.net.b': resnet['bn1.weight'] });
  expect(() => planImport(file, { from: 'torchvision' })).toThrow(
    /All names begin with "ema\.net\."; if that is a wrapper, save the part without it/,
  );
});
