import type { Json } from '../../../../../shared/json.ts';
import { objectOf } from '../../payloadFields.ts';
import type { DetectorFactory, NewFinding, StationEvent } from '../detector.ts';

/** Works with the stations that answer nothing larger. */
const SMALL_CHUNK = 4;
/** Once may be a bad line. */
const ENOUGH_FAILURES = 2;

/** A station that does not answer, or leaves, when it is asked for all of its configuration at once. */
export const configurationAllKeys: DetectorFactory = () => {
  let failures = 0;
  /** The most keys that were answered since. */
  let answered = 0;
  return {
    observe(event) {
      if (event.type !== 'outcome' || event.outcome.action !== 'GetConfiguration') return undefined;
      const asked = askedKeys(event.payload);
      const { outcome, requestSeq } = event.outcome;
      if (asked === 0) {
        if (outcome === 'answered') failures = 0;
        if (requestSeq === undefined || (outcome !== 'timed-out' && outcome !== 'disconnected'))
          return undefined;
        failures += 1;
        return failures < ENOUGH_FAILURES ? undefined : { findings: [found(event, SMALL_CHUNK)] };
      }
      if (failures === 0 || outcome !== 'answered') return undefined;
      // What has been seen to work is proposed, and no more.
      answered = Math.max(answered, Math.min(asked, SMALL_CHUNK));
      return { findings: [found(event, answered)] };
    },
  };
};

function askedKeys(payload: Json | undefined): number {
  const keys = objectOf(payload)['key'];
  return Array.isArray(keys) ? keys.length : 0;
}

function found({ outcome }: Extract<StationEvent, { type: 'outcome' }>, chunk: number): NewFinding {
  const works = outcome.outcome === 'answered';
  const sizes = chunk === 1 ? 'one at a time' : `${chunk} at a time`;
  return {
    code: 'configuration-all-keys',
    severity: 'warning',
    message: works
      ? 'The charger does not answer a GetConfiguration of all keys, but answers one of a few keys.'
      : `The charger ${outcome.outcome === 'timed-out' ? 'does not answer' : 'leaves upon'} a GetConfiguration of all keys.`,
    remedy: `Read the keys ${sizes}.`,
    clause: 'OCPP 1.6 §5.8',
    proposal: { label: `Read the keys ${sizes}`, change: { configurationChunk: chunk } },
  };
}
