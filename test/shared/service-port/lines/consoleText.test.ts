import { describe, expect, it } from 'vitest';
import { isBootLine } from '../../../../shared/service-port/lines/bootLine.ts';
import { promptOf } from '../../../../shared/service-port/lines/consolePrompt.ts';
import { EchoStripper } from '../../../../shared/service-port/lines/echoStripper.ts';
import {
  isSameShown,
  rawText,
  shownText,
  wishTrouble,
  type TextItem,
} from '../../../../shared/service-port/lines/itemText.ts';
import { KernelLineFilter } from '../../../../shared/service-port/lines/kernelLines.ts';
import { NoiseMeter } from '../../../../shared/service-port/lines/noiseMeter.ts';
import { outputFields } from '../../../../shared/service-port/lines/outputFields.ts';
import { TerminalLines } from '../../../../shared/service-port/lines/terminalLines.ts';
import { TypedLine } from '../../../../shared/service-port/lines/typedLine.ts';
import { compilePattern } from '../../../../shared/service-port/profile/pattern/compilePattern.ts';

function shown(text: string): { lines: string[]; partial: string } {
  const lines: string[] = [];
  const terminal = new TerminalLines((line) => lines.push(line));
  terminal.text(text);
  return { lines, partial: terminal.partial };
}

describe('lines as a terminal shows them', () => {
  it('colours, titles, charsets and stray controls go; erasing and overwriting hold', () => {
    expect(shown('\u001B[1;32mroot\u001B[0m\u001B]0;title\u0007# \u001B(B\u0000\u0007').partial).toBe(
      'root# ',
    );
    expect(shown('10%\r50%\r100%\n').lines).toEqual(['100%']);
    expect(shown('--More--\r\u001B[Kab\n').lines).toEqual(['ab']);
    expect(shown('abc\b\bX\n').lines).toEqual(['aXc']);
    expect(shown('stop:  2 \b\b\b 1 ').partial).toBe('stop:  1 ');
  });

  it('how the text is cut into pieces changes nothing', () => {
    const text = 'a\u001B[31mb\u001B[0m\r\n\u001B]0;x\u001B\\c\bd\r\nend';
    const whole = shown(text);
    for (let at = 0; at <= text.length; at++) {
      const lines: string[] = [];
      const terminal = new TerminalLines((line) => lines.push(line));
      terminal.text(text.slice(0, at));
      terminal.text(text.slice(at));
      expect({ lines, partial: terminal.partial }).toEqual(whole);
    }
  });

  it('a sequence or a line that never ends is bounded', () => {
    expect(shown(`\u001B]0;${'x'.repeat(1000)}\nok\n`).lines.at(-1)).toBe('ok');
    const { lines, partial } = shown('y'.repeat(100_000));
    expect(lines.join('').length + partial.length).toBe(100_000);
    expect(partial.length).toBeLessThanOrEqual(16_384);
  });
});

describe('prompts', () => {
  const known = [
    { name: 'shell', kind: 'shell' as const, text: '# ' },
    { name: 'uboot', kind: 'uboot' as const, text: 'U-Boot# ' },
  ];

  it('are known by their ends, the longer first, and the usual ones without a profile', () => {
    expect(promptOf('root@x:~#', known)?.kind).toBe('shell');
    expect(promptOf('U-Boot# ', known)?.kind).toBe('uboot');
    const usual = [
      '=> ',
      'evse login: ',
      'Password: ',
      'pi@evse:~$ ',
      'Hit any key to stop autoboot:  2 ',
      '--More--',
      'Select an option: ',
    ];
    expect(usual.map((text) => promptOf(text, [])?.kind)).toEqual([
      'uboot',
      'login',
      'password',
      'shell',
      'autoboot',
      'pager',
      'menu',
    ]);
    for (const text of ['', 'hello', 'state: ', `${'x'.repeat(300)}# `])
      expect(promptOf(text, [])).toBeUndefined();
  });

  it('the first lines of a start are known, and others are not', () => {
    const starts = [
      'U-Boot SPL 2023.04 (x)',
      '[    0.000000] Linux version 6.1',
      'Starting kernel ...',
      'rst:0x1 (POWERON)',
      'ets Jul 29 2019 12:21:46',
    ];
    expect(starts.every((line) => isBootLine(line))).toBe(true);
    expect(
      ['the U-Boot 2023.04', '[ 12.1] Linux version', 'Booting up nicely'].some((line) => isBootLine(line)),
    ).toBe(false);
  });
});

it('lines into which the kernel spoke are mended', () => {
  const filter = new KernelLineFilter();
  expect(filter.line('maxCur[   12.345678] usb 1-1: new device')).toBeUndefined();
  expect(filter.line('rent=16')).toBe('maxCurrent=16');
  expect(filter.partial('# [ 1.234567] x')).toBe('# ');
  expect(filter.line('[2,"1","Heartbeat",{}] ')).toBe('[2,"1","Heartbeat",{}] ');
});

it('exactly what was sent is taken out of an echo, and nothing else', () => {
  const strip = (sent: string, ...pieces: string[]): string => {
    const echo = new EchoStripper();
    echo.expect(sent);
    return pieces.map((piece) => echo.text(piece)).join('');
  };
  expect(strip('ver\r', 'v', 'er\r', 'ver\r\nx')).toBe('ver\r\nx');
  expect(strip('ver\r', 'ver\r\nx')).toBe('ver\r\nx');
  expect(strip('ver\r', 'very')).toBe('very');
  expect(strip('ver\r', 'ver\rLinux')).toBe('Linux');
});

it('noise is told from text', () => {
  const share = (bytes: Uint8Array): number | undefined => {
    const meter = new NoiseMeter();
    meter.add(bytes);
    return meter.share;
  };
  expect(share(Buffer.from('Größe: 5 €\r\n\u001B[1m'.repeat(50)))).toBe(0);
  expect(share(new Uint8Array(600).fill(0xfe))).toBeGreaterThan(0.9);
  expect(share(new Uint8Array(10))).toBeUndefined();
});

it('output becomes fields: patterns, key and value, JSON, text', () => {
  const parse = (
    kind: 'lines' | 'key-value' | 'json' | 'text',
    text: string,
    ...patterns: string[]
  ): object =>
    Object.fromEntries(outputFields(text.split('\n'), { kind, patterns: patterns.map(compilePattern) }));
  expect(parse('lines', 'x\nfw 1.2 hw 3\nfw 9', '^fw (?<fw>\\S+)', 'hw (?<hw>\\d)')).toEqual({
    fw: '1.2',
    hw: '3',
  });
  expect(parse('key-value', 'a=1\nb: "two: 2"\n=x\nnone')).toEqual({ a: '1', b: 'two: 2' });
  expect(parse('json', 'note [x] {broken {"a":{"b":[1,"t"]},"c":null}')).toEqual({
    'a.b.0': '1',
    'a.b.1': 't',
    c: 'null',
  });
  expect(parse('text', '  v1\n')).toEqual({ text: 'v1' });
});

it('values are shown scaled and in words, and checked before they are sent', () => {
  const amps: TextItem = { key: 'a', type: 'decimal', scale: 0.1, unit: 'A' };
  expect([shownText('163', amps), rawText('16.3', amps), shownText('off', amps)]).toEqual([
    '16.3',
    '163',
    'off',
  ]);
  const mode: TextItem = { key: 'm', type: 'choice', enum: { '0': 'off', '1': 'on' } };
  expect([shownText('1', mode), rawText('on', mode), wishTrouble('maybe', mode, {})]).toEqual([
    'on',
    '1',
    'It takes only: off, on.',
  ]);
  // What every object has is no word of a profile.
  expect([shownText('constructor', mode), wishTrouble('constructor', mode, {})]).toEqual([
    'constructor',
    'It takes only: off, on.',
  ]);
  expect(isSameShown('16', '16.0', amps)).toBe(true);
  const rule = { min: 6, max: 16, step: 0.5, also: [0] };
  expect(['6', '16', '0', '6.5'].map((text) => wishTrouble(text, amps, rule))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(wishTrouble('6.2', amps, rule)).toContain('steps');
  expect(wishTrouble('17', amps, rule)).toContain('no more than 16 A');
  expect(wishTrouble('x', amps, rule)).toContain('no number');
});

it('what is typed is known key by key', () => {
  const typed = new TypedLine();
  expect(typed.keys('rmm\u007F x')).toEqual([]);
  expect(typed.text).toBe('rm x');
  expect(typed.keys('\u0003ls\r\nps\n')).toEqual(['ls', 'ps']);
});
