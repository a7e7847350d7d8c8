import { TurboHoiError } from '@turbo-hoi/core';
import { quoted } from '../messages/quoted';
import { NORM_EPS, withNormEps } from '../maps/affine';
import { mapDetectron } from '../maps/detectron-map';
import { mapDetectron2 } from '../maps/detectron2-map';
import { mapTurboHoi } from '../maps/turbo-hoi-map';
import { PIXEL_FORMATS, type PixelFormatName, withTorchvisionPixels } from '../maps/pixel-format';
import type { Mapped, Recipe } from '../maps/recipe';
import { mapTorchvision } from '../maps/torchvision-map';
import { commonPrefix, mapUnwrapped } from '../maps/unwrap-names';
import { guessModel } from '../models/guess-model';
import type { ModelName } from '../models/models';
import type { TensorEntry } from '../tensors/make-tensor-file';
import type { TensorFile } from '../tensors/tensor-file';
import { type ImportReport, matchModel } from './match-model';

/** Frameworks whose names and layouts can be imported. */
export const WEIGHT_ORIGINS = ['torchvision', 'detectron', 'detectron2', 'turbo-hoi'] as const;
export type WeightOrigin = (typeof WEIGHT_ORIGINS)[number];

export interface ImportOptions {
  readonly from: WeightOrigin;
  /** Default: derived from the names. */
  readonly model?: ModelName;
  /** Pixel format of the file's network; default: derived from `from` and the file. */
  readonly pixels?: PixelFormatName;
  /** Epsilon of the normalisation in the file's network; default 1e-5. torchvision's COCO_V1 detectors: 0. */
  readonly normEps?: number;
}

/** Result of an import, computed before any tensor is read. */
export interface ImportPlan {
  readonly report: ImportReport;
  /** The model's parameters in PyTorch's layout, loaded on demand. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
}

const MAPS: Readonly<Record<WeightOrigin, (file: TensorFile) => Mapped>> = {
  torchvision: mapTorchvision,
  detectron: mapDetectron,
  detectron2: mapDetectron2,
  'turbo-hoi': mapTurboHoi,
};

/**
 * Matches a file's tensors with a model's parameters by name and shape.
 *
 * @throws TurboHoiError `data` if no tensor matches
 */
export function planImport(file: TensorFile, options: ImportOptions): ImportPlan {
  const { from, normEps = NORM_EPS } = options;
  const mapped = mapUnwrapped(file, MAPS[from]);
  const model = options.model ?? guessModel(mapped.recipes.map(({ name }) => name));
  if (model === null) throw noMatch(file, from);
  const pixels = options.pixels ?? defaultPixels(file, from);
  const recipes = withTorchvisionPixels(
    withNormEps(mapped.recipes, normEps),
    PIXEL_FORMATS[pixels],
  );
  const { report, chosen } = matchModel({ ...mapped, recipes }, model);
  if (report.matched.length === 0) throw noMatch(file, from);
  const entries = [...chosen].map(([name, recipe]): [string, TensorEntry] => [
    name,
    entryOf(file, recipe),
  ]);
  return { report: { ...report, pixels, normEps }, tensors: new Map(entries) };
}

function entryOf(file: TensorFile, { dtype, shape, sources, make }: Recipe): TensorEntry {
  return {
    dtype,
    shape,
    async load() {
      const inputs = [];
      for (const source of sources) inputs.push(await file.tensor(source));
      return { dtype, shape, data: make(...inputs) };
    },
  };
}

function defaultPixels({ metadata, names }: TensorFile, from: WeightOrigin): PixelFormatName {
  if (from === 'detectron') return 'detectron';
  if (from !== 'detectron2' || metadata.__author__ === 'torchvision') return 'torchvision';
  return names.includes('conv1_w') ? 'detectron' : 'detectron2';
}

function noMatch({ names, format }: TensorFile, from: WeightOrigin): TurboHoiError {
  const shown = names.slice(0, 4).map(quoted);
  const more = names.length > 4 ? ` and ${names.length - 4} more` : '';
  const prefix = commonPrefix(names);
  const common =
    names.length > 1 && prefix !== ''
      ? `All names begin with ${quoted(prefix)}; if that is a wrapper, save the part without it. `
      : '';
  return new TurboHoiError(
    'data',
    `None of the ${names.length} tensors (${format}) matches a known model with ${from}'s names: ${shown.join(', ')}${more}. ` +
      `${common}Try another --from (${WEIGHT_ORIGINS.join(', ')}); --list shows all names.`,
  );
}
