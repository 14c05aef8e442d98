import { assertNever } from '../../assertNever.ts';
import type { Json } from '../../json.ts';
import type { FilterNode, FilterTerm, IssueChoice, NumberRange } from './filterNode.ts';
import type { FilterSubject } from './filterSubject.ts';
import { compileIdTerm } from './idTerm.ts';
import { compilePayloadTerm } from './payloadTerm.ts';
import { isOfType } from './recordType.ts';
import { portNamesOf, serialFields, serialMeaning } from './serialFields.ts';
import { subjectPayload } from './subjectPayload.ts';
import { containing, equalling, type TextPattern } from './textPattern.ts';
import { DAY_MS, isInClockRange, resolveTimeRange, type TimeRange } from './timeRange.ts';
import type { TimeZone } from './timeZone.ts';

export type Matcher = (subject: FilterSubject) => boolean;

/** Prepares a query for many records. The zone is that of the times of day in it. */
export function compileFilter(node: FilterNode, zone: TimeZone): Matcher {
  const payloads = new WeakMap<FilterSubject, { payload: Json | undefined }>();
  const payloadOf = (subject: FilterSubject): Json | undefined => {
    let known = payloads.get(subject);
    if (known === undefined) {
      known = { payload: subjectPayload(subject) };
      payloads.set(subject, known);
    }
    return known.payload;
  };
  return compileNode(node, { zone, payloadOf });
}

interface CompileContext {
  zone: TimeZone;
  payloadOf: (subject: FilterSubject) => Json | undefined;
}

function compileNode(node: FilterNode, context: CompileContext): Matcher {
  switch (node.type) {
    case 'all':
      return () => true;
    case 'and': {
      const parts = cheapFirst(node.parts).map((part) => compileNode(part, context));
      return (subject) => parts.every((part) => part(subject));
    }
    case 'or': {
      const parts = cheapFirst(node.parts).map((part) => compileNode(part, context));
      return (subject) => parts.some((part) => part(subject));
    }
    case 'not': {
      const part = compileNode(node.part, context);
      return (subject) => !part(subject);
    }
    case 'term':
      return compileTerm(node.term, context);
    default:
      return assertNever(node);
  }
}

/** Most records are settled by a column, without looking at their text or reading it as JSON. */
function cheapFirst(parts: readonly FilterNode[]): FilterNode[] {
  return parts.toSorted((left, right) => costOf(left) - costOf(right));
}

function costOf(node: FilterNode): number {
  switch (node.type) {
    case 'all':
      return 0;
    case 'and':
    case 'or':
      return Math.max(...node.parts.map(costOf));
    case 'not':
      return costOf(node.part);
    case 'term': {
      const { key } = node.term;
      if (key === 'payload' || key === 'connector' || key === 'evse' || key === 'tx') return 2;
      return key === 'text' || key === 'port' || key === 'understood' ? 1 : 0;
    }
    default:
      return assertNever(node);
  }
}

function compileTerm(term: FilterTerm, { zone, payloadOf }: CompileContext): Matcher {
  switch (term.key) {
    case 'text': {
      const isIn = containing(term.pattern);
      return (subject) => {
        const { raw, action } = subject;
        if (isIn(raw) || (action !== undefined && isIn(shown(action)))) return true;
        const meaning = subject.kind === 'serial' ? serialMeaning(subject) : undefined;
        return meaning !== undefined && isIn(meaning);
      };
    }
    case 'action':
      return someText(term.patterns, ({ action }) => action);
    case 'station':
      return someText(term.patterns, ({ stationId }) => stationId);
    case 'id':
      return someText(term.patterns, ({ messageId }) => messageId);
    case 'port':
      return somePort(term.patterns);
    case 'connector':
    case 'evse':
    case 'tx':
      return compileIdTerm(term, payloadOf);
    case 'payload':
      return compilePayloadTerm(term, payloadOf);
    case 'dir':
      return ({ direction }) => term.directions.includes(direction);
    case 'type':
      return (subject) => term.types.some((type) => isOfType(type, subject));
    case 'version':
      return ({ version }) => version !== undefined && term.versions.includes(version);
    case 'issue':
      return someIssue(term.choices);
    case 'latency':
      return ({ latencyMs }) => latencyMs !== undefined && isIn(term.ranges, latencyMs);
    case 'size':
      return ({ sizeBytes }) => isIn(term.ranges, sizeBytes);
    case 'seq':
      return ({ seq }) => isIn(term.ranges, seq);
    case 'time':
      return someTime(term.ranges, zone);
    case 'unanswered':
      return ({ kind, pairSeq }) => kind === 'call' && pairSeq === undefined;
    case 'marked':
      return ({ isMarked }) => isMarked;
    case 'understood':
      return (subject) => serialMeaning(subject) !== undefined;
    default:
      return assertNever(term);
  }
}

/**
 * SQLite's LIKE sees text up to a NUL, which no action, station or id has for any good reason: what is behind it is not
 * searched here either.
 */
function shown(text: string): string {
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

function someText(
  patterns: readonly TextPattern[],
  textOf: (subject: FilterSubject) => string | undefined,
): Matcher {
  const tests = patterns.map((pattern) => {
    const isSame = equalling(pattern);
    return pattern.pieces.length === 1 ? isSame : (text: string) => isSame(shown(text));
  });
  return (subject) => {
    const text = textOf(subject);
    return text !== undefined && tests.some((test) => test(text));
  };
}

function somePort(patterns: readonly TextPattern[]): Matcher {
  const tests = patterns.map(equalling);
  return (subject) => {
    const { port } = serialFields(subject);
    return port !== undefined && portNamesOf(port).some((name) => tests.some((test) => test(name)));
  };
}

function someIssue(choices: readonly IssueChoice[]): Matcher {
  const tests = choices.map((choice) => {
    switch (choice.type) {
      case 'any':
        return () => true;
      case 'severity':
        return ({ severity }: { severity: string }) => severity === choice.severity;
      case 'code': {
        const isCode = equalling(choice.pattern);
        return ({ code }: { code: string }) => isCode(code);
      }
      default:
        return assertNever(choice);
    }
  });
  return ({ issues }) => issues.some((issue) => tests.some((test) => test(issue)));
}

function isIn(ranges: readonly NumberRange[], value: number): boolean {
  return ranges.some(({ min, max }) => value >= min && value <= max);
}

function someTime(ranges: readonly TimeRange[], zone: TimeZone): Matcher {
  const resolved = ranges.map((range) => resolveTimeRange(range, zone));
  return ({ at }) =>
    resolved.some((range) =>
      range.type === 'at' ? at >= range.min && at <= range.max : isInClockRange(dayMsOf(at, zone), range),
    );
}

/** Ms since midnight by the clock on the wall. */
export function dayMsOf(at: number, zone: TimeZone): number {
  const ms = zone.localOf(at) % DAY_MS;
  return ms < 0 ? ms + DAY_MS : ms;
}
