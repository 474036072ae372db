/** What outputs report, and what people see on one screen or when another macro interferes. */
import { describe, expect, it } from 'vitest';
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
    expect(room.screens()).toEqual({ 1: 'home screen', 2: 'home screen' });
    room.outputs.unplug(2);
    expect(room.screens()).toEqual({ 1: 'home screen' });
  });
});

describe('a single screen shows', () => {
  it.each([
    ['Auto', 'Auto', 'participants and presentation'],
    ['Auto', 'First', 'participants and presentation'],
    ['Auto', 'Second', 'participants and presentation'],
    ['Single', 'Second', 'participants and presentation'],
    ['Dual', 'First', 'participants'],
    ['Dual', 'Second', 'presentation'],
    ['DualPresentationOnly', 'First', 'participants'],
    ['DualPresentationOnly', 'Second', 'presentation'],
    ['Auto', 'PresentationOnly', 'presentation'],
  ])('with %s and %s, in a call with a share: %s', async (monitors, role, shown) => {
    const { room } = codec({ screens: { 1: { inches: 75 } } });
    room.outputs.setMonitors(monitors);
    room.outputs.setRole(1, role);
    room.phone.up();
    await room.wait(1);
    room.shares.farEnd();
    expect(room.screens()).toEqual({ 1: shown });
  });

  it('with DualPresentationOnly and Second, without a share: nothing', async () => {
    const { room } = codec({ screens: { 1: { inches: 75 } } });
    room.outputs.setMonitors('DualPresentationOnly');
    room.outputs.setRole(1, 'Second');
    room.phone.up();
    await room.wait(1);
    expect(room.screens()).toEqual({ 1: 'blank' });
  });
});

describe('another macro', () => {
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
  });
});
