import { thirdPerson } from './third-person';

/** How an action is put into words. */
export interface ActionPhrase {
  /** In the third person: `cuts`, `talks`. */
  readonly verb: string;
  /** Preposition before an object of a role; empty: a direct object. */
  preposition(role: string): string;
  /** Follows the verb where there is no direct object: `something`, `on the phone`; empty: the verb alone. */
  readonly alone: string;
}

/** An action's words: those of V-COCO from a table, others (HICO-DET's, custom ones) from their name. */
export function actionPhrase(action: string): ActionPhrase {
  const name = action
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  if (name === 'no interaction') return phrase('does not interact', ['with', 'with'], '');
  const known = VCOCO.get(name);
  if (known) return known;
  const [first, ...rest] = name.split(' ');
  const last = rest.at(-1);
  const verb = [thirdPerson(first), ...rest].join(' ');
  // `sit on` and `cut with` have their preposition, `pick up` takes a direct object.
  if (last !== undefined && PREPOSITIONS.has(last)) return phrase(verb, ['', ''], '');
  return phrase(verb, ['', 'with'], 'something');
}

const PREPOSITIONS = new Set(
  'about at by for from in into near of on over to under with'.split(' '),
);

/** Names of roles that take a direct object. */
const OBJECT_ROLES = new Set(['obj', 'object', 'target']);

function phrase(
  verb: string,
  [ofObject, ofOther]: readonly [ofObject: string, ofOther: string],
  alone: string,
): ActionPhrase {
  const preposition = (role: string) => (OBJECT_ROLES.has(role.toLowerCase()) ? ofObject : ofOther);
  return { verb, preposition, alone };
}

/** Verb, preposition of `obj`, preposition of `instr` (`-`: none), and what follows without an object. */
const VCOCO: ReadonlyMap<string, ActionPhrase> = new Map(
  `hold: holds | - | with | something
  stand: stands | on | on |
  sit: sits | on | on |
  ride: rides | - | - | something
  walk: walks | - | with |
  look: looks | at | at | at something
  hit: hits | - | with | something
  eat: eats | - | with | something
  jump: jumps | - | with |
  lay: lies | on | on |
  talk on phone: talks | on | on | on the phone
  carry: carries | - | with | something
  throw: throws | - | with | something
  catch: catches | - | with | something
  cut: cuts | - | with | something
  run: runs | - | with |
  work on computer: works | on | on | on a computer
  ski: skis | on | on |
  surf: surfs | on | on |
  skateboard: skateboards | on | on |
  smile: smiles | at | at |
  drink: drinks | - | from | something
  kick: kicks | - | with | something
  point: points | at | at | at something
  read: reads | - | with | something
  snowboard: snowboards | on | on |`
    .split('\n')
    .map((line) => {
      const [name, words] = line.trim().split(':');
      const [verb, ofObject, ofOther, alone = ''] = words.split('|').map((word) => word.trim());
      const dash = (word: string) => (word === '-' ? '' : word);
      return [name, phrase(verb, [dash(ofObject), dash(ofOther)], alone)] as const;
    }),
);
