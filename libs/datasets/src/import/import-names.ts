import { TurboHoiError } from '@turbo-hoi/core';

/** What a tool's name of an action becomes; null: it is left out. */
export type ActionNames = ReadonlyMap<
  string,
  { readonly name: string; readonly role?: string } | null
>;

/** What a tool's label becomes; null: its regions are left out. */
export type ClassNames = ReadonlyMap<string, string | null>;

/**
 * Reads `--action rides=ride:obj`, `--action waves=wave` and `--action male=`, which leaves the name out.
 *
 * @throws TurboHoiError `usage`
 */
export function parseActionNames(options: readonly string[]): ActionNames {
  return new Map(
    options.map((option) => {
      const [from, to] = namePair('--action', option, 'rides=ride:obj');
      const [name, role, ...rest] = to.split(':').map((part) => part.trim());
      if (rest.length > 0 || (role !== undefined && (role === '' || name === '')))
        throw malformed('--action', option, 'rides=ride:obj');
      return [from, name === '' ? null : { name, ...(role && { role }) }];
    }),
  );
}

/**
 * Reads `--class man=person`, and `--class shadow=`, which leaves such regions out.
 *
 * @throws TurboHoiError `usage`
 */
export function parseClassNames(options: readonly string[]): ClassNames {
  return new Map(
    options.map((option) => {
      const [from, to] = namePair('--class', option, 'man=person');
      return [from, to === '' ? null : to];
    }),
  );
}

/** The class of people. */
export const PERSON_CLASS = 'person';

/** The class of a tool's label, as {@link parseClassNames} says; `Person` in any case is a person. Null: left out. */
export function classOfLabel(label: string, classes: ClassNames): string | null {
  const named = classes.get(label.trim());
  if (named !== undefined) return named;
  return label.trim().toLowerCase() === PERSON_CLASS ? PERSON_CLASS : label.trim();
}

function namePair(flag: string, option: string, example: string): [from: string, to: string] {
  const equals = option.indexOf('=');
  if (equals <= 0) throw malformed(flag, option, example);
  return [option.slice(0, equals).trim(), option.slice(equals + 1).trim()];
}

function malformed(flag: string, option: string, example: string): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `${flag}: got "${option}"; write the name in the export, "=" and the name here, like ${flag} "${example}", or nothing behind "=" to leave it out.`,
  );
}
