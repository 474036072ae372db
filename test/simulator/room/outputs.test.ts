/** What outputs report, and what people see on one screen or when another macro interferes. */
import { describe, expect, it } from 'vitest';
import type { Room } from '../../../src/simulator/room/room';
import { codec, reportsAt } from '../codec/probe';

describe('outputs', () => {
  it('report the role after it was written', async () => {
    const { room, xapi } = codec();
    const reports = reportsAt(xapi, 'Video Output Connector');
    await room.wait(1);
    void xapi.config.set('Video Output Connector 1 MonitorRole', 'PresentationOnly');
    await room.wait(1);
    expect(reports).toEqual([
      '{"id":"1","MonitorRole":"PresentationOnly"}',
      '{"id":"2","MonitorRole":"First"}',
    ]);
  });

  it('report HDCP and CEC without changing what is shown', async () => {
    const { room, xapi } = codec();
    const reports = reportsAt(xapi, 'Video Output Connector');
    await room.wait(1);
    const before = room.screens();
    room.outputs.reportLinkDetails();
    await room.wait(1);
    expect(reports).toHaveLength(2);
    expect(reports[0]).toBe(
      '{"id":"1","HDCP":{"State":"Authenticated"},"ConnectedDevice":{"CEC":[{"id":"1","PowerStatus":"On"}]}}',
    );
    expect(room.screens()).toEqual(before);
  });

  it('can be reduced to one and to none', () => {
    const { room } = codec();
    room.outputs.unplug(2);
    expect(room.screens()).toEqual({ 1: 'home screen' });
    room.outputs.unplug(1);
    expect(room.screens()).toEqual({});
  });

  it('show a picture on a screen whose connection is unknown', () => {
    const { room } = codec({ screens: { 1: { inches: 43 }, 2: { inches: 75, isOnExtender: true } } });
    expect(room.device.readText('Status Video Output Connector 2 Connected')).toBe('Unknown');
    room.outputs.sleep(1, 'is unknown');
    expect(room.screens()).toEqual({ 1: 'home screen', 2: 'blank' });
    room.outputs.unplug(2);
    expect(room.screens()).toEqual({ 1: 'home screen' });
  });
});

describe('an output', () => {
  const toldBy = ({ room }: { room: Room }, id: number): unknown =>
    room.device.read(`Status Video Output Connector ${id}`);

  it('without a screen says -1 inches on RoomOS; on CE, it has a resolution and says no size', () => {
    const nothing = { id: '3', Connected: 'False', MonitorRole: 'First', Type: 'HDMI' };
    expect(toldBy(codec({ product: 'barents', firmware: '11.19' }), 3)).toEqual({
      ...nothing,
      ConnectedDevice: { Name: '', PreferredFormat: '', ScreenSize: '-1' },
      Resolution: { Width: '0', Height: '0' },
    });
    expect(toldBy(codec({ product: 'barents', firmware: '9.15' }), 3)).toEqual({
      ...nothing,
      ConnectedDevice: { Name: '', PreferredFormat: '' },
      Resolution: { Width: '1280', Height: '720' },
    });
  });

  it.each([
    [7, '7'],
    [-1, '-1'],
    ['nothing', undefined],
  ] as const)('says %s inches, whatever the screen has, also after standby', async (told, ScreenSize) => {
    const given = codec({ screens: { 1: { inches: 65, told } } });
    const sizes = (): unknown =>
      structuredClone(given.room.device.read('Status Video Output Connector 1 ConnectedDevice'));
    expect(sizes()).toEqual({
      Name: 'Screen 1',
      PreferredFormat: '3840x2160@60Hz',
      ...(ScreenSize === undefined ? {} : { ScreenSize }),
    });
    const before = sizes();
    given.room.outputs.sleep(1, 'says -1');
    expect(toldBy(given, 1)).toMatchObject({
      Connected: 'Unknown',
      ConnectedDevice: { Name: '', PreferredFormat: '-1x-1@-1Hz', ScreenSize: '-1' },
    });
    given.room.outputs.wake(1, 1);
    await given.room.wait(2);
    expect(sizes()).toEqual(before);
  });
});

describe('without a call', () => {
  const onSecond = { 1: 'home screen', 2: 'presentation' };
  const onBoth = { 1: 'presentation', 2: 'presentation' };

  it.each([
    ['hopen', '9.15', '', onSecond],
    ['hopen', '10.19', '', onSecond],
    ['hopen', '11.14', '', onBoth],
    ['hopen', '11.14', 'Mirror', onBoth],
    ['hopen', '11.14', 'Multiscreen', onBoth],
    ['hopen', '11.14', 'LastOnly', onSecond],
    ['polaris', '11.23', '', onSecond],
  ] as const)('on %s, %s, MirroringType "%s", a share shows %j', async (product, firmware, type, screens) => {
    const { room } = codec({ product, firmware });
    if (type) room.outputs.configure('Video Output MirroringType', type);
    room.outputs.setMonitors('DualPresentationOnly');
    room.shares.begin();
    await room.wait(1);
    expect(room.screens()).toEqual(screens);
  });

  it('the home screen is on the output that was connected first, or on the one that is set', () => {
    const { room } = codec({ product: 'barents' });
    const home = (): unknown => room.device.read('Status UserInterface OSD Output');
    expect([home(), room.screens()]).toEqual(['1', { 1: 'home screen', 2: 'blank' }]);
    room.outputs.unplug(1);
    expect([home(), room.screens()]).toEqual(['2', { 2: 'home screen' }]);
    room.outputs.plug(1, { inches: 43 });
    expect([home(), room.screens()]).toEqual(['2', { 1: 'blank', 2: 'home screen' }]);
    room.outputs.configure('UserInterface OSD Output', '1');
    expect([home(), room.screens()]).toEqual(['1', { 1: 'home screen', 2: 'blank' }]);
  });
});

describe('in a call, screens with', () => {
  const BOTH = 'participants and presentation';
  const ALL_ROLES = ['First', 'Second', 'Third'];

  it.each<[roles: readonly string[], monitors: string, isShared: boolean, shown: readonly string[]]>([
    [ALL_ROLES, 'Triple', false, ['participants', 'participants', 'participants']],
    [ALL_ROLES, 'Triple', true, ['participants', 'participants', 'presentation']],
    [ALL_ROLES, 'Auto', true, ['participants', 'participants', 'presentation']],
    [ALL_ROLES, 'TriplePresentationOnly', false, ['participants', 'participants', 'blank']],
    [ALL_ROLES, 'TriplePresentationOnly', true, ['participants', 'participants', 'presentation']],
    [ALL_ROLES, 'DualPresentationOnly', true, ['participants', 'presentation', 'blank']],
    [ALL_ROLES, 'Dual', false, ['participants', 'participants', 'blank']],
    [ALL_ROLES, 'Single', true, [BOTH, BOTH, BOTH]],
    [['First', 'Auto'], 'Auto', true, ['participants', 'presentation']],
    [['Auto', 'Auto'], 'Dual', true, ['participants', 'presentation']],
    [['PresentationOnly', 'Auto'], 'Auto', true, ['presentation', BOTH]],
    [['Auto'], 'Auto', true, [BOTH]],
    [['First'], 'Auto', true, [BOTH]],
    [['Second'], 'Auto', true, [BOTH]],
    [['Second'], 'Single', true, [BOTH]],
    [['First'], 'Dual', true, ['participants']],
    [['Second'], 'Dual', true, ['presentation']],
    [['First'], 'DualPresentationOnly', true, ['participants']],
    [['Second'], 'DualPresentationOnly', true, ['presentation']],
    [['Second'], 'DualPresentationOnly', false, ['home screen']],
    [['PresentationOnly'], 'Auto', true, ['presentation']],
  ])(
    'the roles %j in %s, with a share or without (%s), show %j',
    async (roles, monitors, isShared, shown) => {
      const { room } = codec({
        product: 'barents',
        screens: Object.fromEntries(roles.map((_, index) => [index + 1, { inches: 75 }])),
      });
      room.outputs.setMonitors(monitors);
      roles.forEach((role, index) => room.outputs.setRole(index + 1, role));
      room.phone.up();
      await room.wait(1);
      if (isShared) room.shares.farEnd();
      expect(Object.values(room.screens())).toEqual(shown);
    },
  );
});

describe('another macro', () =>
  it('sets the opposite roles and its own layout after each write', async () => {
    const { room, xapi } = codec();
    room.competingMacro.start({ oppositeRoles: true, monitors: 'Dual' });
    void xapi.config.set('Video Output Connector 1 MonitorRole', 'Second');
    void xapi.config.set('Video Monitors', 'DualPresentationOnly');
    await room.wait(1);
    expect(room.outputs.role(1)).toBe('First');
    expect(room.device.readText('Configuration Video Monitors')).toBe('Dual');
    expect(room.competingMacro.writes).toBe(2);
    void xapi.config.set('Video Output Connector 2 MonitorRole', 'First');
    await room.wait(1);
    expect(room.outputs.role(2)).toBe('Second');
    room.competingMacro.stop();
    void xapi.config.set('Video Output Connector 1 MonitorRole', 'Second');
    await room.wait(1);
    expect(room.outputs.role(1)).toBe('Second');
  }));
