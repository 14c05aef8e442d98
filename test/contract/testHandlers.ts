import { ContractError } from '../../shared/contract/failure.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { Topics } from '../../shared/contract/topics.ts';

function notUnderTest(): never {
  throw new ContractError('unavailable', 'This is not under test.');
}

/** A whole table of handlers, of which only the given ones work. */
export function testHandlers(underTest: Partial<Handlers>): Handlers {
  return {
    'app.info': notUnderTest,
    'stations.list': notUnderTest,
    'station.disconnect': notUnderTest,
    'attempts.list': notUnderTest,
    'command.call': notUnderTest,
    'schema.get': notUnderTest,
    'schema.check': notUnderTest,
    'view.open': notUnderTest,
    'view.close': notUnderTest,
    'view.rows': notUnderTest,
    'view.locate': notUnderTest,
    'view.nextIssue': notUnderTest,
    'record.get': notUnderTest,
    'trace.stats': notUnderTest,
    'trace.actions': notUnderTest,
    'export.prepare': notUnderTest,
    'practice.start': notUnderTest,
    'practice.stop': notUnderTest,
    'practice.act': notUnderTest,
    ...underTest,
  };
}

/** A whole table of topics, of which only the given ones work. */
export function testTopics(underTest: Partial<Topics>): Topics {
  return {
    listening: notUnderTest,
    session: notUnderTest,
    attempts: notUnderTest,
    stations: notUnderTest,
    practice: notUnderTest,
    view: notUnderTest,
    ...underTest,
  };
}
