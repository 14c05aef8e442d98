import {
  OCPP_VARIANTS,
  variantParts,
  type OcppVariant,
  type Transport,
} from '../../../shared/ocpp/version.ts';
import { PRACTICE_PORT_DEVICES, type PracticeCharger } from '../../../shared/practice/practiceCharger.ts';
import type { Behaviour } from '../../practice/behaviours/behaviour.ts';
import { habitOf, NAMED_HABITS } from '../../practice/behaviours/namedHabits.ts';
import { createPracticeCharger } from '../../practice/createPracticeCharger.ts';
import type { Arguments } from '../args.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { practiceOnCable } from '../practiceCable.ts';
import { nearestName } from '../nearestName.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { untilStopped } from '../untilStopped.ts';
import { UsageError } from '../usageError.ts';

const MOST = 1000;
const DEFAULT_HOST = '127.0.0.1:8887';

export const practice: Command = {
  positionals: [],
  flags: {
    url: {
      value: 'URL',
      about: `Central system, without the station id (default ws://${DEFAULT_HOST}, over SOAP http://${DEFAULT_HOST}).`,
    },
    id: { value: 'ID', about: 'Station id (default PRACTICE-1); further ones count its number up.' },
    ocpp: { value: 'VARIANT', about: `${OCPP_VARIANTS.join(', ')} (default 1.6).` },
    count: { value: 'N', about: 'How many chargers to run (default 1).' },
    behave: {
      value: 'HABIT',
      isRepeatable: true,
      about:
        'A bad habit of real chargers; `--behave list` shows them all, with `--cable` those of that device.',
    },
    cable: {
      value: 'DEVICE',
      about: `A charger on a cable instead: ${PRACTICE_PORT_DEVICES.join(', ')}. Prints the port to open.`,
    },
    plug: { about: 'Plug a car in and present a tag as soon as the charger is accepted: it charges.' },
  },
  about:
    'Runs practice chargers over real sockets until Ctrl+C, against Kerbside or any other central system.',
  examples: [
    'practice',
    'practice --ocpp 2.0.1 --count 3 --plug',
    'practice --url ws://192.168.1.20:8887',
    'practice --ocpp 1.5-soap',
    'practice --behave at-most-keys=4 --behave typed-values',
    'practice --cable rapi',
    'practice --cable modbus --behave list',
    'practice --cable modbus --behave wrong-unit --behave unplugs-idle=5000',
  ],
  async run(args, terminal) {
    const device = args.text('cable');
    if (device !== undefined) return practiceOnCable(device, args, terminal);
    if (args.texts('behave').includes('list')) {
      for (const line of habitLines()) await terminal.print(line);
      return EXIT.done;
    }
    const words = args.texts('behave');
    for (const word of words) habit(word);
    const { version, transport } = variantParts(ocppVariant(args.text('ocpp') ?? '1.6'));
    const scheme = transport === 'soap' ? 'http' : 'ws';
    const url = centralSystem(args.text('url') ?? `${scheme}://${DEFAULT_HOST}`, transport);
    const count = args.number('count', { min: 1, max: MOST, isWhole: true }) ?? 1;
    const ids = countUp(args.text('id') ?? 'PRACTICE-1', count);
    const stopped = untilStopped(terminal);
    const chargers = ids.map((stationId) => {
      const charger = createPracticeCharger({
        url,
        stationId,
        version,
        transport,
        plug: args.has('plug'),
        authorize: args.has('plug'),
        // Made anew for each: a habit may count what it has done.
        behaviours: words.map(habit),
      });
      follow(charger, url, args, terminal);
      return charger;
    });
    terminal.note(`${ids.length === 1 ? ids[0] : `${ids.length} chargers`} to ${url}. Ctrl+C stops.`);
    await stopped;
    await Promise.all(chargers.map((charger) => charger.stop()));
    return EXIT.done;
  },
};

/** Tells each change of the link and of the connector, once. */
function follow(charger: PracticeCharger, url: string, args: Arguments, terminal: Terminal): void {
  let told = '';
  let isAwaited = true;
  const tell = (): void => {
    const { stationId, version, transport, link, connectorStatus } = charger.state();
    const news = `${link} ${connectorStatus}`;
    if (news === told) return;
    told = news;
    if (isAwaited && link === 'disconnected') {
      const advice = 'Is Kerbside running there, and is the address right? It goes on trying.';
      terminal.note(`kerbside: ${url} does not take ${stationId}. ${advice}`);
    }
    if (link !== 'connecting') isAwaited = false;
    const at = Date.now();
    const fact = {
      event: 'state',
      at: new Date(at).toISOString(),
      stationId,
      version,
      transport,
      link,
      connectorStatus,
    };
    void terminal.print(
      args.has('json') ? JSON.stringify(fact) : `${clockTime(at)}  ${stationId}  ${link}, ${connectorStatus}`,
    );
  };
  charger.onChange(tell);
  tell();
}

/** Over SOAP the address that `serve` prints is fine, too. */
function centralSystem(text: string, transport: Transport): string {
  const url = URL.parse(text);
  const schemes = transport === 'soap' ? /^(https?|wss?):$/ : /^wss?:$/;
  if (url !== null && schemes.test(url.protocol)) return text.replace(/\/+$/, '');
  const example = `${transport === 'soap' ? 'http' : 'ws'}://192.168.1.20:8887`;
  throw new UsageError(`--url takes an address such as ${example}, not "${text}".`);
}

function ocppVariant(text: string): OcppVariant {
  const variant = OCPP_VARIANTS.find((known) => known === text);
  if (variant !== undefined) return variant;
  const guess = text === '1.5' ? '1.5-soap' : nearestName(text, OCPP_VARIANTS);
  const question = guess === undefined ? '' : ` Did you mean ${guess}?`;
  throw new UsageError(`--ocpp takes ${OCPP_VARIANTS.join(', ')}, not "${text}".${question}`);
}

function habit(word: string): Behaviour {
  const found = habitOf(word);
  if (found !== undefined) return found;
  const nearest = nearestName(word.replace(/=.*$/, ''), Object.keys(NAMED_HABITS));
  const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new UsageError(`--behave knows no habit "${word}".${guess} \`--behave list\` shows all.`);
}

function habitLines(): string[] {
  const rows = Object.entries(NAMED_HABITS).map(([name, { about, usual }]) => [
    usual === undefined ? name : `${name}=${usual}`,
    about,
  ]);
  return table(['HABIT', 'WHAT IT DOES'], rows);
}

/** `WALLBOX-7` and 3 give WALLBOX-7, WALLBOX-8, WALLBOX-9; leading zeros keep their width. */
export function countUp(first: string, count: number): string[] {
  if (count === 1) return [first];
  const number = /\d+$/.exec(first)?.[0] ?? '';
  const stem = number === '' ? `${first}-` : first.slice(0, -number.length);
  const start = number === '' ? 1n : BigInt(number);
  return Array.from({ length: count }, (_, index) => {
    return `${stem}${String(start + BigInt(index)).padStart(number.length, '0')}`;
  });
}
