import { describeError, errorCode } from '../macro/errors';
import type { Arguments } from '../xapi/paths';
import type { commands } from '../xapi/schema-subset';
import { idOf } from './calls';
import type { Room } from './room';

export const ERROR_BAD_PARAMETERS = 4;

/** What `Dial` is answered with. */
export interface DialAnswer {
  /** '' if the codec gives none. */
  readonly callId: string;
  /** The codec's error code, which says that nothing was dialed; 0 if something may have been. */
  readonly code: number;
  readonly error: string;
}

/** Dials. `title` is '' for none. */
export function dial({ settings, xapi }: Room, number: string, title: string): Promise<DialAnswer> {
  const call: Arguments<(typeof commands)['Dial']> = { Number: number, Protocol: settings.redialProtocol };
  if (title) call.DisplayName = title;
  return xapi.command('Dial', call).then(
    (answer) => ({ callId: idOf(answer && answer.CallId), code: 0, error: '' }),
    (error: unknown) => {
      const code = errorCode(error);
      return {
        callId: '',
        code: code > 0 && code <= ERROR_BAD_PARAMETERS ? code : 0,
        error: describeError(error),
      };
    },
  );
}
