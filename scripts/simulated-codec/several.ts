/** Several simulated codecs, each at its own address. */
import { makeCertificate } from './certificate';
import { simulatedCodec } from './codec';
import { loadEngine } from './quickjs-macro';
import { serve } from './server';

export interface Several {
  /** As `--host` takes them. */
  readonly hosts: readonly string[];
  /** The certificate of all of them, for NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  readonly close: () => Promise<void>;
}

export async function serveSeveral(count: number, password: string): Promise<Several> {
  const engine = await loadEngine();
  const certificate = makeCertificate();
  const served = await Promise.all(
    Array.from({ length: count }, () => serve(simulatedCodec({ engine }), { certificate, password })),
  );
  return {
    hosts: served.map(({ host }) => host),
    certificate: certificate.file,
    close: async () => {
      await Promise.all(served.map(({ close }) => close()));
    },
  };
}
