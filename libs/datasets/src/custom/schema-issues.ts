import { formatPath, issueMessage } from '@turbo-hoi/core';
import type { z } from 'zod';

/** Something in a document that its schema does not allow. */
export interface SchemaIssue {
  /** For example `people[0].box[2]`. */
  readonly path: string;
  /** What was got and expected. */
  readonly text: string;
}

/** Checks a value, and says of each fault where it is, what was got and what was expected. */
export function checkSchema<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { readonly value: z.output<S> } | { readonly issues: SchemaIssue[] } {
  const result = schema.safeParse(value, { error: issueMessage });
  if (result.success) return { value: result.data };
  return {
    issues: result.error.issues.map(({ path, message }) => ({
      path: formatPath(path).replace(/^\./, ''),
      text: message,
    })),
  };
}
