import { describe, expect, it } from 'vitest';
import { createPracticePort } from '../../../electron/practice/port/createPracticePort.ts';
import { portHabits } from '../../../electron/practice/port/portHabits.ts';

/** How each fault of the field is tried with a practice device; a sentence where it cannot be. */
const FAULTS: ReadonlyArray<{
  fault: string;
  rapi: readonly string[] | string;
  modbus: readonly string[] | string;
}> = [
  { fault: 'the port is gone', rapi: ['gone'], modbus: ['gone'] },
  { fault: 'the port is busy', rapi: ['busy'], modbus: ['busy'] },
  {
    fault: 'no rights for the port',
    rapi: 'A port of this computer needs none: /dev of the system alone has them.',
    modbus: 'A port of this computer needs none: /dev of the system alone has them.',
  },
  { fault: 'half-duplex echo', rapi: ['echo'], modbus: ['echo'] },
  { fault: 'noise', rapi: ['noise', 'damages=2', 'mishears=3'], modbus: ['noise', 'damaged'] },
  { fault: 'wrong rate or parity', rapi: ['wrong-rate'], modbus: ['wrong-rate'] },
  { fault: 'lines inside answers', rapi: ['async', 'log-lines'], modbus: ['log-lines'] },
  {
    fault: 'no answer',
    rapi: ['silent', 'deafens=5', 'cuts-answer-to=GS'],
    modbus: ['silent', 'slow', 'sleeps'],
  },
  { fault: 'a refusal', rapi: ['refuses'], modbus: ['refuses-writes', 'holes'] },
  { fault: 'an acknowledgement without effect', rapi: ['ignores=SC'], modbus: ['ignores-writes'] },
  {
    fault: 'an answer of somebody else',
    rapi: ['wrong-id', 'late-upon=GS'],
    modbus: ['wrong-unit', 'wrong-unit-only', 'wrong-function'],
  },
  { fault: 'two masters', rapi: ['other-master'], modbus: ['other-master'] },
  { fault: 'the device restarts', rapi: ['restarts-upon=SC', 'boots=300'], modbus: ['restart'] },
  { fault: 'unplugged while idle', rapi: ['unplugs-idle=5000'], modbus: ['unplugs-idle=5000'] },
  { fault: 'unplugged while it is asked', rapi: ['unplugs=3'], modbus: ['unplugs=3'] },
  {
    fault: 'unplugged in a push',
    rapi: 'OpenEVSE takes no firmware over RAPI; the console does (cut-at-block-N).',
    modbus: 'No device takes firmware over Modbus here; the console does (cut-at-block-N).',
  },
  { fault: 'the last acknowledgement is lost', rapi: ['loses-answer-to=SC'], modbus: ['lost-write-answer'] },
  { fault: 'a flood', rapi: ['flood=5'], modbus: ['flood'] },
  { fault: 'a secret in a log', rapi: ['log-lines'], modbus: ['log-lines'] },
  // The wallbox on the bus charges unless it is told not to.
  { fault: 'a session is active', rapi: ['charging'], modbus: [] },
];

describe.each(['rapi', 'modbus'] as const)(
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

    it('are in its list, each with what it does', () => {
      for (const [name, { about }] of Object.entries(portHabits(device))) {
        expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(about.length, name).toBeGreaterThan(10);
      }
    });
  },
);
