/** A self-signed certificate for a simulated codec. Node's crypto module cannot make certificates, so this calls openssl. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Printed as one line, without a stack. */
class MissingProgram extends Error {
  override readonly name = 'Failure';
}

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** Where the certificate is, for NODE_EXTRA_CA_CERTS. */
  readonly file: string;
}

type Flaw = 'expired' | 'for another host';

/** Makes a certificate for 127.0.0.1 and localhost, valid for two days, in a directory that is removed when the process ends. */
export function makeCertificate(flaw?: Flaw): Certificate {
  const directory = mkdtempSync(join(tmpdir(), 'codec-certificate-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  const key = join(directory, 'key.pem');
  const cert = join(directory, 'certificate.pem');
  const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = [
    '-subj',
    '/CN=simulated codec',
    '-addext',
    `subjectAltName=${flaw === 'for another host' ? 'DNS:codec.example.com' : 'DNS:localhost,IP:127.0.0.1'}`,
  ];
  try {
    openssl(['req', '-x509', ...options, ...names, '-keyout', key, '-out', cert]);
    // `req` itself takes no negative number of days.
    if (flaw === 'expired') openssl(['x509', '-in', cert, '-signkey', key, '-days', '-1', '-out', cert]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new MissingProgram('a simulated codec needs the program openssl: install OpenSSL');
    throw error;
  }
  return { key: readFileSync(key), cert: readFileSync(cert), file: cert };
}

function openssl(options: readonly string[]): void {
  execFileSync('openssl', options, { stdio: ['ignore', 'ignore', 'pipe'] });
}
