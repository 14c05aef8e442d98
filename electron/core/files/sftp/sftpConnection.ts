import type { Socket } from 'node:net';
import type { AuthContext, Connection, SFTPWrapper } from 'ssh2';
import type { AttemptNote } from '../attemptNote.ts';
import type { LoginGuard } from '../loginGuard.ts';
import type { Refusal } from '../transfers/refusal.ts';
import type { Caller } from '../transfers/transfer.ts';
import type { AnyTransfer } from '../transfers/transferBook.ts';
import { SftpFolder } from './sftpFolder.ts';

export interface SftpLinks {
  guard: LoginGuard;
  /** Until the login. */
  loginMs: number;
  onAttempt: (note: AttemptNote) => void;
}

/** One SSH connection: a login by password, then SFTP and nothing else. */
export class SftpConnection {
  readonly #client: Connection;
  readonly #socket: Socket;
  readonly #links: SftpLinks;
  readonly #caller: Caller;
  #loginTimer: NodeJS.Timeout | undefined;
  readonly #folders: SftpFolder[] = [];
  #transfer: AnyTransfer | undefined;
  /** What is known of the client, for the technician. */
  readonly #head: string[] = [];

  constructor(client: Connection, socket: Socket, caller: Caller, links: SftpLinks) {
    this.#client = client;
    this.#socket = socket;
    this.#links = links;
    this.#caller = caller;
    this.#head.push(caller.client ?? '');
  }

  begin(): void {
    const client = this.#client;
    this.#loginTimer = setTimeout(() => this.#socket.destroy(), this.#links.loginMs).unref();
    client.on('authentication', (context) => this.#authenticate(context));
    client.on('session', (accept) => {
      const session = accept();
      session.on('sftp', (acceptSftp) => this.#serve(acceptSftp()));
      session.on('exec', (_accept, reject) => this.#refuseShell(reject));
      session.on('shell', (_accept, reject) => this.#refuseShell(reject));
    });
    client.on('error', (error: Error & { level?: string }) => this.#broken(error));
    client.on('close', () => this.#closed());
  }

  #authenticate(context: AuthContext): void {
    if (context.method === 'password') {
      this.#login(context, context.password);
    } else if (context.method === 'keyboard-interactive') {
      context.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
        this.#login(context, answers[0] ?? ''),
      );
    } else {
      context.reject(['password', 'keyboard-interactive']);
    }
  }

  #login(context: AuthContext, password: string): void {
    const { username } = context;
    this.#head.push(`user ${username.slice(0, 100)}`);
    const login = this.#links.guard.login(this.#caller, username, password);
    if (login.ok && login.transfer !== undefined) {
      clearTimeout(this.#loginTimer);
      this.#transfer = login.transfer;
      context.accept();
      return;
    }
    const refusal = login.ok ? undefined : login.refusal;
    if (refusal !== undefined) this.#note(refusal, login.ok ? undefined : login.transfer);
    context.reject(['password', 'keyboard-interactive']);
    if (!login.ok && login.isEnd) this.#client.end();
  }

  #serve(sftp: SFTPWrapper): void {
    const transfer = this.#transfer;
    if (transfer === undefined) return;
    const folder = new SftpFolder(sftp, {
      transfer,
      caller: this.#caller,
      hangUp: () => this.#socket.destroy(),
      note: (refusal) => this.#note(refusal, transfer),
    });
    this.#folders.push(folder);
    // A client that has said all waits for us to say so too.
    sftp.on('end', () => sftp.end());
    // A channel of its own that ends while the connection stays.
    sftp.on('close', () => folder.close());
    sftp.on('error', () => folder.close());
  }

  #refuseShell(reject: (() => void) | undefined): void {
    this.#note(noShell(), this.#transfer);
    reject?.();
  }

  /** What the other side does wrong in SSH itself, and connections that break. */
  #broken(error: Error & { level?: string }): void {
    const isReset = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
    if (!isReset && this.#transfer === undefined) this.#note(sshFailed(error));
    this.#socket.destroy();
  }

  #closed(): void {
    clearTimeout(this.#loginTimer);
    for (const folder of this.#folders) folder.close();
  }

  #note(refusal: Refusal, transfer?: AnyTransfer): void {
    this.#links.onAttempt({
      ...refusal,
      remoteAddress: this.#caller.remoteAddress,
      isEncrypted: true,
      head: this.#head.join('\n'),
      ...(transfer === undefined ? {} : { stationId: transfer.stationId }),
    });
  }
}

function noShell(): Refusal {
  return {
    code: 'sftp-only',
    sentence: 'Wanted a command line (or scp, which needs one) instead of SFTP.',
    remedy: 'Set the charger to SFTP, or choose another protocol.',
  };
}

function sshFailed(error: Error): Refusal {
  return {
    code: 'ssh-failed',
    sentence: `SSH did not come about: ${error.message.slice(0, 200)}.`,
    remedy:
      'A charger that checks the key of the server needs Kerbside’s. Where no method is common to both, its software is very old or very new: choose another protocol.',
  };
}
