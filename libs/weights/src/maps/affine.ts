import { andThen, type Recipe } from './recipe';

/** Epsilon of the frozen normalisation in turbo-hoi and, by default, in torchvision. */
export const NORM_EPS = 1e-5;

/**
 * Adds neutral statistics to normalisations of which the file has only scale and shift (Detectron's affine channels):
 * mean 0 and variance 1 - eps, since the layer adds eps.
 */
export function withStatistics(recipes: readonly Recipe[]): Recipe[] {
  const names = new Set(recipes.map(({ name }) => name));
  return recipes.flatMap((recipe) => {
    const layer = /^(.*(?:bn\d|downsample\.1))\.weight$/.exec(recipe.name)?.[1];
    if (layer === undefined || names.has(`${layer}.running_var`)) return [recipe];
    const filled = (part: string, value: number): Recipe => ({
      name: `${layer}.${part}`,
      dtype: 'F32',
      shape: recipe.shape,
      sources: [],
      make: () => new Float32Array(recipe.shape[0]).fill(value),
    });
    return [recipe, filled('running_mean', 0), filled('running_var', 1 - NORM_EPS)];
  });
}

/** Rescales normalisations that were trained with another eps, so that the output with turbo-hoi's eps is the same. */
export function withNormEps(recipes: readonly Recipe[], eps: number): Recipe[] {
  if (eps === NORM_EPS) return [...recipes];
  const byName = new Map(recipes.map((recipe) => [recipe.name, recipe]));
  return recipes.map((recipe) => {
    const layer = /^(.*)\.weight$/.exec(recipe.name)?.[1];
    const variance = byName.get(`${layer}.running_var`);
    if (variance === undefined) return recipe;
    return andThen(recipe, [variance], (weight, v) =>
      weight.map((w, i) => w * Math.sqrt((v[i] + NORM_EPS) / (v[i] + eps))),
    );
  });
}
