/** Simulated codecs that run in real time, with macros in node:vm, behind a server. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { InstalledMacros } from '../codec/installed-macros';
import { Room } from '../room/room';
import type { Screen } from '../room/outputs';
import type { Firmware } from '../../xapi/schema-subset';
import type { Engine } from './macro-in-vm';

export interface CodecPlan {
  readonly engine: Engine;
  /** The schema's code for the product. */
  readonly product?: string;
  readonly firmware?: Firmware;
  readonly screens?: Readonly<Record<number, Screen>>;
  /** Maximum time that a macro may block; 5 s if not given, as on a codec. */
  readonly unresponsiveMs?: number;
  /** Whether a restart of the macro runtime begins a new log, with the offset 0. */
  readonly forgetsLog?: boolean;
  /** Changes the text of a macro before it runs, for example to break it. */
  readonly alter?: (text: string) => string;
}

export interface SimulatedCodec {
  readonly room: Room;
  readonly macros: InstalledMacros;
  /** Advances the codec's time to real time. */
  readonly tick: () => void;
}

const UNRESPONSIVE_MS = 5000;
const CONNECTED = /^(Connected|OnHold|Preserved|RemotePreserved)$/;
const IN_PROGRESS = /^(Connecting|Dialling|EarlyMedia|Ringing)$/;
/** Two screens of which the second is the larger one. */
const SCREENS: Readonly<Record<number, Screen>> = { 1: { inches: 55 }, 2: { inches: 75 } };

export function simulatedCodec(plan: CodecPlan): SimulatedCodec {
  const firmware = plan.firmware ?? '11.14';
  const room = new Room({
    engine: { idle: () => Promise.resolve() },
    macro: () => undefined,
    product: plan.product ?? 'hopen',
    firmware,
    screens: plan.screens ?? SCREENS,
  });
  const { device, clock } = room;
  device.put('Status SystemUnit ProductPlatform', device.rules.product.name);
  device.put('Status SystemUnit ProductId', `Cisco ${device.rules.product.name}`);
  device.put('Status SystemUnit Software Version', softwareOf(firmware));
  countCalls(room);
  const stopMacros = (): void => {
    device.request({ method: 'xCommand/Macros/Runtime/Stop' }, () => undefined);
  };
  const macros = new InstalledMacros(room, (_, text, print) => {
    return plan.engine.start(plan.alter ? plan.alter(text) : text, {
      clock,
      link: room.connect(),
      print,
      unresponsiveMs: plan.unresponsiveMs ?? UNRESPONSIVE_MS,
      crashed: (reason) => {
        print('ERROR', `${reason}: all macros are stopped`);
        stopMacros();
      },
    });
  });
  macros.forgetsLog = plan.forgetsLog ?? false;
  return { room, macros, tick: realTime(room) };
}

/** Keeps the numbers of calls in the status, as codecs do for those who may not interrupt one. */
function countCalls({ device }: Room): void {
  const count = (): void => {
    const states = device.idsAt('Status Call').map((id) => device.readText(`Status Call ${id} Status`));
    const [active, starting] = [CONNECTED, IN_PROGRESS].map(
      (wanted) => states.filter((state) => wanted.test(state)).length,
    );
    device.put('Status SystemUnit State NumberOfActiveCalls', active ?? 0);
    device.put('Status SystemUnit State NumberOfInProgressCalls', starting ?? 0);
    device.reportWithoutPicture();
  };
  count();
  device.request({ method: 'xFeedback/Subscribe', params: { Query: ['Status', 'Call'] } }, count);
}

/** A version as codecs report it: four numbers and a hash, with the prefix "ce" up to RoomOS 11. */
function softwareOf(firmware: Firmware): string {
  const numbers = [...firmware.split('.'), '5', '0'].slice(0, 4).join('.');
  return `${Number(firmware.split('.')[0]) < 26 ? 'ce' : 'RoomOS '}${numbers}.0123456789a`;
}

function realTime(room: Room): () => void {
  let last = performance.now();
  let isRunning = false;
  return () => {
    if (isRunning) return;
    const now = performance.now();
    const passed = now - last;
    last = now;
    isRunning = true;
    room.clock.run(passed).then(
      () => {
        isRunning = false;
      },
      (error: unknown) => console.error('the simulated codec failed', error),
    );
  };
}

export interface Served {
  /** As `--host` takes it. */
  readonly host: string;
  readonly close: () => Promise<void>;
}

const TICK_MS = 10;

/** Listens on a free port of this computer, and advances the codecs meanwhile. */
export async function listening(server: Server, codecs: readonly SimulatedCodec[]): Promise<Served> {
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ticker = setInterval(() => {
    for (const { tick } of codecs) tick();
  }, TICK_MS);
  return {
    host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      clearInterval(ticker);
      // Not closeAllConnections, which leaves out sockets after a request for a WebSocket.
      for (const socket of connections) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
