import { execFile } from 'node:child_process';
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  FirmwareSigning,
  type SignedFirmware,
} from '../../../electron/core/security/firmware-signing/firmwareSigning.ts';
import { signingChain } from '../../../electron/core/security/firmware-signing/signingChain.ts';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import { isSignedBy } from '../../../electron/practice/station/files/firmwareImage.ts';
import type { FirmwareSigner, SignatureScheme } from '../../../shared/files/firmwareSigner.ts';
import { temporaryFolder } from '../files/fileCore.ts';

const run = promisify(execFile);

/** Keys as `openssl` writes them, in every form that a technician may hold. */
const KEYS = {
  'rsa-pkcs8.pem': 'genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa-pkcs8.pem',
  'rsa-pkcs1.pem': 'rsa -in rsa-pkcs8.pem -traditional -out rsa-pkcs1.pem',
  'rsa-locked.pem': 'rsa -in rsa-pkcs8.pem -aes128 -passout pass:charger -traditional -out rsa-locked.pem',
  'pkcs8-locked.pem': 'pkcs8 -topk8 -in rsa-pkcs8.pem -passout pass:charger -out pkcs8-locked.pem',
  'rsa-public.pem': 'rsa -in rsa-pkcs8.pem -pubout -out rsa-public.pem',
  'rsa.der': 'rsa -in rsa-pkcs8.pem -outform DER -out rsa.der',
  'ec-sec1.pem': 'ecparam -name prime256v1 -genkey -out ec-sec1.pem',
  'ec-pkcs8.pem': 'pkcs8 -topk8 -nocrypt -in ec-sec1.pem -out ec-pkcs8.pem',
  'ec-384.pem': 'genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out ec-384.pem',
  'ec-521.pem': 'genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out ec-521.pem',
  'weak.pem': 'genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out weak.pem',
  'ed25519.pem': 'genpkey -algorithm ED25519 -out ed25519.pem',
  'root.pem':
    'req -x509 -newkey rsa:2048 -nodes -keyout root-key.pem -out root.pem -subj /CN=Maker-Root -days 3000',
  'signer.csr': 'req -new -key rsa-pkcs8.pem -subj /CN=Maker-Signing/O=Maker -out signer.csr',
  'signer.pem': 'x509 -req -in signer.csr -CA root.pem -CAkey root-key.pem -days 300 -out signer.pem',
  'self.pem': 'req -x509 -key rsa-pkcs8.pem -out self.pem -subj /CN=Self -days 1',
} as const;
type KeyFile = keyof typeof KEYS;

let folder: string;
let image: string;

const file = (name: KeyFile): string => join(folder, name);
const pem = (name: KeyFile): string => readFileSync(file(name), 'latin1');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-keys-'));
  for (const command of Object.values(KEYS)) await run('openssl', command.split(' '), { cwd: folder });
  image = join(folder, 'firmware.bin');
  writeFileSync(image, Buffer.alloc(3_000_001, 'firmware '));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sign(key: FirmwareSigner['key'], more: Partial<FirmwareSigner> = {}): Promise<SignedFirmware> {
  return new FirmwareSigning(undefined, undefined).sign({ path: image, key, ...more });
}

const OPENSSL_OPTIONS: Readonly<Record<SignatureScheme, string[]>> = {
  'rsa-pss': ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'],
  'rsa-pkcs1': [],
  ecdsa: [],
  'ecdsa-raw': [],
};

/** What `openssl dgst -verify` says, which is what many chargers do. */
async function verifiedByOpenssl(signed: SignedFirmware, path = image): Promise<string> {
  const own = temporaryFolder();
  writeFileSync(join(own, 'signer.pem'), signed.signingCertificate);
  const { stdout } = await run('openssl', ['x509', '-in', 'signer.pem', '-noout', '-pubkey'], { cwd: own });
  writeFileSync(join(own, 'public.pem'), stdout);
  writeFileSync(join(own, 'signature'), Buffer.from(signed.signature, 'base64'));
  const options = ['-verify', 'public.pem', '-signature', 'signature', ...OPENSSL_OPTIONS[signed.scheme]];
  const said = await run('openssl', ['dgst', '-sha256', ...options, path], { cwd: own });
  return said.stdout.trim();
}

function verifiedByPractice(signed: SignedFirmware): Promise<boolean> {
  return isSignedBy(new X509Certificate(signed.signingCertificate), image, signed.signature);
}

/** The PEM with one of its lines (0 is the one with BEGIN) made into another. */
function damaged(name: KeyFile, line: number, change: (text: string) => string): string {
  return pem(name)
    .split('\n')
    .flatMap((text, index) => (index === line ? change(text) || [] : [text]))
    .join('\n');
}

const otherLetter = (text: string): string =>
  text.slice(0, 10) + (text[10] === 'A' ? 'B' : 'A') + text.slice(11);

describe('a signature of firmware', () => {
  it.each([
    ['rsa-pkcs8.pem', undefined, 'rsa-pss'],
    ['rsa-pkcs1.pem', undefined, 'rsa-pss'],
    ['rsa-pkcs8.pem', 'rsa-pkcs1', 'rsa-pkcs1'],
    ['ec-sec1.pem', undefined, 'ecdsa'],
    ['ec-pkcs8.pem', undefined, 'ecdsa'],
    ['ec-384.pem', undefined, 'ecdsa'],
    ['ec-521.pem', undefined, 'ecdsa'],
  ] as const)('by %s as %s is verified by openssl and the practice charger', async (name, scheme, used) => {
    const signed = await sign({ pem: pem(name) }, scheme === undefined ? {} : { scheme });
    expect(signed.scheme).toBe(used);
    expect(await verifiedByOpenssl(signed)).toBe('Verified OK');
    expect(await verifiedByPractice(signed)).toBe(true);
    expect(signed.signature.length).toBeLessThanOrEqual(800);
    expect(signed.signature).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(signed.signingCertificate.length).toBeLessThanOrEqual(5500);
    expect(signed.sha256).toBe(createHash('sha256').update(readFileSync(image)).digest('hex'));
    expect(signed.sizeBytes).toBe(3_000_001);
    expect(JSON.stringify(signed)).not.toContain('PRIVATE');
  });

  it('of an elliptic curve can be without DER', async () => {
    const signed = await sign({ path: file('ec-sec1.pem') }, { scheme: 'ecdsa-raw' });
    expect(Buffer.from(signed.signature, 'base64')).toHaveLength(64);
    expect(await verifiedByPractice(signed)).toBe(true);
  });

  it('is wrong for another file', async () => {
    const signed = await sign({ test: 'rsa' });
    const other = join(folder, 'other.bin');
    writeFileSync(other, 'other');
    await expect(verifiedByOpenssl(signed, other)).rejects.toThrow();
  });

  it('says who signed how, and why so', async () => {
    const certificate = { pem: pem('signer.pem') };
    const signed = await sign({ path: file('rsa-pkcs8.pem') }, { certificate });
    expect(signed.describes).toBe(
      'Signed with RSA-PSS over SHA-256 by rsa-pkcs8.pem (RSA with 2048 bits), certificate of CN=Maker-Signing, O=Maker. That is what OCPP names.',
    );
    expect(signed.doubts).toEqual([]);
  });

  it.each(['rsa-locked.pem', 'pkcs8-locked.pem'] as const)('needs the passphrase of %s', async (name) => {
    await expect(sign({ pem: pem(name) })).rejects.toMatchObject({
      code: 'invalid-params',
      message: 'The key is protected by a passphrase.',
    });
    await expect(sign({ pem: pem(name), passphrase: 'wrong' })).rejects.toThrow(/passphrase does not open/);
    const signed = await sign({ pem: pem(name), passphrase: 'charger' });
    expect(await verifiedByOpenssl(signed)).toBe('Verified OK');
  });

  it.each([
    ['the public half', 'rsa-public.pem', /only the public half/],
    ['a certificate', 'root.pem', /only the public half/],
    ['DER', 'rsa.der', /no private key in PEM/],
    ['another kind of key', 'ed25519.pem', /ed25519 cannot sign firmware/],
  ] as const)('is not made of %s', async (_what, name, sentence) => {
    await expect(sign({ path: file(name) })).rejects.toThrow(sentence);
  });

  it.each([
    ['a cut key', () => pem('rsa-pkcs8.pem').slice(0, 400), /cut off/],
    ['a key that lacks a line', () => damaged('rsa-pkcs8.pem', 2, () => ''), /cannot be read/],
    // The third line lies within the modulus of an RSA key and within the private number of an EC key.
    ['an RSA key with a wrong letter', () => damaged('rsa-pkcs8.pem', 3, otherLetter), /The key is damaged/],
    ['an EC key with a wrong letter', () => damaged('ec-pkcs8.pem', 2, otherLetter), /The key is damaged/],
    ['two keys', () => pem('rsa-pkcs8.pem') + pem('ec-pkcs8.pem'), /2 private keys/],
    ['a key of SSH', () => '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n', /key for SSH/],
    ['anything', () => 'hello', /no private key in PEM/],
  ])('is not made of %s', async (_what, text, sentence) => {
    await expect(sign({ pem: text() })).rejects.toThrow(sentence);
  });

  it('is not made of a key whose signature OCPP has no room for', async () => {
    await run('openssl', ['genrsa', '-out', 'long.pem', '4808'], { cwd: folder });
    await expect(sign({ path: join(folder, 'long.pem') })).rejects.toThrow(/OCPP allows 800/);
  }, 60_000);

  it('by a weak key is made, with a word on it', async () => {
    const { doubts } = await sign({ path: file('weak.pem') });
    expect(doubts).toContainEqual(expect.stringMatching(/1024 bits, but OCPP asks for 2048/));
  });

  it('wants a scheme that fits the key', async () => {
    await expect(sign({ test: 'ec' }, { scheme: 'rsa-pss' })).rejects.toThrow(/needs an RSA key/);
    await expect(sign({ test: 'rsa' }, { scheme: 'ecdsa' })).rejects.toThrow(/needs an EC key/);
  });

  it.each([
    ['gone', () => join(folder, 'gone'), 'not-found'],
    ['a folder', () => folder, 'invalid-params'],
    ['a device', () => '/dev/zero', 'invalid-params'],
  ])('is not made where the file is %s', async (_what, path, code) => {
    const signing = new FirmwareSigning(undefined, undefined);
    await expect(signing.sign({ path: path(), key: { test: 'ec' } })).rejects.toMatchObject({ code });
    await expect(sign({ path: path() })).rejects.toMatchObject({ code });
  });
});

describe('a signing certificate', () => {
  it('comes first, with those that issued it and without the root', async () => {
    const certificate = { pem: `${pem('root.pem')}\n${pem('signer.pem').replaceAll('\n', '\r\n')}` };
    const { signingCertificate } = await sign({ path: file('rsa-pkcs8.pem') }, { certificate });
    expect(signingCertificate.match(/BEGIN CERTIFICATE/g)).toHaveLength(1);
    expect(new X509Certificate(signingCertificate).subject).toContain('Maker-Signing');
    expect(signingCertificate).not.toContain('\r');
  });

  it('is taken out of the file of the key', async () => {
    const text = `Bag Attributes\n${pem('signer.pem')}Bag Attributes\n${pem('rsa-pkcs8.pem')}`;
    const { signingCertificate } = await sign({ pem: text });
    expect(new X509Certificate(signingCertificate).subject).toContain('Maker-Signing');
  });

  it.each([
    ['belongs to another key', () => pem('root.pem'), /does not belong to the key/],
    ['is none', () => 'hello', /no certificate in PEM/],
    ['is damaged', () => damaged('signer.pem', 3, () => ''), /damaged or cut off/],
  ])('that %s is refused', async (_what, text, sentence) => {
    const certificate = { pem: text() };
    await expect(sign({ path: file('rsa-pkcs8.pem') }, { certificate })).rejects.toThrow(sentence);
  });

  it.each([
    ['2099-01-01', /expired on .*InvalidCertificate/],
    ['2001-01-01', /valid only from .*InvalidCertificate/],
  ])('that is not valid on %s is sent with a word on it', (day, sentence) => {
    const key = createPrivateKey(pem('rsa-pkcs8.pem'));
    const { doubts } = signingChain(pem('signer.pem'), key, new Date(day));
    expect(doubts).toEqual([expect.stringMatching(sentence)]);
  });

  it('is issued by the authority of this computer where none is given', async () => {
    const home = temporaryFolder();
    const authority = new LocalAuthority(home);
    const signing = new FirmwareSigning(home, authority);
    const first = await signing.sign({ path: image, key: { test: 'rsa' } });
    const again = await signing.sign({ path: image, key: { test: 'rsa' } });
    expect(again.signingCertificate).toBe(first.signingCertificate);
    const root = new X509Certificate((await signing.rootCertificate()) ?? '');
    const leaf = new X509Certificate(first.signingCertificate);
    expect(leaf.checkIssued(root) && leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(first.doubts[0]).toContain('ManufacturerRootCertificate');
    const chain = join(home, 'leaf.pem');
    writeFileSync(chain, first.signingCertificate);
    const verify = ['verify', '-CAfile', join(home, 'ca.pem'), chain];
    expect((await run('openssl', verify)).stdout).toContain('OK');
  });
});

describe('the key for tests', () => {
  it('is private to the user, stays, and is made anew where it is damaged', async () => {
    const home = temporaryFolder();
    const signed = async (): Promise<string> => {
      const { signingCertificate } = await new FirmwareSigning(home, undefined).sign({
        path: image,
        key: { test: 'ec' },
      });
      return new X509Certificate(signingCertificate).publicKey
        .export({ format: 'pem', type: 'spki' })
        .toString();
    };
    const first = await signed();
    expect(readdirSync(home)).toEqual(['firmware-test-ec-key.pem']);
    const path = join(home, 'firmware-test-ec-key.pem');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(await signed()).toBe(first);
    writeFileSync(path, 'damaged');
    expect(await signed()).not.toBe(first);
  });
});
