import { expect, it } from 'vitest';
import { reportEntry } from '../../../../renderer/features/reports/reportEntry.ts';

it('names a variable with its EVSE, its instances, and what it may be', () => {
  expect(
    reportEntry({
      component: { name: 'Connector', instance: 'left', evse: { id: 1, connectorId: 2 } },
      variable: { name: 'Limit', instance: 'AC' },
      variableAttribute: [
        { type: 'Actual', value: '16', mutability: 'ReadWrite' },
        { type: 'MaxSet', value: '32', mutability: 'ReadOnly' },
      ],
      variableCharacteristics: { dataType: 'integer', unit: 'A', minLimit: 6, maxLimit: 32 },
    }),
  ).toEqual({
    name: 'EVSE 1 / 2 · Connector[left].Limit[AC]',
    value: '16 · MaxSet 32',
    detail: 'ReadWrite · ReadOnly · integer, A, 6…32',
  });
});

it('does not make up a value that is never told', () => {
  const entry = reportEntry({
    component: { name: 'SecurityCtrlr' },
    variable: { name: 'BasicAuthPassword' },
    variableAttribute: [{ mutability: 'WriteOnly' }],
  });
  expect(entry).toMatchObject({ name: 'SecurityCtrlr.BasicAuthPassword', value: '•••' });
});

it('tells the monitors of a variable', () => {
  const entry = reportEntry({
    component: { name: 'EVSE' },
    variable: { name: 'Power' },
    variableMonitoring: [{ id: 3, type: 'UpperThreshold', value: 11000, severity: 5, transaction: false }],
  });
  expect(entry.value).toBe('UpperThreshold 11000 (3)');
});

it.each([
  ['Jo', { name: '', value: 'Jo', detail: '' }],
  [
    { id: 4, stackLevel: 0 },
    { name: '4', value: '{"stackLevel":0}', detail: '' },
  ],
  [null, { name: '', value: '', detail: '' }],
])('shows %j as it is', (item, entry) => {
  expect(reportEntry(item)).toEqual(entry);
});
