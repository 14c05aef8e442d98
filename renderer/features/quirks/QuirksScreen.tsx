import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { QUIRK_SETTINGS } from '../../../shared/station/quirkChange.ts';
import type { Station } from '../../../shared/station/station.ts';
import { ConfigurationLink } from './ConfigurationLink.tsx';
import { PendingNotice } from './PendingNotice.tsx';
import { ProfileFile } from './ProfileFile.tsx';
import { Proposals } from './Proposals.tsx';
import classes from './QuirksScreen.module.css';
import { SettingRow } from './SettingRow.tsx';
import { useQuirkState } from './useQuirkState.ts';

/** How this one charger is treated: what is proposed, every setting, and the way to its configuration. */
export function QuirksScreen({ station }: { station: Station }): JSX.Element | undefined {
  const { t } = useTranslation();
  const state = useQuirkState(station.id);
  if (state === undefined) return undefined;
  return (
    <div className={classes.screen}>
      <Proposals proposals={state.proposals} />
      <PendingNotice state={state} />
      <section aria-labelledby="quirks-settings">
        <div className={classes.head}>
          <div>
            <h2 id="quirks-settings">{t('quirks.title')}</h2>
            <p>{t('quirks.lead')}</p>
          </div>
          <ProfileFile stationId={station.id} />
        </div>
        <ul className={classes.settings}>
          {QUIRK_SETTINGS.map((setting) => (
            <SettingRow key={setting} setting={setting} state={state} />
          ))}
        </ul>
      </section>
      <ConfigurationLink stationId={station.id} />
    </div>
  );
}
