import { expect, it } from 'vitest';
import { TransactionRegister } from '../../../../electron/core/central/station/transactionRegister.ts';
import type { JsonObject } from '../../../../shared/json.ts';

function register(...starts: Array<[id: number, fields: JsonObject]>): TransactionRegister {
  const made = new TransactionRegister();
  for (const [transactionId, payload] of starts)
    made.apply({ at: 1, action: 'StartTransaction', payload, answer: { transactionId } }, undefined);
  return made;
}

const stop = (payload: JsonObject) => ({ action: 'StopTransaction', payload });

it('takes the card before the meter, and the nearest meter of the rest', () => {
  const known = register(
    [7, { connectorId: 1, idTag: 'A', meterStart: 100 }],
    [8, { connectorId: 2, idTag: 'B', meterStart: 890 }],
    [9, { connectorId: 3, idTag: 'C', meterStart: 5000 }],
  );
  const meant = (fields: JsonObject) => known.attach(stop({ transactionId: -1, ...fields }))?.transaction?.id;
  expect(meant({ idTag: 'A', meterStop: 900 })).toBe('7');
  expect(meant({ meterStop: 900 })).toBe('8');
  expect(meant({ idTag: 'X', meterStop: 900 })).toBe('8');
  expect(meant({ meterStop: 50 })).toBeUndefined();
});

it('does not guess where an id is meant seriously', () => {
  const known = register([7, { connectorId: 1 }]);
  expect(known.attach(stop({ transactionId: 6 }))).toEqual({ how: 'own', id: '6' });
  expect(
    known.attach({ action: 'MeterValues', payload: { connectorId: 2, transactionId: 0 } }),
  ).toBeUndefined();
});

it('remembers what was running when the file was closed', () => {
  const known = new TransactionRegister([
    { connectorId: 1, status: 'Charging', statusAt: 0, transactionId: '5' },
    { evseId: 1, connectorId: 1, status: 'Occupied', statusAt: 0, transactionId: 'T' },
  ]);
  expect(known.running(1)).toMatchObject({ id: '5' });
  expect(known.attach(stop({ transactionId: null }))).toMatchObject({
    how: 'guessed',
    transaction: { id: '5' },
  });
});

it('a retry of a start does not begin again what has ended', () => {
  const known = register([7, { connectorId: 1 }]);
  const end = { at: 2, ...stop({ transactionId: 7 }) };
  known.apply(end, known.attach(end));
  known.apply(
    { at: 3, action: 'StartTransaction', payload: { connectorId: 1 }, answer: { transactionId: 7 } },
    undefined,
  );
  expect(known.running(1)).toBeUndefined();
});
