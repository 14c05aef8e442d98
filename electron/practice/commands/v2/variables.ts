import type { JsonObject } from '../../../../shared/json.ts';
import { command, result } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { readVariableName, type DeviceModel } from '../../model/deviceModel.ts';
import { objects, optionalText, text } from '../../payload.ts';

/** The names as they came, so that the caller finds its own question again. */
function named(data: JsonObject): JsonObject {
  const { component = {}, variable = {}, attributeType } = data;
  return { component, variable, ...(attributeType === undefined ? {} : { attributeType }) };
}

function getOne(data: JsonObject, model: DeviceModel): JsonObject {
  const variable = model.find(readVariableName(data));
  if (typeof variable === 'string') return { ...named(data), attributeStatus: variable };
  if ((optionalText(data, 'attributeType') ?? 'Actual') !== 'Actual') {
    return { ...named(data), attributeStatus: 'NotSupportedAttributeType' };
  }
  if (variable.access === 'WriteOnly') return { ...named(data), attributeStatus: 'Rejected' };
  return { ...named(data), attributeStatus: 'Accepted', attributeValue: model.valueOf(variable) };
}

function setOne(data: JsonObject, model: DeviceModel): JsonObject {
  const name = readVariableName(data);
  const value = text(data, 'attributeValue');
  if ((optionalText(data, 'attributeType') ?? 'Actual') !== 'Actual') {
    return { ...named(data), attributeStatus: 'NotSupportedAttributeType' };
  }
  return { ...named(data), attributeStatus: model.change(name, value) };
}

/** OCPP 2.0.1 B05 and B06. */
export const variableCommands: readonly Behaviour[] = [
  command('GetVariables', (payload, { settings }) =>
    result({
      getVariableResult: objects(payload, 'getVariableData').map((data) =>
        getOne(data, settings.deviceModel),
      ),
    }),
  ),

  command('SetVariables', (payload, station) => {
    const before = station.settings.text('password');
    const { deviceModel } = station.settings;
    const setVariableResult = objects(payload, 'setVariableData').map((data) => setOne(data, deviceModel));
    // A new password counts from the next connection on, which the station makes at once (2.0.1 A01).
    return result({ setVariableResult }, () => {
      if (station.settings.text('password') !== before) station.link.reconnect();
    });
  }),
];
