import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { customJsonSchema } from './json-schema';

it('is what schema/turbo-hoi-dataset.schema.json says (scripts/write-schema.ts writes it)', () => {
  const file = join(__dirname, '../../schema/turbo-hoi-dataset.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(customJsonSchema())),
  );
});
