import { describe, expect, it } from 'vitest';
import { respond } from '../../../../electron/core/central/answering/responders/responders.ts';
import { Schemas } from '../../../../electron/core/central/schemas/schemas.ts';
import { createTransactionIds } from '../../../../electron/core/central/transactionIds.ts';
import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import { ACTIONS, stationActionsOf } from '../../../../shared/ocpp/catalog.ts';
import { exampleFor } from '../../../../shared/ocpp/example.ts';
import { OCPP_VERSIONS, type OcppVersion } from '../../../../shared/ocpp/version.ts';

const schemas = new Schemas();
const context = {
  at: Date.UTC(2026, 10, 21),
  heartbeatIntervalS: 300,
  transactionIds: createTransactionIds({ get: () => undefined, set: () => undefined }),
};
const ask = (version: OcppVersion, action: string, payload: JsonObject): JsonObject | undefined =>
  respond(version, action, payload, context);

describe.each(OCPP_VERSIONS)('answers of %s', (version) => {
  it('are valid for every action that a station can send, whatever the payload', async () => {
    const loaded = await schemas.load(version);
    const actions = stationActionsOf(version).filter((action) => action.isSend !== true);
    expect(actions.length).toBeGreaterThan(9);
    for (const { name } of actions) {
      const example = exampleFor(loaded.schema(name, 'request') ?? null);
      if (!isJsonObject(example)) throw new Error(`${name} has no example`);
      for (const payload of [example, {}]) {
        const answer = ask(version, name, payload);
        expect(answer, name).toBeDefined();
        expect(loaded.check(name, 'response', answer ?? null), name).toEqual([]);
      }
    }
  });

  it('are for no action that only a central system sends', () => {
    for (const { name } of ACTIONS[version].filter(({ sentBy }) => sentBy === 'centralSystem')) {
      expect(ask(version, name, {}), name).toBeUndefined();
    }
  });
});

describe('what they say', () => {
  it('boots are accepted with the time in UTC', () => {
    expect(ask('1.6', 'BootNotification', {})).toEqual({
      currentTime: '2026-11-21T00:00:00.000Z',
      interval: 300,
      status: 'Accepted',
    });
  });

  it('each transaction of 1.6 gets a number of its own', () => {
    const first = ask('1.6', 'StartTransaction', {});
    const second = ask('1.6', 'StartTransaction', {});
    expect(first).toMatchObject({ idTagInfo: { status: 'Accepted' } });
    expect(first?.['transactionId']).not.toBe(second?.['transactionId']);
  });

  it('a token is answered where one was sent', () => {
    expect(ask('1.6', 'StopTransaction', { idTag: 'A' })).toEqual({ idTagInfo: { status: 'Accepted' } });
    expect(ask('1.6', 'StopTransaction', {})).toEqual({});
    expect(ask('2.0.1', 'TransactionEvent', { idToken: { idToken: 'A', type: 'Central' } })).toEqual({
      idTokenInfo: { status: 'Accepted' },
    });
    expect(ask('2.1', 'Authorize', { certificate: 'x' })).toMatchObject({ certificateStatus: 'Accepted' });
  });

  it('a certificate chain is answered one by one, also where the question is broken', async () => {
    const loaded = await schemas.load('2.1');
    const hash = { hashAlgorithm: 'SHA384', issuerNameHash: 'a', issuerKeyHash: 'b', serialNumber: 'c' };
    for (const requests of [
      [{ source: 'CRL', certificateHashData: hash }, 5, {}],
      'x',
      [{ certificateHashData: 7 }],
    ]) {
      const answer = ask('2.1', 'GetCertificateChainStatus', { certificateStatusRequests: requests });
      expect(loaded.check('GetCertificateChainStatus', 'response', answer ?? null)).toEqual([]);
    }
  });
});
