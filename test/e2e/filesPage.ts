import type { Locator } from 'playwright-core';
import type { PracticeChargerOptions } from '../../electron/practice/createPracticeCharger.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import { habits } from '../practice/files/fileTalk.ts';
import { startConfigurationPage, type ConfigurationPage } from './configurationPage.ts';

type View = 'diagnostics' | 'firmware';

export interface FilesPage extends ConfigurationPage {
  /** Shows one direction of the files of a station. */
  openFiles: (stationId: string, view: View) => Promise<void>;
  /** A line of the shown story. */
  step: (text: string | RegExp) => Locator;
  progress: () => Locator;
}

/** A practice charger with habits, by the names of the command line. */
export function fileCharger(
  stationId: string,
  version: OcppVersion,
  ...words: string[]
): Pick<PracticeChargerOptions, 'stationId' | 'version'> & Partial<PracticeChargerOptions> {
  return { stationId, version, ...habits(...words) };
}

/** The screens of files in a real browser, with practice chargers. */
export async function startFilesPage(
  ...chargers: Parameters<typeof startConfigurationPage>
): Promise<FilesPage> {
  const ui = await startConfigurationPage(...chargers);
  const { page } = ui;
  return {
    ...ui,
    async openFiles(stationId, view) {
      const hash = `#/station/${stationId}/files/${view}`;
      await page.evaluate((to) => void (window.location.hash = to), hash);
      await page.getByRole('heading', { level: 1, name: stationId }).waitFor();
      await page.getByRole('navigation', { name: 'Directions of files' }).waitFor();
    },
    step: (text) =>
      page.getByRole('list', { name: 'What happened' }).getByRole('listitem').filter({ hasText: text }),
    progress: () => page.getByRole('progressbar'),
  };
}

/** Waits until a bar stands at two different places; answers with both shares. */
export async function seenMoving(bar: Locator): Promise<[number, number]> {
  await bar.waitFor();
  const share = (): Promise<number> =>
    bar.evaluate((element: HTMLProgressElement) => element.value / element.max);
  let first = await share();
  while (first === 0) first = await share();
  for (;;) {
    const next = await share();
    if (next > first) return [first, next];
  }
}
