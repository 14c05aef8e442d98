import { describe, expect, it } from 'vitest';
import { readHex } from '../../../../renderer/features/servicePort/console/hexEntry.ts';
import { fillMacro, macroParams } from '../../../../renderer/features/servicePort/console/macroParams.ts';
import { sendHistory } from '../../../../renderer/features/servicePort/console/sendHistory.ts';
import { lineOf, NO_LINE } from '../../../../renderer/features/servicePort/list/lineDraft.ts';
import { firstPart } from '../../../../renderer/features/servicePort/console/useTypedKeys.ts';

describe('bytes that are typed', () => {
  it.each([
    ['01 04 00 05', '01 04 00 05'],
    ['0x01,0x4', '01 04'],
    ['0104FF', '01 04 FF'],
    ['7fh 1', '7f 01'],
    ['', ''],
  ])('%j is %j', (text, hex) => {
    expect(readHex(text)).toMatchObject({ hex });
  });

  it.each([
    ['01 0g', '0g'],
    ['123', '123'],
    ['$GV', '$GV'],
  ])('of %j it names %j', (text, wrong) => {
    expect(readHex(text)).toMatchObject({ wrong });
  });
});

it('macros ask for what is in braces, once each', () => {
  const send = 'SC {amps} {mode} {amps} {2x}';
  expect(macroParams(send)).toEqual(['amps', 'mode']);
  expect(fillMacro(send, { amps: '16' })).toBe('SC 16 {mode} 16 {2x}');
});

it('earlier lines come back, and what was being typed at their end', () => {
  const history = sendHistory('tcp://x:1');
  history.add('one');
  history.add('two');
  expect(history.step(-1, 'half')).toBe('two');
  expect(history.step(-1, 'two')).toBe('one');
  expect(history.step(-1, 'one')).toBeUndefined();
  expect(history.step(1, 'one')).toBe('two');
  expect(history.step(1, 'two')).toBe('half');
  expect(history.step(1, 'half')).toBeUndefined();
});

describe('line settings', () => {
  it('are what was set, without what was left empty', () => {
    expect(lineOf(NO_LINE)).toEqual({});
    expect(lineOf({ ...NO_LINE, baud: '9600', dtr: 'off' })).toEqual({ baud: 9600, dtr: false });
  });

  it('are none where they cannot be', () => {
    expect(lineOf({ ...NO_LINE, baud: '7' })).toBeUndefined();
    expect(lineOf({ ...NO_LINE, format: '9X9' })).toBeUndefined();
  });
});

it('what is pasted goes in parts that the contract takes, and no character is torn', () => {
  const part = 'a'.repeat(32_767);
  expect(firstPart(`${part}😀b`)).toBe(part);
  expect(firstPart(`${part}bc`)).toBe(`${part}b`);
  expect(firstPart('ls\r')).toBe('ls\r');
});
