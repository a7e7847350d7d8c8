// Writes the JSON Schema of the custom format next to this folder; run it after a change of src/custom/custom-schema.ts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { customJsonSchema } from '../src/custom/json-schema';

const file = join(__dirname, '../schema/turbo-hoi-dataset.schema.json');
writeFileSync(file, `${JSON.stringify(customJsonSchema(), null, 2)}\n`);
