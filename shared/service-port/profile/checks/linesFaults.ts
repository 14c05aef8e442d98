import { groupNames, placeholderFaults, unknownFaults } from './commandFaults.ts';
import type { CheckFault, FieldPath } from './checkFault.ts';
import { twins } from './itemFaults.ts';
import type { JsonLinesProfile, OcppLinesProfile } from '../linesProfile.ts';

const IDENTITY_GROUPS = new Set(['vendor', 'model', 'serialNumber', 'firmwareVersion']);

export function ocppLinesFaults({ identityLines }: OcppLinesProfile): CheckFault[] {
  return identityLines.flatMap((pattern, index) =>
    groupNames([pattern]).flatMap((name) =>
      unknownFaults(name, IDENTITY_GROUPS, ['identityLines', index], 'group that is understood'),
    ),
  );
}

/** What makes no sense of a device that speaks JSON in lines. */
export function jsonLinesFaults(profile: JsonLinesProfile): CheckFault[] {
  const { requests, items, identify, status } = profile;
  return [
    ...twins(requests, 'requests', ({ key }) => key, 'key'),
    ...twins(status, 'status', ({ kind }) => kind, 'kind'),
    ...requests.flatMap(({ send }, index) => [
      ...jsonFaults(send, ['requests', index, 'send']),
      ...placeholderFaults(send, [], ['requests', index, 'send']),
    ]),
    ...identify.flatMap(({ request }, index) =>
      requestFaults(profile, request, ['identify', index, 'request']),
    ),
    ...items.flatMap((item, index) => itemFaults(profile, item, ['items', index])),
  ];
}

function itemFaults(
  profile: JsonLinesProfile,
  { read, write }: JsonLinesProfile['items'][number],
  path: FieldPath,
): CheckFault[] {
  const faults: CheckFault[] = [];
  if (read === undefined && write === undefined) {
    faults.push({ path, sentence: 'can neither be read (read) nor written (write).' });
  }
  if (read !== undefined && (read.request === undefined) === (read.kind === undefined)) {
    const sentence = 'must name either a request, or the kind of a line that comes by itself.';
    faults.push({ path: [...path, 'read'], sentence });
  }
  if (read?.request !== undefined) {
    faults.push(...requestFaults(profile, read.request, [...path, 'read', 'request']));
  }
  if (write !== undefined) {
    faults.push(
      ...placeholderFaults(write.send, ['value'], [...path, 'write', 'send']),
      ...jsonFaults(write.send.replaceAll('{value}', '0'), [...path, 'write', 'send']),
    );
  }
  return faults;
}

function requestFaults({ requests }: JsonLinesProfile, request: string, path: FieldPath): CheckFault[] {
  const found = requests.find(({ key }) => key === request);
  if (found === undefined) {
    return unknownFaults(request, new Set(requests.map(({ key }) => key)), path, 'request');
  }
  return found.isReading ? [] : [{ path, sentence: `“${request}” changes something; reading must not.` }];
}

function jsonFaults(send: string, path: FieldPath): CheckFault[] {
  try {
    const value: unknown = JSON.parse(send);
    if (typeof value === 'object' && value !== null && !/[\r\n]/.test(send)) return [];
    return [{ path, sentence: 'must be one JSON object or list in one line.' }];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ path, sentence: `is no JSON: ${why}.` }];
  }
}
