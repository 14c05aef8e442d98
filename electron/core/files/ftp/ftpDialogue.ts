import { TOKEN_FORM } from '../transfers/oneTimeSecrets.ts';
import type { AnyTransfer } from '../transfers/transferBook.ts';
import { lastPart, virtualFileOf, virtualPath, type VirtualFile } from '../transfers/virtualFiles.ts';
import { readEprt, readPort } from './ftpAddress.ts';
import type { FtpCommand } from './ftpCommand.ts';
import { factsLine, timeValue, type ListingForm } from './ftpListing.ts';
import type { FtpGate, FtpIdentity, FtpStep } from './ftpStep.ts';

type Handler = (argument: string) => FtpStep;

const FEATURES = [
  'AUTH TLS',
  'EPRT',
  'EPSV',
  'MDTM',
  'MLST type*;size*;modify*;',
  'PBSZ',
  'PROT',
  'REST STREAM',
  'SIZE',
  'TVFS',
  'UTF8',
];
const BEFORE_LOGIN = new Set([
  'USER',
  'PASS',
  'AUTH',
  'PBSZ',
  'PROT',
  'FEAT',
  'SYST',
  'NOOP',
  'QUIT',
  'HELP',
  'OPTS',
  'CLNT',
  'ACCT',
]);

/**
 * What a client says on its control connection, and what follows of it (RFC 959, 2228, 2389, 2428, 3659, 4217): the
 * commands that chargers and their libraries use. Knows no sockets.
 */
export class FtpDialogue {
  readonly #gate: FtpGate;
  #isSecured: boolean;
  #isProtected = false;
  #user: string | undefined;
  #identity: FtpIdentity | undefined;
  #folder = '/';
  #restartAt: number | undefined;
  #announcedBytes: number | undefined;
  /** What a client was told that is here: it sends what comes behind that. */
  #toldBytes: number | undefined;
  #renameFrom: string | undefined;
  #isAscii = false;

  constructor(gate: FtpGate, isSecured: boolean) {
    this.#gate = gate;
    this.#isSecured = isSecured;
  }

  get isSecured(): boolean {
    return this.#isSecured;
  }

  /** Whether data connections are to be encrypted. */
  get isProtected(): boolean {
    return this.#isProtected;
  }

  get isLoggedIn(): boolean {
    return this.#identity !== undefined;
  }

  take({ verb, argument }: FtpCommand): FtpStep {
    const handler = this.#handlers.get(verb);
    if (handler === undefined) return reply(`502 ${verb.slice(0, 20)} is not needed here.`);
    if (!this.isLoggedIn && !BEFORE_LOGIN.has(verb)) return reply('530 Log in with USER and PASS first.');
    const step = handler(argument);
    // A place to go on at is good for one transfer, a name to be changed for the next command.
    if (step.do === 'store' || step.do === 'retrieve' || step.do === 'abort') {
      this.#restartAt = undefined;
      this.#announcedBytes = undefined;
      this.#toldBytes = undefined;
    }
    if (verb !== 'RNFR') this.#renameFrom = undefined;
    return step;
  }

  loggedIn(identity: FtpIdentity): void {
    this.#identity = identity;
  }

  secured(): void {
    this.#isSecured = true;
    this.#user = undefined;
    this.#identity = undefined;
  }

  readonly #handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
    ['USER', (user) => this.#takeUser(user)],
    ['PASS', (password) => this.#takePassword(password)],
    ['ACCT', () => reply('202 No account is needed.')],
    ['AUTH', (kind) => this.#secure(kind)],
    ['PBSZ', () => reply('200 PBSZ=0')],
    ['PROT', (level) => this.#protect(level)],
    ['FEAT', () => reply(`211-Features:\r\n${FEATURES.map((name) => ` ${name}\r\n`).join('')}211 End`)],
    ['OPTS', (option) => reply(/^(utf-?8|mlst)\b/i.test(option) ? '200 OK' : '501 There is no such option.')],
    ['CLNT', () => reply('200 OK')],
    ['SYST', () => reply('215 UNIX Type: L8')],
    ['NOOP', () => reply('200 OK')],
    ['HELP', () => reply('214 Kerbside takes and hands out one file.')],
    ['QUIT', () => ({ do: 'quit' })],
    ['ABOR', () => ({ do: 'abort' })],
    ['ALLO', (size) => this.#announce(size)],
    ['SITE', () => reply('200 OK')],
    ['TYPE', (type) => this.#setType(type)],
    ['MODE', (mode) => reply(/^s$/i.test(mode) ? '200 OK' : '504 Only stream mode.')],
    ['STRU', (structure) => reply(/^f$/i.test(structure) ? '200 OK' : '504 Only files without records.')],
    ['PWD', () => this.#where()],
    ['XPWD', () => this.#where()],
    ['CWD', (path) => this.#enter(path)],
    ['XCWD', (path) => this.#enter(path)],
    ['CDUP', () => this.#enter('..')],
    ['XCUP', () => this.#enter('..')],
    ['MKD', (path) => this.#make(path)],
    ['XMKD', (path) => this.#make(path)],
    ['RMD', () => reply('250 OK')],
    ['PASV', () => ({ do: 'passive', isExtended: false })],
    ['EPSV', (argument) => (/^all$/i.test(argument) ? reply('200 OK') : { do: 'passive', isExtended: true })],
    ['PORT', (argument) => activeStep(readPort(argument))],
    ['EPRT', (argument) => activeStep(readEprt(argument))],
    ['REST', (position) => this.#restart(position)],
    ['STOR', (path) => this.#store(path, this.#restartAt ?? 'start', false)],
    ['APPE', (path) => this.#store(path, this.#toldBytes ?? 'end', false)],
    ['STOU', (path) => this.#store(path === '' ? 'upload' : path, 'start', true)],
    ['RETR', (path) => this.#retrieve(path)],
    ['SIZE', (path) => this.#tellSize(path)],
    ['MDTM', (path) => this.#ofFile(path, ({ modifiedAt }) => `213 ${timeValue(modifiedAt)}`)],
    ['MLST', (path) => this.#ofFile(path, (file) => `250-Facts\r\n ${factsLine(file)}\r\n250 End`)],
    ['LIST', (argument) => this.#list('LIST', argument)],
    ['NLST', (argument) => this.#list('NLST', argument)],
    ['MLSD', (argument) => this.#list('MLSD', argument)],
    ['STAT', () => reply('211 Kerbside')],
    ['DELE', (path) => this.#ofFile(path, () => '250 OK')],
    // Some send under a name of their own and rename at the end: the file has come, and keeps the name it came under.
    ['RNFR', (path) => this.#renameStart(path)],
    ['RNTO', () => reply(this.#renameFrom === undefined ? '503 RNFR comes first.' : '250 OK')],
  ]);

  #takeUser(user: string): FtpStep {
    this.#identity = undefined;
    const refusal = this.#isSecured ? undefined : this.#gate.needsTls(user);
    if (refusal !== undefined) {
      return { do: 'refuse', text: `530 ${refusal.sentence}`, refusal };
    }
    this.#user = user;
    return reply('331 Password, please.');
  }

  #takePassword(password: string): FtpStep {
    const user = this.#user;
    this.#user = undefined;
    return user === undefined ? reply('503 USER comes first.') : { do: 'login', user, password };
  }

  #secure(kind: string): FtpStep {
    if (this.#isSecured) return reply('503 This connection is encrypted already.');
    return /^(tls|tls-c|ssl|tls-p)$/i.test(kind) ? { do: 'secure' } : reply('504 Only AUTH TLS.');
  }

  #protect(level: string): FtpStep {
    if (!this.#isSecured) return reply('503 AUTH TLS comes first.');
    if (!/^[cp]$/i.test(level)) return reply('536 Only PROT C and PROT P.');
    this.#isProtected = level.toUpperCase() === 'P';
    return reply('200 OK');
  }

  #setType(type: string): FtpStep {
    if (!/^(a( n)?|i|l 8)$/i.test(type)) return reply('504 Only types A and I.');
    this.#isAscii = type.toUpperCase().startsWith('A');
    return reply('200 OK');
  }

  #where(): FtpStep {
    return reply(`257 "${this.#folder.replaceAll('"', '""')}"`);
  }

  /** Every folder is there: chargers are told one, and some make or enter others below it first. */
  #enter(path: string): FtpStep {
    this.#folder = virtualPath(this.#folder, path).slice(0, 1000);
    return reply('250 OK');
  }

  #make(path: string): FtpStep {
    return reply(`257 "${virtualPath(this.#folder, path).replaceAll('"', '""')}"`);
  }

  #restart(position: string): FtpStep {
    if (!/^\d{1,15}$/.test(position)) return reply('501 REST wants a number.');
    this.#restartAt = Number(position);
    return reply(`350 Will go on at ${position}.`);
  }

  /** RFC 959 §4.1.3: nearly all who send it say the size of the file. */
  #announce(size: string): FtpStep {
    const bytes = /^\d{1,15}(?=\s|$)/.exec(size)?.[0];
    this.#announcedBytes = bytes === undefined ? undefined : Number(bytes);
    return reply('202 No room has to be kept.');
  }

  #tellSize(path: string): FtpStep {
    return this.#ofFile(path, ({ sizeBytes }) => {
      this.#toldBytes = sizeBytes;
      return `213 ${sizeBytes}`;
    });
  }

  #store(path: string, at: FtpStepAt, isUnique: boolean): FtpStep {
    const transfer = this.#transferOf(path);
    if (transfer === undefined) return reply('553 Nobody waits for a file under this path.');
    if (path === '') return reply('501 The file needs a name.');
    const announced = this.#announcedBytes === undefined ? {} : { announcedBytes: this.#announcedBytes };
    return { do: 'store', transfer, path, at, ...announced, isAscii: this.#isAscii, isUnique };
  }

  #retrieve(path: string): FtpStep {
    const transfer = this.#transferOf(path);
    if (transfer === undefined) return reply('550 There is no such file.');
    return { do: 'retrieve', transfer, path, from: this.#restartAt ?? 0 };
  }

  /** Options such as `-la` are no path. */
  #list(form: ListingForm, argument: string): FtpStep {
    return { do: 'list', form, transfer: this.#transferOf(argument.replace(/^-\S*\s*/, '')) };
  }

  #renameStart(path: string): FtpStep {
    return this.#ofFile(path, () => {
      this.#renameFrom = path;
      return '350 RNTO comes next.';
    });
  }

  #ofFile(path: string, say: (file: VirtualFile) => string): FtpStep {
    const transfer = this.#transferOf(path);
    const file = transfer === undefined ? undefined : virtualFileOf(transfer);
    // The name of a file that is waited for is the charger's to choose; a folder is none.
    const isFile = lastPart(path) !== '';
    return reply(file === undefined || !isFile ? '550 There is no such file.' : say(file));
  }

  #transferOf(path: string): AnyTransfer | undefined {
    if (this.#identity?.transfer !== undefined) return this.#identity.transfer;
    const parts = virtualPath(this.#folder, path).split('/');
    const token = parts.find((part) => TOKEN_FORM.test(part));
    const found = token === undefined ? undefined : this.#gate.byToken(token);
    return found?.isAnonymous === true ? found : undefined;
  }
}

type FtpStepAt = Extract<FtpStep, { do: 'store' }>['at'];

function reply(text: string): FtpStep {
  return { do: 'reply', text };
}

function activeStep(address: ReturnType<typeof readPort>): FtpStep {
  return address === undefined ? reply('501 This address cannot be read.') : { do: 'active', address };
}
