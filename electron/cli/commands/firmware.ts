import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { resolve } from 'node:path';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Params } from '../../../shared/contract/methods.ts';
import { SIGNATURE_SCHEMES } from '../../../shared/files/firmwareSigner.ts';
import { FIRMWARE_URL_FORMS } from '../../../shared/files/firmwareUrlForm.ts';
import { nextFirmwareTry } from '../../../shared/files/nextFirmwareTry.ts';
import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { askYes, canAsk } from '../configuration/askOnTerminal.ts';
import { failureSentence, gravestExit, stationFailureExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { firmwareRequest, type FirmwarePush } from '../firmware/firmwareRequest.ts';
import { followUpdates } from '../firmware/followUpdates.ts';
import { showFirmwareCheck } from '../firmware/showFirmwareCheck.ts';
import { resultExit, resultJson, resultLine, type StationResult } from '../firmware/updateResult.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

export const firmware: Command = {
  positionals: ['STATION', '[STATION…]', 'FILE'],
  flags: {
    version: { value: 'V', about: 'The version that the charger is to report afterwards.' },
    'retrieve-at': {
      value: 'TIME',
      about: 'When it may fetch the file: 2026-01-31T22:00 or +2h (default at once).',
    },
    'install-at': { value: 'TIME', about: 'When it may install it; not with UpdateFirmware of 1.5 and 1.6.' },
    signed: {
      value: 'KEY.pem',
      about: 'Sign the file with this key; a passphrase comes from KERBSIDE_KEY_PASSPHRASE.',
    },
    certificate: { value: 'C.pem', about: 'The certificate of the key; else one is made.' },
    'test-key': { about: 'Sign with a test key of Kerbside.' },
    scheme: { value: SIGNATURE_SCHEMES.join('|'), about: 'How it is signed.' },
    protocol: {
      value: TRANSFER_PROTOCOLS.join('|'),
      about: 'How the file is to be fetched; else what suits the charger.',
    },
    'url-form': { value: FIRMWARE_URL_FORMS.join('|'), about: 'How the address is written (default usual).' },
    plain: { about: 'Hand it out by the plainest HTTP, for fussy updaters.' },
    retries: {
      value: 'N',
      about: 'How often the charger is to try again by itself; else that is left to it.',
    },
    limit: { value: 'N', about: 'How many chargers download at a time (default 3).' },
    'try-all': {
      about: 'Where nothing was fetched, try again otherwise: plainer, another address, another protocol.',
    },
    'no-snapshot': { about: 'Do not read and keep the configuration before.' },
    publish: { about: 'Have a local controller hand the file out to the chargers behind it (2.x).' },
    unpublish: { about: 'Have it stop to do so.' },
    check: { about: 'Only say what would happen, and what speaks against it.' },
    force: { about: 'Push although a check says stop: a car charges, another update is under way.' },
    yes: { about: 'Do not ask.' },
  },
  about:
    'Pushes firmware to chargers: says what will happen, asks, hands the file out, and tells on stderr how it goes, until each charger reports its version after the restart. ' +
    'FILE is a path, or library:ID. With --json the whole story, one object for each charger. Exit 0 verified (or published), 3 refused or failed, ' +
    '4 nothing proves it or nothing was heard, 5 not connected. Ctrl+C gives up what is not fetched yet.',
  examples: [
    'firmware CP-0042 fw-1.5.0.bin --version 1.5.0',
    'firmware CP-0042 CP-0043 CP-0044 fw.bin --limit 2 --yes --json',
    'firmware CP-0042 fw.bin --signed maker.key.pem --certificate maker.pem --protocol ftp',
  ],
  async run(args, terminal) {
    const request = firmwareRequest(args);
    if (args.has('publish') || args.has('unpublish')) checkPublishing(args, request);
    return withCore(args, async (client) => {
      try {
        if (args.has('unpublish')) return await unpublish(client, args, terminal);
        const results = await pushed(client, request, args, terminal);
        if (results === undefined) return args.has('check') ? EXIT.done : EXIT.refused;
        for (const result of results) {
          await terminal.print(args.has('json') ? resultJson(result) : resultLine(result));
        }
        return gravestExit(results.map(resultExit));
      } catch (error) {
        return stationFailureExit(error, terminal);
      }
    });
  },
};

/** Nothing where nobody wanted it, or only the checks were. */
async function pushed(
  client: ContractClient,
  request: FirmwarePush,
  args: Arguments,
  terminal: Terminal,
): Promise<StationResult[] | undefined> {
  const isForced = args.has('force');
  const check = await client.call('firmware.check', request, { timeoutMs: 0 });
  const able = showFirmwareCheck(check, terminal, { isForced });
  const blocked = check.stations
    .filter(({ stationId }) => !able.includes(stationId))
    .map(({ stationId, failure, preChecks }): StationResult => {
      const stop = preChecks.find(({ level }) => level === 'blocks');
      const code = stop?.code === 'not-connected' ? 'unavailable' : 'conflict';
      return { stationId, failure: failure ?? { code, message: stop?.sentence ?? 'A check says stop.' } };
    });
  if (args.has('check')) return blocked.length === 0 ? undefined : blocked;
  if (able.length === 0) return blocked;
  const what = args.has('publish') ? 'Publish it' : `Push it to ${able.join(', ')}`;
  if (!args.has('yes')) {
    if (!canAsk()) throw new UsageError('nothing was sent. Add --yes to do it.');
    if (!(await askYes(`${what}?`))) return undefined;
  }
  const sent = args.has('publish')
    ? [await client.call('firmware.publish', publication(request, able, isForced), { timeoutMs: 0 })]
    : await push(client, { ...request, stationIds: able }, args, terminal);
  return [...blocked, ...(await followed(client, sent, args, terminal))];
}

async function push(
  client: ContractClient,
  request: FirmwarePush,
  args: Arguments,
  terminal: Terminal,
): Promise<StationResult[]> {
  const all = await client.call(
    'firmware.push',
    {
      ...request,
      limit: args.number('limit', { min: 1, max: 100, isWhole: true }),
      isForced: args.has('force'),
      hasNoSnapshot: args.has('no-snapshot'),
      isConfirmed: true,
    },
    { timeoutMs: 0 },
  );
  return all.flatMap(({ stationId, update, failure }): StationResult[] => {
    if (failure !== undefined) terminal.note(`${stationId}: ${failureSentence(failure)}`);
    const signed = update?.preChecks.find(({ code }) => code === 'signed');
    if (signed !== undefined) terminal.note(`${stationId}: ${signed.sentence}`);
    return failure === undefined ? (update === undefined ? [] : [update]) : [{ stationId, failure }];
  });
}

/** The last of the tries of each charger. */
async function followed(
  client: ContractClient,
  sent: readonly StationResult[],
  args: Arguments,
  terminal: Terminal,
): Promise<StationResult[]> {
  const failed = sent.filter((one) => 'failure' in one);
  let going = sent.filter((one) => 'id' in one);
  const ended: FirmwareUpdate[] = [];
  const cancel = (): void => {
    // Whatever becomes of it, the follower hears it from the topic.
    const all = going.map(({ id }) => client.call('firmware.cancel', { id }));
    Promise.all(all).catch(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, cancel);
  try {
    while (going.length > 0) {
      const settled = await followUpdates(
        client,
        going.map(({ id }) => id),
        terminal,
      );
      const again = args.has('try-all') ? settled.filter(isWorthIt) : [];
      ended.push(...settled.filter((one) => !again.includes(one)));
      going = await Promise.all(
        again.map(({ id }) => client.call('firmware.retry', { id, isConfirmed: true }, { timeoutMs: 0 })),
      );
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, cancel);
  }
  return [...failed, ...ended];
}

/** Another way of the file helps only where the file did not come. */
function isWorthIt(update: FirmwareUpdate): boolean {
  const { failedAt, completeAt } = update;
  const isWay =
    failedAt?.stage === 'download' ||
    failedAt?.code === 'protocol-not-supported' ||
    failedAt?.code === 'rejected';
  return isWay && completeAt === undefined && nextFirmwareTry(update) !== undefined;
}

function publication(
  { file, version, protocol, urlForm, isPlain, retries }: FirmwarePush,
  [stationId = '']: readonly string[],
  isForced: boolean,
): Params<'firmware.publish'> {
  return { file, version, protocol, urlForm, isPlain, retries, stationId, isForced, isConfirmed: true };
}

function checkPublishing(
  args: Arguments,
  { stationIds, signing, retrieveAt, installAt }: FirmwarePush,
): void {
  const flag = args.has('publish') ? '--publish' : '--unpublish';
  if (args.has('publish') && args.has('unpublish'))
    throw new UsageError('Give --publish or --unpublish, not both.');
  if (stationIds.length !== 1) throw new UsageError(`${flag} takes one local controller.`);
  if (signing !== undefined || retrieveAt !== undefined || installAt !== undefined) {
    throw new UsageError(`${flag} knows neither signatures nor times.`);
  }
}

async function unpublish(client: ContractClient, args: Arguments, terminal: Terminal): Promise<number> {
  const [stationId = '', word = ''] = args.all();
  const checksum = /^[0-9a-f]{32}$/i.test(word) ? word : await md5Of(resolve(word));
  if (!args.has('yes')) {
    if (!canAsk()) throw new UsageError('nothing was sent. Add --yes to do it.');
    if (!(await askYes(`Have ${stationId} stop to hand out ${checksum}?`))) return EXIT.refused;
  }
  const answer = await client.call(
    'firmware.unpublish',
    { stationId, checksum, isConfirmed: true },
    { timeoutMs: 0 },
  );
  terminal.note(`${stationId}: ${answer.sentence}`);
  await terminal.print(args.has('json') ? JSON.stringify({ stationId, checksum, ...answer }) : answer.status);
  return answer.isDone ? EXIT.done : EXIT.refused;
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    throw new ContractError('io', `${path} cannot be read.`, { cause, hint: 'Give the file, or its MD5.' });
  }
  return hash.digest('hex');
}
