import type { TensorArray, TensorData, TensorDtype } from '../tensors/tensor-data';

/** Computes a parameter from a file's tensors: PyTorch's layout, torchvision's name (bare, see `bareName`). */
export interface Recipe {
  readonly name: string;
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
  /** The tensors of the file that are passed to {@link make}. */
  readonly sources: readonly string[];
  make(...sources: readonly TensorData[]): TensorArray;
}

/** A tensor of the file that no parameter uses. */
export interface Unused {
  readonly name: string;
  readonly why: string;
}

/** Recipes from a file's tensors, and the unused tensors. */
export interface Mapped {
  readonly recipes: readonly Recipe[];
  readonly unused: readonly Unused[];
}

/** A recipe that renames a tensor and converts floats to float32. */
export function rename(
  name: string,
  source: string,
  info: Pick<TensorData, 'dtype' | 'shape'>,
): Recipe {
  const dtype = parameterDtype(info.dtype);
  return {
    name,
    dtype,
    shape: info.shape,
    sources: [source],
    make: ({ data }) => (dtype === 'F32' ? floats(data) : data),
  };
}

/** Appends a step to a recipe; `change` may also read the results of other recipes. */
export function andThen(
  recipe: Recipe,
  others: readonly Recipe[],
  change: (own: Float32Array, ...others: readonly Float32Array[]) => Float32Array,
): Recipe {
  const all = [recipe, ...others];
  return {
    ...recipe,
    sources: all.flatMap(({ sources }) => sources),
    make(...tensors) {
      let first = 0;
      const [own, ...rest] = all.map(({ sources, make }) => {
        const part = tensors.slice(first, (first += sources.length));
        return make(...part) as Float32Array;
      });
      return change(own, ...rest);
    },
  };
}

/** Converts numbers of any floating type to float32; doubles are rounded. */
export function floats(data: TensorArray): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data as Float64Array, Number);
}

/** Parameters become F32; integer counters keep their dtype. */
function parameterDtype(dtype: TensorDtype): TensorDtype {
  return dtype === 'F16' || dtype === 'BF16' || dtype === 'F64' ? 'F32' : dtype;
}
