import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  durationText,
  mermaidOf,
  mermaidText,
  MermaidWriter,
} from '../../../../shared/trace/sequence/mermaid.ts';
import type { SequenceRecord } from '../../../../shared/trace/sequence/sequenceStep.ts';
import { sequenceSteps, SequenceStepper } from '../../../../shared/trace/sequence/sequenceSteps.ts';

const AT = Date.UTC(2026, 10, 21, 9, 41, 7, 113);

function record(seq: number, fields: Partial<SequenceRecord>): SequenceRecord {
  return {
    seq,
    at: AT,
    stationId: 'CP-0042',
    kind: 'call',
    direction: 'in',
    summary: '',
    issues: [],
    ...fields,
  };
}

const visit: SequenceRecord[] = [
  record(1, { kind: 'connect', summary: 'from 192.168.1.77' }),
  record(2, { action: 'BootNotification', summary: 'Wallbox 22, fw 1.8.3' }),
  record(3, {
    kind: 'result',
    direction: 'out',
    action: 'BootNotification',
    summary: 'Accepted, heartbeat every 300 s',
    latencyMs: 8,
    at: AT + 8,
  }),
  record(4, { kind: 'note', stationId: '', summary: 'I opened the door', at: AT + 65_000 }),
  record(5, { kind: 'note', summary: 'Record 2 marked', noteRole: 'mark', at: AT + 66_000 }),
  record(6, {
    kind: 'error',
    direction: 'in',
    action: 'Reset',
    summary: 'NotSupported',
    latencyMs: 1200,
    at: AT + 66_000,
    isMarked: true,
    issues: [{ severity: 'warning', code: 'answer-late', message: 'late' }],
  }),
  record(7, { kind: 'send', action: 'NotifyPeriodicEventStream', summary: 'stream 1', at: AT + 66_000 }),
  record(8, { kind: 'malformed', summary: 'hello;%%', at: AT + 66_000 }),
  record(9, { kind: 'disconnect', summary: 'closed', at: AT + 60_000 }),
];

describe('the Mermaid text of a sequence', () => {
  it('says everything that happened, escaped, with gaps and what is wrong', () => {
    expect(mermaidOf(sequenceSteps(visit))).toBe(`sequenceDiagram
    participant S1 as CP-0042
    participant K as Kerbside (CSMS)
    Note over K: 2026-11-21T09:41:07.113Z
    Note over S1,K: ▲ from 192.168.1.77
    S1->>K: BootNotification: Wallbox 22, fw 1.8.3
    K-->>S1: Accepted, heartbeat every 300 s (8 ms)
    Note over K: ⋯ 1 min 4 s later ⋯
    Note over K: ✎ I opened the door
    S1--xK: ★ NotSupported (1.2 s) ⚠ answer-late
    S1-)K: NotifyPeriodicEventStream: stream 1
    S1-xK: hello#59;#37;%
    Note over K: ⋯ the time jumps back by 6.0 s ⋯
    Note over S1,K: ▼ closed
`);
  });

  it('comes line by line, and is then the same', () => {
    const writer = new MermaidWriter();
    const stepper = new SequenceStepper();
    let text = writer.head();
    for (const one of visit) for (const step of stepper.next(one)) text += writer.line(step);
    expect(text).toBe(mermaidOf(sequenceSteps(visit)));
  });

  it('puts known stations left of Kerbside and keeps their order', () => {
    expect(new MermaidWriter({ title: 'Depot; Nord', stationIds: ['B', 'A'] }).head()).toBe(`sequenceDiagram
    title Depot#59; Nord
    participant S1 as B
    participant S2 as A
    participant K as Kerbside (CSMS)
`);
  });

  it('never lets a text of the charger break a line, end a statement or begin a directive', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = mermaidText(text);
        expect(escaped).not.toMatch(/[\r\n\u2028\u2029]|%%|%\{|^(?:no)?wrap:/i);
        // Whatever is left of `#` and `;` is an entity of ours.
        expect(escaped.replaceAll(/#\d+;/g, '')).not.toMatch(/[#;]/);
        expect(escaped.replaceAll('<br/>', '')).not.toMatch(/[<>]/);
        expect(escaped).not.toBe('');
      }),
    );
  });

  it('says durations as people do', () => {
    expect([8, 1234, 34_567, 60_000, 125_000, 3_600_000, 3_725_000].map(durationText)).toEqual([
      '8 ms',
      '1.2 s',
      '34 s',
      '1 min',
      '2 min 5 s',
      '1 h',
      '1 h 2 min',
    ]);
  });
});
