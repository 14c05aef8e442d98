import { z } from 'zod';

export const SEVERITIES = ['info', 'warning', 'error'] as const;
export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

/**
 * Something wrong with one record.
 * `code` is stable and names the kind of fault; `message` is one sentence for the technician;
 * `path` is the place in the payload (`/meterValue/0/sampledValue`), `clause` the sentence of the specification.
 */
export const issueSchema = z.object({
  severity: severitySchema,
  code: z.string(),
  message: z.string(),
  path: z.string().optional(),
  clause: z.string().optional(),
});
export type Issue = z.infer<typeof issueSchema>;

/** The gravest severity of a list, or nothing where there are no issues. */
export function worstSeverity(issues: readonly Issue[]): Severity | undefined {
  let worst = -1;
  for (const issue of issues) worst = Math.max(worst, SEVERITIES.indexOf(issue.severity));
  return SEVERITIES[worst];
}
