import { shapeSize } from '../tensors/tensor-data';
import { andThen, type Recipe } from './recipe';

/** Anchors a place have three aspect ratios, by default of all of these libraries. */
const RATIOS = 3;

/** detectron2 has the background as the last class, torchvision as the first. */
export function backgroundFirst(recipe: Recipe): Recipe {
  const [classes] = recipe.shape;
  return inRows(recipe, classes, (row) => (row === 0 ? classes - 1 : row - 1));
}

/** torchvision has deltas for the background, which nobody reads: zeros. */
export function withBackgroundBox(recipe: Recipe): Recipe {
  const [rows, ...rest] = recipe.shape;
  const extra = 4 * shapeSize(rest);
  const grown = andThen(recipe, [], (own) => {
    const result = new Float32Array(extra + own.length);
    result.set(own, extra);
    return result;
  });
  return { ...grown, shape: [rows + 4, ...rest] };
}

/**
 * detectron2 counts a place's anchors by size and then by ratio, torchvision by ratio and then by size.
 *
 * @param numbers rows an anchor
 */
export function anchorsByRatio(recipe: Recipe, numbers: number): Recipe {
  const [rows] = recipe.shape;
  const sizes = rows / numbers / RATIOS;
  // Of one size, or of another set of ratios, of which nothing is known.
  if (!Number.isInteger(sizes) || sizes === 1) return recipe;
  return inRows(recipe, rows, (row) => {
    const anchor = Math.floor(row / numbers);
    const [ratio, size] = [Math.floor(anchor / sizes), anchor % sizes];
    return (size * RATIOS + ratio) * numbers + (row % numbers);
  });
}

/** @param source which row of the file a row is */
function inRows(recipe: Recipe, rows: number, source: (row: number) => number): Recipe {
  return andThen(recipe, [], (own) => {
    const length = own.length / rows;
    const result = new Float32Array(own.length);
    for (let row = 0; row < rows; row++) {
      const first = source(row) * length;
      result.set(own.subarray(first, first + length), row * length);
    }
    return result;
  });
}
