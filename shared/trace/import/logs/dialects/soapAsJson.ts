import type { Direction } from '../../../record.ts';
import type { FoundKnowledge, FoundTime, TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LineHead, LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

const LINE = /^(?:> )?(?:\[([^\]]*)\] )?(?:cp#(\S+?): (>>|<<)cs|cs: (<<|>>)cp#(\S+?))(?: \/(\w+))?\s*(.*)$/s;
const LINES = /^(?:> )?(?:\[[^\]\n]*\] )?(?:cp#\S+: (?:>>|<<)cs|cs: (?:<<|>>)cp#\S+)/gm;
const FAULT = /^\s*<(?:\?xml|[\w-]+:Envelope|Envelope)[\s>?].*Fault\b/s;

/** Calls that wait for their answer; more are forgotten. */
const MAX_OPEN_CALLS = 1000;

interface OpenCall {
  seq: number;
  stationId: string;
  action: string;
  direction: Direction;
}

/**
 * GIR ocppjs: messages of SOAP shown as JSON, without ids. A record keeps the line as its raw text and the JSON as its payload;
 * an answer belongs to the oldest call of its action that has none. A fault may follow as XML in a line of its own.
 */
export const soapAsJson: TextFormat = {
  id: 'ocppjs-soap',
  name: 'GIR ocppjs log (SOAP shown as JSON)',
  writer: 'unknown',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, new SoapAsJsonDialect()),
};

class SoapAsJsonDialect implements LogDialect {
  #seq = 0;
  #open: OpenCall[] = [];
  #time: FoundTime | undefined;

  head(line: string): LineHead | undefined {
    const match = LINE.exec(line);
    if (match === null) return FAULT.test(line) ? this.#fault(line) : undefined;
    const [, printed = '', ofStation, toCentral, ofCentral, atStation, name = '', rest = ''] = match;
    const stationId = ofStation ?? atStation ?? '';
    this.#time = timeAt(printed, 0)?.time;
    const said = { ...(this.#time === undefined ? {} : { time: this.#time }), stationId };
    if (name === '') return { ...said, isProse: true };
    const isCall = toCentral === '>>' || ofCentral === '<<';
    const direction = toCentral === '>>' || ofCentral === '>>' ? 'in' : 'out';
    const action = isCall ? name : name.replace(/Response$/, '');
    const payload = payloadOf(rest.trim());
    const known: FoundKnowledge = isCall
      ? this.#call({ stationId, action, direction })
      : this.#answer({ kind: 'result', stationId, action, direction });
    return {
      ...said,
      direction,
      made: {
        raw: line.replace(/^> /, ''),
        transport: 'soap',
        known: payload === undefined ? known : { ...known, payload },
      },
    };
  }

  #call({ stationId, action, direction }: Omit<OpenCall, 'seq'>): FoundKnowledge {
    const seq = ++this.#seq;
    this.#open.push({ seq, stationId, action, direction });
    if (this.#open.length > MAX_OPEN_CALLS) this.#open.shift();
    return { seq, kind: 'call', action };
  }

  #answer(answer: Omit<OpenCall, 'seq'> & { kind: 'result' | 'error' }): FoundKnowledge {
    const { stationId, action, direction, kind } = answer;
    const at = this.#open.findIndex(
      (call) => call.stationId === stationId && call.action === action && call.direction !== direction,
    );
    const [call] = at === -1 ? [] : this.#open.splice(at, 1);
    const seq = ++this.#seq;
    return { seq, kind, action, ...(call === undefined ? {} : { pairSeq: call.seq }) };
  }

  /** The answer to the last call. */
  #fault(line: string): LineHead {
    const call = this.#open.at(-1);
    const said = this.#time === undefined ? {} : { time: this.#time };
    if (call === undefined) return { ...said, isProse: true };
    const { stationId, action } = call;
    const direction = call.direction === 'in' ? 'out' : 'in';
    const known = this.#answer({ kind: 'error', stationId, action, direction });
    return { ...said, stationId, direction, made: { raw: line, transport: 'soap', known } };
  }
}

/** `""` is an empty body. */
function payloadOf(text: string): string | undefined {
  if (text === '' || text === '""') return '{}';
  try {
    JSON.parse(text);
    return text;
  } catch {
    // Cut off: the raw text holds what there is of it.
    return undefined;
  }
}
