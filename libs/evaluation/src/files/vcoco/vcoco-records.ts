import type { ActionVocabulary } from '@turbo-hoi/core';
import type { VcocoDetections } from '../../vcoco/vcoco-detections';
import { vcocoKeys } from './vcoco-keys';

/** The detections of one image for writing. */
export interface VcocoImageDetections {
  readonly imageId: number;
  readonly detections: VcocoDetections;
}

/** One person in V-COCO's format: `image_id`, `person_box`, one score per action, box and score per role. */
export type VcocoRecord = Map<string, number | number[]>;

/** Converts the rows of images to records; NaN is a missing score or target. */
export function* vcocoRecords(
  vocabulary: ActionVocabulary,
  images: Iterable<VcocoImageDetections>,
): Generator<VcocoRecord> {
  const { actions, columns } = vocabulary;
  const { agents, roles } = vcocoKeys(vocabulary);
  for (const { imageId, detections } of images) {
    const { boxes, agentScores, roleBoxes, roleScores } = detections;
    for (let row = 0; row < boxes.length / 4; row++) {
      const box = (all: Float32Array, at: number) =>
        Array.from(all.subarray(4 * at, 4 * at + 4), short);
      const record: VcocoRecord = new Map<string, number | number[]>([
        ['image_id', imageId],
        ['person_box', box(boxes, row)],
      ]);
      agents.forEach((key, action) =>
        record.set(key, short(agentScores[row * actions.length + action])),
      );
      roles.forEach((key, column) => {
        const at = row * columns.length + column;
        if (key !== null) record.set(key, [...box(roleBoxes, at), short(roleScores[at])]);
      });
      yield record;
    }
  }
}

/** The shortest decimal with the same value in single precision. */
function short(value: number): number {
  return Number(value.toPrecision(9));
}
