import { createContext, useContext, type ComponentType } from 'react';
import type { JsonObject } from '../../../../shared/json.ts';
import type { ExampleContext } from '../../../../shared/ocpp/example/exampleContext.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { JsonNode } from '../../../../shared/jsonTree.ts';
import type { Field } from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';

export interface FieldEntryProps {
  field: Field;
  /** Pointer of the object that the field is in. */
  owner: string;
  /** Nothing where the field is absent. */
  node: JsonNode | undefined;
  /** Takes the JSON text of the field, or nothing: then the field goes. */
  onSource: (source: string | undefined) => void;
}

/** What all fields of a form share. */
export interface FormContextValue {
  formId: string;
  version: OcppVersion;
  action: string;
  /** The document that references in schemas point into. */
  root: JsonObject;
  /** The payload that the fields were read from. */
  text: string;
  issues: readonly Issue[];
  context: ExampleContext;
  /** Takes the whole text as it is after an edit. */
  edit: (text: string) => void;
  /** Draws one field of any kind. Objects get it from here, since fields hold objects, too. */
  Entry: ComponentType<FieldEntryProps>;
}

export const FormContext = createContext<FormContextValue | undefined>(undefined);

export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('a field stands outside of a form');
  return form;
}
