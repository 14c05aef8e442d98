import { SegmentedControl } from '@mantine/core';
import { useCallback, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { STICK_EVIDENCE } from '../../../../shared/service-port/stick/stickSteps.ts';
import { useHost } from '../../../state/useAppState.ts';
import { EvidenceMark } from '../list/EvidenceMark.tsx';
import { PrepareStick } from './PrepareStick.tsx';
import { ReadStick } from './ReadStick.tsx';
import classes from './Stick.module.css';
import { StickFolder } from './StickFolder.tsx';

const MODES = ['prepare', 'read'] as const;
type Mode = (typeof MODES)[number];

/** A stick that is prepared, or one that comes back; both name its root on the computer of Kerbside. */
export function StickPanel(): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const [mode, setMode] = useState<Mode>('prepare');
  const [folder, setFolder] = useState('');
  // What was typed meanwhile stays.
  const takeOnly = useCallback((only: string) => setFolder((typed) => (typed === '' ? only : typed)), []);
  const { level, source, note } = STICK_EVIDENCE;
  return (
    <section className={classes.panel} aria-label={t('stick.title')}>
      <p className={classes.known}>
        <EvidenceMark level={level} /> <span className="dim">· {source}.</span> <b>{note}</b>
      </p>
      {host.isHere ? (
        <>
          <SegmentedControl
            className={classes.choice ?? ''}
            aria-label={t('stick.title')}
            value={mode}
            onChange={(value) => setMode(MODES.find((one) => one === value) ?? 'prepare')}
            data={MODES.map((value) => ({ value, label: t(`stick.mode.${value}`) }))}
          />
          <StickFolder value={folder} isEmpty={mode === 'prepare'} onChange={setFolder} onOnly={takeOnly} />
          {mode === 'prepare' ? (
            <PrepareStick folder={folder.trim()} onRead={() => setMode('read')} />
          ) : (
            <ReadStick key={folder} folder={folder.trim()} />
          )}
        </>
      ) : (
        <p role="note">{t('stick.far')}</p>
      )}
    </section>
  );
}
