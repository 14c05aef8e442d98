import type { Socket } from 'node:net';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { TransferProtocol } from '../../../../shared/files/transferProtocol.ts';
import { shutOut } from '../loginGuard.ts';
import { refusalOf, wrongWay, type Refusal } from '../transfers/refusal.ts';
import type { Caller } from '../transfers/transfer.ts';
import type { AnyTransfer } from '../transfers/transferBook.ts';
import { pasvText, plainHost, type DataAddress } from './ftpAddress.ts';
import type { FtpCommand } from './ftpCommand.ts';
import { FtpControl } from './ftpControl.ts';
import { FtpData } from './ftpData.ts';
import { FtpDialogue } from './ftpDialogue.ts';
import { bounce, noFtp, stranger, TLS_NEEDED, tlsFailed } from './ftpRefusals.ts';
import { ftpReplyOf } from './ftpReplyOf.ts';
import type { FtpSessionLinks } from './ftpSessionLinks.ts';
import type { FtpStep } from './ftpStep.ts';
import type { FtpLastWord, FtpLine } from './ftpLine.ts';
import { storeByFtp } from './ftpStore.ts';
import { encrypt, encryptUpload } from './ftpTls.ts';
import { listByFtp, retrieveByFtp } from './ftpTransfer.ts';

const MOST_WAITING = 100;
const LOWEST_PORT = 1024;

/** One control connection: carries out what its dialogue says. Commands are answered one after the other. */
export class FtpSession {
  readonly #links: FtpSessionLinks;
  readonly #dialogue: FtpDialogue;
  readonly #data: FtpData;
  readonly #remoteAddress: string;
  readonly #ownHost: string;
  readonly #control: FtpControl;
  #waiting: FtpCommand[] = [];
  #isWorking = false;
  #isTransferring = false;
  #isAborted = false;
  /** Something new came on the control connection. */
  #wake = (): void => undefined;

  constructor(socket: Socket, links: FtpSessionLinks, isSecured: boolean) {
    this.#links = links;
    this.#remoteAddress = plainHost(socket.remoteAddress);
    this.#ownHost = plainHost(socket.localAddress);
    const gate = {
      needsTls: (user: string) => this.#needsTls(user),
      byToken: (token: string) => links.book.byToken(token),
    };
    this.#dialogue = new FtpDialogue(gate, isSecured);
    this.#data = new FtpData({
      ownHost: this.#ownHost,
      peerHost: this.#remoteAddress,
      waitMs: links.times.dataMs,
      onStranger: (remoteAddress) => this.#note(stranger(remoteAddress)),
    });
    this.#control = new FtpControl(socket, {
      onCommand: (command) => this.#take(command),
      onUnreadable: () => this.#turnAway(),
      onSilence: () => {
        if (!this.#isTransferring) this.#end('421 Nothing was said for too long.');
      },
      // A client that hangs up right behind its file still gets it in: the data says when it is whole.
      onEnd: () => {
        this.#wake();
        if (!this.#isWorking) this.#control.end();
      },
      onClose: () => {
        this.#wake();
        if (!this.#isTransferring) this.#data.close();
      },
    });
  }

  greet(): void {
    this.#control.listen(this.#links.times.loginMs);
    if (this.#links.guard.isShutOut(this.#remoteAddress)) this.#end(`421 ${shutOut().sentence}`);
    else this.#say('220 Kerbside takes files of chargers here.');
  }

  #say(text: string): void {
    this.#control.say(text);
  }

  #end(text: string): void {
    this.#say(text);
    this.#control.end();
  }

  #hangUp(): void {
    this.#data.close();
    this.#control.destroy();
  }

  #take(command: FtpCommand): void {
    if (command.verb === 'ABOR' && this.#isTransferring) {
      this.#isAborted = true;
      this.#data.close();
      this.#wake();
      return;
    }
    this.#waiting.push(command);
    this.#wake();
    if (this.#waiting.length > MOST_WAITING) this.#turnAway();
    else void this.#work();
  }

  #turnAway(): void {
    this.#waiting = [];
    this.#note(noFtp());
    this.#end('500 This is no FTP.');
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        await this.#perform(this.#dialogue.take(next));
      }
    } catch (error) {
      // A defect of ours costs this connection, and nothing else.
      this.#note(refusalOf(error));
      this.#hangUp();
    }
    this.#isWorking = false;
    if (this.#control.hasClientEnded) this.#control.end();
  }

  async #perform(step: FtpStep): Promise<void> {
    switch (step.do) {
      case 'reply':
        this.#say(step.text);
        return;
      case 'refuse':
        this.#note(step.refusal);
        this.#say(step.text);
        return;
      case 'login':
        this.#login(step.user, step.password);
        return;
      case 'secure':
        await this.#secure();
        return;
      case 'passive':
        await this.#listen(step.isExtended);
        return;
      case 'active':
        this.#call(step.address);
        return;
      case 'store':
      case 'retrieve':
      case 'list':
        await this.#transfer(step);
        return;
      case 'abort':
        this.#say('226 OK');
        return;
      case 'quit':
        this.#end('221 Bye.');
        return;
      default:
        assertNever(step);
    }
  }

  #login(user: string, password: string): void {
    const { guard, book, times } = this.#links;
    const transfer = book.byUser(user);
    const login = guard.login(this.#callerOf(transfer), user, password);
    if (login.ok) {
      this.#dialogue.loggedIn({ transfer: login.transfer });
      this.#control.setSilence(times.idleMs);
      this.#say('230 Logged in.');
      return;
    }
    this.#note(login.refusal, login.transfer?.stationId);
    if (login.isEnd) this.#end(`421 ${login.refusal.sentence}`);
    else this.#say(`530 ${login.refusal.sentence}`);
  }

  async #secure(): Promise<void> {
    const { context, times } = this.#links;
    if (context === undefined) {
      this.#say('502 There is no TLS here.');
      return;
    }
    try {
      const secureContext = await context(this.#ownHost);
      this.#waiting = [];
      this.#say('234 Go on with TLS.');
      const secured = await encrypt(this.#control.release(), secureContext, times.dataMs);
      this.#dialogue.secured();
      this.#control.goOn(secured, times.loginMs);
    } catch (error) {
      this.#note(tlsFailed(error));
      this.#hangUp();
    }
  }

  async #listen(isExtended: boolean): Promise<void> {
    if (!isExtended && this.#ownHost.includes(':')) {
      this.#say('425 PASV knows no IPv6; use EPSV.');
      return;
    }
    try {
      const address = await this.#data.listen();
      if (isExtended) this.#say(`229 Come to (|||${address.port}|)`);
      else this.#say(`227 Come to ${pasvText(address)}`);
    } catch {
      this.#say('425 No port can be opened.');
    }
  }

  /** Data goes to the station itself and nowhere else: others use FTP servers to reach what they cannot (RFC 2577 §3). */
  #call({ host, port }: DataAddress): void {
    if (host !== this.#remoteAddress || port < LOWEST_PORT) {
      this.#note(bounce(host, port));
      this.#say('504 Data goes only to where this connection comes from, above port 1023.');
      return;
    }
    this.#data.call(port);
    this.#say('200 OK');
  }

  async #transfer(step: Extract<FtpStep, { do: 'store' | 'retrieve' | 'list' }>): Promise<void> {
    if (!this.#data.isAgreed) {
      this.#say('425 PASV, EPSV, PORT or EPRT comes first.');
      return;
    }
    this.#isTransferring = true;
    this.#isAborted = false;
    const line = this.#lineOf(step.transfer);
    if (step.do === 'list') await listByFtp(line, step);
    else if (step.do === 'store' && step.transfer.direction === 'upload') {
      await storeByFtp(line, { ...step, transfer: step.transfer });
    } else if (step.do === 'retrieve' && step.transfer.direction === 'download') {
      await retrieveByFtp(line, { ...step, transfer: step.transfer });
    } else this.#refuseDirection(step.transfer);
    this.#isTransferring = false;
    if (this.#isAborted) this.#say('226 Aborted.');
  }

  #refuseDirection(transfer: AnyTransfer): void {
    const refusal = wrongWay(transfer.direction);
    transfer.refuse(this.#callerOf(transfer), refusal);
    this.#note(refusal, transfer.stationId);
    this.#data.close();
    this.#say(ftpReplyOf(refusal));
  }

  #lineOf(transfer: AnyTransfer | undefined): FtpLine {
    return {
      caller: this.#callerOf(transfer),
      say: (text) => this.#say(text),
      data: (direction) => this.#takeData(direction),
      closeData: () => this.#data.close(),
      hangUp: () => this.#hangUp(),
      isAborted: () => this.#isAborted,
      lastWord: () => this.#lastWord(),
      note: (refusal, stationId) => this.#note(refusal, stationId),
    };
  }

  /** What the control connection says, or that it says nothing for a moment. */
  async #lastWord(): Promise<FtpLastWord> {
    const { settleMs } = this.#links.times;
    const before = this.#waiting.length;
    const said = this.#wordOfNow(before);
    if (said !== undefined) return said;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, settleMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return this.#wordOfNow(before) ?? 'there';
  }

  /** What was sent while the data still came (NOOP, to keep the line open) says nothing of its end; QUIT does. */
  #wordOfNow(before: number): FtpLastWord | undefined {
    if (this.#isAborted) return 'aborted';
    const saysMore = this.#waiting.length > before || this.#waiting.some(({ verb }) => verb === 'QUIT');
    if (saysMore) return 'goes-on';
    if (this.#control.isBroken) return 'broken';
    return this.#control.hasClientEnded || this.#control.isClosed ? 'left' : undefined;
  }

  async #takeData(direction: 'upload' | 'download'): Promise<Socket | undefined> {
    const socket = await this.#data.take();
    const { context, times } = this.#links;
    if (socket === undefined || !this.#dialogue.isProtected || context === undefined) return socket;
    try {
      const secured = direction === 'upload' ? encryptUpload : encrypt;
      return await secured(socket, await context(this.#ownHost), times.dataMs);
    } catch {
      // A data connection that cannot be encrypted is as good as none.
      return undefined;
    }
  }

  #callerOf(transfer: AnyTransfer | undefined): Caller {
    const isSecured = this.#dialogue.isSecured;
    // Encrypted by choice of the client is more than was asked for, and no other protocol.
    const protocol: TransferProtocol =
      isSecured && transfer?.protocols.includes('ftps') !== false ? 'ftps' : 'ftp';
    return { protocol, remoteAddress: this.#remoteAddress };
  }

  #needsTls(user: string): Refusal | undefined {
    const transfer = this.#links.book.byUser(user);
    if (transfer === undefined || transfer.protocols.includes('ftp')) return undefined;
    transfer.refuse(this.#callerOf(transfer), TLS_NEEDED);
    return TLS_NEEDED;
  }

  #note(refusal: Refusal, stationId?: string): void {
    this.#links.onAttempt({
      ...refusal,
      remoteAddress: this.#remoteAddress,
      isEncrypted: this.#dialogue.isSecured,
      head: this.#control.head,
      ...(stationId === undefined ? {} : { stationId }),
    });
  }
}
