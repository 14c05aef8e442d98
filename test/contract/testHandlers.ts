import { EVENTS } from '../../shared/contract/events.ts';
import { ContractError } from '../../shared/contract/failure.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import { METHODS } from '../../shared/contract/methods.ts';
import type { Topics } from '../../shared/contract/topics.ts';

function notUnderTest(): never {
  throw new ContractError('unavailable', 'This is not under test.');
}

function nothingOf(table: object): Record<string, typeof notUnderTest> {
  return Object.fromEntries(Object.keys(table).map((name) => [name, notUnderTest]));
}

/** A whole table of handlers, of which only the given ones work. */
export function testHandlers(underTest: Partial<Handlers>): Handlers {
  return { ...(nothingOf(METHODS) as unknown as Handlers), ...underTest };
}

/** A whole table of topics, of which only the given ones work. */
export function testTopics(underTest: Partial<Topics>): Topics {
  return { ...(nothingOf(EVENTS) as unknown as Topics), ...underTest };
}
