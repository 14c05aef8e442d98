import type { Json } from '../../../../../shared/json.ts';
import { objectOf } from '../../../../../shared/payloadFields.ts';
import type { DetectorFactory, NewFinding } from '../detector.ts';

/** Works with the stations that answer nothing larger. */
const SMALL_CHUNK = 4;
/** Once may be a bad line. */
const ENOUGH_FAILURES = 2;

type Failing = 'timed-out' | 'disconnected';

/** A station that does not answer, or leaves, when it is asked for all of its configuration at once. */
export const configurationAllKeys: DetectorFactory = () => {
  let failures = 0;
  let failing: Failing = 'timed-out';
  /** The most keys that were answered since the last failure. */
  let answered = 0;
  return {
    interest: { outcomes: ['GetConfiguration'] },
    observe(event) {
      if (event.type !== 'outcome' || event.outcome.action !== 'GetConfiguration') return undefined;
      const asked = askedKeys(event.payload);
      const { outcome, requestSeq } = event.outcome;
      if (asked > 0) {
        const best = Math.min(asked, SMALL_CHUNK);
        // What has been seen to work is proposed, and no more.
        if (failures === 0 || outcome !== 'answered' || best <= answered) return undefined;
        answered = best;
        return { findings: [found(failing, best, ', but answers one of a few keys')] };
      }
      if (outcome === 'answered') failures = 0;
      if (requestSeq === undefined || (outcome !== 'timed-out' && outcome !== 'disconnected'))
        return undefined;
      failures += 1;
      failing = outcome;
      answered = 0;
      return failures < ENOUGH_FAILURES ? undefined : { findings: [found(failing, SMALL_CHUNK, '')] };
    },
  };
};

function askedKeys(payload: Json | undefined): number {
  const keys = objectOf(payload)['key'];
  return Array.isArray(keys) ? keys.length : 0;
}

function found(failing: Failing, chunk: number, addition: string): NewFinding {
  const sizes = chunk === 1 ? 'one at a time' : `${chunk} at a time`;
  return {
    code: 'configuration-all-keys',
    severity: 'warning',
    message: `The charger ${failing === 'timed-out' ? 'does not answer' : 'leaves upon'} a GetConfiguration of all keys${addition}.`,
    remedy: `Read the keys ${sizes}.`,
    clause: 'OCPP 1.6 §5.8',
    proposal: { label: `Read the keys ${sizes}`, change: { configurationChunk: chunk } },
  };
}
