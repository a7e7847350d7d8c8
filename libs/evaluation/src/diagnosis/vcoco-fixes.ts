import type { ActionVocabulary } from '@turbo-hoi/core';
import type { VcocoDetections } from '../vcoco/vcoco-detections';
import type { VcocoImage } from '../vcoco/vcoco-image';
import type { Cause } from './causes';
import { fixesOf } from './judged-list';
import type { VcocoJudgements } from './vcoco-judgements';

/** The detections of an image with some causes made perfect; who was missed comes first, with an infinite score. */
export function fixVcoco(
  image: VcocoImage,
  detections: VcocoDetections,
  judgements: VcocoJudgements,
  { actions, columns }: ActionVocabulary,
  perfect: ReadonlySet<Cause>,
): VcocoDetections {
  if (perfect.size === 0) return detections;
  const boxes = Float32Array.from(detections.boxes);
  const agentScores = Float32Array.from(detections.agentScores);
  const roleScores = Float32Array.from(detections.roleScores);
  const roleBoxes = Float32Array.from(detections.roleBoxes);
  const movePerson = (row: number, person: number) =>
    boxes.set(image.boxes.subarray(4 * person, 4 * person + 4), 4 * row);

  judgements.agents.forEach((list, action) => {
    fixesOf(list, perfect).forEach((fix, row) => {
      if (fix === 'drop') agentScores[row * actions.length + action] = NaN;
      // The only thing of an agent that can be put right.
      if (fix === 'repair') movePerson(row, list.annotations[row]);
    });
  });
  judgements.roles.forEach((list, column) => {
    if (list === null) return;
    fixesOf(list, perfect).forEach((fix, row) => {
      const at = row * columns.length + column;
      if (fix === 'drop') roleScores[at] = NaN;
      if (fix !== 'repair') return;
      const person = list.annotations[row];
      if (list.verdicts[row] === 'personBox') movePerson(row, person);
      else roleBoxes.set(targetOf(image, person, column, columns.length), 4 * at);
    });
  });
  const fixed = { boxes, agentScores, roleBoxes, roleScores };
  return perfect.has('missed') ? withMissed(image, fixed, judgements) : fixed;
}

/** Adds a row for each person whom no detection explains in some of the lists. */
function withMissed(
  image: VcocoImage,
  detections: VcocoDetections,
  { agents, roles }: VcocoJudgements,
): VcocoDetections {
  const rows = Array.from(image.annotated.keys()).filter((person) =>
    [...agents, ...roles].some((list) => list?.missed.includes(person)),
  );
  const added = (lists: VcocoJudgements['roles']) =>
    rows.flatMap((person) => lists.map((list) => (list?.missed.includes(person) ? Infinity : NaN)));
  const boxesOf = (all: Float32Array, width: number) =>
    rows.flatMap((person) => [...all.subarray(person * width, (person + 1) * width)]);
  const joined = (first: Float32Array, more: readonly number[]) =>
    Float32Array.from([...first, ...more]);
  return {
    boxes: joined(detections.boxes, boxesOf(image.boxes, 4)),
    agentScores: joined(detections.agentScores, added(agents)),
    roleBoxes: joined(detections.roleBoxes, boxesOf(image.roleBoxes, 4 * roles.length)),
    roleScores: joined(detections.roleScores, added(roles)),
  };
}

function targetOf(image: VcocoImage, person: number, column: number, columns: number) {
  const at = 4 * (person * columns + column);
  return image.roleBoxes.subarray(at, at + 4);
}
