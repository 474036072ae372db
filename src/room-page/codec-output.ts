/** What a codec has printed, as values by path: lines of a terminal or of its web interface, or a file of this project. */

export interface CodecOutput {
  /** By path, such as `Status Video Output Connector 1 Connected`. */
  readonly values: ReadonlyMap<string, string>;
  /** Some of the lines that say something, but not what. */
  readonly unread: readonly string[];
}

/** Much more than a codec prints about everything. */
export const MAX_OUTPUT_CHARS = 4_000_000;
const MAX_LINE_CHARS = 2000;
const MAX_DEPTH = 30;
const MAX_UNREAD = 3;
const MAX_UNREAD_CHARS = 80;

const PRODUCT = 'Status SystemUnit ProductPlatform';
const FIRMWARE = 'Status SystemUnit Software Version';
/** The path of the schema's code for the product, which no codec reports. */
export const CODE = 'Code';

/** A value as codecs print it, with a prompt before it or without. */
const VALUE = /^.{0,80}?(\*s|\*c xConfiguration|xStatus|xConfiguration) +([^:]+?) *: *(.*)$/i;
/** What codecs print besides values, and what people enter. */
const SILENT =
  /^$|^\*\* (end|resultid)|^OK$|^ERROR$|^\*[reh] |\bx(status|configuration|command|preferences)\b|^(Welcome to|SW Release Date|Last login)\b/i;
/** The first lines of a codec over SSH tell its firmware. */
const WELCOME = /Cisco Codec Release (.*\d\.\d.*)$/;
/** The codec in the output of `check`. */
const CHECKED_CODEC = /^.+?: (.+), firmware (\d\S*)$/;
/** A screen in the findings of `check`. */
const CHECKED =
  /^output (\d): connected (\w+)(?:, size (?:(\d+) inches|not told))?(?:, format (\d+x\d+@[\d.]+Hz))?(?:, driven at (\d+)x(\d+))?/;
/** The first line of JSON, maybe after lines of npm and of a terminal. */
const JSON_START = /^[ \t]*[[{][ \t]*(["{[]|\r?$)/m;

export function readOutput(printed: string): CodecOutput {
  // PowerShell writes two bytes for each character into a file.
  const text = printed.replace(/\0/g, '');
  const values = new Map<string, string>();
  const data = dataIn(text);
  if (data !== undefined) {
    readData(data, values);
    return { values, unread: [] };
  }
  const unread: string[] = [];
  for (const line of text.slice(0, MAX_OUTPUT_CHARS).split(/\r\n|\r|\n/)) {
    if (!readLine(plainText(line).trim(), values) && unread.length < MAX_UNREAD) {
      unread.push(line.trim().slice(0, MAX_UNREAD_CHARS));
    }
  }
  return { values, unread };
}

/** Without what a terminal takes for colors and movements. */
function plainText(line: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters to remove
  return line.slice(0, MAX_LINE_CHARS).replace(/\u001b\[[\d;?]*[A-Za-z]|[\u0000-\u0008\u000e-\u001f]/g, '');
}

function readLine(line: string, values: Map<string, string>): boolean {
  const [, mark = '', path, value = ''] = VALUE.exec(line) ?? [];
  if (path === undefined) {
    readText(WELCOME.exec(line)?.[1], FIRMWARE, values);
    return SILENT.test(line) || WELCOME.test(line) || readFinding(line, values);
  }
  const root = /^(\*s|xstatus)$/i.test(mark) ? 'Status' : 'Configuration';
  values.set(pathOf(root, path), value.trim().replace(/^"(.*)"$/, '$1'));
  return true;
}

/** `Video Output Connector[1] MonitorRole` and `Video.Output.Connector[1].MonitorRole` as a path. */
function pathOf(root: string, written: string): string {
  return `${root} ${written
    .split(/[\s.[\]/]+/)
    .filter(Boolean)
    .join(' ')}`;
}

function dataIn(text: string): unknown {
  if (text.length > MAX_OUTPUT_CHARS) return undefined;
  const end = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}')) + 1;
  try {
    return JSON.parse(text.slice(text.search(JSON_START), end));
  } catch {
    return undefined;
  }
}

/** A file of `walk`, of `report`, a capture, the rows of `check --json`, or a codec's own JSON. */
function readData(data: unknown, values: Map<string, string>): void {
  const file = Array.isArray(data) ? (data as readonly unknown[])[0] : data;
  if (!isRecord(file)) return;
  readText(file['product'], PRODUCT, values);
  readText(file['firmware'], FIRMWARE, values);
  readText(file['code'], CODE, values);
  if (isRecord(file['tree'])) readLeaves(file['tree'], '', values, 0);
  for (const root of ['Status', 'Configuration']) {
    readLeaves(file[root] ?? file[root.toLowerCase()], root, values, 0);
  }
  if (isRecord(file['items'])) {
    for (const [key, item] of Object.entries(file['items'])) {
      readText(isRecord(item) ? item['value'] : item, pathOf('Configuration', key), values);
    }
  }
  const facts = isRecord(file['details']) ? file['details']['facts'] : undefined;
  if (Array.isArray(facts)) facts.forEach((fact) => readFinding(String(fact), values));
}

function readLeaves(tree: unknown, path: string, values: Map<string, string>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  readText(tree, path, values);
  if (Array.isArray(tree)) {
    tree.forEach((element: unknown, index) => {
      const id = isRecord(element) ? element['id'] : undefined;
      const name = typeof id === 'string' || typeof id === 'number' ? String(id) : String(index + 1);
      readLeaves(element, `${path} ${name}`, values, depth + 1);
    });
  } else if (isRecord(tree)) {
    for (const [name, below] of Object.entries(tree)) {
      // A codec whose output mode is json has values in nodes of their own.
      const where = name === 'Value' ? path : `${path} ${name}`.trim();
      if (name !== 'id') readLeaves(below, where, values, depth + 1);
    }
  }
}

function readText(value: unknown, path: string, values: Map<string, string>): void {
  if (typeof value === 'string' || typeof value === 'number') values.set(path, String(value));
}

function readFinding(line: string, values: Map<string, string>): boolean {
  const [, product, firmware] = CHECKED_CODEC.exec(line) ?? [];
  readText(product, PRODUCT, values);
  readText(firmware, FIRMWARE, values);
  const [, output, connected = '', inches, format, width, height] = CHECKED.exec(line) ?? [];
  if (output === undefined) return product !== undefined;
  const path = `Status Video Output Connector ${output}`;
  values.set(`${path} Connected`, connected);
  readText(inches, `${path} ConnectedDevice ScreenSize`, values);
  readText(format, `${path} ConnectedDevice PreferredFormat`, values);
  readText(width, `${path} Resolution Width`, values);
  readText(height, `${path} Resolution Height`, values);
  return true;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
