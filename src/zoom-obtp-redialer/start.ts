import { guardListener, logRejection } from '../macro/guard';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import { readSettings } from '../macro/settings';
import type { XApi } from '../xapi/xapi';
import { version } from './about';
import * as messages from './messages';
import { createRedialer } from './redialer';
import { declared } from './settings';

/** Starts the macro with the settings that an integrator gave: from now on failed Zoom joins are redialed. */
export function start(xapi: XApi, runtime: Runtime, given: Readonly<Record<string, unknown>>): void {
  const settings = readSettings(declared, given, runtime.warn);
  const redialer = createRedialer(xapi, runtime, settings);
  xapi.event.on('CallDisconnect', guardListener(runtime, redialer.callEnded));
  xapi.event.on('CallSuccessful', guardListener(runtime, redialer.callConnected));
  runtime.log(messages.ready(version, settings.zoomDomains, settings.redialProtocol));
  if (settings.redialProtocol !== 'Spark') return;
  const checked = xapi.status.get('Webex Status').then((status) => {
    // A codec that is still registering, or has no such status, is no reason to warn.
    if (status && !/Register/.test(status)) runtime.warn(messages.notRegistered(status));
  }, ignore);
  logRejection(runtime, checked);
}
