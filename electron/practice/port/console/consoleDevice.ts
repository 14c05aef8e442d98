import type { MemoryTransfer } from '../../../../shared/service-port/transfer/memoryTransfer.ts';
import { LOG_LINE } from '../logLine.ts';
import type { PracticeLine, StartDevice } from '../practiceDevice.ts';
import { KERNEL_LINES, UBOOT_LINES } from './bootTexts.ts';
import { ChargerState, ocppLines } from './chargerState.ts';
import { ConsoleHabits } from './consoleHabits.ts';
import { ConsoleTty } from './consoleTty.ts';
import { receiveFiles, sendFile } from './fileTransfer.ts';
import { PagedOutput } from './pagedOutput.ts';
import { shellCommand, ubootCommand, type CommandResult } from './shellCommands.ts';

/** The practice charger's only user, and the password; both are in the help of the practice charger. */
export const PRACTICE_LOGIN = { user: 'root', password: 'charger' } as const;

const UBOOT_PROMPT = '=> ';
const SHELL_PROMPT = 'root@practice:~# ';
const COUNTS = 2;
const PACE = { lineMs: 12, countMs: 1000, refuseMs: 1500, chatMs: 400 };
const QUICK_PACE = { lineMs: 1, countMs: 60, refuseMs: 30, chatMs: 100 };

type Mode = 'starting' | 'countdown' | 'uboot' | 'login' | 'password' | 'shell' | 'transfer';

/** A Linux charger with a U-Boot boot loader on a cable, from power-on to its shell. */
export const startConsoleDevice: StartDevice = (line, { habits }) => {
  const device = new ConsoleDevice(line, new ConsoleHabits(habits));
  device.start();
  return { stop: () => device.stop() };
};

class ConsoleDevice {
  readonly #line: PracticeLine;
  readonly #habits: ConsoleHabits;
  readonly #pace: typeof PACE;
  readonly #tty: ConsoleTty;
  readonly #paged: PagedOutput;
  readonly #state = new ChargerState();
  readonly #timers = new Set<NodeJS.Timeout>();
  #mode: Mode = 'starting';
  #user = '';
  #transfer: MemoryTransfer | undefined;

  constructor(line: PracticeLine, habits: ConsoleHabits) {
    this.#line = line;
    this.#habits = habits;
    this.#state.isCharging = habits.has('charging');
    this.#pace = habits.has('quick') ? QUICK_PACE : PACE;
    this.#tty = new ConsoleTty(line, habits);
    this.#paged = new PagedOutput(this.#tty);
    this.#tty.onLine = (text) => this.#onLine(text);
    this.#tty.onKey = () => this.#onKey();
    line.onData((bytes) => this.#onData(bytes));
  }

  start(): void {
    const chat = setInterval(() => this.#chat(), this.#pace.chatMs);
    this.#timers.add(chat);
    if (this.#habits.has('uboot')) this.#to('uboot');
    else if (this.#habits.has('logged-in')) this.#to('shell');
    else if (this.#habits.has('booted')) this.#to('login');
    else this.#boot();
  }

  stop(): void {
    this.#transfer?.stop();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #onData(bytes: Uint8Array): void {
    if (this.#habits.has('line-echo')) this.#line.write(bytes);
    if (this.#mode === 'transfer') this.#transfer?.take(bytes);
    else if (bytes.includes(3) && this.#mode !== 'starting') this.#interrupt();
    else if (!this.#paged.keys(bytes)) this.#tty.keys(bytes);
  }

  /** The start is stopped by any key. */
  #onKey(): boolean {
    if (this.#mode !== 'countdown') return false;
    this.#tty.clear();
    this.#forgetTimers();
    this.#tty.print('\n');
    this.#to('uboot');
    return true;
  }

  #interrupt(): void {
    this.#paged.drop();
    this.#tty.clear();
    this.#tty.print('^C\n');
    this.#prompt();
  }

  #boot(): void {
    this.#mode = 'starting';
    this.#tty.hasEcho = true;
    this.#state.started();
    this.#lines(UBOOT_LINES, () => this.#count(COUNTS));
  }

  #count(left: number): void {
    this.#mode = 'countdown';
    this.#tty.print(left === COUNTS ? `Hit any key to stop autoboot:  ${left} ` : `\b\b\b ${left} `);
    this.#later(this.#pace.countMs, () => (left === 0 ? this.#kernel() : this.#count(left - 1)));
  }

  #kernel(): void {
    this.#mode = 'starting';
    this.#tty.print('\n');
    this.#lines(
      [...KERNEL_LINES, ...ocppLines(this.#state), '', 'Practice Linux 4.0 practice ttymxc0', ''],
      () => this.#to('login'),
    );
  }

  #to(mode: 'uboot' | 'login' | 'shell'): void {
    this.#mode = mode;
    this.#tty.hasEcho = true;
    this.#prompt();
  }

  #prompt(): void {
    if (this.#habits.has('no-prompt')) return;
    const text =
      this.#mode === 'uboot'
        ? UBOOT_PROMPT
        : this.#mode === 'shell'
          ? SHELL_PROMPT
          : this.#mode === 'password'
            ? 'Password: '
            : 'practice login: ';
    this.#tty.print(this.#habits.has('colours') ? `\u001B[?2004h\u001B[1;32m${text}\u001B[0m` : text);
  }

  #onLine(text: string): void {
    switch (this.#mode) {
      case 'login':
        if (text === '') return this.#prompt();
        this.#user = text;
        this.#mode = 'password';
        this.#tty.hasEcho = false;
        return this.#prompt();
      case 'password':
        return this.#checkPassword(text);
      case 'uboot':
        return this.#do(ubootCommand(text, this.#state));
      case 'shell':
        if (text !== '' && this.#habits.takes('restarts-in-command')) {
          this.#tty.print('half an ans');
          return this.#boot();
        }
        return this.#do(shellCommand(text, this.#state));
      case 'starting':
      case 'countdown':
      case 'transfer':
        return;
      default:
        this.#mode satisfies never;
    }
  }

  #checkPassword(password: string): void {
    const { user, password: right } = PRACTICE_LOGIN;
    if (this.#user === user && password === right && !this.#habits.has('wrong-password'))
      return this.#to('shell');
    this.#later(this.#pace.refuseMs, () => {
      this.#tty.print('\nLogin incorrect\n');
      this.#to('login');
    });
  }

  #do(result: CommandResult): void {
    switch (result.kind) {
      case 'print':
        return this.#print(Buffer.from(result.text, 'utf8'));
      case 'raw':
        return this.#print(result.bytes);
      case 'send':
        return this.#send(result);
      case 'receive':
        return this.#receive(result);
      case 'reboot':
        this.#tty.print(this.#mode === 'uboot' ? 'resetting ...\n' : 'The system is going down NOW!\n');
        return this.#boot();
      case 'boot':
        return this.#kernel();
      default:
        result satisfies never;
    }
  }

  #print(bytes: Uint8Array): void {
    if (this.#habits.has('pager') && this.#mode === 'shell') {
      this.#paged.print(Buffer.from(bytes).toString('utf8'), () => this.#prompt());
      return;
    }
    if (bytes.length > 1_000_000) this.#tty.raw(bytes);
    else this.#tty.answer(Buffer.from(bytes).toString('utf8'));
    this.#prompt();
  }

  #receive({ protocol, purpose, before }: Extract<CommandResult, { kind: 'receive' }>): void {
    const back = this.#mode === 'uboot' ? 'uboot' : 'shell';
    this.#tty.print(before);
    this.#mode = 'transfer';
    this.#transfer = receiveFiles(protocol, {
      ...this.#cable(),
      onEnd: ({ files: [image], isWhole }) => {
        this.#transfer = undefined;
        if (image !== undefined && isWhole) this.#took(image, purpose);
        else this.#tty.print('\n## Transfer aborted\n');
        this.#to(back);
      },
    });
  }

  #took(bytes: Uint8Array, purpose: 'firmware' | 'file'): void {
    if (purpose === 'file') {
      this.#state.files.set('/tmp/received', () => bytes);
      return;
    }
    this.#tty.print(
      `\n## Total Size      = 0x${bytes.length.toString(16).padStart(8, '0')} = ${bytes.length} Bytes\n`,
    );
    if (!this.#habits.has('keeps-version') && !this.#state.takeImage(bytes))
      this.#tty.print('## Bad image magic\n');
  }

  #send({ protocol, name, bytes }: Extract<CommandResult, { kind: 'send' }>): void {
    this.#tty.print(
      `Sending: ${name}\n${protocol === 'xmodem' ? 'Give your local XMODEM receive command now.\n' : ''}`,
    );
    this.#mode = 'transfer';
    this.#transfer = sendFile(
      protocol,
      { name, bytes },
      {
        ...this.#cable(),
        onEnd: ({ isWhole }) => {
          this.#transfer = undefined;
          this.#tty.print(isWhole ? '\nTransfer complete\n' : '\nTransfer cancelled\n');
          this.#to('shell');
        },
      },
    );
  }

  #cable(): Pick<Parameters<typeof receiveFiles>[1], 'habits' | 'write' | 'cut'> {
    return {
      habits: this.#habits,
      write: (bytes) => this.#line.write(bytes),
      cut: () => {
        this.#transfer?.stop();
        this.#transfer = undefined;
        this.#line.cut();
        this.#mode = 'shell';
      },
    };
  }

  /** The log of the charger, and floods, come on the console whatever else is there. */
  #chat(): void {
    if (this.#mode === 'transfer' || this.#mode === 'starting' || this.#mode === 'countdown') return;
    if (this.#habits.has('chatty')) {
      this.#tty.print('\nocppd[412]: INFO send [2,"h1","Heartbeat",{}]\n');
    }
    if (this.#habits.has('log-lines')) this.#tty.print(`\n${LOG_LINE.trimEnd()}\n`);
    if (this.#habits.has('flood')) {
      this.#tty.print('\nchargerd[380]: cp=B pwm=26.7 temp=24.5 state=waiting relay=open\n'.repeat(200));
    }
  }

  #lines(lines: readonly string[], then: () => void): void {
    const [first, ...others] = lines;
    if (first === undefined) return then();
    this.#tty.print(`${first}\n`);
    this.#later(this.#pace.lineMs, () => this.#lines(others, then));
  }

  #later(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }

  /** The chat goes on. */
  #forgetTimers(): void {
    const [chat, ...others] = this.#timers;
    for (const timer of others) clearTimeout(timer);
    this.#timers.clear();
    if (chat !== undefined) this.#timers.add(chat);
  }
}
