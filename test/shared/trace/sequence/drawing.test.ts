import { XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSequence } from '../../../../shared/trace/sequence/drawSequence.ts';
import type { SequenceRecord } from '../../../../shared/trace/sequence/sequenceStep.ts';
import { sequenceSteps } from '../../../../shared/trace/sequence/sequenceSteps.ts';
import { ENGLISH_WORDS, sequenceSvg } from '../../../../shared/trace/sequence/sequenceSvg.ts';
import { svgText } from '../../../../shared/trace/sequence/svgNode.ts';
import { fitted, wrapped } from '../../../../shared/trace/sequence/textFit.ts';
import { RECORD_KINDS } from '../../../../shared/trace/record.ts';

function record(seq: number, fields: Partial<SequenceRecord> = {}): SequenceRecord {
  return {
    seq,
    at: 1_790_000_000_000 + seq,
    stationId: 'CP-1',
    kind: 'call',
    direction: 'in',
    action: 'Heartbeat',
    summary: '',
    issues: [],
    ...fields,
  };
}

const draw = (records: readonly SequenceRecord[], width = 900): ReturnType<typeof drawSequence> =>
  drawSequence(sequenceSteps(records), { width, words: ENGLISH_WORDS });

describe('a sequence diagram', () => {
  it('has a lifeline for each station and Kerbside at the right, and fits the room that it has', () => {
    const { lifelines, width } = draw([record(1), record(2, { stationId: 'CP-2' })]);
    expect(lifelines.map(({ label }) => label)).toEqual(['CP-1', 'CP-2', 'Kerbside (CSMS)']);
    expect(width).toBe(900);
    expect(lifelines.map(({ x }) => x)).toEqual(lifelines.map(({ x }) => x).sort((a, b) => a - b));
    expect(draw([record(1)], 390).width).toBe(390);
    const many = Array.from({ length: 12 }, (_, n) => record(n + 1, { stationId: `CP-${n}` }));
    expect(draw(many).width).toBeGreaterThan(900);
  });

  it('tells answers, refusals and damaged frames from calls by form', () => {
    const shown = (fields: Partial<SequenceRecord>): string =>
      draw([record(1, fields)])
        .rows.map(svgText)
        .join('');
    expect(shown({})).toMatch(/line-call-in.*head-in/s);
    expect(shown({ kind: 'result', direction: 'out' })).toMatch(/line-answer-out.*openHead-out/s);
    expect(shown({ kind: 'error' })).toMatch(/line-refusal.*cross/s);
    expect(shown({ kind: 'malformed' })).toMatch(/line-damaged.*cross/s);
    const issue = { severity: 'warning', code: 'x', message: 'It came late.' } as const;
    expect(shown({ issues: [issue, issue] })).toContain('⚠ It came late. +1');
    expect(shown({ isMarked: true })).toContain('★');
  });

  it('shows a mark and a note where they belong, and silence as a gap', () => {
    const { rows } = draw([
      record(1),
      record(2, { kind: 'note', noteRole: 'mark', summary: 'Record 1 marked' }),
      record(3, { kind: 'note', summary: 'wrong words', correctedBySeq: 4 }),
      record(4, { kind: 'note', noteRole: 'correction', summary: 'right words' }),
      record(5, { at: 1_790_000_065_004 }),
    ]);
    const text = rows.map(svgText).join('');
    expect(text).toContain('right words');
    expect(text).not.toMatch(/marked|wrong words/);
    expect(text).toContain('1 min 5 s later');
  });

  it('is a well-formed file, whatever a charger says', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const any = fc.record({
      kind: fc.constantFrom(...RECORD_KINDS),
      direction: fc.constantFrom('in' as const, 'out' as const),
      stationId: text,
      action: text,
      summary: text,
      at: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), text, (records, title) => {
        const svg = sequenceSvg(sequenceSteps(records.map((one, n) => record(n + 1, one))), title);
        expect(XMLValidator.validate(svg)).toBe(true);
        expect(svg).not.toMatch(/NaN|undefined|<script/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('text in a drawing', () => {
  it('is cut to its room, or broken between words', () => {
    expect(fitted('a b\n c', 100)).toBe('a b c');
    expect(fitted('x'.repeat(50), 65)).toBe(`${'x'.repeat(9)}…`);
    expect(wrapped('one two three four', 65, 5)).toEqual(['one two', 'three four']);
    expect(wrapped('x'.repeat(25), 65, 5)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
    expect(wrapped('a b c d e f g h i j k l m n o p', 26, 2)).toEqual(['a b', 'c d …']);
  });
});
