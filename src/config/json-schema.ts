/** The schema of `services.yml` for editors: completion, descriptions, and the faults that a schema can see. */
import * as z from 'zod';
import { fileSchema } from './schema.ts';

/** JSON Schema draft 7, the one that the YAML language server knows best. */
export function servicesJsonSchema(): object {
  return {
    ...z.toJSONSchema(fileSchema, { target: 'draft-7', io: 'input' }),
    title: 'Switchback: services.yml',
  };
}
