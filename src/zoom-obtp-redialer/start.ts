import { guardListener } from '../macro/guard';
import { ignore } from '../macro/runtime';
import type { Runtime } from '../macro/runtime';
import { readSettings } from '../macro/settings';
import type { XApi } from '../xapi/xapi';
import { version } from './about';
import { AFTER_START_MS, callConnected, callEnded, createRedialer } from './redialer';
import { declared } from './settings';

/** Starts the macro with the settings that an integrator gave: from now on failed Zoom joins are redialed. */
export function start(xapi: XApi, runtime: Runtime, given: Readonly<Record<string, unknown>>): void {
  const settings = readSettings(declared, given, runtime.warn);
  const redialer = createRedialer(xapi, runtime, settings);
  xapi.event.on('CallDisconnect', guardListener(runtime, callEnded.bind(undefined, redialer)));
  xapi.event.on('CallSuccessful', guardListener(runtime, callConnected.bind(undefined, redialer)));
  runtime.log('ready: version ' + version + ', redials failed Zoom joins over ' + settings.redialProtocol);
  if (settings.redialProtocol !== 'Spark') return;
  runtime.after(AFTER_START_MS, () => {
    Promise.resolve()
      .then(() => xapi.status.get('Webex Status'))
      .then((status) => {
        // A codec that is still registering, or has no such status, is no reason to warn.
        if (!status || /Register/.test(status)) return;
        const problem = "redialProtocol is 'Spark', but the codec is not registered to Webex (Webex Status: ";
        runtime.warn(problem + status + ')');
      })
      .catch(ignore);
  });
}
