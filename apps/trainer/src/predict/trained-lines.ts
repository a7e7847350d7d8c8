import type { TrainedPart } from '@turbo-hoi/inference';

/**
 * Says of each part what it was trained on.
 *
 * @param kinds which plugin a part is
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
      trainedOn === null ? 'does not say what it was trained on' : `was trained on ${trainedOn}`;
    return `${name} ${what}; it gives ${gives}.`;
  });
  return [
    ...lines,
    'On images of another kind than a part was trained on, what it gives means little.',
  ];
}
