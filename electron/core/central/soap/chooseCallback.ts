import type { CallbackSource } from '../../../../shared/station/callback.ts';
import { plainHost } from './sameHost.ts';

/** Where commands may be sent. `connectTo` pins the connection to the peer, whatever the name in the URL leads to. */
export interface CallbackTarget {
  url: string;
  connectTo?: string;
}

/** What is known of where a station takes commands. */
export interface CallbackFacts {
  peerAddress: string;
  /** The address in `wsa:From` or `wsa:ReplyTo`, where it is one. */
  reported?: string | undefined;
  /** Whether that is on the peer's own host. */
  isReportedOwn: boolean;
  /** What the technician set. */
  set?: string | undefined;
  /** The reported address that the technician agreed to. */
  agreed?: string | undefined;
  /** What answered last. */
  proven?: string | undefined;
}

export interface CallbackChoice {
  source: CallbackSource;
  /** In the order in which they are tried. */
  targets: CallbackTarget[];
}

/** Where charge point services are usually found. */
const PATHS = [
  '/',
  '/ChargePointService',
  '/ocpp/ChargePointService',
  '/ocpp',
  '/services/ChargePointService',
];
const PORTS = [80, 8080];
const SERVICE = 'ChargePointService';

/** Never leaves the peer's own host, but for addresses that the technician set or agreed to. */
export function chooseCallback(facts: CallbackFacts): CallbackChoice {
  const { set, reported, agreed, isReportedOwn, peerAddress } = facts;
  if (set !== undefined) return { source: 'set', targets: [{ url: set }] };
  if (reported !== undefined && isReportedOwn) {
    return { source: 'reported', targets: provenFirst(withService(reported, peerAddress), facts) };
  }
  if (reported !== undefined && reported === agreed) {
    return { source: 'agreed', targets: withService(reported) };
  }
  const usual = usualTargets(peerAddress);
  // Devices behind a router often name an address that only they know: its port and path may be right nevertheless.
  const moved = reported === undefined ? [] : withService(onHost(reported, peerAddress), peerAddress);
  return {
    source: reported === undefined ? 'guessed' : 'peer',
    targets: provenFirst(unique([...moved, ...usual]), facts),
  };
}

function usualTargets(peerAddress: string): CallbackTarget[] {
  return PORTS.flatMap((port) =>
    PATHS.map((path) => ({ url: onHost(`http://peer:${port}${path}`, peerAddress), connectTo: peerAddress })),
  );
}

/** Some leave the last segment out of the address that they report. */
function withService(url: string, connectTo?: string): CallbackTarget[] {
  const pin = connectTo === undefined ? {} : { connectTo };
  const target = { url, ...pin };
  if (new RegExp(`/${SERVICE}/?$`, 'i').test(url) || url.includes('?')) return [target];
  return [target, { url: `${url.replace(/\/$/, '')}/${SERVICE}`, ...pin }];
}

function onHost(url: string, address: string): string {
  const moved = new URL(url);
  const bare = plainHost(address);
  moved.hostname = bare.includes(':') ? `[${bare}]` : bare;
  return moved.href;
}

function provenFirst(targets: CallbackTarget[], { proven }: CallbackFacts): CallbackTarget[] {
  return targets.toSorted((a, b) => Number(b.url === proven) - Number(a.url === proven));
}

function unique(targets: readonly CallbackTarget[]): CallbackTarget[] {
  return [...new Map(targets.map((target) => [target.url, target])).values()];
}

/** An address that commands could go to; nothing for “anonymous”, wildcards and what is no web address. */
export function readCallbackUrl(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 1000) return undefined;
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return undefined;
  if (
    /^(www\.w3\.org|schemas\.xmlsoap\.org)$/i.test(url.hostname) ||
    /^(0\.0\.0\.0|\[::\])$/.test(url.hostname)
  ) {
    return undefined;
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}
