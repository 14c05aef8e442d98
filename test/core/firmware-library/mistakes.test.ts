import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isUsable } from '../../../shared/files/firmwareFile.ts';
import { temporaryFolder } from '../files/fileCore.ts';
import { testLibrary } from './library.ts';

const IMAGE = randomBytes(3_000_000);
const sumOf = (algorithm: string, bytes: Uint8Array = IMAGE): string =>
  createHash(algorithm).update(bytes).digest('hex');

describe('obvious mistakes', () => {
  it.each([
    ['a web page', '\n<!DOCTYPE html><html><title>Log in · ACME</title>', /web page \(“Log in · ACME”\)/],
    ['a page behind a comment', '<!-- saved -->\n<html lang="en">', /web page/],
    ['XHTML', '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', /web page/],
    ['UTF-16', Buffer.from('\ufeff<html><body>', 'utf16le'), /web page/],
    ['an error in JSON', '{"error":{"code":403,"message":"Token expired"}}', /error message.*Token expired/],
    ['a status in JSON', '{"statusCode":404,"message":"No such release"}', /error message.*No such release/],
    [
      'an error of S3',
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
      /AccessDenied: Request has expired/,
    ],
    ['an error in words', '404 page not found\n', /error message.*404 page not found/],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:ab\n', /Git LFS/],
    ['a shortcut', '[InternetShortcut]\r\nURL=https://acme.example/fw.bin\r\n', /shortcut/],
    ['release notes', '%PDF-1.7\n', /PDF document/],
  ])('are said before anything is copied: %s', async (_what, content, sentence) => {
    const { add, file, names, library } = testLibrary();
    const path = file('firmware.bin', content);
    await expect(add(path)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(sentence),
    });
    expect(names()).toEqual([]);
    const { file: added } = await add(path, { isSure: true });
    expect(added.doubts[0]).toMatchObject({ level: 'hint', sentence: expect.stringMatching(sentence) });
    expect(await library.resolve(added.id)).toMatchObject({ name: 'firmware.bin' });
  });

  it.each([
    ['Intel HEX', ':100000000C9434000C943E000C943E000C943E0082\n:00000001FF\n'],
    ['a manifest', '{"version":"1.2.3","images":[{"name":"main","offset":0}]}'],
    ['an XML manifest', '<?xml version="1.0"?><firmware version="1.2"><file>a.bin</file></firmware>'],
    ['a script', '#!/bin/sh\necho updating\n'],
    ['bytes', randomBytes(100)],
  ])('are not seen in %s', async (_what, content) => {
    const { add, file } = testLibrary();
    expect((await add(file('firmware.bin', content))).file.doubts).toEqual([]);
  });

  it.each([
    ['acme.zip', 'PK\u0003\u0004', 'packed'],
    ['acme.bin.crdownload', 'anything', 'unfinished'],
  ])('may be hinted at: %s', async (name, content, code) => {
    const { add, file } = testLibrary();
    const { file: added } = await add(file(name, content));
    expect(added.doubts).toEqual([expect.objectContaining({ code, level: 'hint' })]);
    expect(isUsable(added)).toBe(true);
  });

  it.each(['md5', 'sha1', 'sha256', 'sha512'])('show by the maker’s sum (%s)', async (algorithm) => {
    const { add, file, names } = testLibrary();
    const path = file('one.bin', IMAGE);
    const wrong = `${algorithm.toUpperCase()}: ${sumOf(algorithm, Buffer.from('other'))}`;
    await expect(add(path, { publishedSum: wrong, isSure: true })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(new RegExp(`its ${algorithm.toUpperCase()} is ${sumOf(algorithm)}`)),
    });
    expect(names()).toEqual([]);
    const right = sumOf(algorithm)
      .toUpperCase()
      .replaceAll(/(..)(?=.)/g, '$1:');
    expect((await add(path, { publishedSum: right })).file.publishedSum).toBe(sumOf(algorithm));
  });

  it('show by the maker’s sum also afterwards', async () => {
    const { add, file, library } = testLibrary();
    const { file: added } = await add(file('one.bin', IMAGE));
    const wrong = sumOf('sha1', Buffer.from('other'));
    await expect(library.change(added.id, { publishedSum: wrong, notes: 'n' })).rejects.toThrow(
      /its SHA1 is/,
    );
    expect(library.state().files[0]).toEqual(added);
    const right = await library.change(added.id, { publishedSum: ` ${sumOf('sha1')}  one.bin` });
    expect(right.publishedSum).toBe(sumOf('sha1'));
    expect(await library.change(added.id, { publishedSum: '' })).toEqual(added);
  });

  it('are sums that are none', async () => {
    const { add, file } = testLibrary();
    const path = file('one.bin', 'one');
    for (const publishedSum of ['abc', 'z'.repeat(64), `${sumOf('md5')} ${sumOf('sha1')}`]) {
      await expect(add(path, { publishedSum })).rejects.toThrow(/is no checksum/);
    }
  });
});

describe('a file that cannot be added', () => {
  it.each([
    [
      'is empty',
      (make: (name: string, text: string) => string) => make('empty.bin', ''),
      'invalid-params',
      /is empty/,
    ],
    ['is a folder', () => temporaryFolder(), 'invalid-params', /is a folder/],
    ['is a device', () => '/dev/zero', 'invalid-params', /is no file/],
    ['is not there', () => '/nowhere/one.bin', 'not-found', /no file/],
    ['has a name of 300 characters', () => `/tmp/${'x'.repeat(300)}`, 'not-found', /so long a name/],
  ])('%s, and says so', async (_what, path, code, sentence) => {
    const { add, file, names } = testLibrary();
    await expect(add(path(file))).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) });
    expect(names()).toEqual([]);
  });

  it('has no room on the disk', async () => {
    const { add, file, names } = testLibrary({ freeBytes: () => Promise.resolve(201_000_000) });
    await expect(add(file('one.bin', IMAGE))).rejects.toMatchObject({
      code: 'io',
      message: expect.stringMatching(/no room for one\.bin: it has 3 MB, and 201 MB are free/),
    });
    expect(names()).toEqual([]);
  });

  it('finds the disk full in the middle, and leaves nothing', async () => {
    let looks = 0;
    const freeBytes = (): Promise<number> => {
      looks += 1;
      return Promise.resolve(looks === 1 ? 1e12 : 1000);
    };
    const { add, file, names } = testLibrary({ freeBytes });
    await expect(add(file('one.bin', randomBytes(10_000_000)))).rejects.toMatchObject({
      code: 'io',
      message: expect.stringMatching(/one\.bin was not added\. The disk of .* became full/),
    });
    expect(names()).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('may not be written', async () => {
    // Whoever is root may not write there either.
    const { add, file } = testLibrary({ folder: '/sys/kerbside' });
    await expect(add(file('one.bin', 'one'))).rejects.toMatchObject({ code: 'permission' });
  });

  it('finds something else in the place of the library', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'firmware'), 'a file');
    const { add, file } = testLibrary({ folder: join(home, 'firmware') });
    await expect(add(file('one.bin', 'one'))).rejects.toMatchObject({ code: 'io' });
  });

  it('has no library to go to', async () => {
    const { add, file, library } = testLibrary({ folder: undefined });
    await expect(add(file('one.bin', 'one'))).rejects.toMatchObject({ code: 'unavailable' });
    expect((await library.refresh()).files).toEqual([]);
  });

  it('is cancelled, and nothing is left', async () => {
    const { file, library, names } = testLibrary();
    const path = file('one.bin', randomBytes(20_000_000));
    const abort = new AbortController();
    library.onChange(({ adding }) => {
      if ((adding[0]?.share ?? 0) > 0) abort.abort();
    });
    await expect(library.add({ path }, abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(names()).toEqual([]);
  });

  it('waits where two are on their way', async () => {
    const { add, file, library } = testLibrary();
    const paths = [1, 2, 3].map((number) => file(`${number}.bin`, randomBytes(2_000_000)));
    const ends = await Promise.allSettled(paths.map((path) => add(path)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(library.state().adding).toEqual([]);
    expect((await add(paths[2] ?? '')).isNew).toBe(true);
  });
});
