import type { JsonObject } from '../../json.ts';
import type { OcppVersion } from '../version.ts';
import { fieldMeaning } from './fieldMeaning.ts';
import { fieldsOf, itemSpec, specOf, type FieldSpec } from './fieldSpec.ts';
import { fieldUnit } from './fieldUnits.ts';

/** What is known of one place of a payload. */
export interface FieldFacts {
  /** The property's name; of an entry of a list, the list's. */
  name: string;
  spec: FieldSpec;
  /** Absent for entries of a list and for the payload itself. */
  isRequired?: boolean;
  meaning?: string;
  unit?: string;
}

/** The message whose schema it is. */
export interface MessageSchema {
  version: OcppVersion;
  action: string;
  root: JsonObject;
}

/** What the schema and our own dictionary say of a JSON pointer of a payload; nothing where no field may stand. */
export function fieldAt({ version, action, root }: MessageSchema, pointer: string): FieldFacts | undefined {
  let spec = specOf(root, root);
  let name = '';
  let isRequired: boolean | undefined;
  let about: string | undefined;
  for (const step of stepsOf(pointer)) {
    about = spec.description;
    if (spec.kind === 'array') {
      spec = itemSpec(root, spec);
      isRequired = undefined;
      continue;
    }
    const field = fieldsOf(root, spec).find((one) => one.name === step);
    if (field === undefined) return undefined;
    ({ spec, name, isRequired } = field);
  }
  // An entry that its schema does not describe is what its list is for.
  const meaning =
    spec.description ?? (name === '' ? undefined : (fieldMeaning(version, action, name) ?? about));
  const unit = spec.kind === 'number' ? fieldUnit(name) : undefined;
  return {
    name,
    spec,
    ...(isRequired === undefined ? {} : { isRequired }),
    ...(meaning === undefined ? {} : { meaning }),
    ...(unit === undefined ? {} : { unit }),
  };
}

export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
