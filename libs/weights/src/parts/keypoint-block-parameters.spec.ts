import { modelShapes } from '../models/models';
import { keypointBlockParameters } from './keypoint-block-parameters';

const shapes = modelShapes('keypointrcnn-resnet50-fpn', { classes: 2 });

it('extracts the keypoint head of a detector: eight convolutions and a transposed one', () => {
  const parts = ['weight', 'bias'];
  const layers = [...Array.from({ length: 8 }, (_, i) => `conv_fcn${i + 1}`), 'deconv'];
  const head = keypointBlockParameters(shapes);
  expect([...head.keys()]).toEqual(
    layers.flatMap((layer) => parts.map((part) => `${layer}.${part}`)),
  );
  expect([head.get('conv_fcn1.weight'), head.get('conv_fcn8.weight')]).toEqual([
    [512, 256, 3, 3],
    [512, 512, 3, 3],
  ]);
  expect([head.get('deconv.weight'), head.get('deconv.bias')]).toEqual([[512, 17, 4, 4], [17]]);
});

it.each(['fasterrcnn-resnet50-fpn', 'resnet50'] as const)('keeps %s unchanged', (model) => {
  const other = modelShapes(model, { classes: 2 });
  expect(keypointBlockParameters(other)).toBe(other);
});

it('keeps the names of a keypoint block', () => {
  const block = new Map([['conv_fcn1.weight', 1]]);
  expect(keypointBlockParameters(block)).toBe(block);
});
