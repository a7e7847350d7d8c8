import type { TrainedPart } from '@turbo-hoi/inference';

/**
 * Says of each part what it was trained on.
 *
 * @param detector the kind of the detector
 */
export function trainedLines(parts: readonly TrainedPart[], detector: string): string[] {
  const lines = parts.map(({ part, trainedOn, gives }) => {
    const name = part === 'detector' ? `Detector "${detector}"` : 'Model';
    const what =
      trainedOn === null ? 'does not say what it was trained on' : `was trained on ${trainedOn}`;
    return `${name} ${what}; it gives ${gives}.`;
  });
  return [
    ...lines,
    'On images of another kind than a part was trained on, what it gives means little.',
  ];
}
