import { planImport } from '../convert/plan-import';
import { float32, memoryFile } from '../testing/memory-file';
import type { TensorData } from '../tensors/tensor-data';
import golden from './__golden__/first-convolution.json';

const { image, weight, scale, shift, mean, variance, outputs } = golden;
const conv = float32([4, 3, 7, 7], weight);
const statistics = { running_mean: float32([4], mean), running_var: float32([4], variance) };
const affine = { weight: float32([4], scale), bias: float32([4], shift) };

/** torchvision's first convolution and normalisation on the golden image, at one position. */
async function run(
  tensors: Readonly<Record<string, TensorData>>,
  options: Parameters<typeof planImport>[1],
): Promise<number[]> {
  // No model has a convolution of four filters, so it is padded to the size of a real first layer.
  const file = memoryFile(Object.fromEntries(Object.entries(tensors).map(widened)));
  const { tensors: made } = planImport(file, { model: 'resnet50', ...options });
  const numbers = async (name: string) => (await made.get(name)!.load()).data as Float32Array;
  const [w, gamma, beta, m, v] = await Promise.all(
    ['conv1.weight', 'bn1.weight', 'bn1.bias', 'bn1.running_mean', 'bn1.running_var'].map(numbers),
  );
  const pixels = image.map((value, i) => {
    const channel = Math.floor(i / 49);
    return (value / 255 - [0.485, 0.456, 0.406][channel]) / [0.229, 0.224, 0.225][channel];
  });
  return [0, 1, 2, 3].map((out) => {
    const sum = pixels.reduce((total, pixel, i) => total + pixel * w[out * 147 + i], 0);
    return ((sum - m[out]) / Math.sqrt(v[out] + 1e-5)) * gamma[out] + beta[out];
  });
}

/** Four filters and then zeros. */
function widened([name, { shape, data }]: [string, TensorData]): [string, TensorData] {
  const [, ...rest] = shape;
  const wide = new Float32Array((64 * data.length) / 4);
  wide.set(data as Float32Array);
  return [name, { dtype: 'F32', shape: [64, ...rest], data: wide }];
}

function expectClose(got: readonly number[], expected: readonly number[]): void {
  expect(got).toHaveLength(expected.length);
  got.forEach((value, i) => {
    // `toBeLessThan` refuses NaN.
    expect(Math.abs(value - expected[i]) / (1 + Math.abs(expected[i]))).toBeLessThan(1e-5);
  });
}

const torchvision = {
  'conv1.weight': conv,
  'bn1.weight': affine.weight,
  'bn1.bias': affine.bias,
  'bn1.running_mean': statistics.running_mean,
  'bn1.running_var': statistics.running_var,
};

it('keeps torchvision’s numbers', async () => {
  expectClose(await run(torchvision, { from: 'torchvision' }), outputs.torchvision);
});

it('has the same output after conversion to the default eps', async () => {
  const got = await run(torchvision, { from: 'torchvision', normEps: 0 });
  expectClose(got, outputs['torchvision, eps 0']);
});

it('converts Detectron’s BGR pixels, other mean and affine channels', async () => {
  const blobs = { conv1_w: conv, res_conv1_bn_s: affine.weight, res_conv1_bn_b: affine.bias };
  expectClose(await run(blobs, { from: 'detectron' }), outputs.detectron);
});

it('converts detectron2’s BGR pixels', async () => {
  const tensors = Object.fromEntries(
    Object.entries(torchvision).map(([name, tensor]) => [
      `backbone.bottom_up.stem.${name.replace('bn1', 'conv1.norm')}`,
      tensor,
    ]),
  );
  expectClose(await run(tensors, { from: 'detectron2' }), outputs.detectron2);
});
