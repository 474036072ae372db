/** The findings of a schema in which one thing was changed, and the change. */
import type { SchemaObject } from '../../../scripts/schema/published';
import { FIRMWARE, object, parameter, remove, written } from './made-schema';

export const changes: Readonly<Record<string, (objects: SchemaObject[]) => unknown>> = {
  'status MediaChannels Call[n] Channel[n] Video Protocol: the table says AV1, H261, H263, H263p, H263pp, H264, HEVC, JPEG, MP4V, Off, RDP, Raw; the schema says nothing of it (hopen)':
    (all) => remove(all, 'Status', 'MediaChannels Call[n] Channel[n] Video Protocol'),
  'status Call[n] Direction: the table says Incoming, Outgoing; the schema says the same without Incoming and with Inbound (hopen)':
    (all) => object(all, 'Status', 'Call[n] Direction').values.splice(0, 1, 'Inbound'),
  // A value of another firmware.
  'status Call[n] Protocol: the table says H323, SIP, Spark, Unknown, WebRTC; the schema says the same with App (hopen)':
    (all) => object(all, 'Status', 'Call[n] Protocol').values.push('App'),
  'status Call[n] RemoteNumber: the table says String; the schema says Integer 0..99 (hopen)': (all) =>
    Object.assign(
      object(all, 'Status', 'Call[n] RemoteNumber').space,
      written({ space: 'Integer' }, FIRMWARE),
    ),
  // A setting of some products that none has.
  'configuration Video Output HDMI Passthrough Allowed: the table says some have it; the schema says nothing of it (all products)':
    (all) => {
      const path = 'Video Output HDMI Passthrough Allowed';
      all.splice(0, all.length, ...all.filter((one) => one.path !== path));
    },
  'configuration Video Output HDMI Passthrough Allowed: the table says False, True; the schema says the same with Maybe (hopen)':
    (all) => object(all, 'Configuration', 'Video Output HDMI Passthrough Allowed').values.push('Maybe'),
  'configuration Video Output Connector[2] MonitorRole: the table says Auto, First, PresentationOnly, Second; the schema says nothing of it (hopen)':
    (all) =>
      (object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole').object.path =
        'Video Output Connector[1] MonitorRole'),
  'configuration Video Output Connector[3] MonitorRole: the table says nothing of it; the schema says Auto, First, PresentationOnly, Second (hopen)':
    (all) =>
      (object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole').object.path =
        'Video Output Connector[1..3] MonitorRole'),
  'configuration Video Output Connector[2] MonitorRole: the table says Auto, First, PresentationOnly, Second; the schema says the same without Auto (helix_55)':
    (all) =>
      object(all, 'Configuration', 'Video Output Connector[2] MonitorRole', 'helix_55').values.splice(0, 1),
  'configuration Video Output Connector[2] MonitorRole: the table says preset to PresentationOnly; the schema says preset to Auto (svea_70s)':
    (all) =>
      (object(
        all,
        'Configuration',
        'Video Output Connector[2] MonitorRole',
        'svea_70s',
      ).object.attributes.default = 'Auto'),
  'configuration Video Monitors: the table says Auto, Dual, DualPresentationOnly, Single; the schema says the same without DualPresentationOnly (hopen)':
    (all) => object(all, 'Configuration', 'Video Monitors').values.splice(2, 1),
  'configuration Video Monitors: the table says Auto, Dual, DualPresentationOnly, Single; the schema says nothing of it (hopen)':
    (all) => remove(all, 'Configuration', 'Video Monitors'),
  // Video Monitors where there should be none.
  'configuration Video Monitors: the table says nothing of it; the schema says Auto, Dual, DualPresentationOnly, Single (havella)':
    (all) => object(all, 'Configuration', 'Video Monitors').object.products.push('havella'),
  'configuration UserInterface OSD Output: the table says 1, 2, Auto; the schema says the same with 9 (hopen)':
    (all) => object(all, 'Configuration', 'UserInterface OSD Output').values.push('9'),
  'configuration UserInterface OSD Output: the table says preset to Auto; the schema says preset to 9 (hopen)':
    (all) => (object(all, 'Configuration', 'UserInterface OSD Output').object.attributes.default = '9'),
  'configuration Video Output MirroringType: the table says preset to Multiscreen; the schema says preset to 9 (hopen)':
    (all) => (object(all, 'Configuration', 'Video Output MirroringType').object.attributes.default = '9'),
  'command Dial: the table says it is there; the schema says nothing of it (hopen)': (all) =>
    remove(all, 'Command', 'Dial'),
  'command Dial, parameter DisplayName: the table says String 0..255; the schema says nothing of it (hopen)':
    (all) => object(all, 'Command', 'Dial').params.splice(0, 1),
  // A parameter that is newly required.
  'command Dial, parameter Protocol: the table says it is optional; the schema says it is required (hopen)': (
    all,
  ) => (parameter(all, 'Dial', 'Protocol').required = true),
  'command Dial, parameter Number: the table says it is required; the schema says it is optional (hopen)': (
    all,
  ) => (parameter(all, 'Dial', 'Number').required = false),
  // A parameter that is required only on other firmwares.
  'command Bookings Get, parameter Id: the table says it is optional; the schema says it is required (hopen)':
    (all) => (parameter(all, 'Bookings Get', 'Id').required = true),
  'command Dial, parameter Reason: the table says nothing of it; the schema says it is required (hopen)': (
    all,
  ) =>
    object(all, 'Command', 'Dial').params.push({
      name: 'Reason',
      required: true,
      valuespace: { type: 'String' },
    }),
  'command Dial, parameter Number: the table says String 0..255; the schema says String 0..128 (hopen)': (
    all,
  ) => (parameter(all, 'Dial', 'Number').valuespace.MaxLength = '128'),
  'command UserInterface Extensions Panel Save, parameter PanelId: the table says String 1..255; the schema says String 0..255 (hopen)':
    (all) => (parameter(all, 'UserInterface Extensions Panel Save', 'PanelId').valuespace.MinLength = '0'),
  'command Bookings List, parameter Days: the table says Integer 1..365; the schema says Integer 1..7 (hopen)':
    (all) => (parameter(all, 'Bookings List', 'Days').valuespace.Max = '7'),
  'command Bookings List, parameter Days: the table says Integer 1..365; the schema says Integer 0..365 (hopen)':
    (all) => (parameter(all, 'Bookings List', 'Days').valuespace.Min = '0'),
  'command UserInterface Extensions Panel Save: the table says it takes a body; the schema says it takes no body (hopen)':
    (all) => delete object(all, 'Command', 'UserInterface Extensions Panel Save').object.attributes.multiline,
  'event CallSuccessful: the table says it is there; the schema says nothing of it (hopen)': (all) =>
    remove(all, 'Event', 'CallSuccessful'),
  'event CallDisconnect, field CauseType: the table says string; the schema says nothing of it (hopen)': (
    all,
  ) => delete object(all, 'Event', 'CallDisconnect').fields['CauseType'],
  'event CallDisconnect, field CallId: the table says int; the schema says string (hopen)': (all) =>
    (object(all, 'Event', 'CallDisconnect').fields['CallId'] = { valuespace: 'string' }),
  // An unknown product that takes a role.
  'the product: the table says nothing of it; the schema says it has a MonitorRole (novum)': (all) =>
    object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole').object.products.push('novum'),
  // An unknown product that dials.
  'the product: the table says nothing of it; the schema says it has the command Dial (novum)': (all) =>
    object(all, 'Command', 'Dial').object.products.push('novum'),
  // A product that has ended.
  'the product: the table says baymax is not there on this firmware; the schema says it has the command Dial (baymax)':
    (all) => object(all, 'Command', 'Dial').object.products.push('baymax'),
  'the product: the table says it is there, Room Kit; the schema says nothing of it (hopen)': (all) => {
    all.forEach((one) => (one.products = one.products.filter((code) => code !== 'hopen')));
  },
};
