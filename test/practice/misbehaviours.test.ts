import { describe, expect, it } from 'vitest';
import {
  answersAtMostKeys,
  answersLate,
  answersWith,
  answersWithWrongId,
  dropsConnectionUpon,
  dropsUponAllKeys,
  neverAnswers,
  sendsGarbage,
} from '../../electron/practice/behaviours/misbehaviours.ts';
import { beginBooted, stateOf } from './practiceFixture.ts';

const ASK = '[2,"ask","ClearCache",{}]';

describe('a practice charger with a bad habit', () => {
  it('never answers one action and all others', async () => {
    const { central } = await beginBooted('1.6', { behaviours: [neverAnswers('ClearCache')] });
    central.sendText(ASK);
    expect(await central.status('GetLocalListVersion', {})).toBeUndefined();
    expect(central.texts.some((text) => text.includes('"ask"'))).toBe(false);
  });

  it('answers late, and other calls overtake', async () => {
    const { central } = await beginBooted('1.6', { behaviours: [answersLate('ClearCache', 150)] });
    const late = central.call('ClearCache', {});
    await central.call('GetLocalListVersion', {});
    expect(central.texts.at(-1)).toContain('listVersion');
    expect(await late).toEqual({ kind: 'result', payload: { status: 'Accepted' } });
  });

  it('answers with a wrong id', async () => {
    const { central } = await beginBooted('1.6', { behaviours: [answersWithWrongId('ClearCache')] });
    const answer = central.nextText((text) => text.startsWith('[3'));
    central.sendText(ASK);
    expect(await answer).toBe('[3,"ask-other",{"status":"Accepted"}]');
  });

  it('sends half an answer, or any text', async () => {
    const { central } = await beginBooted('1.6', {
      behaviours: [sendsGarbage('ClearCache'), answersWith('GetLocalListVersion', (id) => `[1,"${id}"]`)],
    });
    const cut = central.nextText((text) => !text.endsWith(']'));
    central.sendText(ASK);
    expect(await cut).toBe('[3,"ask",{"stat');
    const odd = central.nextText((text) => text.startsWith('[1'));
    central.sendText('[2,"other","GetLocalListVersion",{}]');
    expect(await odd).toBe('[1,"other"]');
  });

  it('drops the connection and comes back', async () => {
    const { central, charger } = await beginBooted('1.6', {
      behaviours: [dropsConnectionUpon('ClearCache')],
    });
    const gone = central.disconnected();
    central.sendText(ASK);
    await gone;
    await central.expect('Heartbeat');
    await stateOf(charger, ({ link }) => link === 'connected');
    expect(central.requests).toHaveLength(2);
  });

  it('drops the connection upon GetConfiguration of all keys only, or answers a few keys only', async () => {
    const { central } = await beginBooted('1.6', { behaviours: [dropsUponAllKeys(), answersAtMostKeys(1)] });
    const one = await central.call('GetConfiguration', { key: ['HeartbeatInterval'] });
    expect(one).toMatchObject({ kind: 'result' });
    central.sendText('[2,"two","GetConfiguration",{"key":["HeartbeatInterval","ResetRetries"]}]');
    expect(await central.call('ClearCache', {})).toMatchObject({ kind: 'result' });
    expect(central.texts.some((text) => text.includes('"two"'))).toBe(false);
    const gone = central.disconnected();
    central.sendText('[2,"all","GetConfiguration",{}]');
    await gone;
  });

  it('survives a behaviour that throws', async () => {
    const { central, defects } = await beginBooted('1.6', {
      behaviours: [
        {
          name: 'breaks',
          onCall() {
            throw new TypeError('broken on purpose');
          },
        },
      ],
    });
    expect(await central.call('ClearCache', {})).toMatchObject({ kind: 'error', code: 'InternalError' });
    expect(defects.splice(0)).toHaveLength(1);
  });
});
