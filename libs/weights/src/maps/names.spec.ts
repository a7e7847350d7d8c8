import { planImport } from '../convert/plan-import';
import { modelShapes } from '../models/models';
import { float32, memoryFile, numberedTensors } from '../testing/memory-file';
import type { TensorData } from '../tensors/tensor-data';

const shapes = modelShapes('keypointrcnn-resnet50-fpn', { classes: 3 });
const ours = numberedTensors(shapes);

/** Detectron's name of a torchvision parameter. */
function detectronName(name: string): string {
  const end = name.endsWith('.bias') ? 'b' : 'w';
  const block = /layer(\d)\.(\d+)\.(conv|bn|downsample\.)(\d)/.exec(name);
  if (block) {
    const [, layer, index, kind, number] = block;
    const branch = kind === 'downsample.' ? '1' : `2${'abc'[Number(number) - 1]}`;
    const norm = kind === 'bn' || (kind === 'downsample.' && number === '1');
    const start = `res${Number(layer) + 1}_${index}_branch${branch}`;
    return norm ? `${start}_bn_${end === 'b' ? 'b' : 's'}` : `${start}_w`;
  }
  const tops = [2, 3, 5, 2];
  const pyramid = /fpn\.(inner|layer)_blocks\.(\d)/.exec(name);
  if (pyramid) {
    const level = Number(pyramid[2]);
    const start = pyramid[1] === 'inner' ? 'fpn_inner' : 'fpn';
    const lateral = pyramid[1] === 'inner' && level < 3 ? '_lateral' : '';
    return `${start}_res${level + 2}_${tops[level]}_sum${lateral}_${end}`;
  }
  const keypoint = /keypoint_head\.(\d+)/.exec(name);
  if (keypoint) return `conv_fcn${Number(keypoint[1]) / 2 + 1}_${end}`;
  if (name.includes('body.conv1')) return 'conv1_w';
  if (name.includes('body.bn1')) return `res_conv1_bn_${end === 'b' ? 'b' : 's'}`;
  if (name.includes('rpn.head.conv')) return `conv_rpn_fpn2_${end}`;
  if (name.includes('rpn.head.cls')) return `rpn_cls_logits_fpn2_${end}`;
  if (name.includes('rpn.head.bbox')) return `rpn_bbox_pred_fpn2_${end}`;
  return `${name.split('.').at(-2)}_${end}`;
}

/** detectron2's name of a torchvision parameter. */
function detectron2Name(name: string): string {
  return name
    .replace('backbone.body.conv1', 'backbone.bottom_up.stem.conv1')
    .replace('backbone.body.bn1', 'backbone.bottom_up.stem.conv1.norm')
    .replace(
      /backbone\.body\.layer(\d)/,
      (_, layer) => `backbone.bottom_up.res${Number(layer) + 1}`,
    )
    .replace(/\.bn(\d)\./, '.conv$1.norm.')
    .replace('.downsample.0.', '.shortcut.')
    .replace('.downsample.1.', '.shortcut.norm.')
    .replace(/fpn\.inner_blocks\.(\d)\.0/, (_, level) => `fpn_lateral${Number(level) + 2}`)
    .replace(/fpn\.layer_blocks\.(\d)\.0/, (_, level) => `fpn_output${Number(level) + 2}`)
    .replace('rpn.head.conv.0.0', 'proposal_generator.rpn_head.conv')
    .replace('rpn.head.cls_logits', 'proposal_generator.rpn_head.objectness_logits')
    .replace('rpn.head.bbox_pred', 'proposal_generator.rpn_head.anchor_deltas')
    .replace('box_head.fc6', 'box_head.fc1')
    .replace('box_head.fc7', 'box_head.fc2')
    .replace(/keypoint_head\.(\d+)/, (_, i) => `keypoint_head.conv_fcn${Number(i) / 2 + 1}`)
    .replace('keypoint_predictor.kps_score_lowres', 'keypoint_head.score_lowres');
}

const renamed = (rename: (name: string) => string, keep: (name: string) => boolean) =>
  Object.fromEntries(
    Object.entries(ours).flatMap(([name, tensor]) => (keep(name) ? [[rename(name), tensor]] : [])),
  );

async function numbers(plan: ReturnType<typeof planImport>, name: string): Promise<Float32Array> {
  return (await plan.tensors.get(name)!.load()).data as Float32Array;
}

it('maps every parameter from Detectron’s names', async () => {
  const blobs = {
    ...renamed(detectronName, (name) => !name.includes('running_')),
    conv1_w_momentum: ours['backbone.body.conv1.weight'],
    kps_score_w: float32([1], [0]),
    surprise: float32([1], [0]),
  };
  const plan = planImport(memoryFile(blobs), { from: 'detectron' });
  expect(plan.report).toMatchObject({
    model: 'keypointrcnn-resnet50-fpn',
    classes: 3,
    pixels: 'detectron',
    missing: [],
    otherShape: [],
    unused: [
      { name: 'conv1_w_momentum', why: 'state of the optimizer' },
      { name: 'kps_score_w', why: 'a fixed bilinear upsampling' },
      { name: 'surprise', why: 'no parameter of this name' },
    ],
  });
  for (const [name, { data }] of Object.entries(ours)) {
    if (name.startsWith('backbone.body.conv1') || name.includes('running_')) continue;
    expect({ name, same: same(await numbers(plan, name), data) }).toEqual({ name, same: true });
  }
  const layer = 'backbone.body.layer2.0.downsample.1';
  expect((await numbers(plan, `${layer}.running_mean`)).every((value) => value === 0)).toBe(true);
  const [variance] = await numbers(plan, `${layer}.running_var`);
  expect(Math.fround(variance + Math.fround(1e-5))).toBe(1);
});

it('maps every parameter from detectron2’s names', async () => {
  const rows = 2 * 4;
  const tensors: Record<string, TensorData> = {
    ...renamed(detectron2Name, () => true),
    pixel_mean: float32([3, 1, 1], [1, 2, 3]),
    // Deltas of every class but the background.
    'roi_heads.box_predictor.bbox_pred.weight': float32([rows, 1024], Array(rows * 1024).fill(1)),
    'roi_heads.box_predictor.bbox_pred.bias': float32([rows], [1, 2, 3, 4, 5, 6, 7, 8]),
  };
  const plan = planImport(memoryFile(tensors), { from: 'detectron2' });
  expect(plan.report).toMatchObject({
    model: 'keypointrcnn-resnet50-fpn',
    classes: 3,
    pixels: 'detectron2',
    missing: [],
    otherShape: [],
    unused: [{ name: 'pixel_mean', why: 'describes the pixel format of the network' }],
  });
  const [a, b, last] = ours['roi_heads.box_predictor.cls_score.bias'].data as Float32Array;
  const predictor = 'roi_heads.box_predictor';
  expect([...(await numbers(plan, `${predictor}.cls_score.bias`))]).toEqual([last, a, b]);
  expect([...(await numbers(plan, `${predictor}.bbox_pred.bias`))]).toEqual([
    0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8,
  ]);
  const row = (await numbers(plan, `${predictor}.cls_score.weight`)).slice(0, 1024);
  expect(same(row, ours[`${predictor}.cls_score.weight`].data.slice(2048))).toBe(true);
  for (const name of Object.keys(ours)) {
    if (name.includes('conv1.weight') && !name.includes('layer')) continue;
    if (name.startsWith(predictor) || name === 'backbone.body.bn1.running_mean') continue;
    expect({ name, same: same(await numbers(plan, name), ours[name].data) }).toEqual({
      name,
      same: true,
    });
  }
});

it('reorders detectron2’s fifteen anchors per cell to torchvision’s order', async () => {
  const c4 = numberedTensors(modelShapes('faster-rcnn-resnet50-c4', { classes: 2 }));
  const tensors = Object.fromEntries(
    Object.entries(c4).map(([name, tensor]) => [
      detectron2Name(name)
        .replace(/backbone\.layer(\d)/, (_, layer) => `backbone.res${Number(layer) + 1}`)
        .replace('backbone.conv1', 'backbone.stem.conv1')
        .replace('backbone.bn1', 'backbone.stem.conv1.norm')
        .replace('roi_heads.box_head.layer4', 'roi_heads.res5'),
      tensor,
    ]),
  );
  const anchors = 'proposal_generator.rpn_head.';
  const counted = (rows: number) =>
    float32(
      [rows],
      Array.from({ length: rows }, (_, i) => i),
    );
  tensors[`${anchors}objectness_logits.bias`] = counted(15);
  tensors[`${anchors}anchor_deltas.bias`] = counted(60);
  const deltas = 'roi_heads.box_predictor.bbox_pred';
  tensors[`${deltas}.weight`] = float32([4, 2048], Array(4 * 2048).fill(1));
  tensors[`${deltas}.bias`] = counted(4);
  const plan = planImport(memoryFile(tensors), { from: 'detectron2' });
  const nothing = { missing: [], otherShape: [], unused: [] };
  expect(plan.report).toMatchObject({ model: 'faster-rcnn-resnet50-c4', classes: 2, ...nothing });
  const order = [0, 3, 6, 9, 12, 1, 4, 7, 10, 13, 2, 5, 8, 11, 14];
  expect([...(await numbers(plan, 'rpn.head.cls_logits.bias'))]).toEqual(order);
  expect([...(await numbers(plan, 'rpn.head.bbox_pred.bias'))]).toEqual(
    order.flatMap((anchor) => [0, 1, 2, 3].map((i) => 4 * anchor + i)),
  );
});

it('accepts torchvision’s names before 0.13 and names of wrapped modules', () => {
  const old = renamed(
    (name) =>
      `module.${name}`
        .replace('rpn.head.conv.0.0.', 'rpn.head.conv.')
        .replace(/(blocks\.\d)\.0\./, '$1.'),
    () => true,
  );
  const { report } = planImport(memoryFile(old), { from: 'torchvision' });
  expect(report).toMatchObject({ missing: [], unused: [], otherShape: [] });
});

function same(a: Float32Array, b: TensorData['data']): boolean {
  return Buffer.compare(Buffer.from(a.buffer), Buffer.from(b.buffer)) === 0;
}
