import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { commandsOf } from '../../shared/ocpp/catalog.ts';
import { exampleCall } from '../../shared/ocpp/example.ts';
import { JSON_VERSIONS, OCPP_VARIANTS, variantParts } from '../../shared/ocpp/version.ts';
import { beginBooted, beginBootedVariant } from './practiceFixture.ts';
import { schemaOf } from './messageSchemas.ts';

/** Nothing listens there: transfers fail at once and stay on this machine. */
const FILES_URL = 'http://127.0.0.1:59999';

describe.each(OCPP_VARIANTS)('a practice charger that speaks %s', (variant) => {
  const { version, transport } = variantParts(variant);
  const actions = commandsOf(version, transport).flatMap((group) => group.actions.map(({ name }) => name));

  it('answers every command, each answer valid by its schema', async () => {
    const { central } = await beginBootedVariant(variant);
    const refused: string[] = [];
    // A reset makes the station leave for a moment: last.
    for (const action of [...actions.filter((name) => name !== 'Reset'), 'Reset']) {
      const payload = exampleCall(version, action, schemaOf(version, action, 'request') ?? {}, {
        nowMs: Date.now(),
        filesUrl: FILES_URL,
      });
      const answer = await central.call(action, payload);
      if (answer.kind === 'error') refused.push(`${action} ${answer.code}`);
    }
    expect(refused).toEqual([]);
    expect(actions.length).toBeGreaterThanOrEqual(15);
  });
});

describe.each(JSON_VERSIONS)('a practice charger that speaks %s over a WebSocket', (version) => {
  it('refuses what it does not know and what it cannot read', async () => {
    const { central } = await beginBooted(version);
    const code = async (action: string, payload: JsonObject): Promise<string> => {
      const answer = await central.call(action, payload);
      return answer.kind === 'error' ? answer.code : 'answered';
    };
    const missing = version === '1.6' ? 'OccurenceConstraintViolation' : 'OccurrenceConstraintViolation';
    expect(await code('MakeCoffee', {})).toBe('NotImplemented');
    expect(await code('BootNotification', {})).toBe('NotImplemented');
    expect(await code('Reset', {})).toBe(missing);
    expect(await code('Reset', { type: 1 })).toBe('TypeConstraintViolation');
    expect(await code('Reset', { type: 'Gentle' })).toBe('PropertyConstraintViolation');
  });

  it('tells about a broken frame and goes on', async () => {
    const { central } = await beginBooted(version);
    const error = central.nextText((text) => text.startsWith('[4'));
    central.sendText('{"hello":"world"}');
    central.sendText('[3,"nobody asked",{}]');
    central.sendText('[2,"broken"]');
    const code = version === '1.6' ? 'FormationViolation' : 'RpcFrameworkError';
    expect(await error).toContain(`[4,"broken","${code}"`);
    expect((await central.call('ClearCache', {})).kind).toBe('result');
  });
});
