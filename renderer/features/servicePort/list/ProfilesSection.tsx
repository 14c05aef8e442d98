import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { EVIDENCE_LEVELS, type ProfileTrouble } from '../../../../shared/service-port/portProfileInfo.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { StickEntry } from '../stick/StickEntry.tsx';
import { EvidenceMark } from './EvidenceMark.tsx';
import classes from './PortsScreen.module.css';

/** What is known of devices: how far it can be trusted, files of the technician's own, and devices without a serial port. */
export function ProfilesSection(): JSX.Element | undefined {
  const { t } = useTranslation();
  const state = useTopic('portProfiles');
  if (state === undefined) return undefined;
  const { profiles, portless, troubles, folder } = state;
  return (
    <>
      {portless.length > 0 && (
        <section className={classes.section} aria-labelledby="portless">
          <h2 id="portless">{t('port.portless.title')}</h2>
          <p className="dim">{t('port.portless.text')}</p>
          <ul className={classes.portless}>
            {portless.map(({ name, sentence, remedy, takesStick }) => (
              <li key={name}>
                <details>
                  <summary>{name}</summary>
                  <p>{sentence}</p>
                  <p className="dim">{remedy}</p>
                  {takesStick === true && <StickEntry />}
                </details>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={classes.section} aria-labelledby="port-profiles">
        <h2 id="port-profiles">{t('port.profiles.title', { count: profiles.length })}</h2>
        <p className="dim">{t('port.profiles.text')}</p>
        <dl className={classes.levels}>
          {EVIDENCE_LEVELS.map((level) => (
            <div key={level}>
              <dt>
                <EvidenceMark level={level} />
              </dt>
              <dd>{t(`port.evidence.why.${level}`)}</dd>
            </div>
          ))}
        </dl>
        {folder === undefined ? (
          <p>{t('port.profiles.noFolder')}</p>
        ) : (
          <p className={classes.folder}>
            {t('port.profiles.folder')} <code>{folder}</code>{' '}
            <CopyButton text={folder} what={t('port.profiles.folderName')} isSmall />
          </p>
        )}
        {troubles.length > 0 && <Troubles troubles={troubles} />}
      </section>
    </>
  );
}

function Troubles({ troubles }: { troubles: readonly ProfileTrouble[] }): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.troubles} role="alert">
      <h3>{t('port.profiles.troubles', { count: troubles.length })}</h3>
      <ul>
        {troubles.map(({ file, line, field, sentence }) => (
          <li key={`${file} ${line} ${field} ${sentence}`}>
            <code>{[file, ...(line === undefined ? [] : [String(line)])].join(':')}</code>{' '}
            {field !== undefined && <b className="mono">{field}</b>} {sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}
