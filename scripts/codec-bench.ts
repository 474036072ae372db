/** `npm run bench:codec`: time and memory that a deployment to 200 simulated codecs takes, 8 at a time. */
import { spawn } from 'node:child_process';
import { root } from './project/root';
import { Failure } from './project/command-failure';
import { serveSeveral } from '../src/simulator/server/codec-server';

const CODECS = 200;
const PASSWORD = 'simulated';
/** Runs in the measured process, and says at its end how much memory it had at most. */
const TELL_MEMORY =
  "process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+' KiB\\n'))";

export const usage = `Usage: npm run bench:codec

Measures time and memory of a deployment to ${CODECS} simulated codecs.`;

export async function main(): Promise<void> {
  const { hosts, certificate, close } = await serveSeveral(CODECS, PASSWORD);
  console.log(
    `${CODECS} codecs, 8 in parallel; the codecs are simulated on the same computer, with their macros in node:vm`,
  );
  for (const verb of ['deploy', 'deploy', 'remove']) {
    const { seconds, mebibytes } = await measure(verb, hosts, certificate);
    console.log(
      `${verb.padEnd(8)}${seconds.toFixed(1).padStart(6)} s${mebibytes.toFixed(0).padStart(6)} MiB at most`,
    );
  }
  await close();
}

/** Seconds, and MiB at most. */
function measure(verb: string, hosts: readonly string[], certificate: string) {
  const selected = hosts.flatMap((host) => ['--host', host]);
  const start = performance.now();
  const child = spawn(process.execPath, ['scripts/run.mjs', 'codec', verb, ...selected, '--yes', '--json'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      CODEC_PASSWORD: PASSWORD,
      NODE_EXTRA_CA_CERTS: certificate,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL_MEMORY)}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  return new Promise<{ seconds: number; mebibytes: number }>((resolve, reject) => {
    child.on('close', (code) => {
      const peak = Number(/peak (\d+) KiB/.exec(stderr)?.[1]);
      const rows = code === 0 ? (JSON.parse(stdout) as readonly unknown[]).length : 0;
      if (rows !== 2 * CODECS) reject(new Failure(`${verb}: exit code ${String(code)}, ${rows} results`));
      else resolve({ seconds: (performance.now() - start) / 1000, mebibytes: peak / 1024 });
    });
  });
}
