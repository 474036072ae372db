/** What people can do in the built page, and what they see. */
import { describe, expect } from 'vitest';
import { faultNames } from '../../src/room-page/actions';
import { declared } from '../../src/zoom-obtp-redialer/settings';
import { fragmentOf, hasBrowser, PAGE_URL, REDIALER, RETRIES, useBrowser } from './browser';

describe.runIf(hasBrowser)('in the room page', { concurrent: true, retry: RETRIES }, () => {
  const it = useBrowser();

  it('opens in a meeting, and tells and shows what the macro changes', async ({ open }) => {
    const { page, shows, press, switchMacro } = await open();
    const expectScreens = (first: string, second: string): Promise<void> =>
      shows(`Output 1, 75 inches: ${first}`, `Output 2, 55 inches: ${second}`);
    const difference = page.locator('.difference');
    const hint = page.getByText('now there is nothing to swap');
    await expectScreens('presentation', 'participants');
    await difference.getByText('Without the macro, this presentation is on the 55-inch screen.').waitFor();
    await switchMacro(false);
    await expectScreens('participants', 'presentation');
    expect(await page.getByRole('button', { name: 'Swap screens' }).count()).toBe(0);
    // What people do, they do with and without the macro.
    await press('Hang up', 'Share over HDMI');
    await expectScreens('presentation', 'presentation');
    await switchMacro(true);
    await press('Stop sharing');
    await expectScreens('home screen', 'blank');
    await difference.getByText('the codec alone shows the same').waitFor();
    await hint.waitFor();
    await press('Start a video call');
    await expectScreens('participants', 'blank');
    await hint.waitFor({ state: 'detached' });
  });

  it('the redialer is shown against the join that fails, at once and at every Join', async ({ open }) => {
    const { page, press, switchMacro, choose } = await open();
    const difference = page.locator('.difference');
    const panel = page.getByRole('group', { name: 'Touch panel' });
    const ended = page.getByRole('region', { name: 'Timeline' }).getByText('the call is ended');
    await choose('Macro', REDIALER);
    for (const isFirst of [true, false]) {
      if (!isFirst) {
        // Whatever is shown, it is one room: Join ends the call that the macro has dialed.
        await switchMacro(false);
        await press('Join');
        await switchMacro(true);
        await page.locator('.line').getByText('Connecting to Zoom').waitFor();
        await press('10 times the speed');
      }
      expect(await ended.count()).toBe(isFirst ? 0 : 1);
      await difference.getByText('Without the macro, this join has failed (SSL error)').waitFor();
      await difference.getByText('With the macro, the room is in the meeting.').waitFor();
      await page.getByText('In a video call').waitFor();
      await switchMacro(false);
      await page.getByText('No call').waitFor();
      await panel.getByText('enter meeting ID and passcode').waitFor();
      await switchMacro(true);
      expect(await panel.getByText('enter meeting ID and passcode').count()).toBe(0);
    }
    const everything = await page.locator('.history').innerText();
    expect(everything).toContain('81…90');
    expect(everything).not.toMatch(/246813/);
  });

  it('the timeline shows what people, the codec, the macro and the screens of one room do', async ({
    open,
  }) => {
    const { page, press, shows, fill } = await open();
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText('shares').first().waitFor();
    await press('Start over', 'Start a video call');
    await shows('Output 1, 75 inches: participants');
    for (const row of [
      'People a video call connects',
      'Codec MediaChannels Call 3',
      'Macro sets Video Output Connector 1 MonitorRole: First',
      'Screens 1 participants, 2 blank',
    ]) {
      await timeline.getByText(row).first().waitFor();
    }
    expect(await timeline.innerText()).not.toMatch(/shares|Macro reads/);
    await page.getByLabel('Show reads').check();
    await fill('Inches of output 2', '98');
    await shows('Output 2, 98 inches: participants');
    await timeline.getByText('Macro sets Video Output Connector 2 MonitorRole: First').first().waitFor();
    const rows = await timeline.innerText();
    expect(rows).toMatch(/Macro reads/);
    expect(rows).not.toContain('Connector 1 MonitorRole: First');
    expect(await page.getByRole('log').innerText()).not.toContain('output 1 (75 inches) is the largest');
  });

  it('what was done can be undone and redone, step by step', async ({ open }) => {
    const { page, press, shows, fill, choose } = await open();
    const isPossible = async (name: string): Promise<boolean> =>
      page.getByRole('button', { name, exact: true }).isEnabled();
    await shows('Output 1, 75 inches: presentation');
    expect([await isPossible('Undo'), await isPossible('Redo')]).toEqual([false, false]);
    await press('Stop sharing');
    await shows('Output 1, 75 inches: participants');
    await page.getByLabel('showButton').uncheck();
    await page.getByRole('button', { name: 'Swap screens' }).waitFor({ state: 'detached' });
    await fill('Inches of output 2', '98');
    await shows('Output 2, 98 inches: participants');
    await choose('Macro', REDIALER);
    await page.getByText('redialProtocol').first().waitFor();

    await press('Undo');
    await shows('Output 2, 98 inches: participants');
    await fill('Inches of output 2', 'many');
    await page.getByText('Expected a whole number from 10 to 150.').waitFor();
    await press('Undo');
    await shows('Output 1, 75 inches: participants');
    expect(await page.getByLabel('Inches of output 2').inputValue()).toBe('55');
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
  });

  it('a reload keeps the room, and the way back from a link leads to the room before', async ({ open }) => {
    const { page, press, shows, screens, choose } = await open();
    await page.goto(PAGE_URL + fragmentOf({ macro: REDIALER, settings: { redialProtocol: 'Sip' } }));
    await shows('Output 1, 55 inches: home screen');
    expect(await page.getByLabel('redialProtocol').inputValue()).toBe('Sip');
    await page.goBack();
    await shows('Output 1, 75 inches: presentation');
    await choose('Product', 'Codec Pro');
    await page.getByLabel('A screen on output 3').check();
    await press('Stop sharing', 'Share over HDMI', 'Swap screens');
    await shows('Output 2, 55 inches: presentation');
    const before = await screens();
    await page.waitForURL(/tap/);
    await page.reload();
    await shows('Output 2, 55 inches: presentation');
    expect(await screens()).toEqual(before);
    expect(await page.getByLabel('Product').inputValue()).toBe('barents');
  });

  it('every kind of call and share can be started and ended', async ({ open }) => {
    const { page, press, shows } = await open();
    await press('Start over', '10 times the speed');
    // Only the redialer is about joins that fail.
    for (const call of ['Start a video call', 'Start an audio call', 'Join']) {
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
    await shows('Output 1, 75 inches: presentation', 'Output 2, 55 inches: presentation');
    await press('Restart the macro');
    await page.getByRole('log').getByText('ready').nth(1).waitFor();
  });

  it('a join or a redial can fail, and an alert says that Zoom cannot be reached', async ({ open }) => {
    const { page, press, prints, choose } = await open();
    await choose('Macro', REDIALER);
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
      await choose('The redial', failure);
      await press('Join');
      await alert.waitFor();
    }
    // The codec shows it for 20 seconds.
    await alert.waitFor({ state: 'detached' });
    // A codec on premises cannot dial over Spark.
    await choose('Product', 'Room Kit');
    await choose('Firmware', '9.15');
    await prints('the codec is not registered to Webex');
    await press('Start over', 'Join');
    await alert.waitFor();
    await choose('redialProtocol', 'Sip');
    await press('Start over', 'Join');
    await page.getByText('In a video call').waitFor();
  });

  it('time stops and goes on step by step', async ({ open }) => {
    const { page, press, screens, shows, prints } = await open();
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
  });

  it('each fault has a switch, and the latency a slider', async ({ open }) => {
    const { page, press, prints, shows } = await open();
    await press('Start over', '10 times the speed');
    await page.getByText(/^Faults of the codec/).click();
    for (const isOn of [true, false]) {
      for (const fault of faultNames) {
        const name = fault.charAt(0).toUpperCase() + fault.slice(1);
        await page.getByRole('checkbox', { name, exact: true }).setChecked(isOn);
      }
      await page.getByText(`connection (${isOn ? faultNames.length : 0} on)`).waitFor();
      await press('Start a video call', 'Hang up');
    }
    await press('Start over');
    await page.getByLabel('Requests fail').check();
    await press('Start a video call', 'Share over HDMI');
    await prints(/failed/);
    await page.getByLabel('Requests fail').uncheck();
    await page.getByLabel(/^Latency: /).fill('500');
    await page.getByText('500 ms').waitFor();
    await shows('Output 1, 75 inches: presentation');
  });
});
