import { jsonLineHead } from './jsonLine.ts';
import { keyValueHead } from './keyValueLine.ts';
import type { LineHead, LogDialect } from './lineFacts.ts';
import { outerPrefix } from './prefix/outerPrefix.ts';

/**
 * What a line says of itself: as the dialect knows it, or as structured loggers write; also behind what another program
 * put before it. Nothing of a line that neither knows.
 */
export function headOfLine(look: string, dialect: LogDialect): LineHead | undefined {
  const head = ownHead(look, dialect);
  // Only escaped quotes can make a line of any text worth a look behind its prefix.
  if (head !== undefined || (dialect.isAnyText === true && !look.includes('\\"'))) return head;
  const { end } = outerPrefix(look);
  if (end === 0) return undefined;
  const inner = ownHead(look.slice(end), dialect);
  if (inner?.frameAt === undefined || inner.text !== undefined) return inner;
  return { ...inner, frameAt: inner.frameAt + end };
}

function ownHead(line: string, dialect: LogDialect): LineHead | undefined {
  return dialect.head(line) ?? jsonLineHead(line, dialect) ?? keyValueHead(line);
}
