import { fromTorchLayout, turboHoiShapeOf, torchShapeOf, toTorchLayout } from './layout';

const counted = (...shape: number[]) => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
});

it('converts convolutions from [out,in,h,w] to [h,w,in,out]', () => {
  const torch = counted(2, 3, 5, 4);
  const ours = fromTorchLayout('a.weight', torch);
  expect(ours.shape).toEqual([5, 4, 3, 2]);
  const [o, i, h, w] = [1, 2, 3, 1];
  expect(ours.data[((h * 4 + w) * 3 + i) * 2 + o]).toBe(torch.data[((o * 3 + i) * 5 + h) * 4 + w]);
});

it('converts transposed convolutions from [in,out,h,w] to [h,w,out,in]', () => {
  const torch = counted(2, 3, 4, 4);
  const ours = fromTorchLayout('kps_score_lowres.weight', torch);
  expect(ours.shape).toEqual([4, 4, 3, 2]);
  const [i, o, h, w] = [1, 2, 3, 1];
  expect(ours.data[((h * 4 + w) * 3 + o) * 2 + i]).toBe(torch.data[((i * 3 + o) * 4 + h) * 4 + w]);
});

it('converts linear layers from [out,in] to [in,out]', () => {
  expect(fromTorchLayout('fc.weight', counted(2, 3))).toEqual({
    shape: [3, 2],
    data: Float32Array.of(0, 3, 1, 4, 2, 5),
  });
});

it('converts the inputs of fc6 from regions flattened as [c,h,w] to [h,w,c]', () => {
  const [channels, out] = [3, 2];
  const torch = counted(out, channels * 49);
  const ours = fromTorchLayout('roi_heads.box_head.fc6.weight', torch);
  expect(ours.shape).toEqual([channels * 49, out]);
  const [c, h, w, o] = [2, 5, 3, 1];
  expect(ours.data[((h * 7 + w) * channels + c) * out + o]).toBe(
    torch.data[((o * channels + c) * 7 + h) * 7 + w],
  );
});

it.each([
  ['bn1.weight', [4]],
  ['conv1.bias', [4]],
  ['num_batches_tracked', []],
  ['anything', [2, 3]],
])('keeps %s unchanged', (name, shape) => {
  const tensor = counted(...shape);
  expect(fromTorchLayout(name, tensor)).toEqual(tensor);
  expect(toTorchLayout(name, tensor)).toEqual(tensor);
});

it.each([
  ['a.weight', [2, 3, 5, 4]],
  ['a.weight', [3, 0]],
  ['a.weight', [2, 3]],
  ['fc6.weight', [2, 98]],
  ['fc6.weight', [2, 99]],
])('converts back to PyTorch’s layout: %s %p', (name, shape) => {
  const torch = counted(...shape);
  const ours = fromTorchLayout(name, torch);
  expect(ours.shape).toEqual(turboHoiShapeOf(name, shape));
  expect(torchShapeOf(name, ours.shape)).toEqual(shape);
  expect(toTorchLayout(name, ours)).toEqual(torch);
});
