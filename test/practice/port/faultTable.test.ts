import { describe, expect, it } from 'vitest';
import { createPracticePort } from '../../../electron/practice/port/createPracticePort.ts';
import { portHabits } from '../../../electron/practice/port/portHabits.ts';

type Tried = readonly string[] | string;

const NEEDS_NO_RIGHTS = 'A port of this computer needs none: /dev of the system alone has them.';
const POINT_TO_POINT = 'A console has two ends: nobody else is on its line.';

/** How each fault of the field (SERVICE-PORT §4.5) is tried with a practice device; a sentence where it cannot be. */
const FAULTS: ReadonlyArray<{ fault: string; rapi: Tried; modbus: Tried; console: Tried }> = [
  { fault: 'the port is gone', rapi: ['gone'], modbus: ['gone'], console: ['gone'] },
  { fault: 'the port is busy', rapi: ['busy'], modbus: ['busy'], console: ['busy'] },
  {
    fault: 'no rights for the port',
    rapi: NEEDS_NO_RIGHTS,
    modbus: NEEDS_NO_RIGHTS,
    console: NEEDS_NO_RIGHTS,
  },
  { fault: 'half-duplex echo', rapi: ['echo'], modbus: ['echo'], console: ['line-echo'] },
  {
    fault: 'noise',
    rapi: ['noise', 'damages=2', 'mishears=3'],
    modbus: ['noise', 'damaged'],
    console: ['noise'],
  },
  {
    fault: 'wrong rate or parity',
    rapi: ['wrong-rate'],
    modbus: ['wrong-rate'],
    console: ['wrong-rate'],
  },
  {
    fault: 'lines inside answers',
    rapi: ['async', 'log-lines'],
    modbus: ['log-lines'],
    console: ['kernel-lines', 'chatty'],
  },
  {
    fault: 'no answer',
    rapi: ['silent', 'deafens=5', 'cuts-answer-to=GS', 'late=500'],
    modbus: ['silent', 'slow', 'sleeps'],
    console: ['silent', 'no-prompt'],
  },
  {
    fault: 'a refusal',
    rapi: ['refuses'],
    modbus: ['refuses-writes', 'holes'],
    console: ['wrong-password'],
  },
  {
    fault: 'an acknowledgement without effect',
    rapi: ['ignores=SC'],
    modbus: ['ignores-writes'],
    console: ['keeps-version'],
  },
  {
    fault: 'an answer of somebody else',
    rapi: ['wrong-id', 'late-upon=GS'],
    modbus: ['wrong-unit', 'wrong-unit-only', 'wrong-function'],
    console: POINT_TO_POINT,
  },
  { fault: 'two masters', rapi: ['other-master'], modbus: ['other-master'], console: POINT_TO_POINT },
  {
    fault: 'the device restarts',
    rapi: ['restarts-upon=SC', 'boots=300'],
    modbus: ['restart'],
    console: ['restarts-in-command'],
  },
  {
    fault: 'unplugged while idle',
    rapi: ['unplugs-idle=5000'],
    modbus: ['unplugs-idle=5000'],
    console: ['unplugs-idle=5000'],
  },
  {
    fault: 'unplugged while it is asked',
    rapi: ['unplugs=3'],
    modbus: ['unplugs=3'],
    console: 'Its cable is pulled while idle, or in a transfer.',
  },
  {
    fault: 'unplugged in a push',
    rapi: 'OpenEVSE takes no firmware over RAPI; the console does (cut-at-block-N).',
    modbus: 'No device takes firmware over Modbus here; the console does (cut-at-block-N).',
    console: ['cut-at-block-3', 'refuses-blocks'],
  },
  {
    fault: 'the last acknowledgement is lost',
    rapi: ['loses-answer-to=SC'],
    modbus: ['lost-write-answer'],
    console: ['loses-last-ack'],
  },
  { fault: 'a flood', rapi: ['flood=5'], modbus: ['flood'], console: ['flood'] },
  {
    fault: 'a secret in a log',
    rapi: ['log-lines'],
    modbus: ['log-lines'],
    console: ['log-lines'],
  },
  // The wallbox on the bus charges unless it is told not to.
  {
    fault: 'a session is active',
    rapi: ['charging'],
    modbus: [],
    console: ['charging'],
  },
];

/** What is no fault: another firmware, another state to be found in, or less waiting. */
const NO_FAULTS: Readonly<Record<'rapi' | 'modbus' | 'console', readonly string[]>> = {
  rapi: ['fast', 'session', 'sum', 'old', 'newer'],
  modbus: ['ascii', 'no-car'],
  console: ['uboot', 'booted', 'logged-in', 'quick', 'no-echo', 'pager', 'colours'],
};

describe.each(['rapi', 'modbus', 'console'] as const)(
  'the faults of the field with the practice device %s',
  (device) => {
    it.each(FAULTS.map((row) => [row.fault, row[device]] as const))('%s', async (_, habits) => {
      if (typeof habits === 'string') {
        expect(habits).toMatch(/\.$/);
        return;
      }
      const port = await createPracticePort({ device, habits });
      await port.stop();
    });

    it('are all of its habits, but for what is no fault', () => {
      const words = FAULTS.flatMap((row) => (typeof row[device] === 'string' ? [] : row[device]));
      const faults = words.map((word) => word.replace(/=.*$/, '').replace(/-\d+$/, '-N'));
      expect(new Set([...faults, ...NO_FAULTS[device]])).toEqual(new Set(Object.keys(portHabits(device))));
    });

    it('are in its list, each with what it does', () => {
      for (const [name, { about }] of Object.entries(portHabits(device))) {
        expect(name).toMatch(/^[a-z]+(-[a-z]+)*(-N)?$/);
        expect(about.length, name).toBeGreaterThan(10);
      }
    });
  },
);
