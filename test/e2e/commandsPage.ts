import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openWatchedPage } from '../browser/watchedPage.ts';

/** The commands screen of a station in a real browser, as a technician handles it. */
export class CommandsPage {
  readonly page: Page;
  readonly troubles: string[];

  constructor(page: Page, troubles: string[]) {
    this.page = page;
    this.troubles = troubles;
  }

  /** A page whose every complaint is kept, those of the content security policy, too. */
  static async open(browser: Browser, ui: string): Promise<CommandsPage> {
    const { page, troubles } = await openWatchedPage(browser, ui);
    page.setDefaultTimeout(15_000);
    await page.getByRole('heading', { name: 'What do I type into the charger?' }).waitFor();
    return new CommandsPage(page, troubles);
  }

  async goTo(stationId: string): Promise<void> {
    await this.page.evaluate((hash) => void (window.location.hash = hash), `#/station/${stationId}/commands`);
    await this.page.getByRole('region', { name: 'Commands' }).waitFor();
  }

  async choose(action: string): Promise<void> {
    await this.page.getByRole('option', { name: new RegExp(`^${action}( |$)`) }).click();
  }

  form(action: string): Locator {
    return this.page.getByRole('form', { name: `Form of ${action}`, exact: true });
  }

  editor(action: string): Locator {
    return this.page.getByRole('textbox', { name: `Payload of ${action}`, exact: true });
  }

  /** The payload as it stands in the editor, without the blanks. */
  async payload(action: string): Promise<string> {
    const lines = await this.editor(action).locator('.cm-line').allTextContents();
    return lines.join('').replaceAll(/\s+/g, '');
  }

  /**
   * Puts a text in place of what stands in the editor, by keys as somebody at a keyboard does: a selection set from
   * outside is lost when the editor draws itself anew at that moment.
   */
  async type(action: string, text: string): Promise<void> {
    const editor = this.editor(action);
    await editor.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
    await expect.poll(() => this.payload(action)).toBe(text.replaceAll(/\s+/g, ''));
  }

  async valid(): Promise<void> {
    await this.page.getByText('Valid for this action').waitFor();
  }

  /** Sends what stands there, with the second step where one is asked for. */
  async send(isDangerous = false): Promise<void> {
    await this.page.getByRole('button', { name: /^Send( …)?$/ }).click();
    if (isDangerous)
      await this.page.getByRole('group', { name: 'Confirm' }).getByRole('button').first().click();
  }

  /** The outcome of an action, once it has one. */
  async outcome(action: string): Promise<string> {
    const heading = this.page.getByRole('heading', { level: 3, name: new RegExp(`^${action}\\b`) });
    const verdict = this.page
      .getByRole('region', { name: 'Outcome' })
      .filter({ has: heading })
      .locator('p', { has: this.page.locator('b') })
      .filter({ hasNotText: 'Waiting for the answer' })
      .first();
    await verdict.waitFor();
    return (await verdict.locator('b').textContent()) ?? '';
  }
}
