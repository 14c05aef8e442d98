import type { StationBase } from '../../stationBase.ts';
import type { LoggedFrame } from './frameLog.ts';

/** Between two heartbeats of the past, as long as no size is asked for. */
const USUAL_STEP_MS = 300_000;
/** Of a heartbeat with its answer and a reading, in bytes. */
const STEP_BYTES = 197;

export interface Period {
  from: number;
  to: number;
}

/**
 * The log, line by line in the order of time: the station's past, which it makes up, then the frames that really
 * crossed the line. `bytes`: about so large, with more of the past.
 */
export function* logLines(
  station: StationBase,
  { from, to }: Period,
  frames: readonly LoggedFrame[],
  bytes?: number,
): Generator<string> {
  const { clock, connectors, version } = station;
  const firstFrameAt = Math.min(frames[0]?.at ?? to, to);
  const wanted = bytes === undefined ? undefined : (firstFrameAt - from) / (bytes / STEP_BYTES);
  const stepMs = Math.max(0.01, wanted ?? USUAL_STEP_MS);
  const reading = connectors
    .map(({ id, meter }) => `c${id} ${meter.temperatureCelsius.toFixed(1)} C`)
    .join(' ');
  let count = 0;
  for (let at = from; at < firstFrameAt; at += stepMs) {
    count += 1;
    const id = `h${count.toString(36).padStart(8, '0')}`;
    const time = clock.iso(at);
    yield `${time} INFO  ocpp${version} TX [2,"${id}","Heartbeat",{}]`;
    yield `${clock.iso(at + 40)} INFO  ocpp${version} RX [3,"${id}",{"currentTime":"${time}"}]`;
    if (count % 3 === 0) yield `${clock.iso(at + 60)} DEBUG thermal  ${reading} fan 0 %`;
  }
  for (const { at, direction, text } of frames) {
    if (at >= from && at <= to) yield `${clock.iso(at)} INFO  ocpp${version} ${direction} ${text}`;
  }
}

/** What happened that concerns security, in the words of the whitepaper (§4.3). */
export function* securityLines({ clock, identity }: StationBase, { from, to }: Period): Generator<string> {
  const events = ['StartupOfTheDevice', 'SettingSystemTime', 'ReconfigurationOfSecurityParameters'];
  const step = (to - from) / (events.length + 1);
  for (const [index, event] of events.entries()) {
    yield `${clock.iso(from + (index + 1) * step)} ${event} ${identity.serialNumber} firmware ${identity.firmwareVersion}`;
  }
}
