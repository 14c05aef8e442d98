import { describe, expect, it } from 'vitest';
import { chooseSubprotocol } from '../../../shared/ocpp/subprotocol.ts';

describe('choice of the subprotocol', () => {
  it.each([
    ['ocpp1.6', '1.6', 'ocpp1.6'],
    ['ocpp2.0.1, ocpp1.6', '2.0.1', 'ocpp2.0.1'],
    ['ocpp1.6,ocpp2.1', '1.6', 'ocpp1.6'],
    ['ocpp1.5, ocpp2.1', '2.1', 'ocpp2.1'],
    [',ocpp1.6,', '1.6', 'ocpp1.6'],
  ])('%s gives %s without complaint', (header, version, echo) => {
    expect(chooseSubprotocol(header)).toEqual({ ok: true, version, echo, issues: [] });
  });

  it.each([
    ['OCPP1.6', '1.6'],
    ['ocpp 1.6', '1.6'],
    ['ocpp16', '1.6'],
    ['ocpp1.6j', '1.6'],
    ['OCPP2.0.1', '2.0.1'],
  ])('%s is taken, echoed as it is and complained about', (header, version) => {
    const choice = chooseSubprotocol(header);
    expect(choice).toMatchObject({ ok: true, version, echo: header });
    expect(choice.ok && choice.issues.map((issue) => issue.code)).toEqual(['subprotocol-spelling']);
  });

  it('takes a registered name before a misspelt one', () => {
    expect(chooseSubprotocol('OCPP2.0.1, ocpp1.6')).toMatchObject({ version: '1.6', issues: [] });
  });

  it.each(['ocpp2.0', 'OCPP 2.0', 'ocpp1.2, ocpp2.0'])(
    '%s is spoken to as 2.0.1, with a word about it',
    (header) => {
      const choice = chooseSubprotocol(header);
      expect(choice).toMatchObject({ ok: true, version: '2.0.1' });
      expect(choice.ok && choice.issues.map((issue) => issue.code)).toEqual(['subprotocol-withdrawn']);
    },
  );

  it('takes every other version before the withdrawn one', () => {
    expect(chooseSubprotocol('ocpp2.0, ocpp1.6')).toMatchObject({ version: '1.6', issues: [] });
  });

  it.each([undefined, '', ' , '])('%j assumes 1.6, without an echo', (header) => {
    const choice = chooseSubprotocol(header);
    expect(choice).toMatchObject({ ok: true, version: '1.6' });
    expect(choice).not.toHaveProperty('echo');
    expect(choice.ok && choice.issues.map((issue) => issue.code)).toEqual(['subprotocol-missing']);
  });

  it.each(['ocpp1.2', 'soap', 'ocpp2.2', 'ocpp1.2, soap'])('%s is refused', (header) => {
    expect(chooseSubprotocol(header).ok).toBe(false);
  });
});
