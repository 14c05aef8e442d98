import { isJsonObject, type Json, type JsonObject } from '../../../../shared/json.ts';
import type { ErrorCode } from '../../../../shared/ocpp/errorCode.ts';

export interface AnswerFault {
  code: ErrorCode;
  description: string;
}

type Kind = 'text' | 'time' | 'integer' | 'object' | readonly string[];

const ACCEPTED_OR_NOT = ['Accepted', 'Rejected'] as const;

/** What the station needs of an answer to go on, in OCPP 2.1; a dot leads into an object. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  Authorize: { idTokenInfo: 'object', 'idTokenInfo.status': 'text' },
  BootNotification: {
    status: ['Accepted', 'Pending', 'Rejected'],
    currentTime: 'time',
    interval: 'integer',
  },
  GetCertificateStatus: { status: ['Accepted', 'Failed'] },
  Heartbeat: { currentTime: 'time' },
  OpenPeriodicEventStream: { status: ACCEPTED_OR_NOT },
  PullDynamicScheduleUpdate: { status: ACCEPTED_OR_NOT },
  SignCertificate: { status: ACCEPTED_OR_NOT },
  VatNumberValidation: { status: ACCEPTED_OR_NOT, vatNumber: 'text' },
};

function valueAt(payload: JsonObject, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((value, name) => (isJsonObject(value) ? value[name] : undefined), payload);
}

function fits(value: Json, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'time':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return isJsonObject(value);
    default:
      return typeof value === 'string' && kind.includes(value);
  }
}

/** Why the answer to a call of the station is of no use to it, or nothing where it is. */
export function unusableBecause(action: string, payload: JsonObject | undefined): AnswerFault | undefined {
  if (payload === undefined) {
    return { code: 'FormatViolation', description: 'the payload of the answer is no object' };
  }
  for (const [path, kind] of Object.entries(NEEDED[action] ?? {})) {
    const value = valueAt(payload, path);
    if (value === undefined) {
      return {
        code: 'OccurrenceConstraintViolation',
        description: `the answer to ${action} has no ${path}`,
      };
    }
    if (fits(value, kind)) continue;
    const isEnum = typeof kind !== 'string' && typeof value === 'string';
    return {
      code: isEnum ? 'PropertyConstraintViolation' : 'TypeConstraintViolation',
      description: `${path} in the answer to ${action} cannot be used`,
    };
  }
  return undefined;
}
