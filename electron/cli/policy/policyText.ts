import { assertNever } from '../../../shared/assertNever.ts';
import type { AnswerFault } from '../../../shared/station/answerFault.ts';
import type { PolicyDocument } from '../../../shared/station/answerPolicy.ts';
import type { SeenTag } from '../../../shared/station/policyState.ts';
import { clockTime } from '../clockTime.ts';
import { table } from '../table.ts';

/** What holds for a station, in lines for people. */
export function policyLines(
  effective: PolicyDocument,
  {
    faults,
    faultsOfAll,
    seen,
  }: Record<'faults' | 'faultsOfAll', readonly AnswerFault[]> & {
    seen: readonly SeenTag[];
  },
): string[] {
  return [
    ...table(['ANSWER', 'AS'], rowsOf(effective)),
    ...tagLines(effective),
    ...faultLines('FAULT', faults),
    ...faultLines('FAULT OF ALL', faultsOfAll),
    ...(seen.length === 0
      ? []
      : ['', ...table(['SHOWN TAG', 'TIMES', 'LAST', 'ANSWERED'], seen.map(seenRow))]),
  ];
}

function rowsOf({ boot, idTags, transactions, dataTransfer }: PolicyDocument): string[][] {
  const status = boot?.status ?? 'Accepted';
  const intervalS = status === 'Accepted' ? boot?.heartbeatIntervalS : boot?.retryIntervalS;
  const until = status === 'Accepted' ? 'heartbeat every' : 'next boot after';
  const modes = { accept: 'all accepted', list: 'only those of the list', reject: 'all rejected' };
  const id = transactions?.fixedId ?? transactions?.nextId;
  const counting = transactions?.fixedId === undefined && id !== undefined ? ' and up' : '';
  const starts = transactions?.startStatus === undefined ? '' : `, starts ${transactions.startStatus}`;
  const stops = transactions?.stopStatus === undefined ? '' : `, stops ${transactions.stopStatus}`;
  const rules = dataTransfer?.rules ?? [];
  return [
    ['boot', `${status}${intervalS === undefined ? '' : `, ${until} ${intervalS} s`}`],
    [
      'id tags',
      `${modes[idTags?.mode ?? 'accept']}${idTags?.concurrent === true ? ', ConcurrentTx told' : ''}`,
    ],
    ['transactions', `number ${id === undefined ? 'automatic' : `${id}${counting}`}${starts}${stops}`],
    ['DataTransfer', dataTransfer?.status ?? 'UnknownVendorId'],
    ...rules.map(({ vendorId, messageId, status: answered }) => [
      `  ${vendorId}`,
      `${messageId === undefined ? '' : `${messageId}: `}${answered}`,
    ]),
  ];
}

function tagLines({ idTags }: PolicyDocument): string[] {
  const tags = Object.entries(idTags?.tags ?? {});
  if (tags.length === 0) return [];
  const rows = tags.map(([tag, { status, expiryDate, parent }]) => [tag, status, expiryDate, parent]);
  return ['', ...table(['LISTED TAG', 'STATUS', 'EXPIRES', 'PARENT'], rows)];
}

function faultLines(title: string, faults: readonly AnswerFault[]): string[] {
  if (faults.length === 0) return [];
  return ['', ...table([title, 'ACTION', 'ANSWER', 'FOR'], faults.map(faultRow))];
}

function faultRow({ id, action, answer, delayMs, next, done }: AnswerFault): string[] {
  const late = delayMs === undefined ? '' : `after ${delayMs} ms`;
  const what = [answer === undefined ? 'as usual' : answerText(answer), late].filter(Boolean).join(' ');
  const rest = next === undefined ? `all until --clear, ${done} so far` : `${next} more`;
  return [String(id), action ?? 'any', what, rest];
}

function answerText(answer: NonNullable<AnswerFault['answer']>): string {
  switch (answer.kind) {
    case 'none':
      return 'none';
    case 'error':
      return `CALLERROR ${answer.code}`;
    case 'payload':
      return `${answer.mode === 'merge' ? 'with' : 'only'} ${JSON.stringify(answer.payload)}`;
    default:
      return assertNever(answer);
  }
}

function seenRow({ tag, count, lastAt, answered }: SeenTag): (string | undefined)[] {
  return [tag, String(count), clockTime(lastAt), answered];
}
