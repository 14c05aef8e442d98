import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairText } from '../../../../shared/ocpp/asMeant/repairText.ts';

const codes = (text: string): string[] => repairText(text)?.repairs.map(({ code }) => code) ?? [];

describe('repairText', () => {
  it.each([
    ['[3,"id",{"a":[]', '[3,"id",{"a":[]}]', ['cut-off'], true],
    ['[2,"1","X",{"a":1,"b":', '[2,"1","X",{"a":1}]', ['cut-name', 'cut-off'], false],
    ['[2,"1","X",{"a":1,"b', '[2,"1","X",{"a":1}]', ['cut-name', 'cut-off'], false],
    ['[2,"1","X",{"a":12', '[2,"1","X",{"a":12}]', ['cut-off', 'cut-value'], false],
    ['[2,"1","X",{"a":tru', '[2,"1","X",{}]', ['cut-name', 'cut-off'], false],
    ['[2,"1","X",{"a":1,}]', '[2,"1","X",{"a":1}]', ['stray-comma'], true],
    ['[,2,,"1"]', '[2,"1"]', ['stray-comma'], true],
    ['{"v":,{"a":1},{"a":2}]}', '{"v":[{"a":1},{"a":2}]}', ['missing-bracket', 'stray-comma'], true],
    ['{"v":,{"a":1}]}', '{"v":[{"a":1}]}', ['missing-bracket', 'stray-comma'], true],
    ['{"a":1 "b":2}', '{"a":1 ,"b":2}', ['missing-comma'], true],
    ['{"a":"x\0y\nz"}\0\0', '{"a":"xy\\u000az"}', ['control', 'nul'], true],
    ['{"a":"\\x"}', '{"a":"\\\\x"}', ['escape'], true],
    ['\uFEFF{"a":.5}', '{"a":0.5}', ['bom', 'number'], true],
    ['{"a":NaN}', '{"a":null}', ['word'], false],
    ['{a:b}', '{"a":"b"}', ['word'], false],
    ['[1]}', '[1]', ['after-end'], true],
    ['[1][2]', '[1]', ['after-end'], false],
    ['x [1', '[1]', ['before-start', 'cut-off', 'cut-value'], false],
  ])('%j becomes %j', (text, expected, repairs, isCertain) => {
    expect(repairText(text)).toMatchObject({ text: expected, isCertain });
    expect(codes(text).sort()).toEqual(repairs);
  });

  it.each(['', 'pong', '<html>', '7', '['.repeat(100_000), `{"a":${'['.repeat(5000)}`])(
    'leaves alone what is no JSON at all: %#',
    (text) => {
      const mended = repairText(text);
      expect(mended === undefined || mended.text === text).toBe(true);
    },
  );

  const nearlyJson = fc
    .tuple(
      fc.json(),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('', ',', ']', '}', '"', '\0', '[', '{', ':', '1'))),
    )
    .map(([json, edits]) =>
      edits.reduce((text, [at, put]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + 1);
      }, json),
    );
  const anyText = fc.oneof(
    nearlyJson,
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('[', ']', '"', '\\', ',', '{', '}', ':', ' ', '\0', 'a', '\n', '1', 'e'),
    }),
  );

  it('never throws, gives JSON or nothing, and has nothing to do a second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const mended = repairText(text);
        if (mended === undefined) return;
        expect(() => JSON.parse(mended.text) as unknown).not.toThrow();
        expect(repairText(mended.text)).toEqual({ text: mended.text, repairs: [], isCertain: true });
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves JSON as it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(repairText(text)).toEqual({ text, repairs: [], isCertain: true });
      }),
    );
  });

  it('reads a cut-off text as a beginning of the whole, where it is certain', () => {
    const object = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(object, fc.nat(), (whole, cut) => {
        const text = JSON.stringify([2, '1', 'X', whole]);
        const mended = repairText(text.slice(0, cut % text.length));
        if (mended?.isCertain !== true) return;
        expect(text.startsWith(mended.text.replace(/[\]}]+$/, ''))).toBe(true);
      }),
    );
  });

  it('takes a time that grows with the text, not faster', () => {
    for (const unit of ['[', '{"a":', '"\\', '{"a":{},', ',', ',{', ':', '\0']) {
      expect(() => repairText(`[${unit.repeat(200_000)}`)).not.toThrow();
    }
  });
});
