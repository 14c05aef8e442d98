import { setTimeout as pause } from 'node:timers/promises';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Params } from '../../../../shared/contract/methods.ts';
import type { PortLine } from '../line/portLine.ts';

/** Sets DTR and RTS, and holds the line low for `breakMs`. Fails with `unavailable` where the port has no such lines. */
export async function setPortSignals(
  line: PortLine,
  { dtr, rts, breakMs }: Omit<Params<'port.signals'>, 'path'>,
): Promise<void> {
  const isAny = dtr !== undefined || rts !== undefined;
  const hasLines = !isAny || (await line.setSignals({ dtr, rts }));
  const hasBreak = breakMs === undefined || (await sendBreak(line, breakMs));
  if (hasLines && hasBreak) return;
  throw new ContractError('unavailable', 'This port has no such lines to set.', {
    hint: 'DTR, RTS and a break are there on serial adapters and RFC 2217 servers, not on plain TCP or pseudo terminals.',
  });
}

async function sendBreak(line: PortLine, breakMs: number): Promise<boolean> {
  if (!(await line.setSignals({ isBreak: true }))) return false;
  await pause(breakMs);
  return line.setSignals({ isBreak: false });
}
