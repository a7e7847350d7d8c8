import { andThen, type Recipe } from './recipe';

/** What our frozen normalisation, and torchvision's by default, adds to the variance. */
export const NORM_EPS = 1e-5;

/**
 * Normalisations of which the file has only scale and shift (Detectron's affine channels) get statistics that change nothing:
 * mean 0, and a variance of 1 - eps, to which the layer adds eps.
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

/** Normalisations that were trained with another eps get a scale under which ours gives the same. */
export function withOurEps(recipes: readonly Recipe[], eps: number): Recipe[] {
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
