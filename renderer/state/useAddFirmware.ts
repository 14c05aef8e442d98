import { useCallback, useRef, useState } from 'react';
import type { ContractClient } from '../../shared/contract/client.ts';
import { ContractError, type Failure } from '../../shared/contract/failure.ts';
import type { FirmwareFile } from '../../shared/files/firmwareFile.ts';
import type { ImportSource } from '../../shared/trace/import/importJob.ts';
import type { Host } from '../host/host.ts';
import { useClient, useHost } from './useAppState.ts';

/** A file on its way into the library. `source` is known once the core can reach it. */
export interface AddedFile {
  key: number;
  name: string;
  state: 'waiting' | 'sending' | 'copying' | 'failed';
  /** How much has come to the core, from 0 to 1. */
  sent: number;
  failure?: Failure;
  source?: ImportSource;
  /** What it turned out to be already. */
  known?: boolean;
}

/** Told of a file once it is in the library. */
type OnAdded = (file: FirmwareFile) => void;

interface Added {
  file: FirmwareFile;
  isNew: boolean;
}

export interface AddingFirmware {
  files: readonly AddedFile[];
  /** Names of the last files that were in the library already. */
  known: readonly string[];
  isPossible: boolean;
  add: (files: readonly File[], onAdded?: OnAdded) => void;
  /** Adds one all the same that looks like a mistake. */
  addAnyway: (key: number, onAdded?: OnAdded) => void;
  dismiss: (key: number) => void;
}

/** Files are taken one after the other: more would only take the disk and the network from one another. */
export function useAddFirmware(): AddingFirmware {
  const host = useHost();
  const client = useClient();
  const [files, setFiles] = useState<readonly AddedFile[]>([]);
  const [known, setKnown] = useState<readonly string[]>([]);
  const lastKey = useRef(0);
  const inTurn = useRef<Promise<void>>(Promise.resolve());

  const change = useCallback((key: number, changed: Partial<AddedFile>): void => {
    setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...changed } : file)));
  }, []);
  const drop = useCallback((key: number): void => {
    setFiles((all) => all.filter((file) => file.key !== key));
  }, []);
  const run = useCallback(
    (key: number, work: () => Promise<Added>, onAdded: OnAdded | undefined): void => {
      inTurn.current = inTurn.current.then(async () => {
        try {
          const { file, isNew } = await work();
          drop(key);
          if (!isNew) setKnown((names) => [...names, file.name]);
          onAdded?.(file);
        } catch (error) {
          if (!(error instanceof ContractError)) throw error;
          change(key, { state: 'failed', failure: error.toFailure() });
        }
      });
    },
    [change, drop],
  );

  const add = (chosen: readonly File[], onAdded?: OnAdded): void => {
    if (client === undefined) return;
    setKnown([]);
    for (const file of chosen) {
      lastKey.current += 1;
      const key = lastKey.current;
      setFiles((all) => [...all, { key, name: file.name, state: 'waiting', sent: 0 }]);
      run(
        key,
        async () => {
          const source = await offered(host, file, (changed) => change(key, changed));
          return put(client, source, false);
        },
        onAdded,
      );
    }
  };
  return {
    files,
    known,
    isPossible: client !== undefined,
    add,
    addAnyway(key, onAdded) {
      const source = files.find((file) => file.key === key)?.source;
      if (client === undefined || source === undefined) return;
      setFiles((all) => all.map((file) => (file.key === key ? copying(file) : file)));
      run(key, () => put(client, source, true), onAdded);
    },
    dismiss(key) {
      const source = files.find((file) => file.key === key)?.source;
      drop(key);
      if (source === undefined || client === undefined) return;
      client.call('import.discard', { source }).catch((error: unknown) => {
        // It goes when the program ends.
        console.warn('a file that was sent could not be discarded', error);
      });
    },
  };
}

async function offered(
  host: Host,
  file: File,
  tell: (changed: Partial<AddedFile>) => void,
): Promise<ImportSource> {
  tell({ state: 'sending' });
  const source = await host.offerFile(file, (sent) => tell({ sent }));
  tell({ state: 'copying', source });
  return source;
}

function put(client: ContractClient, source: ImportSource, isSure: boolean): Promise<Added> {
  return client.call('firmwareFiles.add', { source, isSure }, { timeoutMs: 0 });
}

function copying({ failure: _settled, ...file }: AddedFile): AddedFile {
  return { ...file, state: 'copying' };
}
