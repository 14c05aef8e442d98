import { ContractError } from '../../../../shared/contract/failure.ts';
import { compilePattern } from '../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { PortFirmwareWay, PortPushPlan } from '../../../../shared/service-port/portRun.ts';
import type { ChargerDriver, FirmwareValues, FirmwareWay } from '../drivers/chargerDriver.ts';

type Parameter = NonNullable<FirmwareWay['parameters']>[number];

/** A line end would send a second command behind the one that the profile means. */
const LINE_ENDS = /[\r\n\0]/;

export function shownWay(way: FirmwareWay): PortFirmwareWay {
  const { method, isExperimental, accepts, minBytes, maxBytes, parameters = [] } = way;
  return {
    method,
    isExperimental,
    accepts: [...accepts],
    ...(minBytes === undefined ? {} : { minBytes }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    parameters: parameters.map(({ name, title = name, default: usual, pattern }) => ({
      name,
      title,
      ...(usual === undefined ? {} : { default: usual }),
      ...(pattern === undefined ? {} : { pattern }),
    })),
  };
}

/**
 * With what each parameter goes; one that is neither given nor has a default is missing here. Fails with `invalid-params` for what the profile
 * does not know or does not take, and with `conflict` where a value would make a command that the profile forbids.
 */
export function pushParameters(
  driver: Pick<ChargerDriver, 'forbids'>,
  { parameters = [], typed }: FirmwareWay,
  given: FirmwareValues = {},
): PortPushPlan['parameters'] {
  for (const [name, value] of Object.entries(given)) checkGiven(parameters, name, value);
  const usual = new Set(typed?.({}));
  for (const line of typed?.(given) ?? []) {
    // What the profile itself types is its author's to answer for.
    const why = usual.has(line) ? undefined : driver.forbids(Buffer.from(`${line}\r`, 'utf8'));
    if (why !== undefined) throw new ContractError('conflict', `“${line}” must not be sent: ${why}`);
  }
  return parameters.flatMap(({ name, title = name, default: usualValue }) => {
    const own = given[name];
    const value = own ?? usualValue;
    return value === undefined ? [] : [{ name, title, value, isGiven: own !== undefined }];
  });
}

function checkGiven(parameters: readonly Parameter[], name: string, value: string): void {
  const parameter = parameters.find((one) => one.name === name);
  if (parameter === undefined) {
    const known = parameters.map((one) => one.name).join(', ');
    throw new ContractError('invalid-params', `The profile has no parameter “${name}” for its firmware.`, {
      hint: known === '' ? 'It has none.' : `It has: ${known}.`,
    });
  }
  const { title = name, pattern } = parameter;
  if (value === '' || LINE_ENDS.test(value)) {
    throw new ContractError('invalid-params', `“${title}” takes one line of text, not an empty one.`);
  }
  if (pattern === undefined || compilePattern(pattern).find(value) !== undefined) return;
  throw new ContractError('invalid-params', `“${value}” is nothing that “${title}” takes.`, {
    hint: `The profile wants ${pattern}.`,
  });
}
