import { Select, type ComboboxItem, type OptionsFilter } from '@mantine/core';
import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import { suggestProfiles } from '../../../../shared/service-port/profile/suggestProfiles.ts';
import type { PortProfileInfo } from '../../../../shared/service-port/portProfileInfo.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { EvidenceMark } from './EvidenceMark.tsx';
import classes from './PortsScreen.module.css';
import { ProfileFacts } from './ProfileFacts.tsx';

interface ProfileSelectProps {
  /** Nothing: a plain console. */
  value: string | undefined;
  /** What is known of its adapter. */
  port: Pick<PortInfo, 'vid' | 'pid'> | undefined;
  onChange: (id: string | undefined) => void;
}

const NO_PROFILES: readonly PortProfileInfo[] = [];

function searchText({ id, name, vendor, models, driver }: PortProfileInfo): string {
  return [id, name, vendor, ...models, driver].join(' ').toLowerCase();
}

/** Which device it is: found by maker, model or driver, each with how far its facts can be trusted. */
export function ProfileSelect({ value, port, onChange }: ProfileSelectProps): JSX.Element {
  const { t } = useTranslation();
  const profiles = useTopic('portProfiles')?.profiles ?? NO_PROFILES;
  const byId = useMemo(() => new Map(profiles.map((profile) => [profile.id, profile])), [profiles]);
  const other = t('port.profile.noVendor');
  const often = t('port.profile.often');
  const { vid, pid } = port ?? {};
  const data = useMemo(() => {
    const suggested = suggestProfiles(profiles, { vid, pid });
    const groups = Map.groupBy(
      profiles.filter((profile) => !suggested.includes(profile)),
      ({ vendor }) => vendor ?? other,
    );
    const byMaker = [...groups].sort(([one], [two]) => one.localeCompare(two));
    return [[often, suggested] as const, ...byMaker]
      .filter(([, items]) => items.length > 0)
      .map(([group, items]) => ({ group, items: items.map(({ id, name }) => ({ value: id, label: name })) }));
  }, [profiles, vid, pid, often, other]);
  const filter: OptionsFilter = ({ options, search }) => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ value: id, label }: ComboboxItem): boolean => {
      const profile = byId.get(id);
      const text = profile === undefined ? label.toLowerCase() : searchText(profile);
      return words.every((word) => text.includes(word));
    };
    return options.flatMap((option): typeof options => {
      if (!('items' in option)) return fits(option) ? [option] : [];
      const items = option.items.filter(fits);
      return items.length === 0 ? [] : [{ ...option, items }];
    });
  };
  const chosen = value === undefined ? undefined : byId.get(value);
  return (
    <div className={classes.profile}>
      <Select
        label={t('port.profile.label')}
        description={t('port.profile.hint')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('port.profile.clear') }}
        nothingFoundMessage={t('port.profile.notFound')}
        placeholder={t('port.profile.none')}
        maxDropdownHeight={320}
        data={data}
        filter={filter}
        value={value ?? null}
        onChange={(id) => onChange(id ?? undefined)}
        renderOption={({ option }) => <Option profile={byId.get(option.value)} label={option.label} />}
      />
      {chosen !== undefined && <ProfileFacts profile={chosen} />}
    </div>
  );
}

function Option({ profile, label }: { profile: PortProfileInfo | undefined; label: string }): JSX.Element {
  if (profile === undefined) return <>{label}</>;
  return (
    <span className={classes.option}>
      <span>{label}</span>
      <span className="dim">{profile.driver}</span>
      <EvidenceMark level={profile.evidence.level} />
    </span>
  );
}
