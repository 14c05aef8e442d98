import { ActionIcon, Checkbox, SegmentedControl } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import type { CoarseState } from '../list/coarseState.ts';
import { useCounts } from '../list/useTraceView.ts';
import { SPEEDS } from './player.ts';
import classes from './PlayerBar.module.css';
import type { Replay } from './usePlayer.ts';

interface PlayerBarProps {
  replay: Replay;
  counts: CoarseState | undefined;
  onClose: () => void;
}

/** Plays the recording: rows appear in the rhythm in which they were recorded. */
export function PlayerBar({ replay, counts, onClose }: PlayerBarProps): JSX.Element {
  const { length: total } = useCounts(counts);
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { player, state } = replay;
  const { isPlaying, speed, skipsPauses, length, at } = state;
  return (
    <div className={classes.bar} role="group" aria-label={t('traces.replay.label')}>
      <ActionIcon
        variant="filled"
        size={28}
        onClick={isPlaying ? player.pause : player.play}
        aria-label={t(isPlaying ? 'traces.replay.pause' : 'traces.replay.play')}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </ActionIcon>
      <input
        className={classes.slider}
        type="range"
        min={0}
        max={total}
        value={Math.min(length, total)}
        onChange={(event) => void player.seek(Number(event.currentTarget.value))}
        aria-label={t('traces.replay.position')}
        aria-valuetext={t('traces.replay.of', { shown: formats.count(length), total: formats.count(total) })}
      />
      <span className={classes.time}>{at === undefined ? '' : times.local(at)}</span>
      <span className={classes.count} role="status">
        {t('traces.replay.of', { shown: formats.count(length), total: formats.count(total) })}
      </span>
      <SegmentedControl
        aria-label={t('traces.replay.speed')}
        value={String(speed)}
        onChange={(value) => player.setSpeed(SPEEDS.find((one) => String(one) === value) ?? 1)}
        data={SPEEDS.map((value) => ({ value: String(value), label: `${value}×` }))}
      />
      <Checkbox
        checked={skipsPauses}
        onChange={(event) => player.setSkipsPauses(event.currentTarget.checked)}
        label={t('traces.replay.skip')}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        onClick={onClose}
        aria-label={t('traces.replay.close')}
      >
        <Icon name="close" />
      </ActionIcon>
    </div>
  );
}
