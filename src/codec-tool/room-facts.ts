/** What `check` tells about a room: its screens, today's Zoom meetings, and configurations that the macros depend on. */
import { readSettings } from '../macro/settings';
import type { CodecState } from '../presentation-screen-switcher/mirror';
import { roomOf } from '../presentation-screen-switcher/room';
import { SMALLEST_INCHES } from '../presentation-screen-switcher/screens';
import { bookedMeetings } from '../zoom-obtp-redialer/calendar';
import { declared } from '../zoom-obtp-redialer/settings';
import type { Identity } from './connection';
import type { GivenSettings } from './deployable';
import { fieldAt, listIn, textAt } from './explain';
import { maskValue } from './mask';

/** Lines of a report, by how much they matter. */
export interface Findings {
  /** Because of these, a macro does not do its work here. */
  readonly problems: string[];
  /** What to know, or to compare if something is wrong. */
  readonly remarks: string[];
  readonly facts: string[];
}

/** What a codec has, by path. */
type Values = ReadonlyMap<string, unknown>;

/** A line for each screen, and which of them is the largest for the switcher. Returns that output; 0 if there is none. */
function findScreens(values: Values, found: Findings): number {
  const connectors = values.get('Status Video Output Connector');
  const outputs = values.get('Configuration Video Output Connector');
  const list = listIn({ connectors }, 'connectors');
  found.facts.push(...list.map(screenLine));
  const state = {
    'Conference Presentation': {},
    Call: [],
    'MediaChannels Call': [],
    'Video Output Connector': list,
    Video: { Output: { Connector: listIn({ outputs }, 'outputs') } },
  } as CodecState;
  const settings = { largestOutput: 0, switchWhen: 'Always' } as const;
  const { screens, isClear } = roomOf(state, undefined, 0, settings, false).ranking;
  const names = screens.map(({ output }) => `output ${output}`);
  if (names.length < 2) {
    const count = names.length === 0 ? 'no screen is' : `only the screen on ${names.join()} is`;
    found.problems.push(`${count} connected to an output that is switched: presentations do not move`);
    return 0;
  }
  found.facts.push(
    `ranking, largest first: ${names.join(', ')}${isClear ? '' : ' (the first two are equal)'}`,
  );
  const silent = list.filter(
    (connector) => names.includes(`output ${textAt(connector, 'id')}`) && inchesOf(connector) === undefined,
  );
  for (const connector of silent)
    found.remarks.push(
      `output ${textAt(connector, 'id')} tells no size: set largestOutput if the ranking is wrong`,
    );
  return screens[0]?.output ?? 0;
}

function inchesOf(connector: unknown): number | undefined {
  const inches = Number(textAt(fieldAt(connector, 'ConnectedDevice'), 'ScreenSize'));
  return inches >= SMALLEST_INCHES ? inches : undefined;
}

function screenLine(connector: unknown): string {
  const path = 'Status Video Output Connector';
  const [device, driven] = [fieldAt(connector, 'ConnectedDevice'), fieldAt(connector, 'Resolution')];
  const connected = maskValue(`${path} Connected`, textAt(connector, 'Connected')) || 'not told';
  const line = `output ${maskValue(`${path} Output`, textAt(connector, 'id'))}: connected ${connected}`;
  if (connected === 'False') return line;
  const format = textAt(device, 'PreferredFormat');
  const isTold = /^[1-9]\d*x[1-9]\d*/.test(format);
  const inches = inchesOf(connector);
  const [width, height] = [Number(textAt(driven, 'Width')), Number(textAt(driven, 'Height'))];
  return [
    line,
    `size ${inches === undefined ? 'not told' : `${inches} inches`}`,
    `format ${isTold ? maskValue(`${path} ConnectedDevice PreferredFormat`, format) : 'not told'}`,
    ...(width > 0 && height > 0 ? [`driven at ${width}x${height}`] : []),
  ].join(', ');
}

/** The Zoom meetings that the redialer reads in bookings, with shortened IDs. */
export function meetingsIn(bookings: readonly unknown[], settings: GivenSettings): readonly string[] {
  const { zoomDomains } = readSettings(declared, settings, () => undefined);
  const found = bookings.flatMap((booking) => {
    if (typeof booking !== 'object' || booking === null) return [];
    const ids = bookedMeetings([booking], [], 0, zoomDomains).map(({ address }) => address.meeting);
    const [id] = ids.filter(Boolean);
    const fields = Object.keys(booking).filter((name) => /^[A-Z][A-Za-z]{1,30}$/.test(name));
    return id === undefined ? [] : [`Zoom meeting ${id.slice(0, 2)}…; its booking has ${fields.join(', ')}`];
  });
  const count = `${found.length} of ${bookings.length} bookings are Zoom meetings`;
  return bookings.length === 0 ? [] : [...found, count];
}

/** What the findings about configurations need; values are undefined where a codec does not have them. */
export const ROOM_PATHS = {
  teams: 'Status MicrosoftTeams User SignedIn',
  roomType: 'Status Provisioning RoomType',
  monitors: 'Configuration Video Monitors',
  osd: 'Configuration UserInterface OSD Output',
  mirroring: 'Configuration Video Output MirroringType',
  tlsVerify: 'Configuration SIP TlsVerify',
  webex: 'Status Webex Status',
  registration: 'Status SIP Registration',
} as const;

function roomIn(values: Values): Readonly<Record<keyof typeof ROOM_PATHS, unknown>> {
  const entries = Object.entries(ROOM_PATHS).map(([name, path]) => [name, values.get(path)]);
  return Object.fromEntries(entries) as ReturnType<typeof roomIn>;
}

/** Where the room contradicts what the switcher assumes. */
export function findForSwitcher(
  values: Values,
  settings: GivenSettings,
  { known }: Identity,
  found: Findings,
): void {
  const { problems, remarks, facts } = found;
  const room = roomIn(values);
  const largest = findScreens(values, found);
  const isWithout = room.monitors === undefined && (known?.profile.monitors.length ?? 0) > 0;
  if (room.teams === 'True' || isWithout)
    problems.push(
      'the room is in Microsoft Teams mode, without Video Monitors: presentations of Teams are not switched',
    );
  if (room.roomType === 'Briefing' || room.roomType === 'Classroom')
    problems.push(`RoomType ${room.roomType} sets monitor roles itself, against the switcher: use Standard`);
  if (settings['setVideoMonitors'] === 'false' && room.monitors === 'Single')
    problems.push('Video Monitors is Single, so all screens show the same, and setVideoMonitors is false');
  const osd = Number(room.osd);
  if (osd > 0 && largest > 0 && osd !== largest)
    remarks.push(
      `UserInterface OSD Output is ${osd}: the home screen and messages stay there, although output ${largest} is the largest`,
    );
  if (room.mirroring === 'LastOnly')
    remarks.push(
      'Video Output MirroringType is LastOnly: outside calls, a local share is on the last screen only',
    );
  if (room.mirroring === 'Multiscreen' || room.mirroring === 'Mirror')
    facts.push(`outside calls, a local share is on all free screens (MirroringType ${room.mirroring})`);
}

/** Where the room contradicts what the redialer assumes. */
export function findForRedialer(values: Values, settings: GivenSettings, found: Findings): void {
  const { problems, remarks, facts } = found;
  const room = roomIn(values);
  const protocol = settings['redialProtocol'] ?? 'Spark';
  const webex = maskValue(ROOM_PATHS.webex, typeof room.webex === 'string' ? room.webex : '');
  if (room.teams === 'True')
    problems.push('the room is in Microsoft Teams mode, which the redialer does not support');
  // A codec that does not tell may be registered.
  if (protocol === 'Spark' && webex !== '' && !/^Register(ed|ing)$/.test(webex))
    problems.push(`redials over Spark need a codec that is registered to Webex; Webex Status is ${webex}`);
  if (protocol === 'Sip' && room.tlsVerify === 'On')
    remarks.push('SIP TlsVerify is On: redials over SIP may fail for the same certificate as the first call');
  if (room.tlsVerify === 'Off')
    remarks.push('SIP TlsVerify is Off: certificates of Zoom are not checked, so joins may not fail at all');
  if (room.tlsVerify === 'On')
    facts.push('SIP TlsVerify is On: SIP over TLS accepts only CAs that were uploaded to the codec');
  const registered = listIn({ list: room.registration }, 'list').map((one) => textAt(one, 'Status'));
  facts.push(
    `registered: Webex ${webex || 'not told'}, SIP ${maskValue('Status SIP Registration Status', registered[0] ?? '') || 'not told'}`,
  );
}
