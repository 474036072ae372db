/**
 * What a real codec reported, and the simulated room in which it is replayed. The form of the file, and the rule for
 * what it lacks, are in test/captures/README.md.
 */
import type { Booking } from '../../src/xapi/xapi';
import { profileFor, products } from '../../src/xapi/products';
import type { Firmware } from '../../src/xapi/schema-subset';
import { at, elementsAt, isBranch, isList, stepsOf, textAt, treeOf } from '../../src/simulator/codec/tree';
import type { Branch } from '../../src/simulator/codec/tree';
import type { Room, RoomPlan } from '../../src/simulator/room/room';
import { put, RECORDED_CALLS, report, screensOf } from '../../src/simulator/trace';

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
    const firmware = firmwareIn(this.content) ?? '11.14';
    const product = products[this.text('code')];
    const profile = product && profileFor(product, firmware);
    const outputs = Object.keys(profile ? profile.roles : { 1: [], 2: [] }).map(Number);
    const connectors = elementsAt(this.content, ['status', 'Video', 'Output', 'Connector']);
    const believed = Object.fromEntries(
      outputs.slice(0, 2).map((id, index) => [id, { inches: index === 0 ? 55 : 75 }]),
    );
    return {
      product: profile ? this.text('code') : 'hopen',
      firmware,
      screens: connectors.length > 0 ? screensOf(connectors) : believed,
    };
  }

  /** Brings a room of this plan into the state of the codec, in the middle of its call or share. */
  enter(room: Room): void {
    const { status, configuration, items } = this.content;
    const all = JSON.stringify(this.content);
    if (all.includes('"MicrosoftTeams":{')) room.teams.setMode(true);
    put(room.device, 'Status', status);
    put(room.device, 'Configuration', configuration);
    // A key such as `Video.Output.Connector[1].MonitorRole`.
    for (const [key, value] of isBranch(items) ? Object.entries(items) : [])
      put(room.device, `Configuration ${stepsOf(key).join(' ')}`, value);
    room.device.report();
    const bookings: unknown = elementsAt(this.content, ['answers', 'Bookings List', 'Booking']);
    room.calendar.book(bookings as readonly Booking[], '');
    if (all.includes('"LocalRemote"')) room.phone.up();
  }

  /** Plays the feedback in its order. `between` is called before each of its parts. */
  async play(room: Room, between: () => Promise<void>): Promise<void> {
    for (const feedback of elementsAt(this.content, ['feedback'])) {
      if (textAt(feedback, ['when']) !== '') await between();
      // The end of a share may be an event only: then the status has lost it, unreported.
      const ended = at(feedback, ['Event', 'PresentationPreviewStopped', 'Instance']);
      if (ended !== undefined) room.device.unreported(() => room.device.remove(INSTANCES, Number(ended)));
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
  return /^\d+\.\d+/.exec(textAt(content, ['schema']))?.[0] as Firmware | undefined;
}
