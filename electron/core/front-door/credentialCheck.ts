import { assertNever } from '../../../shared/assertNever.ts';
import { isOcpp1, type OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import { readCredentials, type Credentials } from './credentials.ts';
import { passwordMatch } from './passwordMatch.ts';
import type { Verdict } from './visit.ts';

export interface CredentialCheck {
  /** Why the station is not let in. */
  refusal?: Pick<Verdict, 'code' | 'sentence' | 'remedy'>;
  issues: Issue[];
  /** What came, in one sentence without the password. */
  fact: string;
}

interface Caller {
  stationId: string;
  version: OcppVersion;
  /** The password that the technician set for this station; without one everything is accepted. */
  expected: string | undefined;
}

const SHORTEST_BYTES = 16;
/** 1.6 means bytes, 2.x characters. */
const LONGEST_BYTES = { ocpp1: 20, ocpp2: 40 } as const;

/** Looks at what a station authenticates with. The password itself never leaves this function. */
export function checkCredentials(header: string | undefined, caller: Caller): CredentialCheck {
  const credentials = readCredentials(header, caller.stationId);
  const check = { issues: issuesOf(credentials, caller), fact: factOf(credentials, caller) };
  const refusal = caller.expected === undefined ? undefined : refusalOf(credentials, caller.expected);
  return refusal === undefined ? check : { ...check, refusal };
}

function refusalOf(credentials: Credentials, expected: string): CredentialCheck['refusal'] {
  const remedy =
    'Set the same password in the charger (AuthorizationKey in 1.6, BasicAuthPassword in 2.x), or clear the one that Kerbside expects.';
  switch (credentials.kind) {
    case 'none':
      return {
        code: 'password-absent',
        sentence: 'The charger sent no credentials, but a password is expected of it.',
        remedy: `${remedy} Some chargers send none until they were restarted, or until security profile 1 or 2 is chosen.`,
      };
    case 'unreadable':
      return {
        code: 'password-unreadable',
        sentence: `The charger sent an Authorization header (${credentials.scheme}) that is no HTTP Basic.`,
        remedy,
      };
    case 'basic': {
      if (passwordMatch(expected, credentials.password) !== undefined) return undefined;
      const length = credentials.password.length;
      return {
        code: 'password-wrong',
        sentence: `Wrong password: the charger sent ${bytesText(length)}, which match in no form (text, bytes, hexadecimal).`,
        remedy,
      };
    }
    default:
      return assertNever(credentials);
  }
}

function factOf(credentials: Credentials, { expected }: Caller): string {
  switch (credentials.kind) {
    case 'none':
      return 'The charger sent no credentials.';
    case 'unreadable':
      return `The charger sent an Authorization header (${credentials.scheme}) that cannot be read.`;
    case 'basic': {
      const { user, password } = credentials;
      const came = `The charger sent the user “${user.slice(0, 100)}” and a password of ${bytesText(password.length)}`;
      if (expected === undefined) return `${came}; none is expected, so it was not compared.`;
      const match = passwordMatch(expected, password);
      return match === undefined
        ? `${came}, which is not the expected one.`
        : `${came}. It matches ${match}.`;
    }
    default:
      return assertNever(credentials);
  }
}

function issuesOf(credentials: Credentials, { stationId, version }: Caller): Issue[] {
  if (credentials.kind === 'none') return [];
  if (credentials.kind === 'unreadable') {
    const message = `The Authorization header (${credentials.scheme}) is no readable HTTP Basic.`;
    return [{ severity: 'warning', code: 'password-unreadable', message, clause: 'RFC 7617 §2' }];
  }
  const { user, password } = credentials;
  const issues: Issue[] = [];
  if (user !== stationId) {
    issues.push({
      severity: 'warning',
      code: 'password-user',
      message: `The charger authenticates as “${user.slice(0, 100)}”, but its identity in the path is “${stationId}”.`,
      clause: isOcpp1(version) ? 'OCPP 1.6J §6.2.2' : 'OCPP 2.0.1 part 2 A00.FR.204',
    });
  }
  const length = lengthIssue(password.length, version);
  return length === undefined ? issues : [...issues, length];
}

/** 40 hexadecimal digits are 20 bytes that were not decoded, which is a length of its own right. */
function lengthIssue(length: number, version: OcppVersion): Issue | undefined {
  const isOld = isOcpp1(version);
  const longest = isOld ? LONGEST_BYTES.ocpp1 : LONGEST_BYTES.ocpp2;
  if (length >= SHORTEST_BYTES && (length <= longest || (isOld && length === 40))) return undefined;
  const message = `The password has ${bytesText(length)}; ${SHORTEST_BYTES} to ${longest} are allowed. Other central systems may refuse it.`;
  const clause = isOld
    ? 'OCPP 1.6J §6.2.2, Improved security for OCPP 1.6-J (AuthorizationKey)'
    : 'OCPP 2.0.1 part 2 A00.FR.205';
  return { severity: 'warning', code: 'password-length', message, clause };
}

function bytesText(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
