import { describeError } from '../macro/errors';
import { guardListener, logRejection } from '../macro/guard';
import { readOptional, withTimeout } from '../macro/request-timeout';
import type { Runtime, Timer } from '../macro/runtime';
import { readSettings } from '../macro/settings';
import type { EventAt, StatusAt, XApi } from '../xapi/xapi';
import { BUTTON, buttonXml } from './button';
import { isSharing, isVideoCall } from './channels';
import { merged } from './merged';
import * as say from './messages';
import { isRefusal } from './refusal';
import { rolesFor } from './roles';
import type { Role } from './roles';
import { bySize, roleOf, screensOn, screensToSwitch } from './screens';
import type { Connectors, Outputs, Screen } from './screens';
import { declared } from './settings';

const SECOND = 1000;
const PATIENCE = 3 * SECOND;
/** So long after a change the codec is read, to see that all is as it should be. */
const SETTLED = SECOND / 5;
/** Reports get lost: the codec is read this often even if it says nothing. */
const LOOK_EVERY = 30 * SECOND;
/** What fails, or does not last, is tried again so often, later each time; then with the next change in the room. */
const MOST_RETRIES = 7;
const WRITES_FORGOTTEN = 600 * SECOND;
const LAYOUT = 'DualPresentationOnly';

/** What the macro knows of the codec, from reports and from reading. */
interface Known {
  presentation: StatusAt<'Conference Presentation'>;
  calls: StatusAt<'MediaChannels Call'>;
  connectors: Connectors;
  outputs: Outputs;
  monitors: string;
}

/** Starts the macro: from now on a presentation goes to the largest screen. */
export function startSwitcher(xapi: XApi, runtime: Runtime, given: Readonly<Record<string, unknown>>): void {
  const settings = readSettings(declared, given, runtime.warn);
  const isAlways = settings.switchWhen === 'Always';
  const said: Record<string, string> = {};
  let known: Known = { presentation: {}, calls: [], connectors: [], outputs: [], monitors: '' };
  let screens: readonly Screen[] = [];
  let isCall = false;
  let sharing = false;
  let isSwapped = false;
  let isKnown = false;
  /** All that counts of what is known, as text. */
  let facts = '';
  /** Counts reports and writes: what was asked for before the last of them is out of date. */
  let news = 0;
  let isReading = false;
  let isWriting = false;
  let isHandsOff = false;
  let writes = 0;
  let failedReads = 0;
  let notBefore = 0;
  let timer: Timer | undefined;
  let timerAt = 0;

  function sayOnce(about: string, line: string): void {
    if (said[about] !== line) runtime.log(line);
    said[about] = line;
  }

  /** Something was heard. If it counts, the screens are switched on what is known, and the codec is read later. */
  function heard(): void {
    news += 1;
    if (!isKnown) return;
    const wasSharing = sharing;
    isCall = isVideoCall(known.calls);
    sharing = isSharing(known.presentation);
    screens = screensOn(known.connectors, screens);
    if (sharing !== wasSharing || !isActive()) isSwapped = false;
    const now = JSON.stringify([sharing, isCall, isSwapped, screens]);
    if (now === facts) return;
    facts = now;
    said['writes'] = '';
    writes = 0;
    notBefore = 0;
    switchScreens();
    readIn(SETTLED);
  }

  function isActive(): boolean {
    return isCall || (isAlways && sharing);
  }

  function tapped(button: EventAt<'UserInterface Extensions Panel Clicked'>): void {
    if (button.PanelId !== BUTTON) return;
    isSwapped = !isSwapped;
    heard();
  }

  function switchScreens(): void {
    if (isWriting || isHandsOff) return;
    const order = bySize(screensToSwitch(screens, known.outputs), settings.largestOutput);
    const main = order.screens[isSwapped ? 1 : 0];
    sayOnce('screens', say.ready(order, settings.largestOutput));
    if (!main || order.screens.length < 2) return;
    const unable = order.screens.filter((screen) => roleOf(known.outputs, screen.output) === '')[0];
    if (unable) return handsOff('a role for output ' + unable.output, 'it takes none');
    const isPresenting = sharing && isActive();
    sayOnce('picture', say.showing(isActive(), isPresenting, isSwapped, main.output));
    const roles = rolesFor(order.screens, isPresenting, isSwapped).filter(
      (wanted) => wanted.role !== roleOf(known.outputs, wanted.output),
    );
    const isLayoutWrong = settings.setVideoMonitors && known.monitors !== LAYOUT;
    if (roles.length > 0 || isLayoutWrong) writeWhenAllowed(roles, isLayoutWrong);
  }

  /** What does not last is written again, but never in a loop. */
  function writeWhenAllowed(roles: readonly Role[], isLayoutWrong: boolean): void {
    const now = runtime.now();
    if (now > notBefore + WRITES_FORGOTTEN) writes = 0;
    if (now < notBefore) readIn(notBefore - now);
    else if (writes > MOST_RETRIES) sayOnce('writes', say.GAVE_UP);
    else write(roles, isLayoutWrong);
  }

  function write(roles: readonly Role[], isLayoutWrong: boolean): void {
    const factsThen = facts;
    isWriting = true;
    news += 1;
    const layout = isLayoutWrong
      ? writeOne(xapi.config.set('Video Monitors', LAYOUT), 'Video Monitors ' + LAYOUT, () => {
          known.monitors = LAYOUT;
        })
      : Promise.resolve();
    const all = layout.then(() => Promise.all(isHandsOff ? [] : roles.map(writeRole)));
    const told = all.then(() => {
      isWriting = false;
      news += 1;
      if (facts === factsThen) {
        notBefore = runtime.now() + pauseAfter(writes);
        writes += 1;
      }
      switchScreens();
      readIn(SETTLED);
    });
    logRejection(runtime, told);
  }

  function writeRole(wanted: Role): Promise<void> {
    const { output, role } = wanted;
    const written = xapi.config.set(`Video Output Connector ${output} MonitorRole`, role);
    return writeOne(written, 'output ' + output + ' as ' + role, () => {
      known.outputs = merged(known.outputs, [{ id: String(output), MonitorRole: role }]);
    });
  }

  function writeOne(written: Promise<unknown>, what: string, done: () => void): Promise<void> {
    return withTimeout(runtime, PATIENCE, written).then(done, (error: unknown) => {
      if (isRefusal(error)) handsOff(what, describeError(error));
      else runtime.warn(say.failed(what, describeError(error)));
    });
  }

  function handsOff(what: string, why: string): void {
    isHandsOff = true;
    runtime.warn(say.refused(what, why));
  }

  /** Reads the codec after some milliseconds, or earlier if it is to be read earlier anyway. */
  function readIn(milliseconds: number): void {
    const at = runtime.now() + milliseconds;
    if (isHandsOff || (timer !== undefined && timerAt <= at)) return;
    runtime.cancel(timer);
    timerAt = at;
    timer = runtime.after(milliseconds, () => {
      timer = undefined;
      read();
    });
  }

  function read(): void {
    const newsThen = news;
    if (isReading) return;
    isReading = true;
    const all = Promise.all([
      readOne(xapi.status.get('Conference Presentation')),
      readOne(xapi.status.get('MediaChannels Call')),
      readOne(xapi.status.get('Video Output Connector')),
      readOne(xapi.config.get('Video Output Connector')),
      readOne(xapi.config.get('Video Monitors')),
    ]);
    const told = all.then(
      (found) => {
        isReading = false;
        failedReads = 0;
        if (news !== newsThen || isWriting) return readIn(SETTLED);
        known = {
          presentation: found[0] || {},
          calls: found[1] || [],
          connectors: found[2] || [],
          outputs: found[3] || [],
          monitors: found[4] || '',
        };
        isKnown = true;
        heard();
        switchScreens();
        readIn(LOOK_EVERY);
      },
      (error: unknown) => {
        isReading = false;
        if (failedReads === 0) runtime.warn(say.failed(say.READING, describeError(error)));
        readIn(pauseAfter(failedReads));
        failedReads += 1;
      },
    );
    logRejection(runtime, told);
  }

  function readOne<T>(answer: Promise<T>): Promise<T | undefined> {
    return readOptional(runtime, PATIENCE, answer);
  }

  function saveButton(tried: number): void {
    const saved = settings.showButton
      ? xapi.command(
          'UserInterface Extensions Panel Save',
          { PanelId: BUTTON },
          buttonXml(settings.buttonName, isAlways),
        )
      : xapi.command('UserInterface Extensions Panel Remove', { PanelId: BUTTON });
    const told = withTimeout(runtime, PATIENCE, saved).then(undefined, (error: unknown) => {
      if (!settings.showButton || tried > MOST_RETRIES) return;
      runtime.warn(say.failed(say.SAVING_BUTTON, describeError(error)));
      runtime.after(pauseAfter(tried), () => {
        saveButton(tried + 1);
      });
    });
    logRejection(runtime, told);
  }

  xapi.status.on(
    'Conference Presentation',
    guardListener(runtime, (report) => {
      known.presentation = merged(known.presentation, report);
      heard();
    }),
  );
  xapi.status.on(
    'MediaChannels Call',
    guardListener(runtime, (report) => {
      known.calls = merged(known.calls, [report]);
      heard();
    }),
  );
  xapi.status.on(
    'Video Output Connector',
    guardListener(runtime, (report) => {
      known.connectors = merged(known.connectors, [report]);
      heard();
    }),
  );
  xapi.config.on(
    'Video',
    guardListener(runtime, (report) => {
      known.monitors = report.Monitors || known.monitors;
      known.outputs = merged(known.outputs, (report.Output && report.Output.Connector) || []);
      news += 1;
      readIn(SETTLED);
    }),
  );
  xapi.event.on('UserInterface Extensions Panel Clicked', guardListener(runtime, tapped));
  saveButton(0);
  read();
}

/** How long to wait before the next try: twice as long each time, up to a minute. */
function pauseAfter(tries: number): number {
  return SECOND * Math.min(60, Math.pow(2, tries));
}
