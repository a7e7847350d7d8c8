/** The parameters of a model by torchvision's names, with their shapes in PyTorch's layout. */
export type ParameterShapes = Map<string, readonly number[]>;

/** Merges the parameters of several parts. */
export function together(...parts: readonly ParameterShapes[]): ParameterShapes {
  return new Map(parts.flatMap((part) => [...part]));
}

/**
 * A layer with a bias, which is as long as the first dimension of the weight, or the second one of a transposed
 * convolution.
 */
export function biased(
  name: string,
  shape: readonly number[],
  outputs = shape[0],
): ParameterShapes {
  return new Map([
    [`${name}.weight`, shape],
    [`${name}.bias`, [outputs]],
  ]);
}
