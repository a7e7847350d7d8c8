import { gather } from '../tensors/tensor-view';
import type { TensorArray } from '../tensors/tensor-data';

/** The side of the region that `fc6` flattens: torchvision's and Detectron's box heads pool 7 × 7. */
const ROI_SIDE = 7;

/** Axes of a parameter: its shape in PyTorch and the order of the axes in turbo-hoi. */
interface Axes {
  readonly shape: readonly number[];
  /** `order[i]`: the axis that becomes the i-th. */
  readonly order: readonly number[];
  /** The resulting shape, if axes are then flattened into one. */
  readonly flat?: readonly number[];
}

/** A row-major array with its shape. */
export interface ShapedArray<T extends TensorArray = TensorArray> {
  readonly shape: readonly number[];
  readonly data: T;
}

/**
 * Converts a parameter from PyTorch's layout to turbo-hoi's.
 *
 * Convolution [out,in,h,w] → [h,w,in,out]; transposed convolution [in,out,h,w] → [h,w,out,in]; linear [out,in] → [in,out];
 * `fc6`, which reads a flattened region, [out,C·7·7] → [7·7·C,out]; everything else is unchanged.
 */
export function fromTorchLayout<T extends TensorArray>(
  name: string,
  { shape, data }: ShapedArray<T>,
): ShapedArray<T> {
  const axes = torchAxes(name, shape);
  if (axes === null) return { shape, data };
  return { shape: turboHoiShape(axes), data: permute(data, axes.shape, axes.order) };
}

/** Converts a parameter from turbo-hoi's layout to PyTorch's. */
export function toTorchLayout<T extends TensorArray>(
  name: string,
  { shape, data }: ShapedArray<T>,
): ShapedArray<T> {
  const torch = torchShapeOf(name, shape);
  const axes = torchAxes(name, torch);
  if (axes === null) return { shape, data };
  const permuted = axes.order.map((axis) => axes.shape[axis]);
  const inverse = axes.shape.map((_, axis) => axes.order.indexOf(axis));
  return { shape: torch, data: permute(data, permuted, inverse) };
}

/** Converts the shape of a parameter from PyTorch's layout to turbo-hoi's. */
export function turboHoiShapeOf(name: string, shape: readonly number[]): readonly number[] {
  const axes = torchAxes(name, shape);
  return axes === null ? shape : turboHoiShape(axes);
}

/** Converts the shape of a parameter from turbo-hoi's layout to PyTorch's. */
export function torchShapeOf(name: string, shape: readonly number[]): readonly number[] {
  if (shape.length === 4) return [shape[3], shape[2], shape[0], shape[1]];
  return shape.length === 2 && isWeight(name) ? [shape[1], shape[0]] : shape;
}

function torchAxes(name: string, shape: readonly number[]): Axes | null {
  if (!isWeight(name)) return null;
  if (shape.length === 4) return { shape, order: [2, 3, 1, 0] };
  if (shape.length !== 2) return null;
  const [out, inputs] = shape;
  const places = ROI_SIDE * ROI_SIDE;
  if (!/(^|\.)fc6\.weight$/.test(name) || inputs % places !== 0) return { shape, order: [1, 0] };
  return {
    shape: [out, inputs / places, ROI_SIDE, ROI_SIDE],
    order: [2, 3, 1, 0],
    flat: [inputs, out],
  };
}

function isWeight(name: string): boolean {
  return name === 'weight' || name.endsWith('.weight');
}

function turboHoiShape({ shape, order, flat }: Axes): readonly number[] {
  return flat ?? order.map((axis) => shape[axis]);
}

/** Permutes the axes of an array. */
function permute<T extends TensorArray>(
  data: T,
  shape: readonly number[],
  order: readonly number[],
): T {
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, side) => product * side, 1),
  );
  const sides = order.map((axis) => shape[axis]);
  const steps = order.map((axis) => strides[axis]);
  return gather(data, { shape: sides, strides: steps, offset: 0 });
}
