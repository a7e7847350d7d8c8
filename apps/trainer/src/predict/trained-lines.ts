import type { TrainedPart } from '@turbo-hoi/inference';

/** Says of each part what it was trained on. */
export function trainedLines(parts: readonly TrainedPart[]): string[] {
  return [
    ...parts.map(
      ({ part, trainedOn, gives }) =>
        `${part}: trained on ${trainedOn ?? 'what it does not say'}; gives ${gives}`,
    ),
    'For images of another kind than a part was trained on, what it gives means little.',
  ];
}
