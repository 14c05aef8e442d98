import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../shared/station/identity.ts';

const codes = (url: string): string[] => identityOf(url, '10.0.0.9').issues.map((issue) => issue.code);

describe('identity from the path', () => {
  it.each([
    ['/CP1', 'CP1', []],
    ['/ocpp/1.6/CP1', 'CP1', []],
    ['/CP1/', 'CP1', []],
    ['/CP1?token=x/y', 'CP1', []],
    ['///charger', 'charger', ['path-double-slash']],
    ['/ocpp//CP1', 'CP1', ['path-double-slash']],
    ['/ocpp/CP1/CP1', 'CP1', ['identity-repeated']],
    ['/ws://192.168.1.10:8887/CP_1/SERIAL', 'SERIAL', ['path-holds-address']],
    ['ws://192.168.1.10:8887/CP1', 'CP1', []],
    ['/RDAM%7C123', 'RDAM|123', []],
    ['/%E2%82%AC', '€', []],
    ['/100%', '100%', ['identity-encoding']],
    ['/a%00b', 'a%00b', ['identity-encoding']],
    ['/CP1%20', 'CP1 ', ['identity-space']],
  ])('%s is %s', (url, stationId, issues) => {
    expect(identityOf(url, '10.0.0.9')).toMatchObject({ ok: true, stationId });
    expect(codes(url)).toEqual(issues);
  });

  it.each(['/', '', '//', '/?id=CP1', '/ws://192.168.1.10:8887'])('%s names nobody', (url) => {
    const identity = identityOf(url, '10.0.0.9');
    expect(identity).toMatchObject({ ok: true, stationId: 'unnamed-10.0.0.9' });
    expect(identity).not.toHaveProperty('pathId');
    expect(codes(url)).toContain('identity-missing');
  });

  it('keeps the segment as sent beside the decoded one', () => {
    expect(identityOf('/RDAM%7C123', '10.0.0.9')).toMatchObject({ pathId: 'RDAM%7C123' });
  });

  it('refuses more than a thousand characters', () => {
    expect(identityOf(`/${'x'.repeat(1000)}`, '10.0.0.9').ok).toBe(true);
    expect(identityOf(`/${'x'.repeat(1001)}`, '10.0.0.9').ok).toBe(false);
  });
});
