import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../../../../shared/configuration/snapshot.ts';
import type { OpenTrace } from '../../../../shared/session/openTrace.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { useClient, useTopic } from '../../../state/useAppState.ts';
import { useStationName } from '../../../state/useStationName.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useConfigurationFile } from '../files/useConfigurationFile.ts';
import { sideId, sideOf, type CompareSide } from './compareSide.ts';
import { Difference } from './Difference.tsx';
import classes from './Snapshots.module.css';
import { useSnapshotWords } from './useSideWords.ts';

type FileSide = CompareSide & { kind: 'file' };

interface ComparePanelProps {
  station: Station;
  /** Id of the side to begin with. */
  first: string | undefined;
}

/** Any two configurations: of this charger or others, of this session or another that is open, or of a file. */
export function ComparePanel({ station, first }: ComparePanelProps): JSX.Element {
  const { t } = useTranslation();
  const latest = sideId({ kind: 'latest', stationId: station.id });
  const [left, setLeft] = useState(first ?? latest);
  const [right, setRight] = useState(latest);
  const [files, setFiles] = useState<readonly FileSide[]>([]);
  const groups = useSideGroups(station, files);
  const file = useConfigurationFile(station, ({ name, configuration }) => {
    const side: FileSide = { kind: 'file', name, configuration };
    setFiles((before) => [...before.filter((known) => known.name !== name), side]);
    setRight(sideId(side));
  });
  return (
    <section className={classes.compare} aria-label={t('configuration.compare.title')}>
      <div className={classes.sides}>
        <NativeSelect
          label={t('configuration.compare.left')}
          data={groups}
          value={left}
          onChange={({ currentTarget }) => setLeft(currentTarget.value)}
        />
        <Button
          onClick={() => {
            setLeft(right);
            setRight(left);
          }}
        >
          {t('configuration.compare.swap')}
        </Button>
        <NativeSelect
          label={t('configuration.compare.right')}
          data={groups}
          value={right}
          onChange={({ currentTarget }) => setRight(currentTarget.value)}
        />
        <Button disabled={!file.isPossible} onClick={file.open}>
          {t('configuration.compare.file')}
        </Button>
      </div>
      <FailureText failure={file.failure} />
      <Difference left={sideOf(left, files)} right={sideOf(right, files)} />
    </section>
  );
}

interface SideGroup {
  group: string;
  items: { value: string; label: string }[];
}

/** All that can be compared, this station first. */
function useSideGroups(station: Station, files: readonly FileSide[]): SideGroup[] {
  const { t } = useTranslation();
  const words = useSnapshotWords();
  const nameOf = useStationName();
  const snapshots = useTopic('snapshots');
  const states = useTopic('configurations');
  const foreign = useForeignSnapshots();
  return useMemo(() => {
    const read = (states ?? [])
      .filter(({ readAt }) => readAt !== undefined)
      .map(({ stationId }) => stationId);
    const kept = (snapshots ?? []).map(({ owner }) => owner.stationId);
    const ids = [...new Set([station.id, ...read, ...kept])];
    const own = ids.map((id) => ({
      group: nameOf(id),
      items: [
        ...(read.includes(id) || id === station.id
          ? [
              {
                value: sideId({ kind: 'latest', stationId: id }),
                label:
                  id === station.id
                    ? t('configuration.compare.latestShort')
                    : t('configuration.compare.latest', { id: nameOf(id) }),
              },
            ]
          : []),
        ...(snapshots ?? [])
          .filter(({ owner }) => owner.stationId === id)
          .toReversed()
          .map((snapshot) => ({
            value: sideId({ kind: 'snapshot', id: snapshot.id }),
            // A closed field shows no group, so that another charger has to be named.
            label: id === station.id ? words(snapshot) : `${nameOf(id)}: ${words(snapshot)}`,
          })),
      ],
    }));
    const others = foreign.map(({ trace, snapshots: list }) => ({
      group: trace.name,
      items: list.map((snapshot) => ({
        value: sideId({ kind: 'snapshot', id: snapshot.id, trace: trace.id }),
        label: `${nameOf(snapshot.owner.stationId)}: ${words(snapshot)}`,
      })),
    }));
    const fromFiles = {
      group: t('configuration.compare.files'),
      items: files.map((file) => ({ value: sideId(file), label: file.name })),
    };
    return [...own, ...others, fromFiles].filter(({ items }) => items.length > 0);
  }, [t, words, nameOf, snapshots, states, foreign, files, station.id]);
}

interface ForeignSnapshots {
  trace: OpenTrace;
  snapshots: readonly Snapshot[];
}

/** The snapshots in the session files that are open beside the running session. */
function useForeignSnapshots(): readonly ForeignSnapshots[] {
  const client = useClient();
  const traces = useTopic('traces');
  const [found, setFound] = useState<ReadonlyMap<string, readonly Snapshot[]>>(new Map());
  // Records of an open session may grow all the time; only which are open matters.
  const ids = (traces ?? []).map(({ id }) => id).join('\n');
  useEffect(() => {
    if (client === undefined || ids === '') return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const listOf = async (trace: string): Promise<readonly [string, readonly Snapshot[]]> => [
      trace,
      await client.call('snapshots.list', { trace }, { signal }),
    ];
    Promise.all(ids.split('\n').map(listOf)).then(
      (lists) => setFound(new Map(lists)),
      () => {
        // Closed in between, or the link is lost, which the whole screen tells.
      },
    );
    return () => controller.abort();
  }, [client, ids]);
  return useMemo(
    () => (traces ?? []).map((trace) => ({ trace, snapshots: found.get(trace.id) ?? [] })),
    [traces, found],
  );
}
