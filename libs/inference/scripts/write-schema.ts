// Writes the JSON Schema of the prediction document; run it after changing src/photo/document-schema.ts.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { photoJsonSchema } from '../src/photo/document-schema';

const file = join(__dirname, '../schema/turbo-hoi-prediction.schema.json');
writeFileSync(file, `${JSON.stringify(photoJsonSchema(), null, 2)}\n`);
