/** Changes to a schema, and the finding for each. */
import type { SchemaObject } from '../../../scripts/schema/published';
import { FIRMWARE, object, parameter, remove, written } from './made-schema';

export type Change = [what: string, change: (objects: SchemaObject[]) => unknown, finding: string];

export const changes: Change[] = [
  [
    'a status that is missing',
    (all) => remove(all, 'Status', 'MediaChannels Call[n] Channel[n] Video Protocol', 'hopen'),
    'status MediaChannels Call[n] Channel[n] Video Protocol: the table says AV1, H261, H263, H263p, H263pp, H264, HEVC, JPEG, MP4V, Off, RDP, Raw; the schema says nothing of it (hopen)',
  ],
  [
    'a value that is missing',
    (all) => object(all, 'Status', 'Conference Presentation Mode', 'hopen').values.pop(),
    'status Conference Presentation Mode: the table says Off, Receiving, Sending; the schema says the same without Sending (hopen)',
  ],
  [
    'a value too many',
    (all) => object(all, 'Status', 'Call[n] Direction', 'hopen').values.push('Sideways'),
    'status Call[n] Direction: the table says Incoming, Outgoing; the schema says the same with Sideways (hopen)',
  ],
  [
    'one value in place of another',
    (all) => object(all, 'Status', 'Call[n] Direction', 'hopen').values.splice(0, 1, 'Inbound'),
    'status Call[n] Direction: the table says Incoming, Outgoing; the schema says the same without Incoming and with Inbound (hopen)',
  ],
  [
    'a value of another firmware',
    (all) => object(all, 'Status', 'Call[n] Protocol', 'hopen').values.push('App'),
    'status Call[n] Protocol: the table says H323, SIP, Spark, Unknown, WebRTC; the schema says the same with App (hopen)',
  ],
  [
    'a status of another type',
    (all) =>
      Object.assign(
        object(all, 'Status', 'Call[n] RemoteNumber', 'hopen').space,
        written({ space: 'Integer' }, FIRMWARE),
      ),
    'status Call[n] RemoteNumber: the table says String; the schema says Integer 0..99 (hopen)',
  ],
  [
    'a setting of some products that none has',
    (all) => {
      const path = 'Video Output HDMI Passthrough Allowed';
      all.splice(0, all.length, ...all.filter((one) => one.path !== path));
    },
    'configuration Video Output HDMI Passthrough Allowed: the table says some have it; the schema says nothing of it (all products)',
  ],
  [
    'a setting of some products with another value',
    (all) =>
      object(all, 'Configuration', 'Video Output HDMI Passthrough Allowed', 'hopen').values.push('Maybe'),
    'configuration Video Output HDMI Passthrough Allowed: the table says False, True; the schema says the same with Maybe (hopen)',
  ],
  [
    'an output that takes no role',
    (all) => remove(all, 'Configuration', 'Video Output Connector[2] MonitorRole', 'helix_55'),
    'configuration Video Output Connector[2] MonitorRole: the table says Auto, First, PresentationOnly, Second; the schema says nothing of it (helix_55)',
  ],
  [
    'one output less of a range',
    (all) =>
      (object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole', 'hopen').object.path =
        'Video Output Connector[1] MonitorRole'),
    'configuration Video Output Connector[2] MonitorRole: the table says Auto, First, PresentationOnly, Second; the schema says nothing of it (hopen)',
  ],
  [
    'one output more in a range',
    (all) =>
      (object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole', 'hopen').object.path =
        'Video Output Connector[1..3] MonitorRole'),
    'configuration Video Output Connector[3] MonitorRole: the table says nothing of it; the schema says Auto, First, PresentationOnly, Second (hopen)',
  ],
  [
    'an output that takes one role less',
    (all) =>
      object(all, 'Configuration', 'Video Output Connector[2] MonitorRole', 'helix_55').values.splice(0, 1),
    'configuration Video Output Connector[2] MonitorRole: the table says Auto, First, PresentationOnly, Second; the schema says the same without Auto (helix_55)',
  ],
  [
    'an output with another preset',
    (all) =>
      (object(
        all,
        'Configuration',
        'Video Output Connector[2] MonitorRole',
        'svea_70s',
      ).object.attributes.default = 'Auto'),
    'configuration Video Output Connector[2] MonitorRole: the table says preset to PresentationOnly; the schema says preset to Auto (svea_70s)',
  ],
  [
    'a mode of Video Monitors that is missing',
    (all) => object(all, 'Configuration', 'Video Monitors', 'hopen').values.splice(2, 1),
    'configuration Video Monitors: the table says Auto, Dual, DualPresentationOnly, Single; the schema says the same without DualPresentationOnly (hopen)',
  ],
  [
    'no Video Monitors',
    (all) => remove(all, 'Configuration', 'Video Monitors', 'hopen'),
    'configuration Video Monitors: the table says Auto, Dual, DualPresentationOnly, Single; the schema says nothing of it (hopen)',
  ],
  [
    'Video Monitors where there should be none',
    (all) => object(all, 'Configuration', 'Video Monitors', 'hopen').object.products.push('havella'),
    'configuration Video Monitors: the table says nothing of it; the schema says Auto, Dual, DualPresentationOnly, Single (havella)',
  ],
  [
    'a configuration of the macro runtime that takes another value',
    (all) => object(all, 'Configuration', 'Macros Mode', 'hopen').values.push('Auto'),
    'configuration Macros Mode: the table says Off, On; the schema says the same with Auto (hopen)',
  ],
  [
    'a command that is missing',
    (all) => remove(all, 'Command', 'Dial', 'hopen'),
    'command Dial: the table says it is there; the schema says nothing of it (hopen)',
  ],
  [
    'a parameter that is missing',
    (all) => object(all, 'Command', 'Dial', 'hopen').params.splice(0, 1),
    'command Dial, parameter DisplayName: the table says String 0..255; the schema says nothing of it (hopen)',
  ],
  [
    'a parameter that is newly required',
    (all) => (parameter(all, 'Dial', 'Protocol').required = true),
    'command Dial, parameter Protocol: the table says it is optional; the schema says it is required (hopen)',
  ],
  [
    'a parameter that is no longer required',
    (all) => (parameter(all, 'Dial', 'Number').required = false),
    'command Dial, parameter Number: the table says it is required; the schema says it is optional (hopen)',
  ],
  [
    'a parameter that is required only on other firmwares',
    (all) => (parameter(all, 'Bookings Get', 'Id').required = true),
    'command Bookings Get, parameter Id: the table says it is optional; the schema says it is required (hopen)',
  ],
  [
    'an unknown parameter that is required',
    (all) =>
      object(all, 'Command', 'Dial', 'hopen').params.push({
        name: 'Reason',
        required: true,
        valuespace: { type: 'String' },
      }),
    'command Dial, parameter Reason: the table says nothing of it; the schema says it is required (hopen)',
  ],
  [
    'another greatest length',
    (all) => (parameter(all, 'Dial', 'Number').valuespace.MaxLength = '128'),
    'command Dial, parameter Number: the table says String 0..255; the schema says String 0..128 (hopen)',
  ],
  [
    'another smallest length',
    (all) => (parameter(all, 'UserInterface Extensions Panel Save', 'PanelId').valuespace.MinLength = '0'),
    'command UserInterface Extensions Panel Save, parameter PanelId: the table says String 1..255; the schema says String 0..255 (hopen)',
  ],
  [
    'another greatest number',
    (all) => (parameter(all, 'Bookings List', 'Days').valuespace.Max = '7'),
    'command Bookings List, parameter Days: the table says Integer 1..365; the schema says Integer 1..7 (hopen)',
  ],
  [
    'another smallest number',
    (all) => (parameter(all, 'Bookings List', 'Days').valuespace.Min = '0'),
    'command Bookings List, parameter Days: the table says Integer 1..365; the schema says Integer 0..365 (hopen)',
  ],
  [
    'a parameter that does not take a value',
    (all) => parameter(all, 'Dial', 'Protocol').valuespace.Values?.pop(),
    'command Dial, parameter Protocol: the table says H323, Sip, Spark; the schema says the same without Spark (hopen)',
  ],
  [
    'a command without its body',
    (all) =>
      delete object(all, 'Command', 'UserInterface Extensions Panel Save', 'hopen').object.attributes
        .multiline,
    'command UserInterface Extensions Panel Save: the table says it takes a body; the schema says it takes no body (hopen)',
  ],
  [
    'an event that is missing',
    (all) => remove(all, 'Event', 'CallSuccessful', 'hopen'),
    'event CallSuccessful: the table says it is there; the schema says nothing of it (hopen)',
  ],
  [
    'a field of an event that is missing',
    (all) => delete object(all, 'Event', 'CallDisconnect', 'hopen').fields['CauseType'],
    'event CallDisconnect, field CauseType: the table says string; the schema says nothing of it (hopen)',
  ],
  [
    'a field of an event of another type',
    (all) => (object(all, 'Event', 'CallDisconnect', 'hopen').fields['CallId'] = { valuespace: 'string' }),
    'event CallDisconnect, field CallId: the table says int; the schema says string (hopen)',
  ],
  [
    'an unknown product that takes a role',
    (all) =>
      object(all, 'Configuration', 'Video Output Connector[1..2] MonitorRole', 'hopen').object.products.push(
        'novum',
      ),
    'the product: the table says nothing of it; the schema says it has a MonitorRole (novum)',
  ],
  [
    'an unknown product that dials',
    (all) => object(all, 'Command', 'Dial', 'hopen').object.products.push('novum'),
    'the product: the table says nothing of it; the schema says it has the command Dial (novum)',
  ],
  [
    'a product that has ended',
    (all) => object(all, 'Command', 'Dial', 'hopen').object.products.push('baymax'),
    'the product: the table says baymax is not there on this firmware; the schema says it has the command Dial (baymax)',
  ],
  [
    'a product that is not there',
    (all) => {
      all.forEach((one) => (one.products = one.products.filter((code) => code !== 'hopen')));
    },
    'the product: the table says it is there, Room Kit; the schema says nothing of it (hopen)',
  ],
];
