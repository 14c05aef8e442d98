import { backendItems } from '../../../../shared/configuration/backend/backendOf.ts';
import type { OwnAddress } from '../../../../shared/configuration/backend/ownAddress.ts';
import type { WantedChange } from '../../../../shared/configuration/change.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { DescribeKey } from '../../../../shared/configuration/describeItem.ts';
import { checkTemplate } from '../../../../shared/configuration/template/checkTemplate.ts';
import { parseTemplate } from '../../../../shared/configuration/template/parseTemplate.ts';
import { planOf, type TemplatePlan } from '../../../../shared/configuration/template/planTemplate.ts';
import type { Template } from '../../../../shared/configuration/template/template.ts';
import { templateTextOf } from '../../../../shared/configuration/template/templateText.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { AppliedStation, CheckedStation } from '../../../../shared/contract/methods/templateMethods.ts';
import type { ChangeRequest, ChangeRuns } from '../changes/changeRuns.ts';
import type { Configurations } from '../configurations.ts';
import type { SettingFacts } from '../settingFacts.ts';

export interface TemplatesOptions {
  configurations: Configurations;
  changeRuns: ChangeRuns;
  factsOf: (configuration: Configuration) => SettingFacts;
  /** Whether the value of a key may not stand in a template, whatever charger it is for. */
  isSecret: (key: string) => boolean;
  /** Where this Kerbside can be reached from a station. */
  ownAddress: (stationId: string) => OwnAddress;
}

/** The value of a secret, for one station or for all. */
export type StationSecret = WantedChange & { stationId?: string | undefined };

export interface ApplyRequest {
  text: string;
  stationIds: readonly string[];
  secrets?: readonly StationSecret[] | undefined;
  /** Also to stations that the template is not for. */
  isForAll?: boolean | undefined;
  /** The technician was told that a car is charging, or may be. */
  isConfirmed?: boolean | undefined;
}

/** Holds templates against stations, and applies them to several at once. Keeps nothing. */
export class Templates {
  readonly #options: TemplatesOptions;

  constructor(options: TemplatesOptions) {
    this.#options = options;
  }

  /** Fails with `invalid-params` where the text is no template; trouble with one station stands with that station. */
  async check(
    text: string,
    stationIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ template: Template; stations: CheckedStation[] }> {
    const template = this.#parse(text);
    const stations = await this.#each(stationIds, async (stationId): Promise<CheckedStation> => {
      const configuration = await this.#read(stationId, signal);
      const facts = this.#facts(configuration);
      return {
        stationId,
        check: checkTemplate(template, configuration, facts),
        plan: planOf(template, configuration, [], facts),
      };
    });
    return {
      template,
      stations: stations.map((station) => ('error' in station ? failed(station) : station)),
    };
  }

  /** Answers as soon as all runs have begun. Fails with `invalid-params` where the text is no template. */
  async apply(
    { text, stationIds, secrets = [], isForAll = false, isConfirmed }: ApplyRequest,
    signal?: AbortSignal,
  ): Promise<{ stations: AppliedStation[] }> {
    const template = this.#parse(text);
    const stations = await this.#each(stationIds, async (stationId): Promise<AppliedStation> => {
      const { configurations } = this.#options;
      const known = configurations.fresh(configurations.connected(stationId).id);
      const configuration = known ?? (await this.#read(stationId, signal));
      const facts = this.#facts(configuration);
      const { notFor } = checkTemplate(template, configuration, facts);
      if (notFor !== undefined && !isForAll) {
        return { stationId, reason: 'not-for', sentence: notFor, cannot: [] };
      }
      const plan = planOf(template, configuration, secretsFor(stationId, secrets), facts);
      return this.#begin({ template, stationId, isConfirmed }, plan);
    });
    return {
      stations: stations.map((station) =>
        'error' in station
          ? { ...failed(station), reason: 'failed', sentence: station.error.message, cannot: [] }
          : station,
      ),
    };
  }

  /** Fails as reading does, and with `unavailable` where the charger has nothing that can be set. */
  async make(stationId: string, name: string | undefined, signal?: AbortSignal): Promise<string> {
    const configuration =
      this.#options.configurations.latestOfAll(stationId) ?? (await this.#read(stationId, signal));
    const facts = this.#options.factsOf(configuration);
    const describe: DescribeKey = (key) => facts.describe(key);
    const own = this.#options.ownAddress(stationId);
    const leading = backendItems(configuration, { own, describe }).filter(({ leadsHere }) => leadsHere);
    const pointsHere = new Set(leading.map(({ address }) => address));
    const text = templateTextOf(configuration, { name, describe, pointsHere });
    try {
      this.#parse(text);
    } catch (cause) {
      const sentence = `Nothing that ${stationId} told can stand in a template.`;
      throw new ContractError('unavailable', sentence, { cause });
    }
    return text;
  }

  #parse(text: string): Template {
    return parseTemplate(text, this.#options.isSecret);
  }

  #begin(
    {
      template,
      stationId,
      isConfirmed,
    }: { template: Template } & Pick<ChangeRequest, 'stationId' | 'isConfirmed'>,
    { changes, cannot }: TemplatePlan,
  ): AppliedStation {
    if (changes.length > 0) {
      const run = this.#options.changeRuns.start({
        stationId,
        changes,
        origin: 'template',
        name: template.name,
        isConfirmed,
      });
      return { stationId, run, cannot };
    }
    if (cannot.length === 0) {
      return { stationId, reason: 'as-wanted', sentence: 'Everything is as wanted already.', cannot };
    }
    return { stationId, reason: 'not-possible', sentence: 'Nothing that differs can be changed.', cannot };
  }

  /** Fails as reading does, and with `unavailable` where nothing came. */
  async #read(stationId: string, signal: AbortSignal | undefined): Promise<Configuration> {
    const configuration = await this.#options.configurations.read(stationId, { signal });
    if (configuration.how !== 'not-read') return configuration;
    throw new ContractError('unavailable', configuration.sentence);
  }

  #facts(configuration: Configuration): {
    shapeOf: SettingFacts['shapeOf'];
    isSecret: SettingFacts['isSecret'];
  } {
    const facts = this.#options.factsOf(configuration);
    return {
      shapeOf: (address) => facts.shapeOf(address),
      isSecret: (address) => facts.isSecret(address),
    };
  }

  /** All at once: each station has its own line. Cancelling ends them all; other trouble is that of one station. */
  async #each<T>(
    stationIds: readonly string[],
    work: (stationId: string) => Promise<T>,
  ): Promise<Array<T | StationTrouble>> {
    return Promise.all(
      [...new Set(stationIds)].map(async (stationId) => {
        try {
          return await work(stationId);
        } catch (error) {
          if (!(error instanceof ContractError)) throw error;
          return { stationId, error };
        }
      }),
    );
  }
}

interface StationTrouble {
  stationId: string;
  error: ContractError;
}

function failed({ stationId, error }: StationTrouble): Pick<CheckedStation, 'stationId' | 'failure'> {
  return { stationId, failure: error.toFailure() };
}

function secretsFor(stationId: string, secrets: readonly StationSecret[]): WantedChange[] {
  const own = secrets.filter((secret) => secret.stationId === stationId);
  return [...own, ...secrets.filter((secret) => secret.stationId === undefined)];
}
