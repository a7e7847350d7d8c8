import {
  ABSENT_LOGITS,
  ACTION_LOGITS,
  type DatasetInfo,
  type HoiOutput,
  TARGET_OFFSETS,
} from '@turbo-hoi/core';

/** The parts of H_out. @param density whether Eq. 2's expected target boxes are among them */
export function pairContextOutputs(dataset: DatasetInfo, density: boolean): HoiOutput[] {
  const columns = dataset.actions.columns.length;
  return [
    {
      name: ACTION_LOGITS,
      width: columns,
      activation: 'sigmoid',
      meaning:
        's_a: probability that the person does the action of the column, with any object or none',
    },
    {
      name: ABSENT_LOGITS,
      width: columns,
      activation: 'sigmoid',
      meaning: 'probability that the object of the action is not among the detections',
    },
    ...(density
      ? [
          {
            name: TARGET_OFFSETS,
            width: 4 * columns,
            activation: 'identity' as const,
            meaning: "mu_a of Eq. 2: expected box of the column's target relative to the person",
          },
        ]
      : []),
  ];
}
