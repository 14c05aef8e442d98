import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settled, looking, testFile } from './lookingAt.ts';

const ESC = '\u001b';

describe('texts', () => {
  it.each([
    ['UTF-8', Buffer.from('größe 1\r\nzwei\n')],
    ['UTF-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('größe 1\nzwei')])],
    ['UTF-16LE', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('größe 1\r\nzwei\r\n', 'utf16le')])],
    ['UTF-16BE', Buffer.from('größe 1\nzwei', 'utf16le').swap16()],
    ['Windows-1252', Buffer.from('größe 1\nzwei\n', 'latin1')],
    ['UTF-8', Buffer.from('größe 1\rzwei\r')],
  ])('reads %s', async (encoding, data) => {
    const path = testFile('log.txt', data);
    const { state } = await looking().open(path);
    expect(state.text).toMatchObject({ encoding, lines: 2, isCounted: true });
    expect(await looking().lines(path)).toEqual(['größe 1', 'zwei']);
  });

  it('shows no terminal codes, and control characters as pictures', async () => {
    const path = testFile(
      'log.txt',
      `${ESC}[31mred${ESC}[0m ${ESC}]0;title\u0007x\u0000y\tz #033[1mbold\u202e\n`,
    );
    const { state } = await looking().open(path);
    expect(await looking().lines(path)).toEqual(['red x␀y\tz bold□']);
    expect(state.notes.map(({ code }) => code)).toEqual(['nul']);
  });

  it('reads a line that is no UTF-8 as Windows-1252, and says so', async () => {
    const path = testFile(
      'log.txt',
      Buffer.concat([Buffer.from('größe ü ü ü\n'), Buffer.from('größe\n', 'latin1')]),
    );
    const { contents, open } = looking();
    const { content, state } = await open(path);
    expect(state.text?.encoding).toBe('UTF-8');
    const lines = await (await contents.find(content).text()).lines(1, 2);
    expect(lines.map(({ text, isGuessed }) => [text, isGuessed])).toEqual([
      ['größe ü ü ü', undefined],
      ['größe', true],
    ]);
  });

  it('finds every line of any text by its number', { timeout: 300_000 }, async () => {
    const line = fc.oneof(
      { weight: 9, arbitrary: fc.string({ maxLength: 80 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 200_000 }).map((length) => 'x'.repeat(length)) },
    );
    const { open, contents } = looking();
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 800 }), fc.nat(), async (parts, seed) => {
        const lines = parts.map((part) => `l ${part.replaceAll(/[^ -~]/g, '')}`);
        const { content, state } = await open(testFile('log.txt', lines.join('\n')));
        expect(state.text?.lines).toBe(lines.length);
        const from = (seed % lines.length) + 1;
        const text = await contents.find(content).text();
        const read = await text.lines(from, 50);
        expect(read.map(({ line: number }) => number)).toEqual(
          lines.slice(from - 1, from + 49).map((_, at) => from + at),
        );
        for (const [at, one] of read.entries()) {
          const whole = lines[from - 1 + at] ?? '';
          expect(whole.startsWith(one.text)).toBe(true);
          expect(one.restBytes === undefined).toBe(one.text === whole);
        }
        const [first] = read;
        expect((await text.copied(from, from)).text.trimEnd()).toBe((lines[from - 1] ?? '').trimEnd());
        expect(first?.offset).toBe(lines.slice(0, from - 1).join('\n').length + (from > 1 ? 1 : 0));
      }),
      { numRuns: 30 },
    );
  });

  it('shows a very long line in parts', async () => {
    const long = Array.from({ length: 50_000 }, (_, at) => `ä${at}`).join(' ');
    const { open, contents } = looking();
    const { content } = await open(testFile('log.txt', `first\n${long}\nlast\n`));
    const text = await contents.find(content).text();
    const [, line, last] = await text.lines(1, 3);
    let whole = line?.text ?? '';
    for (let offset = line?.restOffset; offset !== undefined;) {
      const rest = await text.rest(offset);
      whole += rest.text;
      offset = rest.restOffset;
    }
    expect(whole === long).toBe(true);
    expect(last?.text).toBe('last');
  });

  it('tells the times of lines and finds lines by time', async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, at) => `${new Date(1_700_000_000_000 + at * 1000).toISOString()} line ${at + 1}\n  more`,
    );
    const { open, contents } = looking();
    const { content } = await open(testFile('log.txt', lines.join('\n')));
    expect(await contents.moment(content, 4002)).toMatchObject({ at: 1_700_000_000_000 + 2000 * 1000 });
    expect(await contents.lineAt(content, 1_700_000_000_000 + 2500 * 1000 - 1)).toEqual({
      line: 5001,
      distanceMs: 1,
    });
    expect(await contents.lineAt(content, 0)).toMatchObject({ line: 1 });
  });

  it('knows JSON, JSON in lines, tables, XML, HTML and binary files', async () => {
    const kinds = async (data: string | Uint8Array): Promise<unknown[]> => {
      const { state } = await looking().open(testFile('upload', data));
      return [state.kind, state.views[0]];
    };
    expect(await kinds('{"a": [1, 2]}')).toEqual(['json', 'pretty']);
    expect(await kinds('[2,"1","Heartbeat",{}]\n[3,"1",{}]\n')).toEqual(['json-lines', 'text']);
    expect(await kinds('time;power;state\n1;2;3\n4;5;"a;b"\n')).toEqual(['csv', 'table']);
    expect(await kinds('<?xml version="1.0"?><a/>')).toEqual(['xml', 'text']);
    expect(await kinds('<!DOCTYPE html><html></html>')).toEqual(['html', 'text']);
    expect(await kinds('[main] INFO started\n[main] INFO more\n')).toEqual(['text', 'text']);
    expect(await kinds('2026-11-21 10:00:00,123 INFO a, b\n2026-11-21 10:00:01,123 INFO b\n')).toEqual([
      'text',
      'text',
    ]);
    expect(await kinds(Buffer.from('SQLite format 3\u0000\u0001\u0002'))).toEqual(['sqlite', 'hex']);
    expect(await kinds(Buffer.from([1, 2, 3, 4, 5, 6, 0, 1, 2]))).toEqual(['binary', 'hex']);
    expect(await kinds('')).toEqual(['empty', undefined]);
  });

  it('says what is wrong with the place of a file', async () => {
    const { state } = await looking().open('/nowhere/at/all');
    expect(state.failure).toMatchObject({ code: 'not-found' });
  });
});

describe('JSON and tables', () => {
  it('sets JSON out in lines without changing a digit', async () => {
    const { open, contents } = looking();
    const json = '{"id":9223372036854775807,"a":[],"b":{"c":"x\\"{,"},"d":[1,true,null]}';
    const { content, state } = await open(testFile('a.json', json), [], { isPretty: true });
    expect(state.notes).toEqual([]);
    const text = await contents.find(content).text();
    expect((await text.lines(1, 50)).map((line) => line.text)).toEqual([
      '{',
      '  "id": 9223372036854775807,',
      '  "a": [],',
      '  "b": {',
      '    "c": "x\\"{,"',
      '  },',
      '  "d": [',
      '    1,',
      '    true,',
      '    null',
      '  ]',
      '}',
    ]);
  });

  it('means the same as before, whatever the JSON', { timeout: 300_000 }, async () => {
    const { open, contents } = looking();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
        const { content } = await open(testFile('a.json', JSON.stringify([value])), [], { isPretty: true });
        const text = await contents.find(content).text();
        const { text: pretty } = await text.copied(1, text.marks.count);
        expect(JSON.parse(pretty)).toEqual(JSON.parse(JSON.stringify([value])));
      }),
      { numRuns: 30 },
    );
  });

  it('says that JSON breaks off', async () => {
    const { state } = await looking().open(testFile('a.json', '{"a":[1,2'), [], { isPretty: true });
    expect(state.notes).toMatchObject([{ code: 'bad-json', sentence: expect.stringMatching(/breaks off/) }]);
  });

  it('cuts tables into rows and cells, by ranges', async () => {
    const rows = Array.from({ length: 2000 }, (_, at) => `${at};"a;""b""\nc${at}";${'x'.repeat(at % 90)}`);
    const { open, contents } = looking();
    const { content, state } = await open(testFile('a.csv', `n;text;more\n${rows.join('\r\n')}\r\n`));
    expect(state).toMatchObject({ kind: 'csv', separator: ';' });
    const text = await contents.find(content).text();
    const part = await text.rows(1501, 2);
    expect(part.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['1500', 'a;"b" ⏎ c1500'],
      ['1501', 'a;"b" ⏎ c1501'],
    ]);
    const end = await text.rows(1990, 100);
    expect(end).toMatchObject({ total: 2001, isCounted: true });
    expect(end.rows).toHaveLength(11);
  });
});

describe('search', () => {
  async function found(
    data: string | Uint8Array,
    query: string,
    flags: { isRegex?: boolean; isCaseSensitive?: boolean } = {},
  ): Promise<[number, string][]> {
    const { open, contents } = looking();
    const { content } = await open(testFile('log.txt', data));
    const search = await contents.search(content, {
      query,
      isRegex: false,
      isCaseSensitive: false,
      ...flags,
    });
    await finished(contents.findSearch(search));
    const hits = await contents.findSearch(search).hits(0, 500);
    return hits.map(({ line, text, from, to }) => [line, text.slice(from ?? 0, to ?? 0)]);
  }

  it('finds plain text, with and without case', async () => {
    const data = 'Boot\nnothing\nreBOOT boot\n';
    expect(await found(data, 'boot')).toEqual([
      [1, 'Boot'],
      [3, 'BOOT'],
    ]);
    expect(await found(data, 'boot', { isCaseSensitive: true })).toEqual([[3, 'boot']]);
    expect(await found('GRÖSSE\ngröße (x)\n', 'größe (')).toEqual([[2, 'größe (']]);
    expect(await found(Buffer.from('\ufeffeins\nzwei\n', 'utf16le'), 'ZWEI')).toEqual([[2, 'zwei']]);
  });

  it('finds patterns within lines, and what is seen is what is found', async () => {
    expect(await found('a1\nb22\n\nc333\n', String.raw`^[a-c]\d{2,}$`, { isRegex: true })).toEqual([
      [2, 'b22'],
      [4, 'c333'],
    ]);
    expect(await found(`x ${ESC}[31mred${ESC}[0m y\n`, 'x red y', { isRegex: true })).toEqual([
      [1, 'x red y'],
    ]);
  });

  it('agrees with a plain look at each line', { timeout: 300_000 }, async () => {
    const part = fc.array(fc.constantFrom('a', 'b', 'ab', 'é', ' ', 'x'.repeat(3000)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 300 }),
        fc.constantFrom('ab', 'é', 'ba'),
        async (lines, query) => {
          const texts = lines.map((line) => `.${line.join('')}`);
          const expected = texts.flatMap((text, at) => (text.includes(query) ? [at + 1] : []));
          expect((await found(texts.join('\n'), query)).map(([line]) => line)).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('goes from match to match', async () => {
    const { open, contents } = looking();
    const { content } = await open(testFile('log.txt', 'x\n\nx\n\nx'));
    const search = await contents.search(content, { query: 'x', isRegex: false, isCaseSensitive: true });
    const made = contents.findSearch(search);
    await finished(made);
    expect(made.state).toMatchObject({ state: 'done', lines: 3, kept: 3 });
    expect(made.next(1, 1)).toEqual({ line: 3, index: 1 });
    expect(made.next(3, -1)).toEqual({ line: 1, index: 0 });
    expect(made.next(5, 1)).toEqual({});
  });

  it('stops a pattern that never ends, and says why', async () => {
    const { open, contents } = looking();
    const { content } = await open(testFile('log.txt', `${'a'.repeat(200)}!\n`));
    const search = await contents.search(
      content,
      { query: '(a+)+$', isRegex: true, isCaseSensitive: true },
      300,
    );
    const made = contents.findSearch(search);
    await finished(made);
    expect(made.state).toMatchObject({
      state: 'failed',
      failure: { message: expect.stringMatching(/takes far too long/) },
    });
    expect((await settled(contents.find(content))).state).toBe('ready');
  });

  it('refuses a pattern that is none', async () => {
    const { open, contents } = looking();
    const { content } = await open(testFile('log.txt', 'x'));
    const search = contents.search(content, { query: '(', isRegex: true, isCaseSensitive: true });
    await expect(search).rejects.toMatchObject({
      code: 'invalid-params',
      message: expect.stringMatching(/^The pattern cannot be read/),
    });
  });

  async function finished(search: {
    state: { state: string };
    onChange(listener: () => void): () => void;
  }): Promise<void> {
    while (search.state.state === 'running') {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = search.onChange(() => resolve());
      await promise;
      stop();
    }
  }
});
