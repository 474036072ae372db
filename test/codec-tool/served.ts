/** Simulated codecs that are served for a test and closed after it, and the codec command on them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { makeCertificate } from '../../src/simulator/server/certificate';
import type { Certificate } from '../../src/simulator/server/certificate';
import { serveCloud } from '../../src/simulator/server/cloud-server';
import type { Cloud, CloudAccess, CloudDevice } from '../../src/simulator/server/cloud-server';
import { serve } from '../../src/simulator/server/codec-server';
import type { Access } from '../../src/simulator/server/codec-server';
import { loadEngine } from '../../src/simulator/server/macro-in-vm';
import { simulatedCodec } from '../../src/simulator/server/real-time-codec';
import type { CodecPlan, Served, SimulatedCodec } from '../../src/simulator/server/real-time-codec';
import { PASSWORD, runCodec } from './command-line';
import type { Surroundings } from './command-line';

export const SWITCHER = 'presentation-screen-switcher';
export const REDIALER = 'zoom-obtp-redialer';
export const TOKEN = 'ZWJlYzAtdG9rZW4_PF84_1eb65fdf';

export interface ServedCodec extends SimulatedCodec {
  readonly host: string;
}

let certificate: Certificate | undefined;
const engine = loadEngine();
let open: (Served | Cloud)[] = [];

afterEach(async () => {
  await Promise.all(open.map((served) => served.close()));
  open = [];
});

/** The environment in which the codecs' certificate is trusted. */
export function trusting(): Record<string, string> {
  certificate ??= makeCertificate();
  return { NODE_EXTRA_CA_CERTS: certificate.file };
}

export async function servedCodec(
  plan: Omit<CodecPlan, 'engine'> = {},
  access: Partial<Access> = {},
): Promise<ServedCodec> {
  certificate ??= makeCertificate();
  const codec = simulatedCodec({ ...plan, engine: await engine });
  const served = await serve(codec, { certificate, password: PASSWORD, ...access });
  open.push(served);
  return { ...codec, host: served.host };
}

/** A row of --json. */
export interface Printed {
  readonly codec: string;
  readonly product: string;
  readonly macro: string;
  readonly result: string;
  readonly message: string;
  readonly details: Readonly<Record<'problems' | 'remarks' | 'facts', readonly string[]>> & {
    readonly macros: readonly Readonly<Record<string, unknown>>[];
  };
}

/** Runs a subcommand on codecs, with --yes where it changes some of them. Result and message are those of the first row. */
export async function run(
  verb: string,
  codecs: { readonly host: string } | readonly { readonly host: string }[],
  ...more: readonly string[]
) {
  const hosts = [codecs].flat().map(({ host }) => host);
  const args = [verb, '--host', ...hosts, '--json', ...yesFor(verb), ...more];
  const outcome = await runCodec(args, trusting());
  const rows = JSON.parse(outcome.stdout) as readonly Printed[];
  return { ...outcome, rows, result: rows[0]?.result, message: rows[0]?.message ?? '' };
}

function yesFor(verb: string): readonly string[] {
  return /deploy|remove/.test(verb) ? ['--yes'] : [];
}

export type Fleet = Awaited<ReturnType<typeof fleet>>;

/** Devices of these names in Webex. */
export async function fleet(
  names: readonly string[],
  access: Partial<CloudAccess> = {},
  more: (index: number) => Partial<CloudDevice> = () => ({}),
  surroundings: Surroundings = {},
) {
  const loaded = await engine;
  const devices = names.map((displayName, index) => ({
    id: `device-${index}`,
    displayName,
    codec: simulatedCodec({ engine: loaded }),
    ...more(index),
  }));
  const cloud = await serveCloud(devices, { token: TOKEN, ...access });
  open.push(cloud);
  const environment = { WEBEX_TOKEN: TOKEN, WEBEX_API: cloud.address };
  return {
    devices,
    environment,
    /** Runs a subcommand on all devices. */
    run: (verb: string, ...given: readonly string[]) =>
      runCodec([verb, '--name', '*', ...yesFor(verb), ...given], environment, surroundings),
  };
}

/** Waits in real time until something holds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`it never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Saves and activates a macro on a codec. */
export function save({ room }: SimulatedCodec, name: string, text: string): void {
  const ask = (verb: string, params: Readonly<Record<string, string>>): void => {
    room.device.request({ method: `xCommand/Macros/Macro/${verb}`, params }, () => undefined);
  };
  ask('Save', { Name: name, body: text });
  ask('Activate', { Name: name });
}

/** The text of a macro on a codec; that of all macros if no name is given. */
export function textOn({ room }: SimulatedCodec, name?: string): string {
  const params = { Content: 'True', ...(name === undefined ? {} : { Name: name }) };
  const answer = room.device.request({ method: 'xCommand/Macros/Macro/Get', params }, () => undefined);
  const { Macro = [] } = answer as { readonly Macro?: readonly { readonly Content: string }[] };
  return Macro.map(({ Content }) => Content).join('\n');
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'codec-tool-'));
}

/** The path of a file in a folder of its own. */
export function newFile(name: string, content?: string | Buffer): string {
  const file = join(newFolder(), name);
  if (content !== undefined) writeFileSync(file, content);
  return file;
}
