import type { Detections } from '@turbo-hoi/core';
import { PERSON, type PeopleOptions } from '@turbo-hoi/detection';
import type { ImagePrediction } from '../predictor/prediction';

/** What was detected in a photo and is not part of its prediction. */
export interface LeftOut {
  /** Numbers of detections by class, of classes that the model does not know. */
  readonly classes: ReadonlyMap<string, number>;
  /** Number of people beyond the maximum; they are listed as detections only. */
  readonly people: number;
}

/** Counts what a predictor leaves out of an image, of at least the minimum score. */
export function leftOutOf(
  { unknown = [] }: Pick<Detections, 'unknown'>,
  { detections, people }: Pick<ImagePrediction, 'detections' | 'people'>,
  { minScore }: Pick<PeopleOptions, 'minScore'>,
): LeftOut {
  const classes = new Map<string, number>();
  for (const { label, score } of unknown)
    if (score >= minScore) classes.set(label, (classes.get(label) ?? 0) + 1);
  const persons = detections.classes.filter(
    (category, i) => category === PERSON && detections.scores[i] >= minScore,
  );
  return { classes, people: persons.length - people.length };
}

/** Sums of {@link LeftOut} over photos. */
export class LeftOutTally {
  private readonly classes = new Map<string, number>();
  private people = 0;
  private crowded = 0;

  add({ classes, people }: LeftOut): void {
    for (const [name, count] of classes)
      this.classes.set(name, (this.classes.get(name) ?? 0) + count);
    this.people += people;
    if (people > 0) this.crowded++;
  }

  /** One line per kind of omission; none if nothing was left out. */
  lines(): string[] {
    return [...this.classLines(), ...this.peopleLines()];
  }

  private classLines(): string[] {
    const ranked = [...this.classes].sort(([, a], [, b]) => b - a);
    if (ranked.length === 0) return [];
    const total = ranked.reduce((sum, [, count]) => sum + count, 0);
    const names = ranked.slice(0, MOST_NAMES).map(([name, count]) => `${count} × ${name}`);
    const rest = ranked.length > MOST_NAMES ? ', …' : '';
    return [
      `${counted(total, 'object', 'objects')} of ${counted(ranked.length, 'class', 'classes')} that the model does not know ` +
        `${total === 1 ? 'was' : 'were'} left out (${names.join(', ')}${rest}).`,
    ];
  }

  private peopleLines(): string[] {
    if (this.people === 0) return [];
    return [
      `${counted(this.people, 'person has', 'people have')} no poses and actions, since ` +
        `${counted(this.crowded, 'image has', 'images have')} more people, some of them doubtful, than are looked at.`,
    ];
  }
}

const MOST_NAMES = 12;

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
