import type { Json, JsonObject } from '../../../shared/json.ts';
import { isOcpp1, type OcppVersion } from '../../../shared/ocpp/version.ts';
import {
  BOOT_STATUSES,
  DATA_TRANSFER_STATUSES,
  TAG_MODES,
  TAG_STATUSES,
  TAG_STATUSES_1,
  type PolicyDocument,
} from '../../../shared/station/answerPolicy.ts';
import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import { UsageError } from '../usageError.ts';

const USUAL = 'usual';
const INT32_MAX = 2 ** 31 - 1;

/** What the change is made for: the policy and what holds for the station as it is. */
export interface ChangedStation {
  version: OcppVersion | undefined;
  policy: PolicyDocument;
  effective: PolicyDocument;
}

/** The flags of one command line as a merge patch; empty where none changes the policy. */
export function policyChange(args: Arguments, station: ChangedStation): JsonObject {
  const sections: JsonObject = {
    boot: bootChange(args, station.effective),
    idTags: tagsChange(args, station.version),
    transactions: transactionsChange(args, station.version),
    dataTransfer: dataTransferChange(args, station),
  };
  return Object.fromEntries(
    Object.entries(sections).filter(([, section]) => Object.keys(section ?? {}).length > 0),
  );
}

/** One of the words, or null for "usual", which removes the setting. */
function orUsual(args: Arguments, flag: string, words: readonly string[]): Json | undefined {
  const typed = args.text(flag);
  if (typed === undefined) return undefined;
  const chosen = choice(flag, typed, [...words, USUAL]);
  return chosen === USUAL ? null : chosen;
}

function present(fields: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

function bootChange(args: Arguments, effective: PolicyDocument): JsonObject {
  const status = orUsual(args, 'boot', BOOT_STATUSES);
  const intervalS = args.number('interval', { min: 0, max: INT32_MAX, isWhole: true });
  const after = status === undefined ? effective.boot?.status : status;
  const isAccepted = (after ?? 'Accepted') === 'Accepted';
  return present({
    status,
    ...(intervalS === undefined ? {} : { [isAccepted ? 'heartbeatIntervalS' : 'retryIntervalS']: intervalS }),
  });
}

function statusesOf(version: OcppVersion | undefined): readonly string[] {
  return version !== undefined && isOcpp1(version) ? TAG_STATUSES_1 : TAG_STATUSES;
}

function tagsChange(args: Arguments, version: OcppVersion | undefined): JsonObject {
  const tags = [
    ...args.texts('remove-tag').map((tag) => [tag, null] as const),
    ...args.texts('tag').map((text) => tagRuleOf(text, version)),
  ];
  const concurrent = args.text('concurrent');
  return present({
    mode: orUsual(args, 'tags', TAG_MODES),
    concurrent:
      concurrent === undefined ? undefined : choice('concurrent', concurrent, ['on', 'off']) === 'on',
    tags: tags.length === 0 ? undefined : Object.fromEntries(tags),
  });
}

/** `04AB=Blocked,expiry=…,parent=…`; a tag may hold `=` itself, a status does not. */
function tagRuleOf(text: string, version: OcppVersion | undefined): readonly [string, JsonObject] {
  const match = /^(.+?)=([A-Za-z]+)((?:,[a-z]+=[^,]+)*)$/.exec(text);
  const [, tag = '', status = '', rest = ''] = match ?? [];
  if (match === null) {
    throw new UsageError(
      `--tag takes TAG=STATUS, with ,expiry=TIME and ,parent=ID behind it where needed; not "${text}".`,
    );
  }
  const extras = rest.split(',').filter((part) => part !== '');
  const fields = extras.map((part) => {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    return [choice('tag', name, ['expiry', 'parent']) === 'expiry' ? 'expiryDate' : 'parent', value] as const;
  });
  return [tag, { status: choice('tag', status, statusesOf(version)), ...Object.fromEntries(fields) }];
}

function transactionsChange(args: Arguments, version: OcppVersion | undefined): JsonObject {
  const statuses = statusesOf(version);
  return present({
    ...transactionId(args.text('transaction-id')),
    startStatus: orUsual(args, 'start-status', statuses),
    stopStatus: orUsual(args, 'stop-status', statuses),
  });
}

function transactionId(typed: string | undefined): Record<string, Json> {
  if (typed === undefined) return {};
  if (typed.toLowerCase() === USUAL) return { fixedId: null, nextId: null };
  const match = /^(-?\d{1,10})(\+?)$/.exec(typed);
  if (match === null) {
    throw new UsageError(
      `--transaction-id takes a number (500), a number to count up from (500+), or usual; not "${typed}".`,
    );
  }
  const id = Number(match[1]);
  return match[2] === '+' ? { fixedId: null, nextId: id } : { fixedId: id, nextId: null };
}

function dataTransferChange(args: Arguments, { version, policy }: ChangedStation): JsonObject {
  const status = orUsual(args, 'data-transfer', DATA_TRANSFER_STATUSES);
  const [vendorId, messageId] = [args.text('vendor'), args.text('message')];
  if (status === undefined) {
    const alone = ['vendor', 'message', 'data'].find((flag) => args.has(flag));
    if (alone === undefined) return {};
    throw new UsageError(`--${alone} goes with --data-transfer STATUS.`);
  }
  if (messageId !== undefined && vendorId === undefined) {
    throw new UsageError('--message is a message of a vendor: add --vendor ID.');
  }
  const data = dataOf(args.text('data'), version);
  if (vendorId === undefined) return { status, data: data ?? null };
  const others = (policy.dataTransfer?.rules ?? []).filter(
    (rule) => !isSame(rule.vendorId, vendorId) || !isSame(rule.messageId, messageId),
  );
  const rule = status === null ? [] : [present({ vendorId, messageId, status, data })];
  return { rules: [...others.map((other) => present({ ...other })), ...rule] };
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

/** Text in 1.x; in 2.x anything, so that JSON is taken as what it says. */
function dataOf(text: string | undefined, version: OcppVersion | undefined): Json | undefined {
  if (text === undefined || version === undefined || isOcpp1(version)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Not JSON: text is as good.
    return text;
  }
}
