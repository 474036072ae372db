/** Simulated codecs that are served for a test, and closed after it. */
import { afterEach } from 'vitest';
import { makeCertificate } from '../../src/simulator/server/certificate';
import type { Certificate } from '../../src/simulator/server/certificate';
import { simulatedCodec } from '../../src/simulator/server/real-time-codec';
import type { CodecPlan, SimulatedCodec } from '../../src/simulator/server/real-time-codec';
import { loadEngine } from '../../src/simulator/server/macro-in-vm';
import { serve } from '../../src/simulator/server/codec-server';
import type { Access, Served } from '../../src/simulator/server/codec-server';
import { serveCloud } from '../../src/simulator/server/cloud-server';
import type { Cloud, CloudAccess, CloudDevice } from '../../src/simulator/server/cloud-server';
import { PASSWORD } from './command-line';

export type { Access } from '../../src/simulator/server/codec-server';
export type { Refusal } from '../../src/simulator/server/cloud-server';

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

/** Waits in real time until something holds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`it never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A codec that can be reached only through Webex. */
export async function codecInCloud(plan: Omit<CodecPlan, 'engine'> = {}): Promise<SimulatedCodec> {
  return simulatedCodec({ ...plan, engine: await engine });
}

/** Devices of these names in Webex, for `servedCloud`. */
export function fleet(names: readonly string[]): Promise<readonly CloudDevice[]> {
  return Promise.all(
    names.map(async (displayName, index) => ({
      id: `device-${index}`,
      displayName,
      codec: await codecInCloud(),
    })),
  );
}

export async function servedCloud(devices: readonly CloudDevice[], access: CloudAccess): Promise<Cloud> {
  const cloud = await serveCloud(devices, access);
  open.push(cloud);
  return cloud;
}
