import { bootChecks } from './bootChecks.ts';
import type { PayloadCheck, PayloadPlace } from './payloadCheck.ts';
import { secretsInClear } from './secretsInClear.ts';
import { statusChecks } from './statusChecks.ts';

type Checks = ReadonlyMap<string, readonly PayloadCheck[]>;

const OF_REQUESTS: Checks = new Map([
  ['BootNotification', [bootChecks]],
  ['StatusNotification', [statusChecks]],
  ['DataTransfer', [secretsInClear]],
  ['NotifyEvent', [secretsInClear]],
  ['NotifyReport', [secretsInClear]],
  ['NotifyMonitoringReport', [secretsInClear]],
]);

const OF_ANSWERS: Checks = new Map([
  ['GetConfiguration', [secretsInClear]],
  ['GetVariables', [secretsInClear]],
  ['DataTransfer', [secretsInClear]],
]);

const NONE: readonly PayloadCheck[] = [];

/** What is looked for in the payloads of one action, besides its schema. */
export function checksOf({ action, part }: PayloadPlace): readonly PayloadCheck[] {
  return (part === 'request' ? OF_REQUESTS : OF_ANSWERS).get(action) ?? NONE;
}
