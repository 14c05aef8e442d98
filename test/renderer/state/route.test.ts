import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, STATION_TABS, type Route } from '../../../renderer/state/route.ts';

describe('route', () => {
  it('reads the addresses of all screens', () => {
    expect(parseRoute('#/start')).toEqual({ screen: 'start' });
    expect(parseRoute('#/messages?seq=42')).toEqual({ screen: 'messages', seq: 42 });
    expect(parseRoute('#/station/CP-1/commands')).toEqual({
      screen: 'station',
      stationId: 'CP-1',
      tab: 'commands',
    });
  });

  it.each(['', '#', '#/', '#/nowhere', '#/station', '#/station//messages', '#/station/%E0%A4%A/overview'])(
    'takes %j for the start page',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ screen: 'start' });
    },
  );

  it.each([
    ['#/firmware', { screen: 'firmware' }],
    ['#/firmware/push/0123456789abcdef', { screen: 'firmware', push: '0123456789abcdef' }],
    ['#/firmware/push/../x', { screen: 'firmware' }],
    ['#/firmware/push', { screen: 'firmware' }],
  ])('%s is the firmware library, with the file that is to go to chargers', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each([
    ['#/ports', { screen: 'ports' }],
    ['#/ports/tcp%3A%2F%2F127.0.0.1%3A4001', { screen: 'ports', path: 'tcp://127.0.0.1:4001' }],
    ['#/port/%2Fdev%2FttyUSB0/values', { screen: 'port', path: '/dev/ttyUSB0', tab: 'values' }],
    ['#/port/COM12', { screen: 'port', path: 'COM12', tab: 'console' }],
    ['#/port/COM12/messages?seq=7', { screen: 'port', path: 'COM12', tab: 'messages', seq: 7 }],
    ['#/port', { screen: 'start' }],
  ])('%s is a service port', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it('opens the overview where the tab is none', () => {
    expect(parseRoute('#/station/CP-1/nonsense')).toMatchObject({ tab: 'overview' });
    expect(parseRoute('#/station/CP-1')).toMatchObject({ tab: 'overview' });
  });

  it.each(['monitors', 'backend'])(
    'leads from the former tab %s to the view of the configuration',
    (view) => {
      const route = { screen: 'station', stationId: 'CP-1', tab: 'configuration', view } as const;
      expect(parseRoute(`#/station/CP-1/${view}`)).toEqual(route);
      expect(parseRoute(formatRoute(route))).toEqual(route);
    },
  );

  it.each(['0', '-1', '1.5', 'x', '99999999999999999999', ''])('leaves out the seq %j', (seq) => {
    expect(parseRoute(`#/messages?seq=${seq}`)).toEqual({ screen: 'messages' });
  });

  it('brings every route back, whatever characters an id has', () => {
    const seq = fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined });
    const station = fc
      .record({ id: fc.string({ minLength: 1, unit: 'binary' }), tab: fc.constantFrom(...STATION_TABS), seq })
      .map(({ id, tab, seq }): Route => {
        const route = { screen: 'station', stationId: id.toWellFormed(), tab } as const;
        return seq === undefined ? route : { ...route, seq };
      });
    fc.assert(
      fc.property(station, (route) => {
        expect(parseRoute(formatRoute(route))).toEqual(route);
      }),
    );
  });

  it('does not throw on an id that is no well-formed text', () => {
    expect(formatRoute({ screen: 'station', stationId: '\ud800', tab: 'overview' })).toBe(
      '#/station/%EF%BF%BD/overview',
    );
  });
});
