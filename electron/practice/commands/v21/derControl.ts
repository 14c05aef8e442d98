import type { JsonObject } from '../../../../shared/json.ts';
import { command, result, status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import {
  flag,
  integer,
  optionalNumber,
  optionalObject,
  optionalText,
  optionalTime,
  text,
} from '../../payload.ts';
import { derControlsOf, type DerControl, type InstalledControl } from '../../station/v21/derControls.ts';
import { inParts } from '../../station/inParts.ts';
import type { Station } from '../../station/station.ts';

/** Where the setting of a type stands in the request; all other types are curves (OCPP 2.1 R04). */
const FIELDS: Readonly<Record<string, string>> = {
  EnterService: 'enterService',
  FixedPFAbsorb: 'fixedPFAbsorb',
  FixedPFInject: 'fixedPFInject',
  FixedVar: 'fixedVar',
  FreqDroop: 'freqDroop',
  Gradients: 'gradient',
  LimitMaxDischarge: 'limitMaxDischarge',
};
/** Inside a report two settings go by another name than their list. */
const INNER_FIELDS: Readonly<Record<string, string>> = { fixedPFAbsorb: 'fixedPF', fixedPFInject: 'fixedPF' };
/** Lists of the report whose entries do not tell whether they are in force. */
const PLAIN_FIELDS = new Set(['enterService', 'gradient']);
const CONTROLS_PER_PART = 3;

function fieldOf(type: string): string {
  return FIELDS[type] ?? 'curve';
}

function readControl(payload: JsonObject): DerControl | undefined {
  const type = text(payload, 'controlType');
  const setting = optionalObject(payload, fieldOf(type));
  if (setting === undefined) return undefined;
  return {
    id: text(payload, 'controlId'),
    type,
    isDefault: flag(payload, 'isDefault'),
    priority: integer(setting, 'priority'),
    startsAt: optionalTime(setting, 'startTime'),
    durationS: optionalNumber(setting, 'duration'),
    setting,
  };
}

function entryOf({ id, type, isDefault, isSuperseded, setting }: InstalledControl): JsonObject {
  const field = fieldOf(type);
  return {
    [INNER_FIELDS[field] ?? field]: setting,
    id,
    ...(PLAIN_FIELDS.has(field) ? {} : { isDefault, isSuperseded }),
    ...(field === 'curve' ? { curveType: type } : {}),
  };
}

function reportControls(station: Station, requestId: number, found: readonly InstalledControl[]): void {
  const parts = inParts(found, CONTROLS_PER_PART, (part, _seqNo, tbc) => {
    const lists: Record<string, JsonObject[]> = {};
    for (const control of part) (lists[fieldOf(control.type)] ??= []).push(entryOf(control));
    return { requestId, tbc, ...lists };
  });
  station.report('ReportDERControl', parts);
}

/** OCPP 2.1 R04. */
export const derControlCommands: readonly Behaviour[] = [
  command('SetDERControl', (payload, station) => {
    const control = readControl(payload);
    if (control === undefined) {
      return statusBecause('Rejected', 'MissingParam', 'the setting that belongs to this type is missing');
    }
    const supersededIds = derControlsOf(station).set(control);
    const more = supersededIds.length === 0 ? {} : { supersededIds };
    return result({ status: 'Accepted', ...more }, () =>
      derControlsOf(station).schedule(control.id, supersededIds),
    );
  }),

  command('GetDERControl', (payload, station) => {
    const requestId = integer(payload, 'requestId');
    const isDefault = payload['isDefault'] === undefined ? undefined : flag(payload, 'isDefault');
    const found = derControlsOf(station).find({
      isDefault,
      type: optionalText(payload, 'controlType'),
      id: optionalText(payload, 'controlId'),
    });
    if (found.length === 0) return status('NotFound');
    return status('Accepted', () => reportControls(station, requestId, found));
  }),

  command('ClearDERControl', (payload, station) => {
    const controls = derControlsOf(station);
    const found = controls.find({
      isDefault: flag(payload, 'isDefault'),
      type: optionalText(payload, 'controlType'),
      id: optionalText(payload, 'controlId'),
    });
    for (const { id } of found) controls.remove(id);
    return status(found.length === 0 ? 'NotFound' : 'Accepted');
  }),
];
