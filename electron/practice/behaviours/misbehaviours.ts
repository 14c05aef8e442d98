import type { Behaviour } from './behaviour.ts';

/** Behaviours to put in front of the list. Without an action they concern every call. */
function concerns(action: string | undefined, called: string): boolean {
  return action === undefined || action === called;
}

export function neverAnswers(action?: string): Behaviour {
  return {
    name: `never answers ${action ?? 'anything'}`,
    onCall: (call) => (concerns(action, call.action) ? 'silence' : 'next'),
  };
}

export function answersLate(action: string | undefined, delayMs: number): Behaviour {
  return {
    name: `answers ${action ?? 'everything'} late`,
    onAnswer: (outgoing, call) =>
      concerns(action, call.action) ? { ...outgoing, delayMs: outgoing.delayMs + delayMs } : outgoing,
  };
}

export function answersWithWrongId(action?: string): Behaviour {
  return {
    name: `answers ${action ?? 'everything'} with a wrong id`,
    onAnswer: (outgoing, call) =>
      concerns(action, call.action)
        ? {
            ...outgoing,
            // Between quotes in a frame, between tags in an envelope.
            text: outgoing.text
              .replace(JSON.stringify(call.id), JSON.stringify(`${call.id}-other`))
              .replace(`>${call.id}<`, `>${call.id}-other<`),
          }
        : outgoing,
  };
}

/** Sends `garbage` where the answer should be; by default the answer cut in the middle. */
export function sendsGarbage(action?: string, garbage?: string): Behaviour {
  return {
    name: `answers ${action ?? 'everything'} with garbage`,
    onAnswer: (outgoing, call) =>
      concerns(action, call.action)
        ? { ...outgoing, text: garbage ?? outgoing.text.slice(0, outgoing.text.length / 2) }
        : outgoing,
  };
}

export function answersWith(action: string, answer: (id: string) => string): Behaviour {
  return {
    name: `answers ${action} with a text of its own`,
    onAnswer: (outgoing, call) =>
      call.action === action ? { ...outgoing, text: answer(call.id) } : outgoing,
  };
}

/** The line goes dead without a Close frame; the station comes back by itself. */
export function dropsConnectionUpon(action: string): Behaviour {
  return {
    name: `drops the connection upon ${action}`,
    onCall: (call, station) => {
      if (call.action !== action) return 'next';
      station.link.drop();
      return 'silence';
    },
  };
}

/** The last part of a report never comes, and the one before it promises more. */
export function neverCompletesReport(action?: string): Behaviour {
  return {
    name: `never completes ${action ?? 'any report'}`,
    onReport: (reported, parts) => {
      if (!concerns(action, reported)) return parts;
      const kept = parts.length > 1 ? parts.slice(0, -1) : parts;
      return kept.map((part) => ({ ...part, tbc: true }));
    },
  };
}

/** The parts of a report come in the wrong order: the last one first. */
export function reportsOutOfOrder(action?: string): Behaviour {
  return {
    name: `sends the parts of ${action ?? 'any report'} out of order`,
    onReport: (reported, parts) => (concerns(action, reported) ? parts.toReversed() : parts),
  };
}

/** Each part of a report comes twice. */
export function doublesReportParts(action?: string): Behaviour {
  return {
    name: `sends each part of ${action ?? 'any report'} twice`,
    onReport: (reported, parts) =>
      concerns(action, reported) ? parts.flatMap((part) => [part, part]) : parts,
  };
}

/** The line goes dead upon a GetConfiguration that names no keys; one that names some is answered. */
export function dropsUponAllKeys(): Behaviour {
  return {
    name: 'drops the connection upon GetConfiguration of all keys',
    onCall: ({ action, payload }, station) => {
      const { key } = payload;
      if (action !== 'GetConfiguration' || (Array.isArray(key) && key.length > 0)) return 'next';
      station.link.drop();
      return 'silence';
    },
  };
}

/** GetConfiguration of more keys than that, or of all, stays without an answer. */
export function answersAtMostKeys(most: number): Behaviour {
  return {
    name: `answers GetConfiguration of at most ${most} keys`,
    onCall: ({ action, payload }) => {
      const { key } = payload;
      const asked = Array.isArray(key) && key.length > 0 ? key.length : Infinity;
      return action === 'GetConfiguration' && asked > most ? 'silence' : 'next';
    },
  };
}
