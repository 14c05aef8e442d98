import { describe, expect, it } from 'vitest';
import { ACTIONS, commandsOf, findAction, GROUPS, stationActionsOf } from '../../../shared/ocpp/catalog.ts';
import { OCPP_VERSIONS } from '../../../shared/ocpp/version.ts';
import { schemasOf } from './schemas.ts';

describe.each(OCPP_VERSIONS)('the catalog of %s', (version) => {
  it('names exactly the actions that have schemas', () => {
    const published = new Set(schemasOf(version).map(({ action }) => action));
    const names = ACTIONS[version].map(({ name }) => name);
    expect(names.toSorted()).toEqual([...published].toSorted());
  });

  it('marks as SEND exactly the actions without a response', () => {
    const schemas = schemasOf(version);
    const answered = new Set(schemas.filter(({ part }) => part === 'response').map(({ action }) => action));
    const unanswered = ACTIONS[version].filter(({ name }) => !answered.has(name)).map(({ name }) => name);
    expect(ACTIONS[version].filter(({ isSend }) => isSend).map(({ name }) => name)).toEqual(unanswered);
  });

  it('puts every action into a group that exists, and leaves no group empty', () => {
    const used = new Set(ACTIONS[version].map(({ group }) => group));
    expect([...used].toSorted()).toEqual(GROUPS[version].map(({ id }) => id).toSorted());
  });

  it('splits the actions between the two sides', () => {
    const commands = commandsOf(version).flatMap(({ actions }) => actions.map(({ name }) => name));
    const fromStation = stationActionsOf(version).map(({ name }) => name);
    expect(new Set([...commands, ...fromStation]).size).toBe(ACTIONS[version].length);
    expect(commands.filter((name) => fromStation.includes(name))).toEqual(['DataTransfer']);
    expect(fromStation).toContain('BootNotification');
    expect(commands).toContain('Reset');
  });

  it('describes each action in one line', () => {
    for (const { description } of ACTIONS[version]) expect(description).toMatch(/^[A-Z][^\n]{10,90}\.$/);
  });
});

describe('the catalog', () => {
  it('lists commands in the order of the specification', () => {
    expect(commandsOf('1.6').map(({ id }) => id)).toEqual(GROUPS['1.6'].map(({ id }) => id));
    // No central system sends anything of block J.
    expect(
      commandsOf('2.1')
        .map(({ id }) => id)
        .join(''),
    ).toBe('ABCDEFGHIKLMNOPQRS');
  });

  it('finds an action of one version only there', () => {
    expect(findAction('1.6', 'RemoteStartTransaction')).toMatchObject({ group: 'Core' });
    expect(findAction('2.0.1', 'RemoteStartTransaction')).toBeUndefined();
    expect(findAction('2.0.1', 'SetDERControl')).toBeUndefined();
    expect(findAction('2.1', 'toString')).toBeUndefined();
  });

  it('warns of what can hurt', () => {
    for (const version of OCPP_VERSIONS) {
      for (const name of ['Reset', 'UpdateFirmware', 'ClearCache', 'UnlockConnector', 'ChangeAvailability']) {
        expect(findAction(version, name)?.danger, name).toBeDefined();
      }
      for (const { danger, sentBy } of ACTIONS[version]) {
        if (danger !== undefined) expect(sentBy).toBe('centralSystem');
      }
    }
    expect(findAction('1.6', 'SignedUpdateFirmware')?.danger).toBe('replaces-firmware');
    expect(findAction('2.1', 'SetNetworkProfile')?.danger).toBe('changes-connection');
    expect(findAction('2.1', 'DeleteCertificate')?.danger).toBe('removes-certificate');
    expect(findAction('1.6', 'GetConfiguration')?.danger).toBeUndefined();
  });
});
