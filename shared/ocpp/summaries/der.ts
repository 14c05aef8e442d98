import type { Json } from '../../json.ts';
import { isTrue, listOf, numberOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { counted, grouped, joined, labelled, status, truthOf } from './wording.ts';

/** Every kind of control that one message may carry (OCPP 2.1 part 2, SetDERControl and ReportDERControl). */
const CONTROLS = [
  'curve',
  'enterService',
  'fixedPFAbsorb',
  'fixedPFInject',
  'fixedVar',
  'freqDroop',
  'gradient',
  'limitMaxDischarge',
] as const;

/** Control of distributed energy resources, of 2.1: what the grid operator asks of a station that can feed in. */
export const DER: Summaries = {
  AFRRSignal: {
    request: (payload) =>
      joined([labelled('signal', textOf(payload, 'signal')), labelled('at', textOf(payload, 'timestamp'))]),
  },
  SetDERControl: {
    request: (payload) =>
      joined([textOf(payload, 'controlType'), whichControl(payload), ...CONTROLS.map(settingIn(payload))]),
    response: (payload) => joined([status(payload), superseded(payload)]),
  },
  GetDERControl: {
    request: (payload) =>
      joined([
        textOf(payload, 'controlType') ?? 'controls of every kind',
        whichControl(payload),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
  ClearDERControl: {
    request: (payload) =>
      joined([textOf(payload, 'controlType') ?? 'controls of every kind', whichControl(payload)]),
  },
  ReportDERControl: {
    request: (payload) =>
      joined([
        labelled('request', textOf(payload, 'requestId')),
        ...CONTROLS.map((name) => {
          const { length } = listOf(payload, name);
          return length === 0 ? undefined : `${name} ${grouped(length)}`;
        }),
        isTrue(payload, 'tbc') ? 'more to come' : undefined,
      ]) || 'no controls',
  },
  NotifyDERAlarm: {
    request: (payload) =>
      joined([
        isTrue(payload, 'alarmEnded') ? 'alarm over' : 'alarm',
        textOf(payload, 'controlType'),
        textOf(payload, 'gridEventFault'),
        labelled('at', textOf(payload, 'timestamp')),
        textOf(payload, 'extraInfo'),
      ]),
  },
  NotifyDERStartStop: {
    request: (payload) =>
      joined([
        labelled('control', textOf(payload, 'controlId')),
        truthOf(payload, 'started', 'started', 'stopped'),
        labelled('at', textOf(payload, 'timestamp')),
        superseded(payload),
      ]),
  },
};

function whichControl(payload: Json): string | undefined {
  return joined([
    truthOf(payload, 'isDefault', 'the default', 'a scheduled one'),
    labelled('control', textOf(payload, 'controlId')),
  ]);
}

function superseded(payload: Json): string | undefined {
  const { length } = listOf(payload, 'supersededIds');
  return length === 0 ? undefined : counted(length, 'control superseded', 'controls superseded');
}

/** What a control sets, as far as one number says it. */
function settingIn(payload: Json): (name: string) => string | undefined {
  return (name) => {
    const control = objectOf(payload, name);
    if (control === undefined) return undefined;
    const points = listOf(control, 'curveData').length;
    const percent = numberOf(control, 'pctMaxDischargePower') ?? numberOf(control, 'setpoint');
    return joined([
      points > 0 ? counted(points, 'curve point') : undefined,
      labelled('power factor', textOf(control, 'displacement')),
      percent === undefined
        ? undefined
        : joined([String(percent), textOf(control, 'unit')?.replaceAll('_', ' ') ?? '%'], ' '),
      labelled('from', textOf(control, 'startTime')),
      labelled('for', secondsOf(control)),
    ]);
  };
}

function secondsOf(control: Json): string | undefined {
  const duration = numberOf(control, 'duration');
  return duration === undefined ? undefined : `${grouped(duration)} s`;
}
