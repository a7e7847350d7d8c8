import { TurboHoiError } from '@turbo-hoi/core';

const STAGE_PARTS = ['hoi', 'pose', 'mask'];

/**
 * Whether a parameter belongs to a part of the model: `model` is all of it; `hoi`, `pose` and `mask` are these modules of
 * every stage; anything else is a prefix of the parameter's name, such as `stem`, `objectBranch` or `stages.1.pose`.
 */
export function isOfPart(part: string): (parameter: string) => boolean {
  if (part === 'model') return () => true;
  if (STAGE_PARTS.includes(part)) {
    const pattern = new RegExp(`^stages\\.\\d+\\.${part}\\.`);
    return (parameter) => pattern.test(parameter);
  }
  const prefix = `${part.replace('objectBranch', 'object_branch')}.`;
  return (parameter) => parameter.startsWith(prefix);
}

/** @throws TurboHoiError `config` for a part without parameters */
export function checkPart(part: string, parameters: Iterable<string>, path: string): void {
  const names = [...parameters];
  if (names.some(isOfPart(part))) return;
  const parts = new Set(
    names.map((name) =>
      name
        .split('.')
        .slice(0, name.startsWith('stages') ? 3 : 1)
        .join('.'),
    ),
  );
  throw new TurboHoiError(
    'config',
    `${path}: the model has no part "${part}"; expected model, hoi, pose, mask or one of ${[...parts].join(', ')}.`,
  );
}
