import { shapeSize } from '../tensors/tensor-data';
import { andThen, type Recipe } from './recipe';

/** Number of aspect ratios of the anchors, the default of all of these libraries. */
const RATIOS = 3;

/** Moves the background from the last class (detectron2) to the first (torchvision). */
export function backgroundFirst(recipe: Recipe): Recipe {
  const [classes] = recipe.shape;
  return inRows(recipe, classes, (row) => (row === 0 ? classes - 1 : row - 1));
}

/** Adds zero deltas for the background, which torchvision has but does not use. */
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
 * Reorders the anchors of a cell from size-major (detectron2) to ratio-major (torchvision).
 *
 * @param numbers rows per anchor
 */
export function anchorsByRatio(recipe: Recipe, numbers: number): Recipe {
  const [rows] = recipe.shape;
  const sizes = rows / numbers / RATIOS;
  // Anchors of one size need no reordering; the order of other sets of ratios is unknown.
  if (!Number.isInteger(sizes) || sizes === 1) return recipe;
  return inRows(recipe, rows, (row) => {
    const anchor = Math.floor(row / numbers);
    const [ratio, size] = [Math.floor(anchor / sizes), anchor % sizes];
    return (size * RATIOS + ratio) * numbers + (row % numbers);
  });
}

/** @param source index of the source row for a row */
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
