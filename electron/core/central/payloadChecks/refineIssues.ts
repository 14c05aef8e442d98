import type { Repair } from '../../../../shared/ocpp/asMeant/repair.ts';
import type { Issue, Severity } from '../../../../shared/trace/issue.ts';
import { issueOf } from '../sessionIssue.ts';

/** Words of a sampled value: a wrong one makes a reading hard to name, but not unusable. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['unit', 'unit-unknown'],
  ['measurand', 'measurand-unknown'],
  ['context', 'context-unknown'],
  ['phase', 'phase-unknown'],
  ['location', 'location-unknown'],
  ['format', 'format-unknown'],
]);

/** Repairs that no schema asks for. What is not listed is no fault by itself. */
const OWN_ISSUES: ReadonlyMap<string, { severity: Severity; code: string }> = new Map([
  ['trimmed', { severity: 'warning', code: 'value-spaces' }],
  ['unquoted', { severity: 'warning', code: 'value-quoted' }],
  ['nul', { severity: 'warning', code: 'value-nul' }],
  ['scientific', { severity: 'info', code: 'value-scientific' }],
  ['null-text', { severity: 'info', code: 'value-null-text' }],
  ['phase-of-current', { severity: 'info', code: 'phase-of-current' }],
]);

/** The schema's faults, each with what the value is taken for; and what was mended without the schema minding. */
export function refineIssues(faults: readonly Issue[], repairs: readonly Repair[]): Issue[] {
  const byPath = new Map<string, Repair[]>();
  for (const repair of repairs) byPath.set(repair.path, [...(byPath.get(repair.path) ?? []), repair]);
  const used = new Set<Repair>();
  const refined = faults.map((fault) => {
    const known = byPath.get(fault.path ?? '') ?? [];
    for (const repair of known) used.add(repair);
    return refine(fault, known);
  });
  return [...refined, ...ownIssues(repairs.filter((repair) => !used.has(repair)))];
}

function refine(fault: Issue, repairs: readonly Repair[]): Issue {
  const how = repairs.map(({ why }) => ` ${why}`).join('');
  if (fault.code !== 'schema-enum') return how === '' ? fault : { ...fault, message: fault.message + how };
  const field = fieldOf(fault.path ?? '');
  const label = /\/sampledValue\//.test(fault.path ?? '') ? LABELS.get(field) : undefined;
  if (label !== undefined) {
    const message = `${fault.message}${how === '' ? ' Kerbside shows it as it came.' : how}`;
    return { ...fault, severity: 'warning', code: label, message };
  }
  if (field === 'errorCode') {
    const message = `${fault.message} Take it for OtherError: what happened may stand in “info” and “vendorErrorCode”.`;
    return { ...fault, code: 'error-code-unknown', message };
  }
  return { ...fault, message: fault.message + how };
}

/** One issue for each kind of repair: a list of readings repeats it in every line. */
function ownIssues(repairs: readonly Repair[]): Issue[] {
  const byCode = Map.groupBy(repairs, ({ code }) => code);
  return [...byCode].flatMap(([code, same]) => {
    const own = OWN_ISSUES.get(code);
    const [first] = same;
    if (own === undefined || first === undefined) return [];
    const more = same.length === 1 ? '' : ` The same in ${same.length - 1} more places.`;
    const message = `“${fieldOf(first.path)}”: ${first.why}${more}`;
    return [
      { ...issueOf(own.severity, own.code, message), ...(first.path === '' ? {} : { path: first.path }) },
    ];
  });
}

/** The last name of a path, without the numbers of list entries. */
function fieldOf(path: string): string {
  return path.split('/').findLast((part) => !/^\d*$/.test(part)) ?? 'payload';
}
