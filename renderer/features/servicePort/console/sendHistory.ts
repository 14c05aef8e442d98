/** Lines that were sent, by port, for as long as the page lives: they may hold what nobody shall find later. */
const MOST = 200;

export interface SendHistory {
  add: (line: string) => void;
  /** The line before or after the shown one; nothing where there is none. What was being typed comes back at the end. */
  step: (step: 1 | -1, typed: string) => string | undefined;
}

const histories = new Map<string, SendHistory>();

function createHistory(): SendHistory {
  let lines: string[] = [];
  let at = 0;
  let typing = '';
  return {
    add(line) {
      if (line !== '') lines = [...lines.filter((known) => known !== line), line].slice(-MOST);
      at = lines.length;
      typing = '';
    },
    step(step, typed) {
      if (at === lines.length) typing = typed;
      const next = at + step;
      if (next < 0 || next > lines.length) return undefined;
      at = next;
      return at === lines.length ? typing : lines[at];
    },
  };
}

export function sendHistory(path: string): SendHistory {
  const history = histories.get(path) ?? createHistory();
  histories.set(path, history);
  return history;
}
