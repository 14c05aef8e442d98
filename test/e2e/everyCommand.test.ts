import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import { isJsonObject } from '../../shared/json.ts';
import { commandsOf } from '../../shared/ocpp/catalog.ts';
import type { ActionInfo } from '../../shared/ocpp/catalog/actionInfo.ts';
import { OCPP_VARIANTS, variantParts, type OcppVariant } from '../../shared/ocpp/version.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';
import { requestSchema } from '../shared/ocpp/schemas.ts';
import { CommandsPage } from './commandsPage.ts';

/** After these the station leaves for a moment, at once or when its firmware is there: they come last. */
const LEAVES: readonly string[] = ['UpdateFirmware', 'SignedUpdateFirmware', 'Reset'];

let folder: string;
let serve: ServeProcess;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-every-'));
  serve = await startServe({ home: folder, session: join(folder, 'visit.kerbside') });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await serve?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The actions in the order in which they are tried. */
function actionsOf(variant: OcppVariant): readonly ActionInfo[] {
  const { version, transport } = variantParts(variant);
  const actions = commandsOf(version, transport).flatMap((group) => group.actions);
  return [
    ...actions.filter(({ name }) => !LEAVES.includes(name)),
    ...LEAVES.flatMap((last) => actions.filter(({ name }) => name === last)),
  ];
}

function fieldsOf(variant: OcppVariant, action: string): string[] {
  const schema = requestSchema(variantParts(variant).version, action);
  const properties = isJsonObject(schema) ? schema['properties'] : undefined;
  return Object.keys(isJsonObject(properties) ? properties : {}).filter((name) => name !== 'customData');
}

/** What is not as it should be with the commands of a station that is there, each tried on the screen. */
async function unlikeIn(commands: CommandsPage, variant: OcppVariant): Promise<string[]> {
  const unlike: string[] = [];
  for (const { name, danger } of actionsOf(variant)) {
    await commands.choose(name);
    const form = commands.form(name);
    await form.waitFor();
    await commands.valid();
    const text = (await form.textContent()) ?? '';
    for (const field of fieldsOf(variant, name)) {
      if (!text.includes(field)) unlike.push(`${name} shows no field ${field}`);
    }
    await commands.send(danger !== undefined);
    const outcome = await commands.outcome(name);
    if (!outcome.startsWith('Answered')) unlike.push(`${name}: ${outcome}`);
  }
  return unlike;
}

// Side by side, each in a page of its own: the second step of a dangerous command waits a moment for the technician.
describe.concurrent('every command', () => {
  it.each(OCPP_VARIANTS)(
    'of %s has a form with its fields, a valid preset, and an answer',
    { timeout: 240_000 },
    async (variant) => {
      const stationId = `EVERY-${variant}`;
      const parts = variantParts(variant);
      const charger = createPracticeCharger({
        url: serve.ocpp,
        stationId,
        ...parts,
        plug: true,
        authorize: true,
      });
      const commands = await CommandsPage.open(browser, serve.ui);
      try {
        await commands.page
          .getByRole('link', { name: new RegExp(stationId) })
          .first()
          .waitFor();
        await commands.goTo(stationId);
        expect(await unlikeIn(commands, variant)).toEqual([]);
        expect(commands.troubles).toEqual([]);
      } finally {
        await charger.stop();
      }
    },
  );
});
