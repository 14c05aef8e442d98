import { OCPP_VERSIONS } from '../../ocpp/version.ts';
import { DIRECTIONS } from '../record.ts';
import { RECORD_TYPES } from './recordType.ts';

/** A key of the filter language, for completion and help. The screens have these sentences in their locale. */
export interface FilterKey {
  /** As it is written in front of the colon. */
  readonly key: string;
  readonly about: string;
  /** A whole term. */
  readonly example: string;
  /** Where there are only so many values. */
  readonly words?: readonly string[];
}

export const ISSUE_WORDS = ['any', 'error', 'warning', 'info'] as const;

export const FILTER_KEYS = [
  { key: 'action', about: 'The action of a call, and the answers to it.', example: 'action:MeterValues' },
  {
    key: 'dir',
    about: 'From the station or to it:',
    example: 'dir:out',
    words: DIRECTIONS,
  },
  { key: 'station', about: 'The id of a station.', example: 'station:CP-00*' },
  {
    key: 'connector',
    about: 'connectorId in the payload, or in that of the call that is answered.',
    example: 'connector:1',
  },
  {
    key: 'evse',
    about: 'evseId or evse.id in the payload, or in that of the call that is answered (OCPP 2.x).',
    example: 'evse:2',
  },
  {
    key: 'tx',
    about: 'transactionId in the payload, or in that of the call that is answered.',
    example: 'tx:1234',
  },
  { key: 'type', about: 'What kind of record it is:', example: 'type:error', words: RECORD_TYPES },
  {
    key: 'issue',
    about: 'What is wrong with the record: the code of an issue, or one of',
    example: 'issue:schema-*',
    words: ISSUE_WORDS,
  },
  { key: 'latency', about: 'From a call to its answer.', example: 'latency:>2s' },
  { key: 'time', about: 'By the clock of this machine, or a date.', example: 'time:10:00..10:15' },
  { key: 'size', about: 'Bytes on the wire.', example: 'size:>4k' },
  { key: 'id', about: 'The message id.', example: 'id:19223201' },
  {
    key: 'version',
    about: 'The version of OCPP that the station speaks:',
    example: 'version:2.0.1',
    words: OCPP_VERSIONS,
  },
  { key: 'port', about: 'The service port, by its path or the end of it.', example: 'port:ttyUSB*' },
  { key: 'seq', about: 'The number of the record.', example: 'seq:100..200' },
] as const satisfies readonly FilterKey[];

export type FilterKeyName = (typeof FILTER_KEYS)[number]['key'];

/** Words that mean something of their own. */
export const FILTER_WORDS = [
  { word: 'unanswered', about: 'Calls without an answer.' },
  { word: 'marked', about: 'Records that were marked.' },
  { word: 'understood', about: 'What crossed a service port and a driver has explained.' },
  { word: 'or', about: 'Either what stands before it or what stands behind it.' },
  { word: 'not', about: 'Not what stands behind it; a “-” means the same.' },
] as const;

/** In any case of its letters. */
export function filterKeyOf(typed: string): FilterKeyName | undefined {
  const wanted = typed.toLowerCase();
  return FILTER_KEYS.find(({ key }) => key === wanted)?.key;
}
