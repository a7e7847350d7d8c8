import { TurboHoiError } from '@turbo-hoi/core';
import type { z } from 'zod';
import { checkSchema } from '../custom/schema-issues';

/**
 * A part of an export that has the expected form.
 *
 * @param at file and entry, for the message
 * @param fix what to do, as a sentence
 * @throws TurboHoiError `data`, naming the first field that is wrong
 */
export function checkedExport<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at: string,
  fix: string,
): z.output<S> {
  const checked = checkSchema(schema, value);
  if ('value' in checked) return checked.value;
  const [{ path, text }] = checked.issues;
  throw new TurboHoiError(
    'data',
    `${at}${path === '' ? '' : `${at.endsWith(':') ? ' ' : '.'}${path}`}: ${text}. ${fix}`,
  );
}
