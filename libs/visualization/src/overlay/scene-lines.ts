import { shortName } from './short-name';
import type { PhotoScene, SceneTriplet } from './photo-scene';

/** A line from a person to an object, for all actions of the person with the object. */
export interface SceneLine {
  /** Index into the scene's boxes. */
  readonly person: number;
  readonly object: number;
  /** `holds .93, looks at .41`. */
  readonly text: string;
}

/** The lines of a scene, and the actions without an object by person. */
export interface SceneLines {
  /** Best first. */
  readonly lines: readonly SceneLine[];
  /** By index of the person's box: `stands .80`. */
  readonly alone: ReadonlyMap<number, string>;
  /** Number of lines beyond the maximum. */
  readonly hidden: number;
}

/**
 * Groups triplets by person and object.
 *
 * @param maxLines lines of lower score are left out
 * @param maxVerbs further actions of a pair are counted
 */
export function sceneLines(
  { triplets }: Pick<PhotoScene, 'triplets'>,
  maxLines: number,
  maxVerbs = 2,
): SceneLines {
  const pairs = new Map<string, SceneTriplet[]>();
  for (const triplet of triplets) {
    const key = `${triplet.person} ${triplet.object}`;
    pairs.set(key, [...(pairs.get(key) ?? []), triplet]);
  }
  const groups = [...pairs.values()];
  const lines = groups.flatMap((group): SceneLine[] => {
    const [{ person, object }] = group;
    return object === null ? [] : [{ person, object, text: verbsOf(group, maxVerbs) }];
  });
  const alone = groups.flatMap((group): [number, string][] =>
    group[0].object === null ? [[group[0].person, verbsOf(group, maxVerbs)]] : [],
  );
  return {
    lines: lines.slice(0, maxLines),
    alone: new Map(alone),
    hidden: Math.max(0, lines.length - maxLines),
  };
}

function verbsOf(group: readonly SceneTriplet[], maxVerbs: number): string {
  const verbs = group.slice(0, maxVerbs).map(({ verb, score }) => withScore(verb, score));
  const more = group.length - verbs.length;
  return verbs.join(', ') + (more > 0 ? ` +${more}` : '');
}

/** `looks at .41`, the name shortened. */
export function withScore(name: string, score: number): string {
  return `${shortName(name)} ${score.toFixed(2).replace(/^0/, '')}`;
}
