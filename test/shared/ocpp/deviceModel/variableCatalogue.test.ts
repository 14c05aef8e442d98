import { describe, expect, it } from 'vitest';
import { DEVICE_MODEL_VARIABLES } from '../../../../electron/practice/model/deviceModelVariables.ts';
import { VARIABLES_21 } from '../../../../electron/practice/model/deviceModelVariables21.ts';
import { controlOf } from '../../../../shared/ocpp/configuration/control.ts';
import { MEASURANDS_201, MEASURANDS_21 } from '../../../../shared/ocpp/configuration/measurands.ts';
import { checkValue } from '../../../../shared/ocpp/configuration/checkValue.ts';
import {
  ALWAYS_THERE,
  COMPONENTS,
  describeComponent,
} from '../../../../shared/ocpp/deviceModel/components.ts';
import {
  describeVariable,
  variableCatalogue,
} from '../../../../shared/ocpp/deviceModel/variableCatalogue.ts';
import { isJsonObject, type Json } from '../../../../shared/json.ts';
import { requestSchema } from '../schemas.ts';

const ROWS = variableCatalogue('2.1').map((row) => ({ name: `${row.component}.${row.variable}`, row }));
const SENTENCE = /^[A-Z].*\.$/s;

function enumWith(word: string, value: Json): Json[] | undefined {
  if (Array.isArray(value)) {
    if (value.includes(word)) return value;
    return value.map((item) => enumWith(word, item)).find((found) => found !== undefined);
  }
  if (!isJsonObject(value)) return undefined;
  return Object.values(value)
    .map((item) => enumWith(word, item))
    .find((found) => found !== undefined);
}

describe.each(ROWS)('$name', ({ name, row }) => {
  it('is there once, of a known component, with its clause', () => {
    const twins = ROWS.filter((other) => other.name.toLowerCase() === name.toLowerCase());
    expect(twins).toHaveLength(1);
    expect(describeVariable('2.1', row.component.toUpperCase(), row.variable.toLowerCase())).toBe(row);
    if (row.component !== '*') expect(describeComponent(row.component)?.component).toBe(row.component);
    expect(row.clause).toBe(`OCPP ${row.since ?? '2.0.1'} part 2, appendix 3, ${name}`);
    expect(row.instances === undefined || row.instanceOf === undefined).toBe(true);
  });

  it('says in whole sentences what it means, and keeps its own rules', () => {
    const { meaning, hint, usual, valueMeanings = {}, min, max } = row;
    for (const sentence of [meaning, hint, usual?.sentence, ...Object.values(valueMeanings)]) {
      if (sentence !== undefined) expect(sentence).toMatch(SENTENCE);
    }
    for (const value of Object.keys(valueMeanings)) {
      expect(checkValue(row, value)?.severity ?? 'info').toBe('info');
    }
    if (min !== undefined && max !== undefined) expect(min).toBeLessThan(max);
    expect(controlOf(row).kind).toBeDefined();
    if (/password|secret|pin$/i.test(row.variable)) expect(controlOf(row).kind).toBe('secret');
  });
});

describe('the catalogue of variables', () => {
  it('has what came with 2.1 only there, and nothing for 1.x', () => {
    expect(variableCatalogue('2.0.1').every(({ since }) => since === undefined)).toBe(true);
    expect(variableCatalogue('2.0.1').length).toBeGreaterThan(250);
    expect(variableCatalogue('2.1').length).toBeGreaterThan(variableCatalogue('2.0.1').length + 90);
    expect([variableCatalogue('1.5'), variableCatalogue('1.6')]).toEqual([[], []]);
    expect(describeVariable('1.6', 'OCPPCommCtrlr', 'HeartbeatInterval')).toBeUndefined();
  });

  it('knows a variable of 2.1 on a station of 2.0.1, and the generic word for any component', () => {
    expect(describeVariable('2.0.1', 'NetworkConfiguration', 'OcppCsmsUrl')?.role).toBe('backend-url');
    expect(describeVariable('2.0.1', 'AcmeThing', 'Temperature')).toMatchObject({
      component: '*',
      unit: 'Celsius',
    });
    expect(describeVariable('2.0.1', 'AcmeThing', 'Foo')).toBeUndefined();
  });

  it('has the measurands of the published schemas', () => {
    for (const [version, known] of [
      ['2.0.1', MEASURANDS_201],
      ['2.1', MEASURANDS_21],
    ] as const) {
      const published = enumWith('Energy.Active.Import.Register', requestSchema(version, 'MeterValues'));
      expect([...known].toSorted()).toEqual(published?.toSorted());
      expect(describeVariable(version, 'SampledDataCtrlr', 'TxUpdatedMeasurands')?.values).toEqual(known);
    }
  });

  it('knows every component and variable of the practice charger but those of Kerbside', () => {
    for (const [version, variables] of [
      ['2.0.1', DEVICE_MODEL_VARIABLES],
      ['2.1', [...DEVICE_MODEL_VARIABLES, ...VARIABLES_21]],
    ] as const) {
      const strange = variables
        .filter(({ component }) => !component.startsWith('Kerbside'))
        .filter(({ component, name }) => {
          const known = describeVariable(version, component, name);
          return describeComponent(component) === undefined || known === undefined || known.variable !== name;
        });
      expect(strange.map(({ component, name }) => `${component}.${name}`)).toEqual([]);
    }
  });

  it('has every component once, with its meaning', () => {
    const names = COMPONENTS.map(({ component }) => component.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const { meaning } of COMPONENTS) expect(meaning).toMatch(SENTENCE);
    for (const name of ALWAYS_THERE) expect(describeComponent(name)).toBeDefined();
    expect(COMPONENTS.filter(({ kind, since }) => kind === 'controller' && since === undefined)).toHaveLength(
      18,
    );
  });
});
