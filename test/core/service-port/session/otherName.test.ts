import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import { listPorts } from '../../../../electron/core/service-port/transport/listPorts.ts';
import { PortWatch } from '../../../../electron/core/service-port/transport/portWatch.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice, type PtyDevice } from '../ptyDevice.ts';
import { LinuxRoot } from '../transport/linuxRoot.ts';
import { ASKED_PROFILE, ASKING_DRIVERS } from './askingDriver.ts';
import { onlyProfiles } from './onlyProfiles.ts';

const FTDI = { vid: '0403', pid: '6001', serial: 'FT4711' };

/** The computer with its list of ports, and an adapter of which only the name changes. */
class Computer {
  readonly root = new LinuxRoot();
  readonly recorder = new MemoryRecorder();
  readonly ports = new ServicePorts({
    recorder: this.recorder,
    profiles: onlyProfiles(ASKED_PROFILE),
    stationsWithSerial: () => [],
    folder: undefined,
    log: () => undefined,
    drivers: ASKING_DRIVERS,
    watch: new PortWatch({
      list: (options) =>
        listPorts({ ...options, edge: this.root.edge, driverList: () => Promise.resolve([]) }),
    }),
    reattachMs: 10,
  });
  readonly #ptys: PtyDevice[] = [];
  /** What the devices got, by the name that the port had. */
  readonly got = new Map<string, string>();

  async plug(place: string, name: string, serial: string): Promise<PtyDevice> {
    const pty = await startPtyDevice();
    this.#ptys.push(pty);
    pty.in.on('data', (bytes: Buffer) => {
      this.got.set(name, (this.got.get(name) ?? '') + bytes.toString());
      for (const line of bytes.toString().split('\n')) {
        if (line === '?serial') pty.out.write(`serial=${serial}\n`);
        if (line === '?car') pty.out.write('car=no\n');
      }
    });
    this.root.usb(place, FTDI, name);
    rmSync(this.path(name));
    symlinkSync(pty.path, this.path(name));
    return pty;
  }

  async unplug(pty: PtyDevice, place: string, name: string): Promise<void> {
    this.root.unplug(place, name);
    await pty.unplug();
  }

  path(name: string): string {
    return join(this.root.edge.dev, name);
  }

  state(isSo: (state: PortState) => boolean): Promise<PortState> {
    return new Promise((resolve) => {
      const stop = this.ports.onChange((state) => {
        if (!isSo(state)) return;
        stop();
        resolve(state);
      });
    });
  }

  /** The answers to its questions are in the file: the line is quiet. */
  async quiet(answers: number): Promise<void> {
    const isAnswer = ({ kind, raw }: { kind: string; raw: unknown }): boolean =>
      kind === 'serial' && String(raw).startsWith('car=');
    await this.recorder.find(() => this.recorder.records.filter(isAnswer).length >= answers);
  }

  async end(): Promise<void> {
    await this.ports.close();
    for (const pty of this.#ptys) await pty.unplug();
    this.root.remove();
  }
}

async function opened(): Promise<{ computer: Computer; pty: PtyDevice; path: string }> {
  const computer = new Computer();
  onTestFinished(() => computer.end());
  const pty = await computer.plug('1-1', 'ttyUSB0', 'SN-4711-A');
  const path = computer.path('ttyUSB0');
  await computer.ports.open({ path, profileId: 'asked' });
  await computer.quiet(1);
  return { computer, pty, path };
}

it.runIf(HAS_SOCAT)(
  `an adapter that comes back under another name, and then under a third, is opened there and asked who is behind it${SOCAT_NOTE}`,
  async () => {
    const { computer, pty, path } = await opened();
    expect(computer.ports.state(path).port).toMatchObject({
      origin: 'listed',
      deviceKey: 'usb:0403:6001:ft4711',
    });
    let before = pty;
    let place = '1-1';
    let answers = 1;
    for (const [name, serial] of [
      ['ttyUSB1', 'SN-4711-A'],
      ['ttyUSB7', 'SN-OTHER-1'],
    ] as const) {
      const lost = computer.state(({ phase }) => phase === 'lost');
      const back = computer.state(
        ({ phase, identity }) => phase === 'ready' && identity?.serialNumber === serial,
      );
      await computer.unplug(before, place, name === 'ttyUSB1' ? 'ttyUSB0' : 'ttyUSB1');
      expect((await lost).port.isGone).toBe(true);
      place = `1-${name}`;
      before = await computer.plug(place, name, serial);
      // It keeps the name under which the technician knows it.
      expect((await back).port).toMatchObject({ path, isGone: false });
      expect(computer.got.get(name)).toMatch(/^\?serial\n/);
      answers += 1;
      await computer.quiet(answers);
    }
    const notes = computer.recorder.records.flatMap(({ kind, raw }) =>
      kind === 'note' ? [String(raw)] : [],
    );
    expect(notes.some((note) => note.includes(`opened as ${computer.path('ttyUSB7')}`))).toBe(true);
  },
);

it.runIf(HAS_SOCAT)(
  `after a run that was cut nothing is opened by itself; who opens the port finds its adapter under its other name${SOCAT_NOTE}`,
  async () => {
    const { computer, pty, path } = await opened();
    const held = computer.ports.hold(path, 'Firmware goes over the line.');
    const lost = computer.state(({ phase }) => phase === 'lost');
    await computer.unplug(pty, '1-1', 'ttyUSB0');
    await lost;
    held.release();
    await computer.plug('1-2', 'ttyUSB1', 'SN-OTHER-1');
    // Twice as long as it would be looked for otherwise.
    for (let look = 0; look < 2; look += 1) await computer.ports.list();
    expect(computer.ports.state(path).phase).toBe('lost');
    expect(computer.got.get('ttyUSB1')).toBeUndefined();
    await computer.ports.open({ path, profileId: 'asked' });
    expect(computer.ports.state(path)).toMatchObject({
      phase: 'ready',
      identity: { serialNumber: 'SN-OTHER-1' },
      stationId: 'cable:SN-OTHER-1',
    });
  },
);
