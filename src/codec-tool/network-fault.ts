/** What is wrong with a connection, in words that lead to the cure. */
const UNTRUSTED = /SELF_SIGNED|UNABLE_TO|CERT_/;

const FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it, or use --insecure',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: is the time of this computer right?',
  ECONNREFUSED: 'unreachable: the connection was refused',
  ENOTFOUND: 'unreachable: there is no such name',
  EAI_AGAIN: 'unreachable: names are not resolved; is the network up?',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  EHOSTUNREACH: 'unreachable: no route to it',
  ENETUNREACH: 'unreachable: no route to it',
  ETIMEDOUT: 'unreachable: no answer',
  EPROTO: 'it does not speak TLS at this port',
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'it sent a message that is too large: is it a codec?',
};

/** The error of a socket or of `fetch`, which has it as its cause. */
export function networkFault(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  const code = codeOf(error) || codeOf(cause);
  const known = FAULTS[code];
  if (known !== undefined) return known;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = namesIn(error) || namesIn(cause);
    return `its certificate is for another name${names === '' ? '' : ` (${names})`}: use that name, or --insecure`;
  }
  if (UNTRUSTED.test(code))
    return `its certificate is not trusted (${code}): name its authority's file in NODE_EXTRA_CA_CERTS, or use --insecure`;
  if (/^(ERR_SSL|WS_ERR)/.test(code))
    return `it does not speak as a codec does (${code}): is the address right?`;
  return code === '' ? 'the connection failed' : `unreachable: ${code}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The names in a certificate, from an error about it. */
function namesIn(error: unknown): string {
  const cert: unknown = error instanceof Error && 'cert' in error ? error.cert : undefined;
  const names: unknown =
    typeof cert === 'object' && cert !== null && 'subjectaltname' in cert ? cert.subjectaltname : '';
  return typeof names === 'string' ? names.slice(0, 200) : '';
}
