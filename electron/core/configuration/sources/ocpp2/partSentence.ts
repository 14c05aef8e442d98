import { readPartWords, type ReadPart } from '../../../../../shared/configuration/readPart.ts';

interface Circumstances {
  /** Items that reports held, and items that were asked for by name. */
  reported: number;
  byName: number;
  /** What the station says that it does not have. */
  unknown: number;
  isComplete: boolean;
  isNothing: boolean;
  /** Why there is no report, or not all of it. */
  problems: readonly string[];
}

/** How a part of a device model was read, for the technician. */
export function partSentence(part: ReadPart, circumstances: Circumstances): string {
  const { reported, byName, unknown, isComplete, isNothing, problems } = circumstances;
  const what = readPartWords(part);
  const why = problems.map((problem) => (/[.!?]$/.test(problem) ? problem : `${problem}.`)).join(' ');
  if (isNothing) return `Nothing could be read of a report of ${what}. ${why}`;
  const rest = 'Everything else was not asked for.';
  if (isComplete && reported === 0) {
    const none = part.criteria === undefined ? 'it does not have that' : 'there is none';
    return `The charger has nothing to report of ${what}: by what it says, ${none}. ${rest}`;
  }
  if (isComplete) return `Read from a report of ${what}: ${counted(reported)}. ${rest}`;
  const came = reported === 0 ? 'No report came' : `Only a part came: ${counted(reported)}`;
  const lacking = unknown === 0 ? '' : `, ${unknown} that it does not have`;
  const named = byName + unknown === 0 ? '' : ` Asked for by name: ${counted(byName)}${lacking}.`;
  return `A report of ${what} was asked for. ${came}. ${why}${named} ${rest}`;
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'variable' : 'variables'}`;
}
