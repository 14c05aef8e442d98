import { Switch } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { DescribeKey } from '../../../../shared/configuration/describeItem.ts';
import {
  differenceOf,
  settableFirst,
  type DifferenceRow,
} from '../../../../shared/configuration/difference.ts';
import { differenceText } from '../../../../shared/configuration/differenceText.ts';
import { isSameMeaning } from '../../../../shared/ocpp/configuration/sameMeaning.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useKeyDescriber } from '../../../state/makerPacks.ts';
import { settingsOf } from '../settings/useSettings.ts';
import type { CompareSide } from './compareSide.ts';
import { DifferenceList } from './DifferenceList.tsx';
import { DifferenceVerdict, hasOtherText } from './DifferenceVerdict.tsx';
import classes from './Snapshots.module.css';
import { useSide } from './useSide.ts';
import { useSideWords } from './useSideWords.ts';

interface DifferenceProps {
  left: CompareSide | undefined;
  right: CompareSide | undefined;
  /** What the second one does not mention is not asked about, as with a file that holds some settings only. */
  isRightPart?: boolean;
}

/** Two configurations side by side: in a sentence, as a list, and as text to copy. */
export function Difference({ left, right, isRightPart = false }: DifferenceProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const one = useSide(left);
  const other = useSide(right);
  const words = useSideWords();
  const describeOne = useKeyDescriber(one.configuration);
  const describeOther = useKeyDescriber(other.configuration);
  if (left === undefined || right === undefined)
    return <p className="dim">{t('configuration.compare.choose')}</p>;
  const failure = one.failure ?? other.failure;
  if (failure !== undefined) return <FailureText failure={failure} />;
  if (one.isNone === true || other.isNone === true) {
    return <p className="dim">{t('configuration.compare.noReading')}</p>;
  }
  if (one.configuration === undefined || other.configuration === undefined) return undefined;
  if (describeOne === undefined || describeOther === undefined) return undefined;
  return (
    <Compared
      left={one.configuration}
      right={other.configuration}
      describeLeft={describeOne}
      describeRight={describeOther}
      leftName={words(left, one.snapshot)}
      rightName={words(right, other.snapshot)}
      isRightPart={isRightPart}
    />
  );
}

interface ComparedProps {
  left: Configuration;
  right: Configuration;
  describeLeft: DescribeKey;
  describeRight: DescribeKey;
  leftName: string;
  rightName: string;
  isRightPart: boolean;
}

function Compared(props: ComparedProps): JSX.Element {
  const { left, right, leftName, rightName, isRightPart } = props;
  const { t } = useTranslation();
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [isOnlyDifferences, setOnlyDifferences] = useState(true);
  const [isSettableOnly, setSettableOnly] = useState(false);
  const rows = useRows(props);
  const shown = useMemo(
    () =>
      rows.filter((row) => (!isOnlyDifferences || hasOtherText(row)) && (!isSettableOnly || row.isSettable)),
    [rows, isOnlyDifferences, isSettableOnly],
  );
  return (
    <div className={classes.difference}>
      <div className={classes.verdict}>
        <DifferenceVerdict rows={rows} />
        <Switch
          label={t('configuration.compare.onlyDifferences')}
          checked={isOnlyDifferences}
          onChange={({ currentTarget }) => setOnlyDifferences(currentTarget.checked)}
        />
        <Switch
          label={t('configuration.compare.settableOnly')}
          checked={isSettableOnly}
          onChange={({ currentTarget }) => setSettableOnly(currentTarget.checked)}
        />
        <CopyButton
          text={differenceText(rows, { before: leftName, after: rightName }, { isSettableOnly })}
          what={t('configuration.compare.copy')}
        />
      </div>
      {!isRightPart && (!left.isWhole || !right.isWhole) && (
        <p className={classes.caution}>{t('configuration.compare.partial')}</p>
      )}
      {shown.length > 0 && (
        <DifferenceList rows={shown} leftName={leftName} rightName={rightName} isStacked={isPhone} />
      )}
    </div>
  );
}

/** What can be set comes first: clocks and counters differ each time. */
function useRows(props: ComparedProps): readonly DifferenceRow[] {
  const { left, right, describeLeft, describeRight, isRightPart } = props;
  const known = useMemo(
    () =>
      new Map(
        [...settingsOf(right, [], describeRight), ...settingsOf(left, [], describeLeft)].map((setting) => [
          setting.address,
          setting,
        ]),
      ),
    [left, right, describeLeft, describeRight],
  );
  return useMemo(() => {
    const rows = differenceOf(left, right, {
      sameMeaning: (address, one, other) => isSameMeaning(known.get(address)?.shape, one, other),
      isSecret: (address) => known.get(address)?.isSecret === true,
      accessOf: (address) => known.get(address)?.knowledge?.access,
    });
    return settableFirst(rows).filter(
      ({ kind, isUnread }) => !isRightPart || (kind !== 'only-before' && isUnread !== true),
    );
  }, [left, right, known, isRightPart]);
}
