/** The codec's macro runtime: saving, activating and running macros, and their log. */
import type { Clock } from './clock';
import type { Device } from './device';
import { refuse } from './product-rules';
import type { Tree } from './tree';

export type Level = 'DEBUG' | 'ERROR' | 'INFO' | 'LOG' | 'WARN';

/** Runs the text of a macro. Returns a function that stops it. Throws what the macro throws while it starts. */
type RunMacro = (name: string, text: string, print: (level: Level, message: string) => void) => () => void;

type Parameters = Readonly<Record<string, string>>;

interface Macro {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly isActive: boolean;
}

/** A line of the log, as the codec sends it. */
type Line = Readonly<Record<'Level' | 'Macro' | 'Message' | 'Offset' | 'Timestamp', string>>;

/** The time between the stop and the next start of the runtime. */
const RESTART_MS = 500;
const LOG_LINES_KEPT = 1000;
const NO_SUCH_MACRO = { code: 1, message: 'No such macro' };

/** The macro runtime. Saved and activated macros take effect with its next start, which starts every active macro. */
export class InstalledMacros {
  private macros: readonly Macro[] = [];
  private lines: readonly Line[] = [];
  private lastId = 0;
  private lastOffset = -1;
  private running: readonly (() => void)[] = [];
  private isRunning = false;
  /** Whether every restart begins a new log, with the offset 0. */
  forgetsLog = false;
  private start: number | undefined;

  constructor(
    private readonly codec: { readonly device: Device; readonly clock: Clock },
    private readonly run: RunMacro,
  ) {
    const { device } = codec;
    device.put('Configuration Macros Mode', 'On');
    device.put('Configuration Macros AutoStart', 'On');
    device.put('Configuration Macros UnresponsiveTimeout', 5);
    device.whenWritten((path, value) => {
      if (path === 'Macros Mode' && value === 'Off') this.stop();
      if (path === 'Macros Mode' && value === 'On') this.boot();
    });
    device.onCommand('Macros Macro Save', this.save);
    device.onCommand('Macros Macro Get', this.get);
    device.onCommand('Macros Macro Activate', this.activate(true));
    device.onCommand('Macros Macro Deactivate', this.activate(false));
    device.onCommand('Macros Macro Remove', this.remove);
    device.onCommand('Macros Runtime Restart', this.restart);
    device.onCommand('Macros Runtime Stop', this.stop);
    device.onCommand('Macros Runtime Status', this.status);
    device.onCommand('Macros Log Get', this.log);
    device.onCommand('Macros Log Clear', this.clearLog);
  }

  /** Starts the runtime unless AutoStart is Off: after the codec has started, or Macros Mode was set to On. */
  boot(): void {
    if (this.codec.device.readText('Configuration Macros AutoStart') === 'On') this.restart();
  }

  /** The names of the active macros. */
  activeMacros(): readonly string[] {
    return this.macros.filter((macro) => macro.isActive).map((macro) => macro.name);
  }

  /** Adds a line to the macro log and sends it as an event. */
  print(macro: string, level: Level, message: string): void {
    this.lastOffset += 1;
    const line: Line = {
      Level: level,
      Macro: macro,
      Message: message,
      Offset: String(this.lastOffset),
      Timestamp: new Date(this.codec.clock.wallTime()).toISOString(),
    };
    this.lines = this.lines.concat(line).slice(-LOG_LINES_KEPT);
    this.report('Log', line);
  }

  private readonly save = (parameters: Parameters, body: string): Tree => {
    const name = parameters['Name'] || '';
    const old = this.named(name);
    if (old && parameters['Overwrite'] === 'False') refuse({ code: 1, message: 'Macro already exists' });
    if (!old) this.lastId += 1;
    const saved: Macro = {
      id: old ? old.id : String(this.lastId),
      name: name,
      content: body,
      isActive: old !== undefined && old.isActive,
    };
    this.macros = this.macros.filter((macro) => macro.name !== name).concat(saved);
    this.report('Macro Saved', { Name: name });
    return { Name: name };
  };

  private readonly get = (parameters: Parameters): Tree => {
    const name = parameters['Name'];
    const wanted = this.macros.filter((macro) => name === undefined || macro.name === name);
    if (name !== undefined && wanted.length === 0) refuse(NO_SUCH_MACRO);
    if (wanted.length === 0) return {};
    return {
      Macro: wanted.map((macro) => ({
        id: macro.id,
        Active: macro.isActive ? 'True' : 'False',
        Name: macro.name,
        ...(parameters['Content'] === 'True' ? { Content: macro.content } : {}),
      })),
    };
  };

  private activate(isActive: boolean): (parameters: Parameters) => void {
    return ({ Name }) => {
      const found = this.named(Name) || refuse(NO_SUCH_MACRO);
      this.macros = this.macros.map((macro) => (macro === found ? { ...macro, isActive: isActive } : macro));
      this.report(isActive ? 'Macro Activated' : 'Macro Deactivated', { Name: found.name });
    };
  }

  private readonly remove = ({ Name }: Parameters): void => {
    const found = this.named(Name) || refuse(NO_SUCH_MACRO);
    this.macros = this.macros.filter((macro) => macro !== found);
    this.report('Macro Removed', { Name: found.name });
  };

  private named(name: string | undefined): Macro | undefined {
    return this.macros.filter((macro) => macro.name === name)[0];
  }

  private readonly restart = (): void => {
    if (this.codec.device.readText('Configuration Macros Mode') !== 'On')
      refuse({ code: 1, message: 'Macros are not enabled on this device' });
    this.stop();
    this.report('Runtime Reloading', {});
    if (this.forgetsLog) {
      this.lines = [];
      this.lastOffset = -1;
    }
    this.start = this.codec.clock.after(RESTART_MS, () => this.startAll());
  };

  private readonly stop = (): void => {
    this.codec.clock.cancel(this.start);
    for (const end of this.running) end();
    this.running = [];
    this.isRunning = false;
  };

  private startAll(): void {
    this.isRunning = true;
    this.print('[system]', 'INFO', 'Starting macros...');
    for (const macro of this.macros) if (macro.isActive) this.startOne(macro);
    this.report('Runtime Reloaded', {});
    this.report('Runtime Ready', {});
  }

  private startOne(macro: Macro): void {
    const print = (level: Level, message: string): void => this.print(macro.name, level, message);
    try {
      this.running = this.running.concat(this.run(macro.name, macro.content, print));
      this.report('Macro Started', { Name: macro.name });
    } catch (error) {
      print('ERROR', 'Uncaught ' + String(error));
    }
  }

  private readonly status = (): Tree => {
    const active = this.isRunning ? String(this.activeMacros().length) : '0';
    return { Running: this.isRunning ? 'True' : 'False', ActiveMacros: active, Crashes: '0' };
  };

  private report(event: string, fields: Readonly<Record<string, string>>): void {
    this.codec.device.reportEvent('Macros ' + event, fields);
  }

  private readonly clearLog = (): void => {
    this.lines = [];
  };

  private readonly log = ({ Offset }: Parameters): Tree => {
    const lines = this.lines.filter((line) => Number(line.Offset) >= Number(Offset || 0));
    if (lines.length === 0) return {};
    return { Line: lines.map((line, index) => ({ id: String(index + 1), ...line })) };
  };
}
