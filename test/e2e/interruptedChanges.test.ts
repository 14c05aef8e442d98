import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../electron/practice/behaviours/behaviour.ts';
import { keepsChangesUntilReset } from '../../electron/practice/behaviours/changeHabits.ts';
import { startConfigurationPage, type ConfigurationPage } from './configurationPage.ts';

/** Changes that do not go through in one go: what was done and what was not is shown, and it goes on from there. */
let ui: ConfigurationPage;

const PASSWORD = '0123456789abcdef0123';

/** Upon the nth change the answer comes late, or never. */
function hesitates(nth: number, delayMs: number | undefined): Behaviour {
  let changes = 0;
  return {
    name: `hesitates upon change ${nth}`,
    onAnswer(outgoing, { action }) {
      if (action !== 'ChangeConfiguration') return outgoing;
      changes += 1;
      if (changes !== nth) return outgoing;
      return delayMs === undefined ? 'silence' : { ...outgoing, delayMs };
    },
  };
}

beforeAll(async () => {
  ui = await startConfigurationPage(
    { stationId: 'SLOW-1', version: '1.6', behaviours: [hesitates(2, 4000)] },
    {
      stationId: 'BUSY-1',
      version: '1.6',
      behaviours: [keepsChangesUntilReset()],
      plug: true,
      authorize: true,
      speed: 20,
    },
    { stationId: 'BUSY-2', version: '2.0.1', plug: true, authorize: true },
  );
});

afterAll(() => ui?.stop());

const step = (key: string) => ui.run().getByRole('row').filter({ hasText: key });

describe('a run that is stopped', () => {
  it('ends after the change that is on its way, and says what was not sent', async () => {
    await ui.open('SLOW-1');
    await ui.read();
    await ui.set('HeartbeatInterval', '120');
    await ui.set('ConnectionTimeOut', '90');
    await ui.set('BlinkRepeat', '7');
    await ui.send();
    await step('ConnectionTimeOut').getByText('On its way').waitFor();
    await ui.run().getByText('Sending: 1 of 3 done').waitFor();
    await ui.button('Stop').click();
    await ui.run().getByText('It stops after the change that is on its way.').waitFor();
    await ui.run().getByText('Broken off: 2 of 3 done').waitFor();
    await step('BlinkRepeat').getByText('Not sent').waitFor();
    await ui.row('BlinkRepeat').getByText('3', { exact: true }).waitFor();
  });

  it('goes on with the rest', async () => {
    await ui.button('Go on with 1 change').click();
    await ui.run().getByText('Sent: 3 of 3 done').waitFor();
    await step('BlinkRepeat').getByText('As wanted').waitFor();
    await ui.row('BlinkRepeat').getByText('7', { exact: true }).waitFor();
    await ui.button('Close').click();
    await ui.run().waitFor({ state: 'detached' });
  });
});

describe('a charger that leaves in the middle', () => {
  it('is waited for, and what has no answer is said to be open', async () => {
    const charger = await ui.plug({
      stationId: 'GONE-1',
      version: '1.6',
      behaviours: [hesitates(2, undefined)],
    });
    await ui.open('GONE-1');
    await ui.read();
    await ui.set('HeartbeatInterval', '120');
    await ui.set('ConnectionTimeOut', '90');
    await ui.set('AuthorizationKey', PASSWORD);
    await ui.send();
    await step('ConnectionTimeOut').getByText('On its way').waitFor();
    await charger.stop();
    await ui.run().getByText('Waiting for the charger: 1 of 3 done').waitFor();
    await ui.button('Stop').click();
    await ui.run().getByText('Broken off: 1 of 3 done').waitFor();
    await step('ConnectionTimeOut').getByText('No answer: it may hold or not').waitFor();
    await step('AuthorizationKey').getByText('Not sent').waitFor();
  });

  it('goes on when it is there again, over a reload of the page too, and asks for the secret again', async () => {
    await ui.page.reload();
    await ui.run().getByText('Broken off: 1 of 3 done').waitFor();
    await ui.plug({ stationId: 'GONE-1', version: '1.6' });
    await ui.button('Go on with 2 changes').click();
    const form = ui.page.getByRole('form', { name: 'Secrets' });
    expect(await form.getByRole('button', { name: 'Use them' }).isDisabled()).toBe(true);
    await form.getByLabel('AuthorizationKey').fill(PASSWORD);
    await form.getByRole('button', { name: 'Use them' }).click();
    await ui.run().getByText('Sent: 3 of 3 done').waitFor();
    await step('ConnectionTimeOut').getByText('As wanted').waitFor();
    expect(await ui.page.content()).not.toContain(PASSWORD);
  });

  it('keeps no secret, so that it says on the page of the visit what stays', async () => {
    await ui.open('GONE-1', 'visit');
    const list = ui.page.getByRole('region', { name: 'Changed on this visit' });
    const secret = list.getByRole('row').filter({ hasText: 'AuthorizationKey' });
    await secret.getByText('Stays: a secret is kept nowhere, so that it cannot be put back.').waitFor();
    expect(await secret.getByRole('button').count()).toBe(0);
  });
});

describe('changes that wait for a restart', () => {
  it('are not taken for undone, and the restart is refused while a car charges', async () => {
    await ui.open('BUSY-1');
    await ui.read();
    await ui.set('HeartbeatInterval', '120');
    await ui.set('ConnectionTimeOut', '90');
    await ui.press('Control+Enter');
    await ui.page.getByText('A transaction is running. Changes may reach into it.').waitFor();
    await ui.press('Control+Enter');
    await ui.run().getByText('2 changes: 2 kept until a restart.').waitFor();
    await ui.button('Close').click();
    await ui.page.getByText('2 changes hold only after a restart:').waitFor();
    await ui.page.getByText('Not while a transaction runs: the restart would end it.').waitFor();
    expect(await ui.button('Restart the charger').isDisabled()).toBe(true);
    await ui.open('BUSY-1', 'visit');
    await ui.button('Put HeartbeatInterval back').waitFor();
    expect(await ui.page.getByText('The charger is as it was found.').count()).toBe(0);
  });

  it('hold after it, once for all', async () => {
    const [car] = ui.chargers('BUSY-1');
    await car?.act('unplug');
    await ui.button('Restart the charger').click();
    await ui.page.getByText('2 changes hold only after a restart:').waitFor({ state: 'detached' });
    await ui.open('BUSY-1');
    await ui.row('HeartbeatInterval').getByText('120').waitFor();
    await ui.row('ConnectionTimeOut').getByText('90').waitFor();
  });

  it('has the same reason for a charger of 2.0.1 that is to be pointed elsewhere', async () => {
    await ui.open('BUSY-2', 'backend');
    await ui.page.getByText('Not while a transaction runs: the restart would end it.').waitFor();
    expect(await ui.button('Restart the charger').isDisabled()).toBe(true);
  });
});

it('no page complained', () => {
  expect(ui.troubles).toEqual([]);
});
