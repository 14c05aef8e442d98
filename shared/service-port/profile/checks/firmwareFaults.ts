import type { ProfileFirmware } from '../profileFirmware.ts';
import type { CheckFault } from './checkFault.ts';
import { twins } from './itemFaults.ts';

/** What makes no sense of the way firmware goes. `keys`: of the items that can be read. */
export function firmwareFaults(
  firmware: ProfileFirmware | undefined,
  keys: ReadonlySet<string>,
): CheckFault[] {
  if (firmware === undefined) return [];
  const { parameters, start = '', minBytes, maxBytes, versionKey, before, after } = firmware;
  const names = new Set(parameters.map(({ name }) => name));
  const inFirmware = ({ path, sentence }: CheckFault): CheckFault => ({
    path: ['firmware', ...path],
    sentence,
  });
  const sends: Array<[string, Array<string | number>]> = [
    [start, ['start']],
    ...before.map(({ send = '' }, index): [string, Array<string | number>] => [
      send,
      ['before', index, 'send'],
    ]),
    ...after.map(({ send = '' }, index): [string, Array<string | number>] => [
      send,
      ['after', index, 'send'],
    ]),
  ];
  const faults: CheckFault[] = [
    ...twins(parameters, 'parameters', ({ name }) => name, 'name'),
    ...sends.flatMap(([send, path]) =>
      [...send.matchAll(/\$\{([^}]*)\}/g)]
        .map(([, name = '']) => name)
        .filter((name) => !names.has(name))
        .map((name) => ({ path, sentence: `has \${${name}}, which is none of the parameters.` })),
    ),
  ];
  if (minBytes !== undefined && maxBytes !== undefined && minBytes > maxBytes) {
    faults.push({ path: ['minBytes'], sentence: `is ${minBytes}, more than maxBytes (${maxBytes}).` });
  }
  if (versionKey !== undefined && !keys.has(versionKey)) {
    faults.push({
      path: ['versionKey'],
      sentence: `“${versionKey}” is no item of this profile that can be read.`,
    });
  }
  return faults.map(inFirmware);
}
