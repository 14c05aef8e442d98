import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { envelope, header, post } from '../../soap/envelopes.ts';
import { startPolicyCore, type PolicyCore } from './policyCore.ts';

const NAMESPACES = { '1.5': 'urn://Ocpp/Cs/2012/06/', '1.6': 'urn://Ocpp/Cs/2015/10/' } as const;
const BOOT =
  '<o:bootNotificationRequest><o:chargePointVendor>V</o:chargePointVendor><o:chargePointModel>M</o:chargePointModel></o:bootNotificationRequest>';
const AUTHORIZE = '<o:authorizeRequest><o:idTag>AB</o:idTag></o:authorizeRequest>';
const HEARTBEAT = '<o:heartbeatRequest/>';

let core: PolicyCore;

beforeEach(async () => {
  core = await startPolicyCore();
});
afterEach(() => core.close());

let messageId = 0;

async function ask(version: keyof typeof NAMESPACES, action: string, body: string): Promise<string> {
  messageId += 1;
  const asked = header({ action: `/${action}`, messageId: `m${messageId}` });
  const namespace = NAMESPACES[version];
  return (await post(core.port, envelope({ namespace, header: asked, body }))).text;
}

const codes = (kind: string, action: string): string[][] =>
  core.recorder.records
    .filter((record) => record.kind === kind && record.action === action)
    .map((record) => core.recorder.codesOf(record));

describe.each(['1.5', '1.6'] as const)('SOAP stations of %s', (version) => {
  it('are answered by the policy, in the words of their version', async () => {
    core.set('CP1', {
      boot: { status: 'Pending', retryIntervalS: 77 },
      idTags: { tags: { ab: { status: 'Blocked', parent: 'GROUP' } } },
    });
    const boot = await ask(version, 'BootNotification', BOOT);
    // 1.5 has no Pending.
    expect(boot).toContain(version === '1.5' ? '>Rejected<' : '>Pending<');
    expect(boot).toContain('>77<');
    expect(codes('result', 'BootNotification')[0]).toContain('answer-as-set');
    const authorized = await ask(version, 'Authorize', AUTHORIZE);
    expect(authorized).toContain('>Blocked<');
    expect(authorized).toContain('>GROUP<');
    expect(core.policies.seenTags('CP1')).toMatchObject([{ tag: 'AB', answered: 'Blocked' }]);
  });

  it('get faults like any other, and the records say so', async () => {
    core.policies.addFault('CP1', {
      action: 'Heartbeat',
      answer: { kind: 'error', code: 'InternalError', description: 'on purpose' },
      next: 1,
    });
    const payload = { currentTime: '2020-01-01T00:00:00Z' };
    core.policies.addFault('CP1', {
      action: 'Heartbeat',
      delayMs: 30,
      answer: { kind: 'payload', mode: 'merge', payload },
      next: 1,
    });
    expect(await ask(version, 'Heartbeat', HEARTBEAT)).toContain('InternalError');
    expect(await ask(version, 'Heartbeat', HEARTBEAT)).toContain('2020-01-01T00:00:00Z');
    expect(await ask(version, 'Heartbeat', HEARTBEAT)).not.toContain('2020-01-01T00:00:00Z');
    const called = codes('call', 'Heartbeat');
    expect(called[0]).toContain('answer-error-set');
    expect(called[1]).toContain('answer-edited');
    expect(codes('error', 'Heartbeat')[0]).toContain('answer-error-set');
    expect(codes('result', 'Heartbeat')[0]).toContain('answer-edited');
    expect(core.policies.faults('CP1')).toEqual([]);
  });
});
