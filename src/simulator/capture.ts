/**
 * What a real codec reported, and the simulated room in which it is replayed. The form of the file, and the rule for
 * what it lacks, are in test/captures/README.md.
 */
import type { Booking } from '../xapi/booking';
import { profileFor, products } from '../xapi/products';
import type { Firmware } from '../xapi/schema-subset';
import { at, elementsAt, idOf, isBranch, isList, stepsOf, textAt, treeOf } from './codec/tree';
import type { Branch, Tree } from './codec/tree';
import type { Screen } from './room/outputs';
import type { Room, RoomPlan } from './room/room';
import { put, RECORDED_CALLS, report } from './trace';

const OUTPUTS = ['Video', 'Output', 'Connector'];
const CALLS = ['Status MediaChannels Call', 'Status Call'];
const INSTANCES = 'Status Conference Presentation LocalInstance';
/** Seconds from one report to the next. */
const PAUSE = 0.1;

export class Capture {
  private readonly content: Branch;

  /** @throws if the text is not a capture */
  constructor(text: string) {
    const content = treeOf(JSON.parse(text));
    if (!isBranch(content) || !firmwareIn(content)) throw new Error('not a capture: it names no schema');
    this.content = content;
  }

  /** Lines of the level warning that a macro may write. */
  get warnings(): readonly string[] {
    const warnings = at(this.content, ['warnings']);
    return isList(warnings) ? warnings.map(String) : [];
  }

  /** The room: the product or the one nearest to it, and its screens. */
  get plan(): Pick<RoomPlan, 'product' | 'firmware' | 'screens'> {
    const firmware = firmwareIn(this.content) || '11.14';
    const product = products[this.text('code')];
    const profile = product && profileFor(product, firmware);
    const outputs = Object.keys(profile ? profile.roles : { 1: [], 2: [] }).map(Number);
    const connectors = elementsAt(this.content, ['status', ...OUTPUTS]);
    const screens: Record<number, Screen> = {};
    for (const connector of connectors)
      if (connector['Connected'] === 'True') screens[idOf(connector)] = screenOn(connector);
    for (const id of connectors.length === 0 ? outputs.slice(0, 2) : [])
      screens[id] = { inches: id === outputs[0] ? 55 : 75 };
    return { product: profile ? this.text('code') : 'hopen', firmware: firmware, screens: screens };
  }

  /** Brings a room of this plan into the state of the codec, in the middle of its call or share. */
  enter(room: Room): void {
    const { status, configuration, items } = this.content;
    const all = JSON.stringify(this.content);
    if (all.indexOf('"MicrosoftTeams":{') >= 0) room.teams.setMode(true);
    put(room.device, 'Status', status);
    put(room.device, 'Configuration', configuration);
    // A key such as `Video.Output.Connector[1].MonitorRole`.
    if (isBranch(items))
      for (const key of Object.keys(items))
        put(room.device, 'Configuration ' + stepsOf(key).join(' '), items[key]);
    room.device.report();
    const bookings: unknown = elementsAt(this.content, ['answers', 'Bookings List', 'Booking']);
    room.calendar.book(bookings as readonly Booking[], '');
    if (all.indexOf('"LocalRemote"') >= 0) room.phone.up();
  }

  /** Plays the feedback in its order. `between` is called before each of its parts. */
  async play(room: Room, between: () => Promise<void>): Promise<void> {
    for (const feedback of elementsAt(this.content, ['feedback'])) {
      if (textAt(feedback, ['when']) !== '') await between();
      // The end of a share may be an event only: then the status has lost it, unreported.
      const ended = at(feedback, ['Event', 'PresentationPreviewStopped', 'Instance']);
      if (ended !== undefined)
        room.device.unreported(() => {
          room.device.remove(INSTANCES, Number(ended));
        });
      report(room.device, feedback);
      await room.wait(PAUSE);
    }
  }

  /** Each booked number is dialed in vain, and each call of the history ends once more, for its cause. */
  callAgain({ phone }: Room): void {
    for (const booking of elementsAt(this.content, ['answers', 'Bookings List', 'Booking']))
      for (const call of elementsAt(booking, ['DialInfo', 'Calls', 'Call']))
        phone.joinZoom('sip:' + textAt(call, ['Number']));
    for (const entry of elementsAt(this.content, ['answers', 'CallHistory Get', 'Entry'])) {
      const cause = {
        CauseType: textAt(entry, ['DisconnectCauseType']),
        CauseString: textAt(entry, ['DisconnectCause']),
      };
      phone.joinZoom('sip:room01@example.com', cause, {
        protocol: textAt(entry, ['Protocol']) === 'Spark' ? 'Spark' : 'SIP',
        direction: textAt(entry, ['Direction']) === 'Incoming' ? 'Incoming' : 'Outgoing',
      });
    }
  }

  /** Ends what the codec was in the middle of. */
  leave({ device, phone, shares, teams }: Room): void {
    for (const list of CALLS)
      for (const id of device.idsAt(list)) if (id >= RECORDED_CALLS) device.remove(list, id);
    device.report();
    if (teams.isInCall()) teams.hangUp();
    phone.hangUp();
    shares.stop();
  }

  private text(name: string): string {
    return textAt(this.content, [name]);
  }
}

function firmwareIn(content: Branch): Firmware | undefined {
  const found = /^\d+\.\d+/.exec(textAt(content, ['schema']));
  return found ? (found[0] as Firmware) : undefined;
}

/** What an output told of its screen, and what is believed of it. */
function screenOn(connector: Tree): Screen {
  const device = at(connector, ['ConnectedDevice']);
  const size = textAt(device, ['ScreenSize']);
  return {
    inches: Number(size) >= 10 ? Number(size) : 0,
    told: size === '' ? 'nothing' : Number(size),
    name: textAt(device, ['Name']),
    own: textAt(device, ['PreferredFormat']),
    driven: [
      Number(textAt(connector, ['Resolution', 'Width'])),
      Number(textAt(connector, ['Resolution', 'Height'])),
    ],
  };
}
