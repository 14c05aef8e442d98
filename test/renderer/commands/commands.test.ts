import i18next from 'i18next';
import { describe, expect, it, vi } from 'vitest';
import { isRunning } from '../../../renderer/features/commands/commandRun.ts';
import { createCommandRuns } from '../../../renderer/features/commands/commandRuns.ts';
import { dangerWords } from '../../../renderer/features/commands/dangerWords.ts';
import { filterGroups, neighbourAction } from '../../../renderer/features/commands/filterGroups.ts';
import {
  typedAction,
  withActionIssue,
  withOwnActions,
} from '../../../renderer/features/commands/ownAction.ts';
import { runWords } from '../../../renderer/features/commands/runWords.ts';
import { stationContext } from '../../../renderer/features/commands/stationContext.ts';
import {
  chooseDraftAction,
  draftAction,
  draftPayload,
  dropDraftPayload,
  keepCommandDraft,
} from '../../../renderer/state/commandDrafts.ts';
import { RESOURCES } from '../../../renderer/locales/i18n.ts';
import { createClient, type ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import { createServer } from '../../../shared/contract/server.ts';
import type { Topics } from '../../../shared/contract/topics.ts';
import { commandsOf } from '../../../shared/ocpp/catalog.ts';
import type { Connector } from '../../../shared/station/station.ts';

function clientOf(call: Handlers['command.call']): ContractClient {
  const handlers = { 'command.call': call } as Partial<Handlers> as Handlers;
  const [near, far] = memoryLinkPair();
  const onDefect = (error: unknown): never => {
    throw error;
  };
  createServer({ handlers, topics: {} as Partial<Topics> as Topics, onDefect }).serve(far);
  return createClient(near);
}

const REQUEST = { action: 'Reset', payload: '{}', timeoutMs: 5000, sendAnyway: false };

describe('commandRuns', () => {
  it('keeps a command with its outcome', async () => {
    const runs = createCommandRuns('CP-1');
    const seen: unknown[] = [];
    const client = clientOf((params) => {
      seen.push(params);
      return { outcome: 'answered', action: 'Reset', payload: { status: 'Accepted' }, requestSeq: 1 };
    });
    const done = runs.start(client, REQUEST);
    expect(runs.get().map(isRunning)).toEqual([true]);
    await done;
    expect(seen).toEqual([{ stationId: 'CP-1', ...REQUEST }]);
    expect(runs.get()[0]).toMatchObject({ ...REQUEST, outcome: { outcome: 'answered' } });
    expect(runs.get().map(isRunning)).toEqual([false]);
  });

  it('cancels in the core, too', async () => {
    const runs = createCommandRuns('CP-1');
    const aborted = vi.fn();
    const client = clientOf((_params, { signal }) => {
      const { promise, resolve } = Promise.withResolvers<{
        outcome: 'cancelled';
        action: string;
        requestSeq: number;
      }>();
      signal.addEventListener('abort', () => {
        aborted();
        resolve({ outcome: 'cancelled', action: 'Reset', requestSeq: 7 });
      });
      return promise;
    });
    const done = runs.start(client, REQUEST);
    runs.cancel(1);
    await done;
    expect(runs.get()[0]?.outcome).toEqual({ outcome: 'cancelled', action: 'Reset', requestSeq: 7 });
    expect(aborted).toHaveBeenCalledOnce();
  });

  it('is cancelled also where the core does not say how the call ended', async () => {
    vi.useFakeTimers();
    try {
      const runs = createCommandRuns('CP-1');
      const done = runs.start(
        clientOf(() => new Promise(() => undefined)),
        REQUEST,
      );
      runs.cancel(1);
      await vi.runAllTimersAsync();
      await done;
      expect(runs.get()[0]?.outcome).toEqual({ outcome: 'cancelled', action: 'Reset' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps a failure of the tool apart from an outcome', async () => {
    const runs = createCommandRuns('CP-1');
    const client = clientOf(() => {
      throw new ContractError('not-found', 'No station CP-1.', { hint: 'Look again.' });
    });
    await runs.start(client, REQUEST);
    expect(runs.get()[0]).toMatchObject({ failure: { code: 'not-found', hint: 'Look again.' } });
    expect(runs.get()[0]?.outcome).toBeUndefined();
  });

  it('keeps the newest fifty', async () => {
    const runs = createCommandRuns('CP-1');
    const client = clientOf(() => ({ outcome: 'answered', action: 'Reset' }));
    for (let count = 0; count < 60; count += 1) await runs.start(client, REQUEST);
    expect(runs.get()).toHaveLength(50);
    expect(runs.get()[0]?.id).toBe(60);
  });
});

describe('runWords', () => {
  const base = { id: 1, startedAt: 0, ...REQUEST };
  const toneOf = (status: string): string =>
    runWords({ ...base, outcome: { outcome: 'answered', action: 'Reset', payload: { status } } }).tone;

  it('shows a refusal as a result, and a decline as one to look at', () => {
    expect(toneOf('Accepted')).toBe('ok');
    expect(toneOf('Scheduled')).toBe('ok');
    expect(toneOf('Rejected')).toBe('warn');
    expect(toneOf('UnknownVendorId')).toBe('warn');
    const refused = { outcome: 'refused', action: 'Reset', code: 'NotSupported' } as const;
    expect(runWords({ ...base, outcome: refused })).toEqual({
      tone: 'warn',
      key: 'refused',
      values: { code: 'NotSupported' },
    });
  });

  it('tells what was given up while waiting from what was never sent', () => {
    const keyOf = (outcome: object): string =>
      runWords({ ...base, outcome: { outcome: 'cancelled', action: 'Reset', ...outcome } }).key;
    expect(keyOf({ requestSeq: 7, description: 'Cancelled while waiting.' })).toBe('cancelled');
    expect(keyOf({ description: 'Cancelled before it was sent.' })).toBe('withdrawn');
    expect(keyOf({})).toBe('cancelled');
  });

  it('says how long was waited', () => {
    const outcome = { outcome: 'timed-out', action: 'Reset' } as const;
    expect(runWords({ ...base, outcome }).values).toEqual({ seconds: '5' });
  });
});

describe('the list of actions', () => {
  const groups = commandsOf('1.6');

  it('finds by words of name and purpose', () => {
    const found = (search: string): string[] =>
      filterGroups(groups, search).flatMap(({ actions }) => actions.map(({ name }) => name));
    expect(found('unlock')).toContain('UnlockConnector');
    expect(found('RELEASES cable')).toEqual(['UnlockConnector']);
    expect(found('nothing like it')).toEqual([]);
    expect(filterGroups(groups, '  ')).toBe(groups);
  });

  it('walks across groups', () => {
    const names = groups.flatMap(({ actions }) => actions.map(({ name }) => name));
    const [first = '', second = ''] = names;
    expect(neighbourAction(groups, first, 'ArrowDown')).toBe(second);
    expect(neighbourAction(groups, first, 'ArrowUp')).toBeUndefined();
    expect(neighbourAction(groups, first, 'End')).toBe(names.at(-1));
    const matches = filterGroups(groups, 'unlock');
    expect(neighbourAction(matches, 'Reset', 'Enter')).toBe('UnlockConnector');
  });
});

describe('actions that the specification does not have', () => {
  const groups = commandsOf('1.6');
  const words = { title: 'Other', description: '' };

  it('are names that are typed, in one word', () => {
    expect(typedAction(groups, ' MakeCoffee ')).toBe('MakeCoffee');
    // Sent by stations only, so not among the commands.
    expect(typedAction(groups, 'BootNotification')).toBe('BootNotification');
    expect(typedAction(groups, 'Reset')).toBeUndefined();
    expect(typedAction(groups, 'releases cable')).toBeUndefined();
    expect(typedAction(groups, '')).toBeUndefined();
    expect(typedAction(groups, 'x'.repeat(201))).toBeUndefined();
  });

  it('stand in a group of their own', () => {
    expect(withOwnActions(groups, ['Reset', undefined], words)).toBe(groups);
    const own = withOwnActions(groups, ['MakeCoffee', 'MakeCoffee'], words).at(-1);
    expect(own?.actions.map(({ name }) => name)).toEqual(['MakeCoffee']);
  });

  it('are never valid', () => {
    const issue = { severity: 'warning', code: 'action-unknown', message: 'no such action' } as const;
    expect(withActionIssue({ state: 'checking', issues: [] }, issue)).toEqual({
      state: 'invalid',
      issues: [issue],
    });
    const check = { state: 'valid', issues: [] } as const;
    expect(withActionIssue(check, undefined)).toBe(check);
  });
});

describe('dangerWords', () => {
  it('says what the chosen kind of reset does, and where', async () => {
    await i18next.init({ lng: 'en', resources: RESOURCES });
    const words = (payload: string): string => dangerWords(i18next.t, 'reboots', payload);
    expect(words('{"type":"Soft"}')).toContain('good order');
    expect(words('{"type":"Hard"}')).toContain('power cut');
    expect(words('{"type":"OnIdle","evseId":2}')).toMatch(/^EVSE 2 waits/);
    expect(words('{"type":"Immediate"}')).toMatch(/^The station ends/);
    const general = words('{"type":');
    expect(general).toMatch(/^The station restarts/);
    expect(words('{"type":"toString"}')).toBe(general);
  });
});

describe('130: the words for a limit of 0', () => {
  it('warn that some stations end the transaction', async () => {
    await i18next.init({ lng: 'en', resources: RESOURCES });
    const words = (limit: number): string => {
      const chargingSchedule = { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] };
      const payload = JSON.stringify({ connectorId: 1, csChargingProfiles: { chargingSchedule } });
      return dangerWords(i18next.t, 'limits-power', payload);
    };
    expect(words(0)).toContain('some end the transaction');
    expect(words(6)).toBe(i18next.t('commands.danger.limits-power'));
    expect(dangerWords(i18next.t, 'limits-power', '{"limit":0')).toBe(words(6));
  });
});

describe('stationContext', () => {
  const connector = (connectorId: number, transactionId?: string): Connector => ({
    connectorId,
    status: 'Available',
    statusAt: 0,
    ...(transactionId === undefined ? {} : { transactionId }),
  });

  it('prefers the connector where a transaction runs', () => {
    const station = { connectors: [connector(0), connector(1), connector(2, '81')] };
    expect(stationContext(station, undefined, 5)).toEqual({
      nowMs: 5,
      connectorId: 2,
      transactionId: '81',
      connectors: [{ connectorId: 1 }, { connectorId: 2, transactionId: '81' }],
    });
  });

  it('never names the station itself as a connector, and gives an address that a charger can reach', () => {
    const listening = {
      host: '0.0.0.0',
      port: 8887,
      addresses: [
        { card: 'lo', kind: 'loopback', address: '127.0.0.1', family: 'IPv4' },
        { card: 'eth0', kind: 'ethernet', address: '192.168.1.20', family: 'IPv4' },
      ],
    } as const;
    expect(
      stationContext(
        { connectors: [connector(0)] },
        { ...listening, addresses: [...listening.addresses] },
        5,
      ),
    ).toEqual({
      nowMs: 5,
      filesUrl: 'http://192.168.1.20:8887',
    });
  });
});

describe('commandDrafts', () => {
  it('keeps what was edited for each action of each station', () => {
    keepCommandDraft('CP-1', 'Reset', '{"type":"Soft"}');
    chooseDraftAction('CP-1', 'ClearCache');
    expect(draftAction('CP-1')).toBe('ClearCache');
    expect(draftPayload('CP-1', 'ClearCache')).toBeUndefined();
    expect(draftPayload('CP-1', 'Reset')).toBe('{"type":"Soft"}');
    expect(draftPayload('CP-2', 'Reset')).toBeUndefined();
    dropDraftPayload('CP-1', 'Reset');
    expect(draftPayload('CP-1', 'Reset')).toBeUndefined();
  });
});
