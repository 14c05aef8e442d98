import type { Flag } from '../args.ts';

/** What only makes sense beside `--fault`. */
export const FAULT_FLAGS: Readonly<Record<string, Flag>> = {
  delay: { value: 'MS', about: 'The fault: the answer comes so much later.' },
  'no-answer': { about: 'The fault: no answer at all.' },
  error: { value: 'CODE', about: 'The fault: a CALLERROR with this code, InternalError for example.' },
  description: { value: 'TEXT', about: 'The description of the CALLERROR.' },
  payload: {
    value: 'JSON',
    about: 'The fault: these fields of the answer, null removes one; sent even if invalid.',
  },
  replace: { about: 'The JSON of --payload is the whole answer.' },
  next: { value: 'N', about: 'The fault meets the next N messages; without it, all until --clear.' },
};

export const POLICY_FLAGS: Readonly<Record<string, Flag>> = {
  boot: { value: 'STATUS', about: 'accepted, pending or rejected; usual: as without a policy.' },
  interval: {
    value: 'S',
    about: 'Seconds between heartbeats; where boots are not accepted, until the next boot.',
  },
  tags: { value: 'MODE', about: 'Id tags: accept all, reject all, or only those of the list; usual.' },
  tag: {
    value: 'TAG=STATUS',
    about:
      'Lists a tag: 04AB=Blocked, 04AB=Accepted,expiry=2027-01-01T00:00:00Z,parent=GROUP. May be repeated.',
  },
  'remove-tag': { value: 'TAG', about: 'Takes a tag off the list. May be repeated.' },
  concurrent: { value: 'on|off', about: 'ConcurrentTx for a tag that runs a transaction elsewhere.' },
  'transaction-id': {
    value: 'ID',
    about: '1.x: 500 for every transaction, 500+ for counting up from there; usual.',
  },
  'start-status': { value: 'STATUS', about: 'idTagInfo of starts, whatever the tag; usual.' },
  'stop-status': { value: 'STATUS', about: 'idTagInfo of stops, whatever the tag; usual.' },
  'data-transfer': {
    value: 'STATUS',
    about: 'Accepted, Rejected, UnknownMessageId, UnknownVendorId; usual.',
  },
  vendor: { value: 'ID', about: '--data-transfer is only for this vendorId.' },
  message: { value: 'ID', about: '--data-transfer is only for this messageId of --vendor.' },
  data: { value: 'TEXT', about: 'The data of the DataTransfer answer; JSON for a 2.x station.' },
  file: { value: 'FILE', about: 'Takes the whole policy from a JSON file, before the other flags.' },
  reset: { about: 'Back to how Kerbside answers by itself, before the other flags.' },
  fault: { value: 'ACTION', about: 'Sets a wrong answer on purpose for an action, or for any.' },
  ...FAULT_FLAGS,
  clear: { about: 'Clears all faults of the station, before --fault sets one.' },
};
