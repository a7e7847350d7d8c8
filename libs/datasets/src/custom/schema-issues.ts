import { formatPath, issueMessage } from '@turbo-hoi/core';
import type { z } from 'zod';

/** A violation of a schema. */
export interface SchemaIssue {
  /** For example `people[0].box[2]`. */
  readonly path: string;
  /** Got and expected value. */
  readonly text: string;
}

/** Checks a value; each issue has the path, the got and the expected value. */
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
