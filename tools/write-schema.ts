/**
 * Writes docs/services.schema.json from the schema that `services.yml` is held against. Run:
 * `node tools/write-schema.ts && npx biome check --write docs/services.schema.json`
 */
import { writeFileSync } from 'node:fs';
import { servicesJsonSchema } from '../src/config/json-schema.ts';

const file = new URL('../docs/services.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(servicesJsonSchema(), null, 2)}\n`);
