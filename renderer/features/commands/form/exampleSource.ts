import { exampleFor } from '../../../../shared/ocpp/example.ts';
import { standalone, type FieldSpec } from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';
import type { FormContextValue } from './formContext.ts';

/** The JSON text with which a value begins when it is added: what it must have, and nothing else. */
export function exampleSource({ root, context }: FormContextValue, spec: FieldSpec): string {
  return JSON.stringify(exampleFor(standalone(root, spec), { ...context, nowMs: Date.now() }));
}
