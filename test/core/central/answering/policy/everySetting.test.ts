import { describe, expect, it } from 'vitest';
import { Answerer } from '../../../../../electron/core/central/answering/answerer.ts';
import { Policies } from '../../../../../electron/core/central/answering/policy/policies.ts';
import { Schemas } from '../../../../../electron/core/central/schemas/schemas.ts';
import { createTransactionIds } from '../../../../../electron/core/central/transactionIds.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import { isOcpp1, OCPP_VERSIONS, type OcppVersion } from '../../../../../shared/ocpp/version.ts';
import {
  BOOT_STATUSES,
  DATA_TRANSFER_STATUSES,
  TAG_MODES,
  TAG_STATUSES,
} from '../../../../../shared/station/answerPolicy.ts';
import { event, start, token } from './policyCore.ts';

const schemas = new Schemas();
const meta = { get: () => undefined, set: () => undefined };
const LONG = 'X'.repeat(255);

/** Every setting, alone and beside others. */
const SETTINGS: JsonObject[] = [
  ...BOOT_STATUSES.flatMap((status) =>
    [0, 1, 2 ** 31 - 1].map((retryIntervalS) => ({
      boot: {
        status,
        retryIntervalS,
        heartbeatIntervalS: retryIntervalS,
        statusInfo: { reasonCode: 'X'.repeat(20), additionalInfo: 'Y'.repeat(512) },
      },
    })),
  ),
  ...TAG_MODES.flatMap((mode) => [
    { idTags: { mode } },
    ...TAG_STATUSES.flatMap((status) => [
      { idTags: { mode, concurrent: true, tags: { [LONG]: { status }, a: { status } } } },
      { idTags: { mode, tags: { A: { status, expiryDate: '2020-01-01T00:00:00+01:00', parent: 'P' } } } },
      { idTags: { mode, tags: { A: { status, parent: LONG } } } },
    ]),
  ]),
  ...TAG_STATUSES.map((status) => ({ transactions: { startStatus: status, stopStatus: status } })),
  { transactions: { fixedId: -(2 ** 31), totalCost: -0.01, chargingPriority: -9 } },
  { transactions: { nextId: 2 ** 31 - 1, totalCost: 1e9, personalMessage: '€'.repeat(512) } },
  ...DATA_TRANSFER_STATUSES.flatMap((status) => [
    { dataTransfer: { status } },
    ...[null, 'text', 5, { a: [1] }, ''].map((data) => ({
      dataTransfer: { rules: [{ vendorId: 'V', status, data }] },
    })),
  ]),
];

function questions(version: OcppVersion): [string, JsonObject][] {
  const common: [string, JsonObject][] = [
    ['BootNotification', {}],
    ['DataTransfer', { vendorId: 'v', messageId: 'M' }],
    ['DataTransfer', {}],
  ];
  if (isOcpp1(version)) {
    return [
      ...common,
      ['Authorize', { idTag: 'A' }],
      ['Authorize', {}],
      ['StartTransaction', start('a')],
      ['StartTransaction', {}],
      ['StopTransaction', { idTag: 'A', transactionId: 1 }],
      ['StopTransaction', {}],
    ];
  }
  return [
    ...common,
    ['Authorize', token('A')],
    ['Authorize', token('', 'NoAuthorization')],
    ['Authorize', { ...token('a'), certificate: 'x' }],
    ['Authorize', {}],
    ['TransactionEvent', event('Started', 'T', token('A'))],
    ['TransactionEvent', event('Updated', 'T')],
    ['TransactionEvent', event('Ended', 'T', token(LONG))],
    ['TransactionEvent', {}],
  ];
}

describe.each(OCPP_VERSIONS)('answers of %s', (version) => {
  it('are valid under every setting, for stations and for all', async () => {
    const loaded = await schemas.load(version);
    const context = { heartbeatIntervalS: 300, transactionIds: createTransactionIds(meta) };
    for (const setting of SETTINGS) {
      for (const subject of [undefined, 'CP-1']) {
        const policies = new Policies(meta, () => undefined);
        policies.set(subject, setting, 'replace');
        const answerer = new Answerer(() => context, policies.policyOf('CP-1'));
        for (const [action, payload] of questions(version)) {
          const { reply, issues } = answerer.decide({ version, action, payload, at: Date.now() });
          const what = `${action} under ${JSON.stringify(setting).slice(0, 200)}`;
          if (reply?.kind !== 'result') throw new Error(`${what} has no answer`);
          expect(loaded.check(action, 'response', reply.payload), what).toEqual([]);
          expect(issues, what).toEqual([]);
        }
      }
    }
  });
});
