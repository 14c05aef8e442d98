import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortProfileInfo } from '../../../../shared/service-port/portProfileInfo.ts';
import { EvidenceMark } from './EvidenceMark.tsx';
import classes from './PortsScreen.module.css';

/** What is known of a device, from where, and what it cannot do. */
export function ProfileFacts({ profile }: { profile: PortProfileInfo }): JSX.Element {
  const { t } = useTranslation();
  const { evidence, models, driver, bauds, formats, capabilities, notes, file } = profile;
  const { level, source, note } = evidence;
  const facts = [
    t('port.profile.driver', { driver }),
    ...(bauds.length === 0 ? [] : [t('port.profile.bauds', { bauds: bauds.join(', ') })]),
    ...(formats.length === 0 ? [] : [formats.join(', ')]),
    ...(models.length === 0 ? [] : [models.join(', ')]),
  ];
  return (
    <div className={classes.facts}>
      <p>{facts.join(' · ')}</p>
      <p>
        <EvidenceMark level={level} />
        {': '}
        {t(`port.evidence.why.${level}`)} <span className="dim">{source}</span>
      </p>
      {note !== undefined && <p>{note}</p>}
      {notes.map((one) => (
        <p key={one}>{one}</p>
      ))}
      {capabilities.cannot.length > 0 && (
        <details>
          <summary>{t('port.profile.cannot', { count: capabilities.cannot.length })}</summary>
          <ul>
            {capabilities.cannot.map(({ capability, sentence }) => (
              <li key={capability}>
                <b>{t(`port.capability.${capability}`)}</b>: {sentence}
              </li>
            ))}
          </ul>
        </details>
      )}
      {file !== undefined && <p className="dim">{t('port.profile.file', { file })}</p>}
    </div>
  );
}
