/** A parameter of `tools/golden/formula.py`, computed from its name and shape, row-major. */
export function formulaValues(name: string, shape: readonly number[]): Float32Array {
  const [factor, summand] = spread(name, shape);
  const seed = seedOf(name);
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let i = 0; i < data.length; i++) {
    data[i] = summand + factor * (mixed(seed, i) / 2 ** 31 - 1);
  }
  return data;
}

/** The 32 bits that `tools/golden/formula.py` computes for each index of a name. */
export function formulaBits(name: string): (i: number) => number {
  const seed = seedOf(name);
  return (i) => mixed(seed, i);
}

// In jest's sandbox, looking up the global takes a hundred times as long as the multiplication.
const { imul } = Math;

/** 32 bits: the finalizer of MurmurHash3 on seed + i · 0x9E3779B9. */
function mixed(seed: number, i: number): number {
  let x = (seed + imul(i, 0x9e3779b9)) | 0;
  x = imul(x ^ (x >>> 16), 0x85ebca6b);
  x = imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

// Layers that predict boxes and scores: small weights keep the boxes within an image.
const SMALL = /(bbox_pred|cls_logits|cls_score)\.weight$/;

/** FNV-1a. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** Factor and offset applied to numbers in -1..1: He's deviation for weights, non-trivial values for statistics. */
function spread(
  name: string,
  shape: readonly number[],
): readonly [factor: number, summand: number] {
  if (shape.length > 1) {
    const fanIn = shape.slice(0, -1).reduce((product, size) => product * size);
    return [(SMALL.test(name) ? 0.1 : 1) * Math.sqrt(6 / fanIn), 0];
  }
  if (name.endsWith('running_var')) return [0.5, 1];
  if (name.endsWith('bn3.weight')) return [0.1, 0.3];
  return name.endsWith('weight') ? [0.25, 0.75] : [0.1, 0];
}
