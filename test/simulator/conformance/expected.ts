/** Errors, reports and requests that several of these tests expect. */
import { seen } from '../both-sides';
import type { Line, Side } from '../both-sides';

export const NO_NEWLINES = { name: 'Error', message: 'Parameters may not contain newline characters' };

export const CALL = {
  id: '3',
  Status: 'Connected',
  Direction: 'Incoming',
  Protocol: 'Spark',
  CallType: 'Video',
  CallbackNumber: 'spark:boss@example.com',
  RemoteNumber: 'boss@example.com',
  DisplayName: 'Boss',
};

export const PANEL = 'UserInterface Extensions Panel Save';

export async function callIsUp(side: Side): Promise<void> {
  side.room.phone.up();
  await side.wait(1000);
}

export function requests(lines: readonly Line[], method: string): readonly unknown[] {
  return seen(lines, 'request').filter((request) => JSON.stringify(request).includes(method));
}
