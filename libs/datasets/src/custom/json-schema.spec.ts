import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { customJsonSchema } from './json-schema';

it('equals schema/turbo-hoi-dataset.schema.json (written by scripts/write-schema.ts)', () => {
  const file = join(__dirname, '../../schema/turbo-hoi-dataset.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(customJsonSchema())),
  );
});
