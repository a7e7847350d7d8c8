import { type InitialPose, TurboHoiError } from '@turbo-hoi/core';
import type { TurboStage } from '../model/turbo-stage';

/**
 * M, the side of the keypoint heatmaps of all stages; null if no stage has a pose module.
 *
 * @throws TurboHoiError `config` if stages differ: a batch's targets are cells of a single grid
 */
export function heatmapSide(
  initialPose: InitialPose | null,
  stages: readonly TurboStage[],
): number | null {
  const sides = [initialPose, ...stages.map(({ pose }) => pose)].flatMap((pose, stage) =>
    pose ? [{ stage, side: pose.heatmapSide }] : [],
  );
  if (sides.length === 0) return null;
  const [{ side }] = sides;
  if (sides.every((other) => other.side === side)) return side;
  const list = sides.map((one) => `stage ${one.stage}: ${one.side}`).join(', ');
  throw new TurboHoiError(
    'config',
    `heatmapSide: got heatmaps of different sides (${list}); expected one for all stages, 0 being initialPose. ` +
      'Set the options of the pose modules so that their sides agree.',
  );
}
