import { z } from 'zod';
import { customSchema } from './custom-schema';

/** The JSON Schema of a data set file, for editors and other tools; some checks are not part of it. */
export function customJsonSchema(): object {
  return {
    title: 'turbo-hoi data set, version 1',
    ...z.toJSONSchema(customSchema, { io: 'input' }),
  };
}
