import { Trace } from '../../../electron/core/trace/trace.ts';
import { ContractError } from '../../../shared/contract/failure.ts';

/**
 * A Kerbside that records into argv[2] until it is killed: says `open`, then the number of each record as soon as its
 * commit is announced. Says the failure where the file cannot be opened.
 */
const [, , path = '', load = 'load'] = process.argv;

try {
  const trace = Trace.open(path);
  process.stdout.write('open\n');
  if (load === 'load') setImmediate(() => record(trace));
  else setInterval(() => undefined, 1000);
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  process.stdout.write(`${JSON.stringify(error.toFailure())}\n`);
}

function record(trace: Trace): void {
  for (let n = 0; n < 5; n += 1) {
    const { seq } = trace.store.append({
      at: Date.now(),
      stationId: 'CP-1',
      kind: 'call',
      direction: 'in',
      action: 'Heartbeat',
      messageId: `m${n}`,
      raw: `[2,"m${n}","Heartbeat",{}]`,
      issues: [],
    });
    trace.store.afterCommit(() => process.stdout.write(`${seq}\n`));
  }
  setImmediate(() => record(trace));
}
