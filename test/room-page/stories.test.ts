/** What people can do in the built page, and what they see. */
import { describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { faultNames } from '../../src/room-page/actions';
import { declared } from '../../src/zoom-obtp-redialer/settings';
import { hasBrowser, REDIALER, RETRIES, useBrowser } from './browser';

describe.runIf(hasBrowser)('in the room page', { concurrent: true, retry: RETRIES }, () => {
  const open = useBrowser();

  it('a presentation appears on the larger screen, and the button swaps the screens', async () => {
    const { shows, press, context, problems } = await open();
    const expectScreens = async (first: string, second: string): Promise<void> => {
      await shows(`Output 1, 75 inches: ${first}`);
      await shows(`Output 2, 55 inches: ${second}`);
    };
    await expectScreens('presentation', 'participants');
    await press('Hang up');
    await expectScreens('home screen', 'blank');
    await press('Start a video call');
    await expectScreens('participants', 'blank');
    await press('Share from the far end');
    await expectScreens('presentation', 'participants');
    await press('Swap screens');
    await expectScreens('participants', 'presentation');
    await press('Stop sharing');
    await expectScreens('participants', 'blank');
    await press('Hang up');
    await expectScreens('home screen', 'blank');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('opens in the middle of a meeting, and tells and shows what the macro changes', async () => {
    const { page, shows, press, switchMacro, context, problems } = await open();
    const difference = page.locator('.difference');
    await shows('Output 1, 75 inches: presentation');
    expect(await difference.innerText()).toContain(
      'Without the macro, this presentation is on the 55-inch screen.',
    );
    await switchMacro(false);
    await shows('Output 1, 75 inches: participants');
    await shows('Output 2, 55 inches: presentation');
    expect(await page.getByRole('button', { name: 'Swap screens' }).count()).toBe(0);
    // What people do, they do with and without the macro.
    await press('Hang up', 'Share over HDMI');
    await shows('Output 2, 55 inches: presentation');
    await switchMacro(true);
    await shows('Output 1, 75 inches: presentation');
    await press('Stop sharing');
    await shows('Output 1, 75 inches: home screen');
    await difference.getByText('the codec alone shows the same').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('the redialer is shown against the join that fails, at once and at every press of Join', async () => {
    const { page, press, chooseMacro, switchMacro, context, problems } = await open();
    const difference = page.locator('.difference');
    const panel = page.getByRole('group', { name: 'Touch panel' });
    await press('10 times the speed');
    await chooseMacro(REDIALER);
    for (const isFirst of [true, false]) {
      if (!isFirst) await press('Join');
      await difference.getByText('Without the macro, this join has failed (SSL error)').waitFor();
      await difference.getByText('With the macro, the room is in the meeting.').waitFor();
      await page.getByText('In a video call').waitFor();
      await switchMacro(false);
      await page.getByText('No call').waitFor();
      await panel.getByText('enter meeting ID and passcode').waitFor();
      await switchMacro(true);
      expect(await panel.getByText('enter meeting ID and passcode').count()).toBe(0);
    }
    expect(problems).toEqual([]);
    await context.close();
  });

  it('the first press of Join connects where no macro is about joins', async () => {
    const { page, press, context } = await open();
    await press('Start over', 'Join');
    await page.getByText('In a video call').waitFor();
    await context.close();
  });

  it('a room shows only its own lines', async () => {
    const { page, press, shows, context } = await open();
    const timeline = page.getByRole('region', { name: 'Timeline' });
    const rowOf = (output: number): Locator =>
      timeline.getByText(`sets Video Output Connector ${output} MonitorRole: First`);
    await page.getByLabel('Show reads').check();
    await timeline.getByText('shares').first().waitFor();
    await press('Start over');
    await timeline.getByText('shares').waitFor({ state: 'detached' });
    await rowOf(1).first().waitFor();
    await page.getByLabel('Inches of output 2').fill('98');
    await page.getByLabel('Inches of output 2').blur();
    await shows('Output 2, 98 inches: blank');
    await rowOf(2).first().waitFor();
    expect(await rowOf(1).count()).toBe(0);
    expect(await page.getByRole('log').innerText()).not.toContain('output 1 (75 inches) is the largest');
    expect(await page.getByLabel('Show reads').isChecked()).toBe(true);
    await context.close();
  });

  it('what was done can be undone and redone, step by step', async () => {
    const { page, press, shows, chooseMacro, context, problems } = await open();
    const isPossible = async (name: string): Promise<boolean> =>
      page.getByRole('button', { name, exact: true }).isEnabled();
    await shows('Output 1, 75 inches: presentation');
    expect([await isPossible('Undo'), await isPossible('Redo')]).toEqual([false, false]);
    await press('Stop sharing');
    await shows('Output 1, 75 inches: participants');
    await page.getByLabel('showButton').uncheck();
    await page.getByRole('button', { name: 'Swap screens' }).waitFor({ state: 'detached' });
    await page.getByLabel('Inches of output 2').fill('98');
    await page.getByLabel('Inches of output 2').blur();
    await shows('Output 2, 98 inches: participants');
    await chooseMacro(REDIALER);
    await page.getByText('redialProtocol').first().waitFor();

    await press('Undo');
    await shows('Output 2, 98 inches: participants');
    await press('Undo');
    await shows('Output 1, 75 inches: participants');
    await press('Undo');
    await page.getByRole('button', { name: 'Swap screens' }).waitFor();
    expect(await page.getByLabel('showButton').isChecked()).toBe(true);
    await press('Undo');
    await shows('Output 1, 75 inches: presentation');
    expect(await isPossible('Undo')).toBe(false);

    await press('Redo', 'Redo', 'Redo');
    await shows('Output 2, 98 inches: participants');
    expect(await page.getByLabel('showButton').isChecked()).toBe(false);
    // Something new takes the place of what could be redone.
    await press('Hang up');
    await shows('Output 2, 98 inches: blank');
    expect(await isPossible('Redo')).toBe(false);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('a reload keeps the room', async () => {
    const { page, press, shows, screens, context, problems } = await open();
    await page.getByLabel('Product').selectOption({ label: 'Codec Pro' });
    await page.getByLabel('A screen on output 3').check();
    await press('Stop sharing', 'Share over HDMI', 'Swap screens');
    await shows('Output 2, 55 inches: presentation');
    const before = await screens();
    await page.waitForURL(/tap/);
    await page.reload();
    await shows('Output 2, 55 inches: presentation');
    expect(await screens()).toEqual(before);
    expect(await page.getByLabel('Product').inputValue()).toBe('barents');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('says why a tap on the button swaps nothing', async () => {
    const { page, press, context } = await open();
    const hint = page.getByText('now there is nothing to swap');
    await press('Hang up');
    await hint.waitFor();
    await press('Share over HDMI');
    await hint.waitFor({ state: 'detached' });
    await context.close();
  });

  it('every kind of call and share can be started and ended', async () => {
    const { page, press, shows, prints, context, problems } = await open();
    await press('Start over', '10 times the speed');
    for (const call of ['Start a video call', 'Start an audio call']) {
      await press(call);
      for (const share of [
        'Share from the far end',
        'Share over HDMI',
        'Share wirelessly',
        'Share in the room only',
      ]) {
        await press(share);
        await shows('Output 1, 75 inches: presentation');
        await press('Stop sharing');
        await page.getByText('Nobody shares').waitFor();
      }
      await press('Put the call on hold', 'Resume the call', 'Hang up');
      await page.getByText('No call').waitFor();
    }
    await press('Share over HDMI');
    await shows('Output 1, 75 inches: presentation');
    await press('Unplug output 1');
    await shows('Output 1, 75 inches: off');
    await press('Plug in output 1', 'Put output 2 to sleep');
    await shows('Output 2, 55 inches: off');
    await press('Wake output 2');
    await shows('Output 1, 75 inches: presentation');
    await shows('Output 2, 55 inches: presentation');
    await press('Restart the macro');
    await page.getByRole('log').getByText('ready').nth(1).waitFor();
    await prints('settings found');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('a failed Zoom join is repaired, with a message on the screen and without secrets in the page', async () => {
    const { page, press, chooseMacro, context, problems } = await open();
    await chooseMacro(REDIALER);
    await press('Join');
    await page.locator('.line').getByText('Connecting to Zoom').waitFor();
    await page.getByText('In a video call').waitFor();
    const everything = await page.locator('.history').innerText();
    expect(everything).toContain('81…90');
    expect(everything).not.toMatch(/246813/);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('a join or a redial can fail in several ways, and an alert says that Zoom cannot be reached', async () => {
    const { page, press, chooseMacro, prints, context, problems } = await open();
    await chooseMacro(REDIALER);
    await press('10 times the speed');
    for (const failure of ['busy', 'rejected', 'unreachable']) {
      await press('Start over');
      await page.getByLabel('The call of the Join button').selectOption(`fails: ${failure}`);
      await press('Join');
      await prints(/ignored: not an SSL failure/);
      expect(await page.getByText('No call').count()).toBe(1);
    }
    const alert = page.locator('.alert').getByText(declared.messageNotReached.default);
    for (const failure of ['fails with an SSL error', 'fails: rejected', 'fails: refused by the codec']) {
      await press('Start over');
      await alert.waitFor({ state: 'detached' });
      await page.getByLabel('The redial').selectOption(failure);
      await press('Join');
      await alert.waitFor();
    }
    // The codec shows it for 20 seconds.
    await alert.waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
    await context.close();
  });

  it('a codec that is registered on premises cannot redial over Spark, but can over SIP', async () => {
    const { page, press, chooseMacro, prints, context } = await open();
    await chooseMacro(REDIALER);
    await page.getByLabel('Product').selectOption({ label: 'Room Kit' });
    await page.getByLabel('Firmware').selectOption('9.15');
    await press('10 times the speed');
    await prints('the codec is not registered to Webex');
    await press('Join');
    await page.locator('.alert').getByText(declared.messageNotReached.default).waitFor();
    await page.getByLabel('redialProtocol').selectOption('Sip');
    await press('Start over', 'Join');
    await page.getByText('In a video call').waitFor();
    await context.close();
  });

  it('time stops and goes on step by step', async () => {
    const { page, press, screens, shows, prints, context } = await open();
    await press('Start over');
    await prints('ready');
    await shows('Output 1, 75 inches: home screen');
    await press('Pause', 'Start a video call');
    await page.getByText('In a video call').waitFor();
    expect(await screens()).toEqual(['Output 1, 75 inches: home screen', 'Output 2, 55 inches: blank']);
    for (let steps = 0; (await screens())[0] !== 'Output 1, 75 inches: participants'; steps += 1) {
      if (steps > 99) throw new Error('participants do not appear');
      await press('Step');
    }
    await press('Resume', 'Share over HDMI');
    await shows('Output 1, 75 inches: presentation');
    await context.close();
  });

  it('the timeline shows what people, the codec, the macro and the screens do', async () => {
    const { page, press, shows, context } = await open();
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await press('Start over', 'Start a video call');
    await shows('Output 1, 75 inches: participants');
    for (const row of [
      'People a video call connects',
      'Codec MediaChannels Call 3',
      'Macro sets Video',
      'Screens 1 participants, 2 blank',
    ]) {
      await timeline.getByText(row).first().waitFor();
    }
    expect(await timeline.innerText()).not.toMatch(/Macro reads/);
    await page.getByLabel('Show reads').check();
    expect(await timeline.innerText()).toMatch(/Macro reads/);
    await context.close();
  });

  it('each fault has a switch, and the latency a slider', async () => {
    const { page, press, prints, shows, context, problems } = await open();
    await press('Start over', '10 times the speed');
    await page.getByText(/^Faults of the codec/).click();
    for (const fault of faultNames) {
      const name = fault.charAt(0).toUpperCase() + fault.slice(1);
      await page.getByRole('checkbox', { name, exact: true }).check();
      await page.getByText('connection (1 on)').waitFor();
      await press('Start a video call', 'Hang up');
      await page.getByRole('checkbox', { name, exact: true }).uncheck();
      await page.getByText('connection (0 on)').waitFor();
    }
    await press('Start over');
    await page.getByLabel('Requests fail').check();
    await press('Start a video call', 'Share over HDMI');
    await prints(/failed/);
    await page.getByLabel('Requests fail').uncheck();
    await page.getByLabel(/^Latency: /).fill('500');
    await page.getByText('500 ms').waitFor();
    await shows('Output 1, 75 inches: presentation');
    expect(problems).toEqual([]);
    await context.close();
  });
});
