/** `npm run simulate -- COUNT`: serves simulated codecs, to try `npm run codec` without a real one. */
import { Failure } from './project/command-failure';
import { serveSeveral } from '../src/simulator/server/codec-server';

const MOST = 500;
const PASSWORD = 'simulated';

export const usage = `Usage: npm run simulate -- [COUNT]

Serves COUNT simulated codecs on this computer (1 to ${MOST}, 2 if not given), to
try npm run codec without a real one, until you press Ctrl+C.

Runs trusted text only: macros that you install on the simulated codecs run in
node:vm, which does not keep them from this computer.`;

export async function main([count = '2', ...rest]: readonly string[]): Promise<void> {
  if (!/^[1-9]\d{0,2}$/.test(count) || Number(count) > MOST || rest.length > 0) throw new Failure(usage);
  const { hosts, certificate, close } = await serveSeveral(Number(count), PASSWORD);
  console.log(
    [
      'Simulated Room Kits with two screens are running. Press Ctrl+C to stop.',
      'In another terminal:',
      '',
      `  export CODEC_PASSWORD=${PASSWORD}`,
      `  export NODE_EXTRA_CA_CERTS=${certificate}`,
      ...['check', 'deploy', 'remove'].map(
        (command) => `  npm run codec -- ${command} --host ${hosts.join(' ')}`,
      ),
    ].join('\n'),
  );
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      void close().then(() => process.exit());
    });
  }
}
