/**
 * The part of the xAPI that the macros use, as one table. The types of `xapi` are derived from it, the simulated codec
 * takes its rules from it, and `npm run check:schema` compares it with Cisco's published schemas.
 *
 * Macros import only types from here, so the table adds no bytes to them.
 *
 * Each leaf lists the values that it takes. Values that exist only on some firmwares are listed separately.
 * What differs by product (outputs, monitor roles, Video Monitors) is in products.ts.
 */

/** A firmware, as precise as needed: '9.15' stands for every CE 9.15.x. */
export type Firmware = `${number}.${number}` | `${number}.${number}.${number}`;

/**
 * The firmwares that know a value, a parameter or a field: from `since` up to, but not including, `before`. Without
 * `before`, firmwares newer than the newest published schema are included.
 */
export interface Span {
  readonly since?: Firmware;
  readonly before?: Firmware;
}

/** One of a list of words: those in `known` on every firmware, those in `also` on some. */
export interface Literal<V extends string = string> {
  readonly space: 'Literal';
  readonly known: readonly V[];
  readonly also: readonly (Span & { readonly values: readonly string[] })[];
}

/** A whole number, which the codec sends as text. */
export interface Integer {
  readonly space: 'Integer';
  readonly min?: number;
  readonly max?: number;
}

/** Any text, with its minimum and maximum length in characters. */
export interface Text {
  readonly space: 'String';
  readonly min?: number;
  readonly max?: number;
}

export type ValueSpace = Literal | Integer | Text;

/** A list of elements. Their `id`s count from 1, with gaps. */
export interface List<E> {
  readonly each: E;
}

/** A parameter of a command. Macros pass a required one on every firmware. */
export interface Parameter<S extends ValueSpace = ValueSpace, R extends boolean = boolean> extends Span {
  readonly takes: S;
  readonly required: R;
  /** The firmwares on which a required parameter is mandatory, if it is optional on others. */
  readonly insisted?: Span;
}

/** A command: its parameters, and whether it takes a multiline body. */
export interface Command {
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly body: boolean;
}

/** A field of an event. */
export interface Field extends Span {
  readonly type: 'int' | 'string' | 'literal';
}

function literal<const V extends string>(known: readonly V[], also: Literal['also'] = []): Literal<V> {
  return { space: 'Literal', known: known, also: also };
}

function list<E>(each: E): List<E> {
  return { each: each };
}

function required<const S extends ValueSpace>(takes: S, insisted: Span = {}): Parameter<S, true> {
  return { takes: takes, required: true, insisted: insisted };
}

function optional<const S extends ValueSpace>(takes: S): Parameter<S, false> {
  return { takes: takes, required: false };
}

const integer: Integer = { space: 'Integer' };
const text: Text = { space: 'String' };
const int: Field = { type: 'int' };
const string: Field = { type: 'string' };
const word: Field = { type: 'literal' };

function upTo(max: number, min = 0): Text {
  return { space: 'String', min: min, max: max };
}

function between(min: number, max: number): Integer {
  return { space: 'Integer', min: min, max: max };
}

/** The firmwares whose published schema the table was compared with. All others are "not checked yet". */
export const published: readonly Firmware[] = [
  '9.15',
  '10.19',
  '11.14',
  '11.15',
  '11.16',
  '11.17',
  '11.18',
  '11.19',
  '11.23',
  '11.24',
  '11.26',
  '11.27',
  '26.1',
  '26.2',
  '26.4',
];

/** Firmwares whose published schema lists no events at all. The events exist nevertheless. */
export const eventsUnpublished: readonly Span[] = [
  { since: '9.15', before: '10.19' },
  { since: '11.26', before: '11.27' },
];

/** All monitor roles. Most products take fewer: see products.ts. */
export const monitorRole = literal(['Auto', 'First', 'Second', 'Third', 'PresentationOnly', 'Recorder']);

/** All modes of Video Monitors. Most products take fewer: see products.ts. */
export const videoMonitors = literal([
  'Auto',
  'Single',
  'Dual',
  'DualPresentationOnly',
  'Triple',
  'TriplePresentationOnly',
]);

export const status = {
  Bookings: { Current: { Id: text } },
  Call: list({
    CallbackNumber: text,
    CallType: literal(['Audio', 'AudioCanEscalate', 'ForwardAllCall', 'Unknown', 'Video']),
    Direction: literal(['Incoming', 'Outgoing']),
    DisplayName: text,
    Protocol: literal(
      ['Unknown', 'H323', 'SIP', 'Spark'],
      [
        { values: ['H320'], before: '10.19' },
        { values: ['WebRTC'], since: '10.19' },
        { values: ['App'], since: '26.1' },
      ],
    ),
    RemoteNumber: text,
    Status: literal([
      'Connected',
      'Connecting',
      'Dialling',
      'Disconnecting',
      'EarlyMedia',
      'Idle',
      'OnHold',
      'Preserved',
      'RemotePreserved',
      'Ringing',
    ]),
  }),
  Conference: {
    Presentation: {
      LocalInstance: list({
        SendingMode: literal(['LocalOnly', 'LocalRemote', 'Off']),
        Source: integer,
      }),
      Mode: literal(['Off', 'Receiving', 'Sending']),
    },
  },
  MediaChannels: {
    Call: list({
      Channel: list({
        Direction: literal(['Incoming', 'Outgoing']),
        Netstat: { Bytes: integer, Packets: integer },
        Type: literal(['Audio', 'Video', 'Data']),
        Video: {
          ChannelRole: literal(
            ['Main', 'Presentation'],
            [{ values: ['SimultaneousInterpreter'], since: '11.33' }],
          ),
          Protocol: literal([
            'AV1',
            'H261',
            'H263',
            'H263p',
            'H263pp',
            'H264',
            'HEVC',
            'JPEG',
            'MP4V',
            'Off',
            'RDP',
            'Raw',
          ]),
        },
      }),
    }),
  },
  Video: {
    Output: {
      Connector: list({
        Connected: literal(['True', 'False', 'Unknown']),
        ConnectedDevice: {
          CEC: list({ PowerStatus: text }),
          Name: text,
          PreferredFormat: text,
          ScreenSize: integer,
        },
        MonitorRole: literal(['First', 'InternalSetup', 'PresentationOnly', 'Recorder', 'Second', 'Third']),
        Resolution: { Height: integer, Width: integer },
        Type: literal(
          ['HDMI', 'LCD'],
          [
            { values: ['DVI'], before: '10.19' },
            { values: ['Legacy', 'Internal'], before: '11.14' },
            { values: ['USBC-DP'], since: '10.19', before: '11.14' },
          ],
        ),
      }),
    },
  },
  Webex: { Status: literal(['Disabled', 'Error', 'Registered', 'Registering', 'Stopped']) },
} as const;

export const configuration = {
  SIP: {
    MinimumTLSVersion: literal(['TLSv1.0', 'TLSv1.1', 'TLSv1.2'], [{ values: ['TLSv1.3'], since: '11.14' }]),
    TlsVerify: literal(['Off', 'On']),
  },
  Video: {
    Monitors: videoMonitors,
    Output: {
      Connector: list({ MonitorRole: monitorRole }),
      HDMI: { Passthrough: { Allowed: literal(['False', 'True']), OutputConnector: integer } },
    },
  },
} as const;

/** Settings that only some products or firmwares have, and the firmwares that know them. */
export const onSomeProducts: Readonly<Record<string, Span>> = {
  'Video Output MirroringType': { since: '11.14' },
  'Video Output HDMI Passthrough Allowed': { since: '10.19' },
  'Video Output HDMI Passthrough OutputConnector': { since: '10.19' },
};

export const commands = {
  'Bookings Get': {
    parameters: { Id: required(upTo(128, 1), { before: '11.23' }) },
    body: false,
  },
  'Bookings List': {
    parameters: {
      DayOffset: optional(between(0, 365)),
      Days: optional(between(1, 365)),
      Limit: optional(between(1, 65534)),
    },
    body: false,
  },
  Dial: {
    parameters: {
      DisplayName: optional(upTo(255)),
      Number: required(upTo(255)),
      Protocol: optional(literal(['H323', 'Sip', 'Spark'], [{ values: ['H320'], before: '10.19' }])),
    },
    body: false,
  },
  'UserInterface Extensions Panel Remove': {
    parameters: { PanelId: required(upTo(255)) },
    body: false,
  },
  'UserInterface Extensions Panel Save': {
    parameters: { PanelId: required(upTo(255, 1)) },
    body: true,
  },
  'UserInterface Message Alert Clear': { parameters: {}, body: false },
  'UserInterface Message Alert Display': {
    parameters: {
      Duration: optional(between(0, 3600)),
      Text: required(upTo(255)),
      Title: optional(upTo(255)),
    },
    body: false,
  },
  'UserInterface Message TextLine Clear': { parameters: {}, body: false },
  'UserInterface Message TextLine Display': {
    parameters: { Duration: optional(between(0, 3600)), Text: required(upTo(140)) },
    body: false,
  },
} as const;

export const events = {
  CallDisconnect: {
    CallId: int,
    CauseString: string,
    CauseType: string,
    Duration: int,
    OrigCallDirection: string,
    Protocol: word,
    RemoteURI: string,
    RequestedURI: string,
  },
  CallSuccessful: { CallId: int },
  OutgoingCallIndication: { CallId: int },
  PresentationPreviewStarted: { Cause: word, Instance: int, LocalSource: int },
  PresentationPreviewStopped: { Cause: word, Instance: int, LocalSource: int },
  PresentationStarted: {
    CallId: int,
    Cause: word,
    ConferenceId: int,
    LocalInstance: int,
    LocalSource: int,
    Mode: word,
  },
  PresentationStopped: { CallId: int, Cause: word, ConferenceId: int, LocalInstance: int, Mode: word },
  'UserInterface Extensions Panel Clicked': { PanelId: string },
} as const;
