import type { JsonObject } from '../../../shared/json.ts';
import { object, optionalInteger, optionalObject, optionalText, text } from '../payload.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import { DEVICE_MODEL_VARIABLES, type Variable } from './deviceModelVariables.ts';
import { VARIABLES_21 } from './deviceModelVariables21.ts';
import { isAllowed } from './variable.ts';

/** A component and variable as a message names them. Absent parts of a search fit everything. */
export interface VariableName {
  component: string;
  componentInstance?: string | undefined;
  evse?: number | undefined;
  connector?: number | undefined;
  variable?: string | undefined;
  instance?: string | undefined;
}

export type SetStatus = 'Accepted' | 'RebootRequired' | 'Rejected' | 'UnknownComponent' | 'UnknownVariable';

/** `OCPPCommCtrlr.HeartbeatInterval`, `EVSE/1.Power`, `OCPPCommCtrlr.MessageAttempts#TransactionEvent`,
 * `NetworkConfiguration[1].OcppCsmsUrl`. */
function pathOf(variable: Variable): string {
  const place = [variable.component, variable.evse, variable.connector].filter((part) => part !== undefined);
  const instance = variable.instance === undefined ? '' : `#${variable.instance}`;
  return `${place.join('/')}${instanceText(variable.componentInstance)}.${variable.name}${instance}`;
}

function instanceText(instance: string | undefined): string {
  return instance === undefined ? '' : `[${instance}]`;
}

interface VariableSet {
  all: readonly Variable[];
  byPath: ReadonlyMap<string, Variable>;
}

function indexed(all: readonly Variable[]): VariableSet {
  return { all, byPath: new Map(all.map((variable) => [pathOf(variable), variable])) };
}

/** Shared by all stations of a version. */
const OF_201 = indexed(DEVICE_MODEL_VARIABLES);
const OF_21 = indexed([...DEVICE_MODEL_VARIABLES, ...VARIABLES_21]);

/** Reads `component` and `variable` out of a request. */
export function readVariableName(source: JsonObject): VariableName {
  const component = object(source, 'component');
  const evse = optionalObject(component, 'evse');
  const variable = optionalObject(source, 'variable');
  return {
    component: text(component, 'name'),
    componentInstance: optionalText(component, 'instance'),
    evse: evse === undefined ? undefined : optionalInteger(evse, 'id'),
    connector: evse === undefined ? undefined : optionalInteger(evse, 'connectorId'),
    variable: variable === undefined ? undefined : text(variable, 'name'),
    instance: variable === undefined ? undefined : optionalText(variable, 'instance'),
  };
}

function isSameComponent(variable: Variable, name: VariableName): boolean {
  return (
    variable.component === name.component &&
    variable.componentInstance === name.componentInstance &&
    variable.evse === name.evse &&
    variable.connector === name.connector
  );
}

/** The device model of a 2.x station. Only what differs from the factory's values is held per station. */
export class DeviceModel {
  readonly #changed = new Map<string, string>();
  readonly #live = new Map<string, () => string>();
  readonly #set: VariableSet;
  readonly #onChange: (path: string) => void;

  constructor(version: OcppVersion, onChange: (path: string) => void) {
    this.#set = version === '2.1' ? OF_21 : OF_201;
    this.#onChange = onChange;
  }

  variables(): readonly Variable[] {
    return this.#set.all;
  }

  /** Where a value is what the station is doing now. */
  showLive(path: string, value: () => string): void {
    this.#live.set(path, value);
  }

  valueAt(path: string): string {
    return this.#live.get(path)?.() ?? this.#changed.get(path) ?? this.#set.byPath.get(path)?.value ?? '';
  }

  valueOf(variable: Variable): string {
    return this.valueAt(pathOf(variable));
  }

  find(name: VariableName): Variable | 'UnknownComponent' | 'UnknownVariable' {
    const ofComponent = this.#set.all.filter((variable) => isSameComponent(variable, name));
    if (ofComponent.length === 0) return 'UnknownComponent';
    const found = ofComponent.find(
      (variable) => variable.name === name.variable && variable.instance === name.instance,
    );
    return found ?? 'UnknownVariable';
  }

  /** All variables that fit; an absent evse or variable does not restrict (OCPP 2.0.1 B08). */
  search(name: VariableName): Variable[] {
    return this.#set.all.filter(
      (variable) =>
        variable.component === name.component &&
        (name.componentInstance === undefined || variable.componentInstance === name.componentInstance) &&
        (name.evse === undefined || variable.evse === name.evse) &&
        (name.connector === undefined || variable.connector === name.connector) &&
        (name.variable === undefined || variable.name === name.variable) &&
        (name.instance === undefined || variable.instance === name.instance),
    );
  }

  /** A change over OCPP, with its rules. */
  change(name: VariableName, value: string): SetStatus {
    const variable = this.find(name);
    if (typeof variable === 'string') return variable;
    if (variable.access === 'ReadOnly' || !isAllowed(value, variable)) return 'Rejected';
    this.set(pathOf(variable), value);
    return variable.needsReboot === true ? 'RebootRequired' : 'Accepted';
  }

  /** The station's own change, without rules. */
  set(path: string, value: string): void {
    if (this.valueAt(path) === value) return;
    this.#changed.set(path, value);
    this.#onChange(path);
  }
}

/** How a message names a variable. */
export function nameInMessage(variable: Variable): { component: JsonObject; variable: JsonObject } {
  const { component, componentInstance, evse, connector, name, instance } = variable;
  const owner = {
    name: component,
    ...(componentInstance === undefined ? {} : { instance: componentInstance }),
  };
  const place: JsonObject = evse === undefined ? {} : { id: evse };
  if (connector !== undefined) place['connectorId'] = connector;
  return {
    component: evse === undefined ? owner : { ...owner, evse: place },
    variable: instance === undefined ? { name } : { name, instance },
  };
}
