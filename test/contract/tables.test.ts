import { z } from 'zod';
import type { MessagePortMain } from 'electron';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { MainPort } from '../../electron/shell/portLink.ts';
import type { ContractClient } from '../../shared/contract/client.ts';
import type { ClientMessage, Outgoing, ServerMessage } from '../../shared/contract/envelope.ts';
import {
  EVENTS,
  isTopicName,
  type Change,
  type Snapshot,
  type TopicName,
} from '../../shared/contract/events.ts';
import {
  isMethodName,
  METHODS,
  type MethodName,
  type Params,
  type Result,
} from '../../shared/contract/methods.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { Topics } from '../../shared/contract/topics.ts';
import type { Outcome } from '../../shared/station/outcome.ts';
import type { Json } from '../../shared/json.ts';

const methods: ReadonlyArray<readonly [string, { params: z.ZodType; result: z.ZodType }]> =
  Object.entries(METHODS);
const topics: ReadonlyArray<
  readonly [string, { params: z.ZodType; snapshot: z.ZodType; change: z.ZodType }]
> = Object.entries(EVENTS);

/** Whether a schema lets anything pass that is no JSON, or everything. */
function isUntyped(schema: z.ZodType): boolean {
  return schema instanceof z.ZodAny || schema instanceof z.ZodUnknown || schema.safeParse(() => 1).success;
}

describe('the table of methods', () => {
  it.each(methods)('%s is named noun.verb', (name) => {
    expect(name).toMatch(/^[a-z][a-zA-Z]*\.[a-zA-Z]+$/);
    expect(isMethodName(name)).toBe(true);
  });

  it.each(methods)('%s takes an object and has a typed result', (_name, { params, result }) => {
    expect(params).toBeInstanceOf(z.ZodObject);
    expect(params.safeParse('text').success).toBe(false);
    expect(isUntyped(result)).toBe(false);
  });

  it('knows no names that every object has', () => {
    expect(['constructor', 'toString', '__proto__', ''].filter(isMethodName)).toEqual([]);
    expect(['constructor', 'toString', '__proto__', ''].filter(isTopicName)).toEqual([]);
  });
});

describe('the table of topics', () => {
  it.each(topics)(
    '%s is a noun, takes an object and has typed news',
    (name, { params, snapshot, change }) => {
      expect(name).toMatch(/^[a-z][a-zA-Z]*$/);
      expect(params).toBeInstanceOf(z.ZodObject);
      expect(isUntyped(snapshot)).toBe(false);
      expect(isUntyped(change)).toBe(false);
    },
  );
});

describe('the types inferred from the tables', () => {
  it('are those of each entry', () => {
    expectTypeOf<Params<'view.rows'>>().toEqualTypeOf<{ view: number; from: number; count: number }>();
    expectTypeOf<Result<'command.call'>>().toEqualTypeOf<Outcome>();
    expectTypeOf<Snapshot<'view'>>().toEqualTypeOf<Change<'view'>>();
    expectTypeOf<ReturnType<ContractClient['call']>>().not.toBeAny();
    // A result or news of type unknown or any would make everything fit.
    expectTypeOf<{ [M in MethodName]: unknown extends Result<M> ? M : never }[MethodName]>().toBeNever();
    expectTypeOf<
      { [T in TopicName]: unknown extends Snapshot<T> | Change<T> ? T : never }[TopicName]
    >().toBeNever();
  });

  it('do not let a handler or a topic be missing, mistyped or too many', () => {
    expectTypeOf<keyof Handlers>().toEqualTypeOf<MethodName>();
    expectTypeOf<keyof Topics>().toEqualTypeOf<TopicName>();
    expectTypeOf<Omit<Handlers, 'view.rows'>>().not.toExtend<Handlers>();
    expectTypeOf<
      Omit<Handlers, 'view.rows'> & { 'view.rows': () => { rows: string } }
    >().not.toExtend<Handlers>();
    expectTypeOf<Omit<Topics, 'view'>>().not.toExtend<Topics>();
  });

  it('let only what is carried be of any type', () => {
    expectTypeOf<ServerMessage>().toExtend<Outgoing<ServerMessage>>();
    expectTypeOf<(Outgoing<ServerMessage> & { type: 'change' })['seq']>().toEqualTypeOf<number>();
    expectTypeOf<(Outgoing<ClientMessage> & { type: 'call' })['params']>().toEqualTypeOf<unknown>();
    expectTypeOf<(ClientMessage & { type: 'call' })['params']>().toEqualTypeOf<Json>();
  });
});

describe('the port of the shell', () => {
  it('is the one that Electron has', () => {
    expectTypeOf<MessagePortMain>().toExtend<MainPort>();
  });
});
