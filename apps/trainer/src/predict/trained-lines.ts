import type { TrainedPart } from '@turbo-hoi/inference';

/**
 * One line per part with the data it was trained on.
 *
 * @param kinds plugin kind by part
 */
export function trainedLines(
  parts: readonly TrainedPart[],
  kinds: { readonly [part: string]: string | undefined },
): string[] {
  const lines = parts.map(({ part, trainedOn, untrained, gives }) => {
    const name = [part[0].toUpperCase() + part.slice(1), kinds[part] && `"${kinds[part]}"`]
      .filter(Boolean)
      .join(' ');
    if (untrained) return `${name} is untrained for ${gives}; they are left out.`;
    const what =
      trainedOn === null ? 'has no record of its training data' : `was trained on ${trainedOn}`;
    return `${name} ${what}; outputs: ${gives}.`;
  });
  return [
    ...lines,
    'Outputs are unreliable on images that differ from the training data of their part.',
  ];
}
