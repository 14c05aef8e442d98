import { assertNever } from '../../../../shared/assertNever.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { issueOf } from '../sessionIssue.ts';

export type ClosedBy = 'station' | 'kerbside' | 'network';

/** Close codes of the registry (RFC 6455 §7.4.1) in words that follow “The station closed the connection”. */
const CODES = new Map<number, string>([
  [1000, 'as done'],
  [1001, 'because it goes away'],
  [1002, 'because of a protocol error'],
  [1003, 'because it cannot take that kind of data'],
  [1005, 'without giving a code'],
  [1007, 'because of text that is not UTF-8'],
  [1008, 'because of its policy'],
  [1009, 'because a message was too big'],
  [1010, 'because an extension is missing'],
  [1011, 'because of a fault of its own'],
  [1012, 'because it restarts'],
  [1013, 'and asks to try again later'],
  [1014, 'because of a bad answer from behind a proxy'],
  [1015, 'because of a TLS failure'],
]);

function codeWords(code: number): string {
  const known = CODES.get(code);
  if (known !== undefined) return known;
  if (code >= 4000) return 'with a code of its maker’s own';
  return code >= 3000 ? 'with a code of a library' : 'with a code that does not exist';
}

/** A command that was sent shortly before a connection ended. */
export interface LastCommand {
  action: string;
  at: number;
}

/** Longer ago, a command has nothing to do with the end. */
const AFTER_COMMAND_MS = 5000;

/** “That was 0.4 s after GetConfiguration was sent.”, or nothing where no command came before. */
export function afterCommandSentence(command: LastCommand | undefined, at: number): string | undefined {
  if (command === undefined || at - command.at > AFTER_COMMAND_MS) return undefined;
  return `That was ${((at - command.at) / 1000).toFixed(1)} s after ${command.action} was sent.`;
}

/** One sentence that says who ended a connection and why. */
export function disconnectSentence(by: ClosedBy, code: number, reason: string): string {
  const said = reason === '' ? '' : ` (“${reason}”)`;
  switch (by) {
    case 'kerbside':
      return reason === '' ? 'Kerbside closed the connection.' : `Kerbside closed the connection: ${reason}.`;
    case 'network':
      return 'The connection broke off: neither side sent a closing frame (code 1006). The network failed, or the station lost power or restarted.';
    case 'station':
      return `The station closed the connection ${codeWords(code)} (code ${code})${said}.`;
    default:
      return assertNever(by);
  }
}

/** Faults of the WebSocket layer, by the library's code: each ends the connection. */
const FAULTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/UNSUPPORTED_MESSAGE_LENGTH|INVALID_LENGTH/, 'The station sent a frame larger than 64 MB.'],
  [/UNEXPECTED_RSV_1/, 'The station sent a compressed frame (bit RSV1) although compression was not agreed.'],
  [/UNEXPECTED_RSV/, 'The station sent a frame with reserved bits set.'],
  [/EXPECTED_MASK/, 'The station sent an unmasked frame.'],
  [/INVALID_OPCODE/, 'The station sent a frame of a kind that does not exist or is out of place.'],
  [
    /INVALID_CONTROL_PAYLOAD_LENGTH|EXPECTED_FIN/,
    'The station sent a malformed ping, pong or closing frame.',
  ],
  [/INVALID_CLOSE_CODE/, 'The station closed with a code that must not be sent.'],
  [/TOO_MANY_BUFFERED_PARTS/, 'The station sent a message in too many fragments.'],
];

const NOT_INFLATED = issueOf(
  'error',
  'compression-broken',
  'The station sent a compressed message that cannot be unpacked.',
  'RFC 7692 §7',
);

/** A fault of the WebSocket layer, and the code that the connection is closed with for it. */
export interface SocketFault {
  issue: Issue;
  closeCode: 1002 | 1007 | 1009;
}

/** What was wrong on the WebSocket layer, or nothing where only the network failed. */
export function socketFault(error: Error & { code?: string }): SocketFault | undefined {
  const { code } = error;
  if (code === undefined) return undefined;
  if (code.startsWith('Z_')) return { issue: NOT_INFLATED, closeCode: 1007 };
  if (!code.startsWith('WS_ERR_')) return undefined;
  const sentence =
    FAULTS.find(([pattern]) => pattern.test(code))?.[1] ??
    `The station broke the WebSocket protocol: ${error.message}.`;
  return {
    issue: issueOf('error', 'websocket-protocol', sentence, 'RFC 6455 §5'),
    closeCode: code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' ? 1009 : 1002,
  };
}

/** The fault of a compressed frame with what it holds: the record keeps the compressed bytes. */
export function inflatedIssue(issue: Issue, text: string): Issue {
  const cut = text.length > 1000 ? `${text.slice(0, 1000)}…` : text;
  return { ...issue, message: `${issue.message} It holds: ${cut}` };
}
