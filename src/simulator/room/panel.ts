import { BROKEN } from '../codec/link';
import { refuse } from '../codec/product-rules';
import type { RoomContext } from './context';

interface Message {
  readonly text: string;
  readonly until: number;
}

type Parameters = Readonly<Record<string, string>>;

/** The touch panel with its buttons, and messages on the screen. */
export class Panel {
  /** The XML of the saved buttons, by id; '' if it was removed. */
  readonly buttons: Record<string, string> = {};
  private shownLine: Message | undefined;
  private shownAlert: Message | undefined;

  constructor(private readonly context: RoomContext) {
    const { device } = context;
    device.onCommand('UserInterface Message TextLine Display', (parameters) => {
      this.shownLine = this.message('line: ', parameters);
    });
    device.onCommand('UserInterface Message TextLine Clear', () => {
      this.shownLine = undefined;
    });
    device.onCommand('UserInterface Message Alert Display', (parameters) => {
      this.shownAlert = this.message('alert: ', parameters);
    });
    device.onCommand('UserInterface Message Alert Clear', () => {
      this.shownAlert = undefined;
    });
    device.onCommand('UserInterface Extensions Panel Save', (parameters, body) => {
      if (!isWellFormed(body)) refuse(BROKEN);
      this.buttons[parameters['PanelId'] || ''] = body;
    });
    device.onCommand('UserInterface Extensions Panel Remove', (parameters) => {
      this.buttons[parameters['PanelId'] || ''] = '';
    });
  }

  /** Somebody taps a button. */
  tap(panelId: string): void {
    const name = /<Name>(.*?)<\/Name>/.exec(this.buttons[panelId] || '');
    this.context.note('people', 'somebody taps "' + ((name && name[1]) || panelId) + '"');
    this.context.device.reportEvent('UserInterface Extensions Panel Clicked', { PanelId: panelId });
  }

  /** The text line on the screen; '' if there is none. */
  line(): string {
    return this.textOf(this.shownLine);
  }

  /** The alert on the screen; '' if there is none. */
  alert(): string {
    return this.textOf(this.shownAlert);
  }

  /** Milliseconds until a message disappears by itself; undefined if none will. */
  untilCleared(): number | undefined {
    const now = this.context.clock.now();
    return [this.shownLine, this.shownAlert]
      .map((message) => (message ? message.until - now : 0))
      .filter((left) => left > 0 && left < Infinity)
      .sort((one, other) => one - other)[0];
  }

  private textOf(message: Message | undefined): string {
    return message && this.context.clock.now() < message.until ? message.text : '';
  }

  private message(kind: string, parameters: Parameters): Message {
    const seconds = Number(parameters['Duration'] || 0);
    const text = parameters['Text'] || '';
    this.context.note('screen', kind + text);
    return { text: text, until: seconds === 0 ? Infinity : this.context.clock.now() + seconds * 1000 };
  }
}

/** Whether each tag has its end. Attributes are not supported. */
function isWellFormed(xml: string): boolean {
  let [before, rest] = ['', xml];
  while (rest !== before) {
    before = rest;
    rest = rest.replace(/<(\w+)>[^<>]*<\/\1>|<\w+\/>/g, '');
  }
  return rest.indexOf('<') < 0;
}
