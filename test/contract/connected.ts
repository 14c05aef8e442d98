import { onTestFinished } from 'vitest';
import { createClient, type ContractClient, type TopicListener } from '../../shared/contract/client.ts';
import { serverMessageSchema, type ServerMessage } from '../../shared/contract/envelope.ts';
import type { Change, Snapshot, TopicName } from '../../shared/contract/events.ts';
import { ContractError, type Failure } from '../../shared/contract/failure.ts';
import type { Link } from '../../shared/contract/link.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import { createServer } from '../../shared/contract/server.ts';
import type { Topics } from '../../shared/contract/topics.ts';
import { Journal } from './journal.ts';
import type { LinkPair, MakeLinkPair } from './linkPairs.ts';
import { testHandlers, testTopics } from './testHandlers.ts';

export interface Served {
  handlers?: Partial<Handlers>;
  topics?: Partial<Topics>;
}

export interface Defect {
  error: unknown;
  where: string;
}

/** A link pair that ends with the test. */
export async function madeFor(makeLinkPair: MakeLinkPair): Promise<LinkPair> {
  const pair = await makeLinkPair();
  onTestFinished(() => pair.dispose());
  return pair;
}

async function served(makeLinkPair: MakeLinkPair, { handlers = {}, topics = {} }: Served) {
  const pair = await madeFor(makeLinkPair);
  const defects = new Journal<Defect>();
  createServer({
    handlers: testHandlers(handlers),
    topics: testTopics(topics),
    onDefect: (error, where) => defects.add({ error, where }),
  }).serve(pair.server);
  return { pair, defects };
}

export interface Connected {
  client: ContractClient;
  pair: LinkPair;
  defects: Journal<Defect>;
}

/** Our client and our server, at the ends of one link. */
export async function connected(makeLinkPair: MakeLinkPair, what: Served): Promise<Connected> {
  const { pair, defects } = await served(makeLinkPair, what);
  return { client: createClient(pair.client), pair, defects };
}

export interface RawClient {
  send: (message: unknown) => void;
  sendText: (text: string) => void;
  /** What the server sent. */
  received: Journal<ServerMessage>;
  link: Link;
}

/** Our server, and at the other end of the link a test that speaks for itself. */
export async function connectedRaw(
  makeLinkPair: MakeLinkPair,
  what: Served,
): Promise<RawClient & { defects: Journal<Defect>; server: Link }> {
  const { pair, defects } = await served(makeLinkPair, what);
  const received = new Journal<ServerMessage>();
  pair.client.onText((text) => received.add(serverMessageSchema.parse(JSON.parse(text))));
  return {
    send: (message) => pair.client.send(JSON.stringify(message)),
    sendText: (text) => pair.client.send(text),
    received,
    link: pair.client,
    server: pair.server,
    defects,
  };
}

/** The failure that a call ends with; a call that succeeds fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<ContractError> {
  const outcome = await call.then(
    () => 'no failure' as const,
    (error: unknown) => error,
  );
  if (outcome instanceof ContractError) return outcome;
  throw new Error(`expected a ContractError, got ${String(outcome)}`);
}

export type News<T extends TopicName> =
  { snapshot: Snapshot<T> } | { change: Change<T> } | { ended: Failure };

/** A listener that writes everything down. */
export function newsJournal<T extends TopicName>(): { news: Journal<News<T>>; listener: TopicListener<T> } {
  const news = new Journal<News<T>>();
  return {
    news,
    listener: {
      snapshot: (snapshot) => news.add({ snapshot }),
      change: (change) => news.add({ change }),
      ended: (ended) => news.add({ ended }),
    },
  };
}
