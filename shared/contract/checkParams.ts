import type { z } from 'zod';
import type { Json } from '../json.ts';
import { ContractError } from './failure.ts';

/** The params as a handler gets them, or `invalid-params` with one sentence that names the first wrong field. */
export function checkParams(name: string, schema: z.ZodType, params: Json): unknown {
  const checked = schema.safeParse(params);
  if (checked.success) return checked.data;
  throw new ContractError('invalid-params', sentence(name, checked.error.issues));
}

function sentence(name: string, issues: readonly z.core.$ZodIssue[]): string {
  const [first, ...others] = issues;
  if (first === undefined) return `The parameters of ${name} are not valid.`;
  // A check of ours may have a sentence of its own for the technician.
  if (first.code === 'custom' && first.params?.['isSentence'] === true) return first.message;
  const what = first.path.length === 0 ? 'parameters' : `field "${first.path.map(String).join('.')}"`;
  const verb = first.path.length === 0 ? 'are' : 'is';
  const more =
    others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'is' : 'are'} wrong`;
  const reason = first.message.charAt(0).toLowerCase() + first.message.slice(1);
  return `The ${what} of ${name} ${verb} not valid: ${reason}${more}.`;
}
