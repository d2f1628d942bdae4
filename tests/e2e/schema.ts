// Whether what the page saves fits its JSON Schema, asked of a validator that others made.

import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';

const ROOT = new URL('../../', import.meta.url);

let made: Promise<Ajv2020> | undefined;

async function schemas(): Promise<Ajv2020> {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true, allErrors: true });
  for (const name of ['assessment', 'locked', 'backup']) {
    ajv.addSchema(JSON.parse(await readFile(new URL(`schema/iec62304-${name}.schema.json`, ROOT), 'utf8')));
  }
  return ajv;
}

/** What is wrong with a file, by the schema of its format. */
export async function faults(value: Record<string, any>): Promise<string[]> {
  made ??= schemas();
  const ajv = await made;
  const kind = { 'iec62304-readiness-locked': 'locked', 'iec62304-readiness-backup': 'backup' }[String(value.format)] ?? 'assessment';
  const validate = ajv.getSchema(`urn:iec62304-readiness:${kind}:1`);
  if (!validate) throw new Error(`there is no schema for ${kind}`);
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
