import type { PixelFormatName } from '../maps/pixel-format';
import type { Mapped, Recipe, Unused } from '../maps/recipe';
import { nameIn } from '../models/body-names';
import { type ModelName, modelShapes } from '../models/models';

/** A parameter whose shape in the file differs from the model's; shapes in PyTorch's layout. */
export interface OtherShape {
  readonly name: string;
  readonly got: readonly number[];
  readonly expected: readonly number[];
}

/** Result of an import: how the file's tensors match the model's parameters. */
export interface ImportReport {
  readonly model: ModelName;
  /** Number of classifier outputs in the file, including the background. */
  readonly classes: number;
  readonly pixels: PixelFormatName;
  readonly normEps: number;
  /** Matched parameters of the model, each with its source tensors in the file. */
  readonly matched: readonly { readonly name: string; readonly sources: readonly string[] }[];
  /** In the model, not in the file. */
  readonly missing: readonly string[];
  readonly otherShape: readonly OtherShape[];
  /** In the file, not in the model. */
  readonly unused: readonly Unused[];
}

type Matched = Omit<ImportReport, 'pixels' | 'normEps'>;

const IMAGENET_CLASSES = 1000;
const COCO_CLASSES = 91;
const KEYPOINTS = 17;

/** Matches recipes with a model's parameters; the numbers of classes and keypoints are taken from the file. */
export function matchModel(
  { recipes, unused }: Mapped,
  model: ModelName,
): { report: Matched; chosen: Map<string, Recipe> } {
  const rest: Unused[] = [...unused];
  const leave = ({ sources }: Recipe, why: string) =>
    rest.push(...sources.slice(0, 1).map((name) => ({ name, why })));
  const found = new Map<string, Recipe>();
  for (const recipe of recipes) {
    const name = nameIn(model, recipe.name);
    if (found.has(name)) leave(recipe, `another tensor already maps to ${name}`);
    else found.set(name, recipe);
  }
  const side = (name: string, axis: number) => found.get(name)?.shape[axis];
  const alone = model === 'resnet50' || model === 'resnet101';
  const classes =
    side(alone ? 'fc.weight' : 'roi_heads.box_predictor.cls_score.weight', 0) ??
    (alone ? IMAGENET_CLASSES : COCO_CLASSES);
  const keypoints = side('roi_heads.keypoint_predictor.kps_score_lowres.weight', 1) ?? KEYPOINTS;
  const shapes = modelShapes(model, { classes, keypoints });
  const chosen = new Map<string, Recipe>();
  const otherShape: OtherShape[] = [];
  for (const [name, recipe] of found) {
    const expected = shapes.get(name);
    const layer = /^(.*)\.num_batches_tracked$/.exec(name)?.[1];
    if (expected === undefined && layer !== undefined && shapes.has(`${layer}.running_mean`)) {
      // A counter, not a parameter; kept for export.
      chosen.set(name, recipe);
    } else if (expected === undefined) {
      leave(recipe, `not in ${model}`);
    } else if (recipe.dtype !== 'F32') {
      leave(recipe, `holds ${recipe.dtype}, expected floating-point numbers`);
    } else if (`${expected}` === `${recipe.shape}`) {
      chosen.set(name, recipe);
    } else {
      otherShape.push({ name, got: recipe.shape, expected });
    }
  }
  const matched = [...chosen].map(([name, { sources }]) => ({ name, sources }));
  const known = new Set([...chosen.keys(), ...otherShape.map(({ name }) => name)]);
  const missing = [...shapes.keys()].filter((name) => !known.has(name));
  return { report: { model, classes, matched, missing, otherShape, unused: rest }, chosen };
}
