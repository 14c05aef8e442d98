import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../electron/practice/behaviours/behaviour.ts';
import {
  doublesKeys,
  hasCaseTwin,
  hasManySettings,
  tellsTypedValues,
} from '../../electron/practice/behaviours/configurationHabits.ts';
import {
  answersWith,
  dropsUponAllKeys,
  neverCompletesReport,
} from '../../electron/practice/behaviours/misbehaviours.ts';
import { startConfigurationPage, type ConfigurationPage } from './configurationPage.ts';

/** What chargers tell that is odd, in part or not at all, as the list shows it. */
let ui: ConfigurationPage;

const MANY = 5000;

/** Stays silent upon the nth question about keys: the test decides what becomes of it. */
function silentUpon(nth: number): Behaviour {
  let asked = 0;
  return {
    name: `silent upon GetConfiguration ${nth}`,
    onAnswer: (outgoing, { action }) =>
      action === 'GetConfiguration' && (asked += 1) === nth ? 'silence' : outgoing,
  };
}

beforeAll(async () => {
  ui = await startConfigurationPage(
    {
      stationId: 'TYPED',
      version: '1.6',
      behaviours: [tellsTypedValues(), hasCaseTwin('HeartbeatInterval')],
    },
    { stationId: 'TWICE', version: '1.6', behaviours: [doublesKeys('LocalPreAuthorize')] },
    { stationId: 'PART', version: '1.6', behaviours: [dropsUponAllKeys()] },
    {
      stationId: 'NONE',
      version: '1.6',
      behaviours: [
        answersWith('GetConfiguration', (id) =>
          JSON.stringify([4, id, 'NotImplemented', 'no such thing', {}]),
        ),
      ],
    },
    { stationId: 'ENDLESS', version: '2.0.1', behaviours: [neverCompletesReport()] },
    { stationId: 'MANY', version: '1.6', behaviours: [hasManySettings(MANY)] },
  );
});

afterAll(() => ui?.stop());

const pane = (): Locator => ui.page.getByRole('complementary', { name: 'The chosen setting' });
const rows = (): Locator => ui.grid().getByRole('row');

describe('the list says what is odd about', () => {
  it('values of the wrong type', async () => {
    await ui.open('TYPED');
    await ui.read();
    await ui.search('StopTxnAlignedData');
    await ui.row('StopTxnAlignedData').click();
    await pane().getByText('The charger sent null instead of a value.').waitFor();
    await ui.search('instead of a text');
    const heartbeat = ui.row('HeartbeatInterval');
    await heartbeat.getByText('300').waitFor();
    await heartbeat.getByRole('img', { name: 'note' }).waitFor();
    await heartbeat.click();
    await pane().getByText('The charger sent the number 300 instead of a text.').waitFor();
    await ui.row('LocalPreAuthorize').click();
    await pane().getByText('The charger sent the boolean false instead of a text.').waitFor();
  });

  it('keys that differ in case only', async () => {
    await ui.search('heartbeatinterval');
    expect(
      await rows()
        .filter({ hasText: /^HeartbeatInterval/ })
        .count(),
    ).toBe(1);
    const twin = rows().filter({ hasText: /^heartbeatinterval/ });
    await twin.getByText('“twin” is no number').waitFor();
    await twin.click();
    await pane().getByText('“heartbeatinterval” and “HeartbeatInterval” differ in case only').waitFor();
    await ui.row('HeartbeatInterval').click();
    await pane().getByText('The charger has heartbeatinterval, too').waitFor();
  });

  it('a key that is told twice, each line with what is wrong with its own value', async () => {
    await ui.open('TWICE');
    await ui.read();
    await ui.search('LocalPreAuthorize');
    const [right, wrong] = [rows().filter({ hasText: /false(?!0)/ }), rows().filter({ hasText: 'false0' })];
    await wrong.getByText('“false0” is neither true nor false.').waitFor();
    await right.first().getByText('The key is there more than once, with different values.').waitFor();
    await wrong.click();
    await pane().getByText('The key is there more than once, with different values.').waitFor();
    await pane().getByText('The charger tells this key 2 times.').waitFor();
  });
});

describe('a reading', () => {
  it('in part says so, and which requests it took', async () => {
    await ui.open('PART');
    await ui.read();
    const verdict = ui.button(/settings, read at .*\(not whole\)/);
    await verdict.press('Enter');
    await ui.page.getByText('The known keys were asked for by name').last().waitFor();
    await ui.page.getByText('Keys of the maker’s own may be missing.').last().waitFor();
    expect(await ui.page.getByRole('link', { name: /^\d+$/ }).count()).toBeGreaterThan(1);
    // What was not told may well be there.
    expect(await ui.page.getByRole('button', { name: /^Missing/ }).count()).toBe(0);
  });

  it('that brought nothing says why, with its records', async () => {
    await ui.open('NONE');
    await ui.button('Read configuration').click();
    const said = ui.page.getByRole('status').filter({ hasText: 'The configuration could not be read.' });
    await said.getByText('NotImplemented').waitFor();
    await said.getByRole('link').first().waitFor();
  });

  it('goes on when the charger left in the middle and came back', async () => {
    const charger = await ui.plug({ stationId: 'LEFT', version: '1.6', behaviours: [silentUpon(1)] });
    await ui.open('LEFT');
    await ui.button('Read configuration').click();
    await ui.page.getByText('Asking for all keys…').waitFor();
    await charger.stop();
    await ui.page.getByText('The charger left. Waiting for it to come back…').waitFor();
    await ui.plug({ stationId: 'LEFT', version: '1.6' });
    await ui.button(/settings, read at .*\(not whole\)/).waitFor();
    await ui.row('HeartbeatInterval').getByText('300').waitFor();
  });

  it('can be stopped while the charger stays away; what is known stays', async () => {
    const [, charger] = ui.chargers('LEFT');
    await charger?.stop();
    await ui.plug({ stationId: 'LEFT', version: '1.6', behaviours: [silentUpon(1)] });
    await ui.button('Read again').click();
    await ui.page.getByText('Asking for all keys…').waitFor();
    await ui.chargers('LEFT').at(-1)?.stop();
    await ui.page.getByText('The charger left. Waiting for it to come back…').waitFor();
    await ui.button('Stop reading').click();
    expect(await ui.button('Read again').isDisabled()).toBe(true);
    await ui.row('HeartbeatInterval').getByText('300').waitFor();
  });

  it('of a report without an end can be stopped', async () => {
    await ui.open('ENDLESS');
    await ui.button('Read configuration').click();
    await ui.page.getByText('Waiting for the parts of the report…').waitFor();
    await ui.button('Stop reading').click();
    await ui.button('Read configuration').waitFor();
  });
});

describe('5,000 settings', () => {
  it('are a few lines in the page, which walk and scroll', async () => {
    await ui.open('MANY');
    await ui.read();
    await ui.page.getByText(/^5,0\d\d settings$/).waitFor();
    const drawn = async (): Promise<number> => rows().count();
    expect(await drawn()).toBeLessThan(60);
    await ui.grid().focus();
    await ui.press('End');
    await ui.row(`Maker.Setting${MANY - 1}`).waitFor();
    expect(await drawn()).toBeLessThan(60);
    await ui.press('Home');
    await ui.row('Core').waitFor();
  });

  it('are searched and narrowed', async () => {
    await ui.search('Maker.Setting4999');
    await expect.poll(() => rows().count()).toBe(2);
    await ui.search('');
    await ui.button(/^Can be set/).click();
    await expect.poll(() => rows().filter({ hasText: 'Maker.Setting' }).count()).toBe(0);
    await ui.button(/Can be set/).click();
  });
});

it('no page complained', () => {
  expect(ui.troubles).toEqual([]);
});
