/**
 * The part of the xAPI that the macros use, as one table, and below it what the command-line tools and the simulated room
 * use besides. The types of `xapi` are derived from it, the simulated codec takes its rules from it, and
 * `npm run check:schema` compares it with Cisco's published schemas.
 *
 * Macros import only types from here, so the table adds no bytes to them.
 *
 * Each leaf lists the values that it takes. Values that exist only on some firmwares are listed separately.
 * What differs by product (outputs, monitor roles, Video Monitors) is in products.ts.
 */

/** A firmware, as precise as needed: '9.15' stands for every CE 9.15.x. */
export type Firmware = `${number}.${number}` | `${number}.${number}.${number}`;

/**
 * The firmwares that know a node or a value: from `since` up to, but not including, `before`. Without
 * `before`, firmwares newer than the newest published schema are included.
 */
export interface Span {
  readonly since?: Firmware;
  readonly before?: Firmware | undefined;
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

/** A value, a list, or what else is below a path. */
export type Node = ValueSpace | { readonly each: Node } | { readonly [name: string]: Node };

/** A parameter of a command. Macros pass a required one on every firmware. */
export interface Parameter<S extends ValueSpace = ValueSpace, R extends boolean = boolean> {
  readonly takes: S;
  readonly required: R;
  /** The firmwares on which a required parameter is mandatory, if it is optional on others. */
  readonly insisted?: Span;
}

/** A command: its parameters, and whether it takes a multiline body. */
export interface Command<P = Readonly<Record<string, Parameter>>> {
  readonly parameters: P;
  readonly body: boolean;
}

/** The fields of an event, and their types. Old firmware has fewer. */
export type EventFields = Readonly<Record<string, 'int' | 'string' | 'literal'>>;

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

function command<const P extends Command['parameters']>(parameters: P): Command<P> {
  return { parameters: parameters, body: false };
}

function upTo(max: number, min = 0): Text {
  return { space: 'String', min: min, max: max };
}

function between(min: number, max: number): Integer {
  return { space: 'Integer', min: min, max: max };
}

const integer: Integer = { space: 'Integer' };
const text: Text = { space: 'String' };
const falseTrue = literal(['False', 'True']);
const offOn = literal(['Off', 'On']);

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
      }),
    },
  },
  Webex: { Status: literal(['Disabled', 'Error', 'Registered', 'Registering', 'Stopped']) },
} as const;

export const configuration = {
  SIP: {
    MinimumTLSVersion: literal(['TLSv1.0', 'TLSv1.1', 'TLSv1.2'], [{ values: ['TLSv1.3'], since: '11.14' }]),
    TlsVerify: offOn,
  },
  Video: {
    /** Most products take fewer modes and roles: see products.ts. */
    Monitors: literal(['Auto', 'Single', 'Dual', 'DualPresentationOnly', 'Triple', 'TriplePresentationOnly']),
    Output: {
      Connector: list({
        MonitorRole: literal(['Auto', 'First', 'Second', 'Third', 'PresentationOnly', 'Recorder']),
      }),
      HDMI: { Passthrough: { Allowed: falseTrue, OutputConnector: integer } },
      /** Which screens show a local share outside calls. */
      MirroringType: literal(['LastOnly', 'Mirror', 'Multiscreen']),
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
  'Bookings Get': command({ Id: required(upTo(128, 1), { before: '11.23' }) }),
  'Bookings List': command({
    DayOffset: optional(between(0, 365)),
    Days: optional(between(1, 365)),
    Limit: optional(between(1, 65534)),
  }),
  Dial: command({
    DisplayName: optional(upTo(255)),
    Number: required(upTo(255)),
    Protocol: optional(literal(['H323', 'Sip', 'Spark'], [{ values: ['H320'], before: '10.19' }])),
  }),
  'UserInterface Extensions Panel Remove': command({ PanelId: required(upTo(255)) }),
  'UserInterface Extensions Panel Save': { ...command({ PanelId: required(upTo(255, 1)) }), body: true },
  'UserInterface Message Alert Clear': command({}),
  'UserInterface Message Alert Display': command({
    Duration: optional(between(0, 3600)),
    Text: required(upTo(255)),
    Title: optional(upTo(255)),
  }),
  'UserInterface Message TextLine Clear': command({}),
  'UserInterface Message TextLine Display': command({
    Duration: optional(between(0, 3600)),
    Text: required(upTo(140)),
  }),
} as const;

const share = {
  CallId: 'int',
  Cause: 'literal',
  ConferenceId: 'int',
  LocalInstance: 'int',
  Mode: 'literal',
} as const;

export const events = {
  CallDisconnect: {
    CallId: 'int',
    CauseString: 'string',
    CauseType: 'string',
    Duration: 'int',
    OrigCallDirection: 'string',
    Protocol: 'literal',
    RemoteURI: 'string',
    RequestedURI: 'string',
  },
  CallSuccessful: { CallId: 'int' },
  OutgoingCallIndication: { CallId: 'int' },
  PresentationPreviewStarted: { Cause: 'literal', Instance: 'int', LocalSource: 'int' },
  PresentationPreviewStopped: { Cause: 'literal', Instance: 'int', LocalSource: 'int' },
  PresentationStarted: { ...share, LocalSource: 'int' },
  PresentationStopped: share,
  'UserInterface Extensions Panel Clicked': { PanelId: 'string' },
} as const;

// What the command-line tools and the simulated room use besides: macros as an administrator sees them, what kind of
// codec this is, and which screens show the home screen and local shares.

/** RoomOS takes up to 250 characters, CE 9 up to 255. */
const macroName = required({ space: 'String', min: 0 });

export const administrationStatus = {
  SystemUnit: {
    ProductId: text,
    ProductPlatform: text,
    Software: { DisplayName: text, Version: text },
    State: { NumberOfActiveCalls: integer, NumberOfInProgressCalls: integer },
  },
  UserInterface: { OSD: { Output: integer } },
} as const;

export const administrationConfiguration = {
  Macros: { AutoStart: offOn, Mode: offOn, UnresponsiveTimeout: between(0, 65535) },
  /** Most products take fewer: see onScreenOutputs in products.ts. */
  UserInterface: { OSD: { Output: literal(['1', '2', '3', 'Auto']) } },
} as const;

const administrationCommands: Readonly<Record<string, Command>> = {
  'Macros Log Clear': command({}),
  'Macros Log Get': command({ Offset: optional(between(0, 65534)) }),
  'Macros Macro Activate': command({ Name: macroName }),
  'Macros Macro Deactivate': command({ Name: macroName }),
  'Macros Macro Get': command({ Content: optional(falseTrue), Name: optional(macroName.takes) }),
  'Macros Macro Remove': command({ Name: macroName }),
  'Macros Macro Save': {
    ...command({ Name: macroName, Overwrite: optional(falseTrue), Transpile: optional(falseTrue) }),
    body: true,
  },
  'Macros Runtime Restart': command({}),
  'Macros Runtime Status': command({}),
  'Macros Runtime Stop': command({}),
};

const administrationEvents = {
  'Macros Log': { Level: 'literal', Macro: 'string', Message: 'string', Offset: 'int', Timestamp: 'string' },
} as const;

export const allStatus = { ...status, ...administrationStatus };
export const allConfiguration = { ...configuration, ...administrationConfiguration };
export const allCommands: Readonly<Record<string, Command>> = { ...commands, ...administrationCommands };
export const allEvents: Readonly<Record<string, EventFields>> = { ...events, ...administrationEvents };
