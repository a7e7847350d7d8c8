import { type HoiNeeds, type Stem, TurboHoiError } from '@turbo-hoi/core';
import type { Surroundings } from './model-batch';
import type { TurboStage } from './turbo-stage';

/** Union of the inputs that a model's HOI modules need. */
export interface ModelNeeds {
  readonly objects: boolean;
  readonly pairs: boolean;
  readonly detections: boolean;
  /** The stem reads layouts: boxes, classes, scores and skeletons of all detections instead of pixels. */
  readonly layout: boolean;
}

export function modelNeeds(stages: readonly TurboStage[], stem: Stem): ModelNeeds {
  const layout = stem.regions !== undefined;
  const asked = stages.flatMap(({ hoi }) => hoi?.needs ?? []);
  return {
    objects: layout || asked.some(needsObjects),
    pairs: asked.some(({ pairs }) => pairs === true),
    detections: asked.some(({ detections }) => detections === true),
    layout,
  };
}

/** Whether a module needs objects; pairs and detections need them, too. */
export function needsObjects({ objects, pairs, detections }: HoiNeeds): boolean {
  return objects !== undefined || pairs === true || detections === true;
}

/** @throws TurboHoiError `config` if an HOI module reads layouts and the stem does not */
export function checkLayoutNeeds(stages: readonly TurboStage[], { regions }: Stem): void {
  const index = stages.findIndex(({ hoi }) => hoi?.needs?.layout);
  if (regions || index < 0) return;
  throw new TurboHoiError(
    'config',
    `stages[${index}].hoi (stage ${index + 1}): reads the layout of an image, but the stem reads its pixels. Set stem.kind to "layout".`,
  );
}

/** @throws TurboHoiError `usage` if an input that a module needs is missing */
export function checkSurroundings(
  needs: ModelNeeds,
  { objects, pairs, layout }: Surroundings,
): void {
  const lacking = [
    ...(needs.objects && !objects ? ['objects'] : []),
    ...(needs.pairs && !pairs ? ['pairs'] : []),
    ...(needs.layout && !layout ? ['layout'] : []),
  ];
  if (lacking.length === 0) return;
  throw new TurboHoiError(
    'usage',
    `TurboModel.stages: got no ${lacking.join(' and no ')}, which the stem or an HOI module of the model needs. ` +
      'Pass them, as model.needs lists them; buildBatch makes them with sizes.objects.',
  );
}
